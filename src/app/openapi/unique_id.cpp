#include "app/openapi/unique_id.h"

#include <optional>

#include "app/text/docstring.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// The text of one `{…}` of a function like `return f"{route.tags[0]}-{route.name}"`.
std::optional<std::string> attribute_of(const Route& route, const FileModel& file,
                                        const Expr& expr) {
  if (const auto* item = expr.as<Subscript>()) {
    const auto* list = item->value->as<Attribute>();
    const Value index = evaluate(file, item->slice);
    if (list == nullptr || file.text(list->attr) != "tags" || !index.is(Value::Kind::Int) ||
        index.integer < 0 || static_cast<std::size_t>(index.integer) >= route.tags.size()) {
      return std::nullopt;
    }
    const Value& tag = route.tags[static_cast<std::size_t>(index.integer)];
    return tag.is(Value::Kind::EnumMember) ? tag.items.front().text : tag.text;
  }
  const auto* attribute = expr.as<Attribute>();
  const std::string_view name = attribute != nullptr ? file.text(attribute->attr) : "";
  if (name == "name") return route.name;
  if (name == "path_format" || name == "path") return route.path;
  return std::nullopt;
}

std::optional<std::string> interpolate(const Route& route, const FileModel& file,
                                       const Expr& expr) {
  const auto* joined = expr.as<JoinedStr>();
  if (joined == nullptr) return attribute_of(route, file, expr);
  std::string text;
  for (const Expr* part : joined->values) {
    if (const auto* literal = part->as<Constant>()) {
      text += literal->value;
      continue;
    }
    const auto value = attribute_of(route, file, *part->as<FormattedValue>()->value);
    if (!value) return std::nullopt;
    text += *value;
  }
  return text;
}

std::optional<std::string> custom_id(const Route& route) {
  const Value& function = route.unique_id_function;
  if (function.is(Value::Kind::Lambda)) {
    return interpolate(route, *function.source.file, *function.source.expr->as<Lambda>()->body);
  }
  const auto* definition = as<FunctionDef>(function.definition.node);
  if (definition == nullptr) return std::nullopt;
  for (const Stmt* statement : definition->body) {
    const auto* result = statement->as<Return>();
    if (result != nullptr && result->value != nullptr) {
      return interpolate(route, *function.definition.file, *result->value);
    }
  }
  return std::nullopt;
}

}  // namespace

std::string unique_id(const Route& route) {
  if (route.operation_id) {
    const FileModel& file = *route.operation_id.file;
    if (auto assigned = interpolate(route, file, *route.operation_id.expr)) return *assigned;
  }
  const Value own = route.own("operation_id");
  if (own.is(Value::Kind::Str) && !own.text.empty()) return own.text;
  if (const auto custom = custom_id(route)) return *custom;
  const std::string method = route.methods.empty() ? "" : lower_case(route.methods.front());
  return only_word_characters(route.name + route.path) + "_" + method;
}

}  // namespace fastidious::app
