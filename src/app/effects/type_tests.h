#pragma once
// Parameters whose type the code asks for before it uses them: `if isinstance(key, str):`.

#include "app/values/value.h"

namespace fastidious::app {

class TypeTests {
 public:
  TypeTests(const Definition& function, const syntax::Arg& parameter);

  // Whether there is one in the function.
  bool any() const { return any_; }
  // Whether each use of the parameter stands below one, behind one that settles what is of another
  // type (`if not isinstance(key, str): key = None`), or only hands it to a function of the
  // repository.
  bool come_first() const { return come_first_; }
  // Whether a value of any type may get to this place of the function; false for other functions.
  bool let_any_get_to(const Placed& place) const;

 private:
  bool is_test(const syntax::Expr& expr) const;
  bool is_refusal(const syntax::Expr& expr) const;
  bool settles(const syntax::If& refusal) const;
  bool are_before(const syntax::Node& node) const;
  bool is_below_test(const syntax::Node& node) const;
  bool is_harmless(const syntax::Name& use) const;

  const FileModel& file_;
  const syntax::Node& function_;
  const syntax::Arg& parameter_;
  const syntax::Node* settled_ = nullptr;  // the `if` behind which its type is known
  bool any_ = false;
  bool come_first_ = true;
};

}  // namespace fastidious::app
