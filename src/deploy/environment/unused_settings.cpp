#include "deploy/environment/unused_settings.h"

#include "app/settings/settings_class.h"
#include "semantic/model.h"

namespace fastidious::deploy {

UnusedSettings::UnusedSettings(const app::Application& application) {
  const semantic::Model& code = application.code();
  for (const app::SettingsClass& settings : application.settings().classes()) {
    const auto& cls = *settings.definition.node->as<syntax::ClassDef>();
    const std::string_view name = settings.definition.file->text(cls.name);
    const bool is_named = !cls.decorator_list.empty() ||
                          !code.mentions().of(code.names().find(name)).empty() ||
                          !code.mentions().texts_like(name).empty();
    if (!is_named) names_.emplace(&cls, name);
  }
}

std::string UnusedSettings::name_of(const syntax::Node* cls) const {
  const auto found = names_.find(cls);
  return found == names_.end() ? std::string() : found->second;
}

std::string UnusedSettings::around(const app::EnvironmentRead& read) const {
  if (read.is_required || names_.empty()) return {};
  return name_of(read.at.file->enclosing_class(*read.at.expr));
}

}  // namespace fastidious::deploy
