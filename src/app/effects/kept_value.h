#pragma once
// What little changes leave of a parameter's value: `q.strip()`, `q[4:]`, `q or "all"`, and the
// local variables that hold it.

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

class KeptValue {
 public:
  // Whether one part of it, `q.split("-")[0]`, counts as well: what holds for that need not hold
  // for all of it.
  enum class Parts : std::uint8_t { Not, Too };

  KeptValue(const Definition& function, const syntax::Arg& parameter, Parts parts = Parts::Not);

  // Whether `expr` is the value, or what is left of it.
  bool is(const syntax::Expr& expr) const;
  // Whether it is a part of it: what runs over `q.split(",")`.
  bool is_part(const syntax::Expr& expr) const { return is_part(expr, 0); }
  // Where the function uses it, each by the outermost expression that still is it. That a local
  // variable takes it is no use: what is done with the variable is.
  std::vector<const syntax::Expr*> uses() const;
  // Whether it goes through more variables than are looked at: then uses() may lack some.
  bool is_lost() const { return lost_; }

 private:
  bool is_part(const syntax::Expr& expr, int depth) const;
  void find_variables();
  bool take_variable(const syntax::Name& target, const syntax::Expr* value);
  bool is_taken(const syntax::Expr& expr) const;
  const syntax::Expr& outermost(const syntax::Expr& expr) const;
  const syntax::Expr* holder(const syntax::Expr& expr) const;

  const FileModel& file_;
  const syntax::Node& function_;
  const Parts parts_;
  std::unordered_set<std::uint32_t> names_;          // of the parameter and the variables
  std::unordered_set<const syntax::Node*> holders_;  // what binds them: the Arg, and Names
  bool lost_ = false;
};

}  // namespace fastidious::app
