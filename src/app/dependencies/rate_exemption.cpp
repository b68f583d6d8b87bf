#include "app/dependencies/rate_exemption.h"

#include <algorithm>

#include "app/dependencies/authentication.h"

namespace fastidious::app {

using namespace syntax;

bool lifts_limits(std::string_view decorator) {
  const std::string_view name = decorator.substr(0, decorator.find('('));
  return name.ends_with(".exempt") && is_named_like_a_limit(name);
}

bool has_limits_lifted(const Route& route) {
  const Definition& handler = route.handler.definition;
  const auto* function = as<FunctionDef>(handler.node);
  if (function == nullptr) return false;
  const auto& all = function->decorator_list;
  constexpr std::size_t kMost = 50;  // of decorators: each of them may be a route of its own
  if (all.size() > kMost) return false;
  return std::any_of(all.begin(), all.end(),
                     [&](const Expr* one) { return lifts_limits(handler.file->text(*one)); });
}

}  // namespace fastidious::app
