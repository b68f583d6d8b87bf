#include "app/values/enum_members.h"

#include <algorithm>

#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// What automatic values are made of.
enum class Automatic : std::uint8_t { Number, Name, LowerName };

const Expr* returned_by(const FunctionDef& function) {
  for (const Stmt* statement : function.body) {
    if (const auto* result = statement->as<Return>()) return result->value;
  }
  return nullptr;
}

const FunctionDef* method_named(const ClassDef& cls, const FileModel& file, std::string_view name) {
  for (const Stmt* statement : cls.body) {
    const auto* method = statement->as<FunctionDef>();
    if (method != nullptr && file.text(method->name) == name) return method;
  }
  return nullptr;
}

Automatic automatic_of(const Definition& cls) {
  const auto& node = *cls.node->as<ClassDef>();
  for (const Definition& one : semantic::model_and_bases(*cls.file, node)) {
    const FunctionDef* method =
        method_named(*one.node->as<ClassDef>(), *one.file, "_generate_next_value_");
    const Expr* result = method != nullptr ? returned_by(*method) : nullptr;
    if (result == nullptr) continue;
    const std::string_view text = one.file->text(*result);
    if (text.ends_with(".lower()")) return Automatic::LowerName;
    if (result->is(Kind::Name)) return Automatic::Name;
  }
  return cls.file->inherits_from(node, "enum.StrEnum") ? Automatic::LowerName : Automatic::Number;
}

// enum.auto(), also behind a function that returns it.
bool is_automatic(const Value& value) {
  if (!value.is(Value::Kind::Call)) return false;
  if (value.text == "enum.auto") return true;
  const auto* function = as<FunctionDef>(value.definition.node);
  const Expr* result = function != nullptr ? returned_by(*function) : nullptr;
  const auto* call = as<Call>(result);
  return call != nullptr && value.definition.file->resolve(*call->func) == "enum.auto";
}

Value automatic_value(Automatic how, std::string_view name, std::int64_t next) {
  if (how == Automatic::Number) return Value::integer_of(next);
  return Value::string(how == Automatic::Name ? std::string(name) : lower_case(name));
}

bool is_alias(const std::vector<EnumMember>& members, const Value& value) {
  return value.known() && std::any_of(members.begin(), members.end(), [&](const EnumMember& one) {
           return one.value.kind == value.kind && one.value.text == value.text &&
                  one.value.integer == value.integer;
         });
}

// The name and value of a statement that makes a member; null if it makes none.
const Expr* member_of(const FileModel& file, const Stmt& statement, std::string_view& name) {
  const auto* assign = statement.as<Assign>();
  const auto* target = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
  if (target == nullptr) return nullptr;
  name = file.text(target->name);
  return name.starts_with('_') ? nullptr : assign->value;
}

}  // namespace

std::vector<EnumMember> enum_members(const Definition& cls) {
  std::vector<EnumMember> members;
  std::int64_t next = 1;
  const Automatic how = automatic_of(cls);
  for (const Stmt* statement : cls.node->as<ClassDef>()->body) {
    std::string_view name;
    const Expr* expr = member_of(*cls.file, *statement, name);
    if (expr == nullptr) continue;
    Value value = evaluate(*cls.file, expr);
    if (is_automatic(value)) value = automatic_value(how, name, next);
    if (value.is(Value::Kind::Int)) next = value.integer + 1;
    if (!is_alias(members, value)) members.push_back({name, std::move(value)});
  }
  return members;
}

Value enum_value(const Definition& cls, std::string_view name) {
  std::int64_t next = 1;
  for (const Stmt* statement : cls.node->as<ClassDef>()->body) {
    std::string_view own;
    const Expr* expr = member_of(*cls.file, *statement, own);
    if (expr == nullptr) continue;
    const bool wanted = own == name;
    if (!wanted && !as<Call>(expr) && !as<Constant>(expr)) continue;
    Value value = evaluate(*cls.file, expr);
    if (is_automatic(value)) value = automatic_value(automatic_of(cls), own, next);
    if (wanted) return value;
    if (value.is(Value::Kind::Int)) next = value.integer + 1;
  }
  return {};
}

}  // namespace fastidious::app
