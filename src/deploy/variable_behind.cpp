#include "deploy/variable_behind.h"

namespace fastidious::deploy {

std::string variable_behind(const app::Application& application, app::Placed value) {
  if (const auto field = application.settings().field_of(value)) {
    const auto names = field.cls->variables_of(*field.field);
    return names.empty() ? std::string("?") : names.front()->name;
  }
  const app::Followed followed = app::follow(value);
  const app::Placed origin = followed.value ? followed.value : value;
  for (const syntax::Node* node : origin.file->tree().subtree(*origin.expr)) {
    const auto* expr = node->as<syntax::Expr>();
    if (expr == nullptr) continue;
    if (auto read = app::environment_read(*origin.file, *expr)) {
      return read->name.empty() ? std::string("?") : read->name;
    }
  }
  return {};
}

}  // namespace fastidious::deploy
