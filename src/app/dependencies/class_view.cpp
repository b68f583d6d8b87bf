#include "app/dependencies/class_view.h"

#include <algorithm>

#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_injected(const FileModel& file, const AnnAssign& field) {
  const Value value = evaluate(file, field.value);
  const auto asks = [](const Value& one) {
    return one.is(Value::Kind::Call) &&
           (one.text == "fastapi.Depends" || one.text == "fastapi.Security");
  };
  if (asks(value)) return true;
  const Type type = read_annotation(file, field.annotation);
  return std::any_of(type.metadata.begin(), type.metadata.end(),
                     [&](const Placed& one) { return asks(evaluate(one)); });
}

}  // namespace

std::optional<Value> class_of_view(const Value& handler) {
  const auto* function = as<FunctionDef>(handler.definition.node);
  if (function == nullptr) return std::nullopt;
  const FileModel& file = *handler.definition.file;
  const ClassDef* cls = file.enclosing_class(*function);
  if (cls == nullptr || file.is_static_method(*function)) return std::nullopt;
  const bool decorated = std::any_of(cls->decorator_list.begin(), cls->decorator_list.end(),
                                     [](const Expr* one) { return one->as<Call>() != nullptr; });
  if (!decorated) return std::nullopt;
  Value value;
  value.kind = Value::Kind::Class;
  value.definition = {&file, cls};
  value.text = file.qualified_name(*cls);
  return value;
}

std::vector<Formal> injected_attributes(const Definition& cls) {
  std::vector<Formal> found;
  for (const Definition& one : semantic::model_and_bases(*cls.file, *cls.node->as<ClassDef>())) {
    std::vector<Formal> own;
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* field = statement->as<AnnAssign>();
      const auto* name = field != nullptr ? as<Name>(field->target) : nullptr;
      if (name == nullptr || !is_injected(*one.file, *field)) continue;
      Formal formal{one.file, one.file->text(name->name), {}, field->value, nullptr, {}, {}};
      formal.type = read_annotation(*one.file, field->annotation);
      own.push_back(std::move(formal));
    }
    found.insert(found.begin(), own.begin(), own.end());
  }
  return found;
}

}  // namespace fastidious::app
