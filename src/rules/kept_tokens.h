#pragma once
// Tokens that tests keep as text: they hold no longer where another key signs.

#include <optional>
#include <set>
#include <span>
#include <string>

#include "app/application.h"

namespace fastidious::rules {

// Looks once, when it is first asked.
class KeptTokens {
 public:
  explicit KeptTokens(const app::Application& application) : application_(application) {}

  // " Tokens that …": what is to be done with them by whoever changes the key; empty if no test
  // keeps any.
  const std::string& about();
  // Whether tokens are signed or verified with the field, or with the text that stands at `value`.
  bool are_signed_with(const app::Field* field, const app::Placed& value);

 private:
  void find_keys();
  void find_keys_of(std::span<const std::string_view> calls);

  const app::Application& application_;
  std::optional<std::string> about_;
  bool has_keys_ = false;
  std::set<const app::Field*> fields_;  // looked up only
  std::set<const syntax::Expr*> texts_;
};

// Whether the field has a default in the code that goes first (SEC003).
bool has_default_to_take_away(const app::Field& field);

}  // namespace fastidious::rules
