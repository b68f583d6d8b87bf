#include "app/openapi/schema_names.h"

#include <algorithm>
#include <cctype>

#include "semantic/model.h"

namespace fastidious::app {
namespace {

constexpr int kMaxRounds = 100;

// Letters, digits, '.', '-' and '_' stay, then dots become "__".
std::string normalised(std::string_view name) {
  std::string result;
  for (const char c : name) {
    const bool kept = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    if (c == '.') {
      result += "__";
    } else {
      result += kept ? c : '_';
    }
  }
  return result;
}

// "a.b.Page[c.Item]" without modules: "Page[Item]".
std::string without_modules(std::string_view name) {
  std::string result;
  std::size_t component = 0;
  for (const char c : name) {
    if (c == '.') {
      result.resize(component);
    } else {
      result += c;
    }
    if (c == '[' || c == ']' || c == ',') component = result.size();
  }
  return result;
}

std::string name_of(const std::string& key, const std::map<std::string, std::string>& names) {
  const auto found = names.find(key);
  return found == names.end() ? key : found->second;
}

}  // namespace

std::vector<std::string> schema_names(const ModelClass& model, Mode mode) {
  const std::string mode_title = mode == Mode::Input ? "-Input" : "-Output";
  const std::string shortest = normalised(without_modules(model.qualified));
  const std::string longest = normalised(model.qualified);
  return {shortest, shortest + mode_title, longest, longest + mode_title};
}

Json renamed(const Json& json, const std::map<std::string, std::string>& names) {
  constexpr std::string_view kPrefix = kReferencePrefix;
  if (json.is_string()) {
    const auto& text = json.get_ref<const std::string&>();
    if (!text.starts_with(kPrefix)) return json;
    return kReferencePrefix + name_of(text.substr(kPrefix.size()), names);
  }
  if (json.is_array()) {
    Json list = Json::array();
    for (const Json& item : json) list.push_back(renamed(item, names));
    return list;
  }
  if (!json.is_object()) return json;
  Json object = Json::object();
  for (const auto& [key, value] : json.items()) object[key] = renamed(value, names);
  return object;
}

namespace {

// One round: for each key the first of its names that all who could have it agree on.
std::map<std::string, std::string> choose_once(
    const std::map<std::string, NamedSchema>& definitions,
    const std::map<std::string, Json>& schemas) {
  std::map<std::string, std::vector<Json>> candidates;
  for (const auto& [key, definition] : definitions) {
    const Json& schema = schemas.at(key);
    for (const std::string& name : definition.names) {
      std::vector<Json>& known = candidates[name];
      if (std::find(known.begin(), known.end(), schema) == known.end()) known.push_back(schema);
    }
  }
  std::map<std::string, std::string> chosen;
  for (const auto& [key, definition] : definitions) {
    const auto only =
        std::find_if(definition.names.begin(), definition.names.end(),
                     [&](const std::string& name) { return candidates[name].size() == 1; });
    chosen[key] = only != definition.names.end() ? *only : key;
  }
  return chosen;
}

}  // namespace

std::map<std::string, std::string> choose_names(
    const std::map<std::string, NamedSchema>& definitions, bool keeps_first_references) {
  std::map<std::string, Json> schemas;
  for (const auto& [key, definition] : definitions) schemas[key] = definition.schema;
  std::map<std::string, std::string> names;
  for (int round = 0; round < kMaxRounds; ++round) {
    std::map<std::string, std::string> chosen = choose_once(definitions, schemas);
    if (chosen == names) break;
    names = std::move(chosen);
    for (auto& [key, schema] : schemas) {
      schema = renamed(keeps_first_references ? schema : definitions.at(key).schema, names);
    }
  }
  return names;
}

}  // namespace fastidious::app
