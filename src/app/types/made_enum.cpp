#include "app/types/made_enum.h"

#include <algorithm>

#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

std::vector<Value> words_of(std::string_view text) {
  std::vector<Value> words;
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (c != ' ' && c != ',' && c != '\n' && c != '\t') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(Value::string(std::exchange(word, {})));
    }
  }
  return words;
}

// What a member that is only named is worth.
Value automatic(std::string_view base, const std::string& name, std::int64_t index) {
  if (base != "enum.StrEnum") return Value::integer_of(index);
  return Value::string(lower_case(name));
}

// The values of "A B", ["A", "B"], [("A", 1)] and {"A": 1}; nothing where one is not known.
std::optional<std::vector<Value>> member_values(std::string_view base, const Value& names) {
  std::vector<Value> values;
  const bool is_dict = names.is(Value::Kind::Dict);
  if (!is_dict && !names.is_sequence() && !names.is(Value::Kind::Str)) return std::nullopt;
  const std::vector<Value> items = names.is(Value::Kind::Str) ? words_of(names.text) : names.items;
  for (std::size_t i = is_dict ? 1 : 0; i < items.size(); i += is_dict ? 2 : 1) {
    const Value& item = items[i];
    const bool is_pair = !is_dict && item.is_sequence() && item.items.size() == 2;
    const bool is_name = !is_dict && item.is(Value::Kind::Str);
    Value value = is_pair ? item.items[1] : item;
    if (is_name) value = automatic(base, item.text, static_cast<std::int64_t>(i) + 1);
    if (!value.known() || (!is_dict && !is_pair && !is_name)) return std::nullopt;
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace

std::optional<Type> made_enum(Placed call) {
  constexpr std::string_view kEnums[] = {"enum.Enum", "enum.StrEnum", "enum.IntEnum"};
  const auto* node = as<Call>(call.expr);
  const std::string_view base = node != nullptr ? call.file->resolve(*node->func) : "";
  if (std::find(std::begin(kEnums), std::end(kEnums), base) == std::end(kEnums)) return {};
  const auto* name = as<Constant>(argument_of(call, 0, "value").expr);
  if (name == nullptr || !name->is_str() || node->args.size() < 2) return {};
  auto values = member_values(base, evaluate({call.file, node->args[1]}));
  if (!values) return {};
  Type type = Type::of(Type::Kind::Literal);
  type.name = type.alias = name->value;
  type.values = std::move(*values);
  return type;
}

}  // namespace fastidious::app
