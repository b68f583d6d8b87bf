// What values are in themselves.
#include "app/values/evaluator.h"

namespace fastidious::app {

const Value* Value::find(std::string_view key) const {
  for (std::size_t at = 0; kind == Kind::Dict && at + 1 < items.size(); at += 2) {
    if (items[at].is(Kind::Str) && items[at].text == key) return &items[at + 1];
  }
  return nullptr;
}

const Value* Value::find(const Value& key) const {
  for (std::size_t at = 0; kind == Kind::Dict && key.known() && at + 1 < items.size(); at += 2) {
    const Value& known = items[at];
    const bool same = known.is(key.kind) && known.text == key.text &&
                      known.integer == key.integer && known.definition.node == key.definition.node;
    if (same) return &items[at + 1];
  }
  return nullptr;
}

Value Value::string(std::string text) {
  Value value;
  value.kind = Kind::Str;
  value.text = std::move(text);
  return value;
}

Value Value::boolean(bool truth) {
  Value value;
  value.kind = Kind::Bool;
  value.integer = truth ? 1 : 0;
  return value;
}

Value Value::integer_of(std::int64_t number) {
  Value value;
  value.kind = Kind::Int;
  value.integer = number;
  return value;
}

std::optional<bool> truth_of(const Value& value) {
  using Type = Value::Kind;
  switch (value.kind) {
    case Type::None: return false;
    case Type::Bool:
    case Type::Int: return value.integer != 0;
    case Type::Float: return value.number != 0;
    case Type::Str:
    case Type::Bytes: return !value.text.empty();
    case Type::List:
    case Type::Tuple:
    case Type::Set:
    case Type::Dict: return !value.items.empty();
    case Type::Function:
    case Type::Class:
    case Type::Lambda: return true;
    default: return std::nullopt;
  }
}

std::optional<bool> equal_values(const Value& a, const Value& b) {
  using Type = Value::Kind;
  const Value& left = a.is(Type::EnumMember) && !b.is(Type::EnumMember) ? a.items.front() : a;
  const Value& right = b.is(Type::EnumMember) && !a.is(Type::EnumMember) ? b.items.front() : b;
  const auto is_plain = [](const Value& one) {
    return one.known() && !one.is(Type::Call) && !one.is(Type::Lambda) && !one.is(Type::Float);
  };
  if (!is_plain(left) || !is_plain(right)) return std::nullopt;
  if (left.kind != right.kind) return false;
  if (left.text != right.text || left.integer != right.integer ||
      left.definition.node != right.definition.node || left.items.size() != right.items.size()) {
    return false;
  }
  for (std::size_t i = 0; i < left.items.size(); ++i) {
    const std::optional<bool> same = equal_values(left.items[i], right.items[i]);
    if (!same || !*same) return same;
  }
  return true;
}

void put(Value& dict, Value key, Value value) {
  for (std::size_t at = 0; at + 1 < dict.items.size(); at += 2) {
    const Value& known = dict.items[at];
    if (known.kind == key.kind && known.text == key.text && known.integer == key.integer &&
        (key.is(Value::Kind::Str) || key.is(Value::Kind::Int))) {
      dict.items[at + 1] = std::move(value);
      return;
    }
  }
  dict.items.push_back(std::move(key));
  dict.items.push_back(std::move(value));
}

}  // namespace fastidious::app
