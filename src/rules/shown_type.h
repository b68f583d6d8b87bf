#pragma once
// The type that code shows of a parameter without an annotation.

#include <optional>
#include <string_view>
#include <vector>

#include "semantic/file_model.h"

namespace fastidious::rules {

// Of one function; each question is answered from one look at its body.
class ShownTypes {
 public:
  ShownTypes(const semantic::FileModel& file, const syntax::FunctionDef& function)
      : file_(file), function_(function) {}

  // "str" where the body adds the parameter to text, or where each call that is seen gives it one
  // builtin class and the body asks for no other; empty where neither shows it. None as the default
  // is for the caller to add.
  std::string_view of(const syntax::Arg& parameter);

 private:
  void look_at_body();
  std::string_view given_to(const syntax::Arg& parameter) const;
  bool is_compared_with_none(const syntax::Arg& parameter) const;
  bool is_asked_for_its_class(const syntax::Arg& parameter) const;

  const semantic::FileModel& file_;
  const syntax::FunctionDef& function_;
  std::optional<std::vector<Identifier>> added_to_text_;  // and nowhere stored
};

}  // namespace fastidious::rules
