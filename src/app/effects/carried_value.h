#pragma once
// Where a value goes as a whole: through names, copies, serialisers and functions of the
// repository. Nothing is said about parts that are taken out of it.

#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

// What counts as the value, more than it and its copies.
struct Following {
  // An attribute of it is as good as the value itself; mostly empty.
  std::string_view member;
  // So is what holds it among other things: {"k": x}, Model(**x).
  bool inside_others = false;
  // So is whatever a call makes of it.
  bool made_of_it = false;
  // So is its text: str(x), x.strip(), x.lower().
  bool as_text = false;
};

// One function that a value gets into.
struct Carrier {
  Definition function;
  std::vector<semantic::SymbolId> names;  // of its scope: those that hold the value
  const syntax::Expr* origin = nullptr;   // the expression that makes the value; null: a parameter
  Following following;

  // Whether `expr` is the value, a copy of it ({**x}, dict(x), x.copy(), x | {…}), or what a
  // serialiser makes of it (x.model_dump(), json.dumps(x)).
  bool holds(const syntax::Expr& expr) const;
  // Whether the call takes it as an argument, `**x` too.
  bool is_given_to(const syntax::Call& call) const;

 private:
  bool is_made_of(const syntax::Call& call) const;
  bool is_text_of_it(const syntax::Call& call) const;
};

// `parameter` of `function`, and whatever it is passed to, a few calls deep; the function first.
std::vector<Carrier> carriers_of(const Definition& function, const syntax::Arg& parameter,
                                 Following following = {});
// The same for the value that `origin`, an expression in `function`, makes.
std::vector<Carrier> carriers_of(const Definition& function, const syntax::Expr& origin,
                                 Following following = {});

// Whether the call sends what it is given to another server: a method of an HTTP client.
bool sends_request(const FileModel& file, const syntax::Call& call);

}  // namespace fastidious::app
