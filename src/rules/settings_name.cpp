#include "rules/settings_name.h"

#include <algorithm>
#include <map>
#include <vector>

#include "semantic/name_uses.h"

namespace fastidious::rules {
namespace {

std::vector<std::string_view> field_names(const app::Application& application) {
  std::vector<std::string_view> names;
  for (const app::SettingsClass& cls : application.settings().classes()) {
    if (cls.model == nullptr) continue;
    for (const app::Field& field : cls.model->fields) names.push_back(field.name);
  }
  return names;
}

bool is_in_capitals(std::string_view name) {
  return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// `config` of `config.DEBUG`; empty where something else is read.
std::string_view object_of(const semantic::NameUse& use) {
  if (use.read == nullptr) return {};
  const auto* name = use.read->value->as<syntax::Name>();
  const std::string_view text = name != nullptr ? use.reader->text(name->name) : "";
  return text == "self" || text == "cls" ? std::string_view() : text;
}

}  // namespace

std::string SettingsName::field(std::string_view name) const {
  std::string text(name);
  if (in_capitals) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
  }
  return text;
}

SettingsName settings_name(const app::Application& application) {
  SettingsName found;
  const std::vector<std::string_view> names = field_names(application);
  const auto capitals = std::count_if(names.begin(), names.end(), is_in_capitals);
  found.in_capitals = static_cast<std::size_t>(capitals) * 2 > names.size();
  std::map<std::string_view, int> objects;
  for (const auto& [name, use] : semantic::uses_of_names(application.code(), names)) {
    if (const std::string_view object = object_of(use); !object.empty()) ++objects[object];
  }
  const auto most =
      std::max_element(objects.begin(), objects.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != objects.end()) found.object = most->first;
  return found;
}

}  // namespace fastidious::rules
