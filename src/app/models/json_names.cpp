#include "app/models/json_names.h"

#include <cctype>

namespace fastidious::app {
namespace {

// to_camel("user_name") is "userName"; to_pascal gives "UserName".
std::string camel(std::string_view name, bool first_upper) {
  std::string result;
  bool upper = first_upper;
  for (const char c : name) {
    if (c == '_' && !result.empty()) {
      upper = true;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result += static_cast<char>(upper ? std::toupper(byte) : byte);
    upper = false;
  }
  return result;
}

std::string generated_alias(const ModelClass& model, const Field& field) {
  const Value& generator = model.setting("alias_generator");
  if (!generator.is(Value::Kind::Function)) return {};
  const bool humps = generator.text.ends_with(".camelize");  // of pyhumps
  if (humps || generator.text.ends_with(".to_camel")) return camel(field.name, false);
  if (generator.text.ends_with(".to_pascal")) return camel(field.name, true);
  return {};
}

// The first name of AliasChoices("a", "b"); the text of a plain alias.
std::string alias_text(const Value* alias) {
  if (alias == nullptr) return {};
  if (alias->is(Value::Kind::Str)) return alias->text;
  if (!alias->is(Value::Kind::Call) || !alias->text.ends_with("AliasChoices")) return {};
  const Value first = evaluate(argument_of(alias->source, 0, "first_choice"));
  return first.is(Value::Kind::Str) ? first.text : std::string();
}

}  // namespace

std::string json_name(const Field& field, const ModelClass* model, Mode mode) {
  const FieldInfo& info = field.info;
  if (mode == Mode::Input) {
    const std::string alias = alias_text(info.find("validation_alias"));
    if (!alias.empty()) return alias;
  } else {
    const std::string alias = info.text_of("serialization_alias");
    if (!alias.empty()) return alias;
  }
  const std::string alias = info.text_of("alias");
  if (!alias.empty()) return alias;
  const std::string generated = model != nullptr ? generated_alias(*model, field) : std::string();
  return generated.empty() ? std::string(field.name) : generated;
}

}  // namespace fastidious::app
