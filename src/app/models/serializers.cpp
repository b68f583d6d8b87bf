#include "app/models/serializers.h"

#include "app/text/docstring.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// The decorator so named, as it is written: a name or a call; null if there is none.
const Expr* decorator(const FileModel& file, const FunctionDef& method, std::string_view name) {
  for (const Expr* one : method.decorator_list) {
    const auto* call = one->as<Call>();
    if (file.resolve(call != nullptr ? *call->func : *one) == name) return one;
  }
  return nullptr;
}

void read_computed(ModelClass& model, const FileModel& file, const FunctionDef& method,
                   const Expr& how, const TypeArguments& arguments) {
  Field field;
  field.name = file.text(method.name);
  field.is_computed = true;
  field.type = read_annotation(file, method.returns, arguments);
  field.info.add_all(field.type.metadata);
  field.type.metadata.clear();
  if (const Constant* text = file.docstring(method)) {
    field.info.set("description", Value::string(clean_docstring(text->value)));
  }
  if (const auto* call = how.as<Call>()) {
    for (const Keyword* keyword : call->keywords) {
      if (keyword->arg) field.info.set(file.text(keyword->arg), evaluate(file, keyword->value));
    }
  }
  for (Field& known : model.fields) {
    if (known.name == field.name) {
      known = std::move(field);
      return;
    }
  }
  model.fields.push_back(std::move(field));
}

void read_field_serializer(ModelClass& model, const FileModel& file, const FunctionDef& method,
                           const Call& how, const TypeArguments& arguments) {
  const Type returned = read_annotation(file, method.returns, arguments);
  const Value mode = evaluate(argument_of({&file, &how}, -1, "mode"));
  const Value when = evaluate(argument_of({&file, &how}, -1, "when_used"));
  if (mode.text == "wrap" && method.returns == nullptr) return;
  for (const Expr* argument : how.args) {
    const Value name = evaluate(file, argument);
    for (Field& field : model.fields) {
      if (field.name != name.text && name.text != "*") continue;
      field.serialized = returned;
      (void)when;
    }
  }
}

}  // namespace

void read_method(ModelClass& model, const FileModel& file, const FunctionDef& method,
                 const TypeArguments& arguments) {
  if (const Expr* how = decorator(file, method, "pydantic.computed_field")) {
    read_computed(model, file, method, *how, arguments);
  } else if (const Expr* field = decorator(file, method, "pydantic.field_serializer")) {
    if (const auto* call = field->as<Call>()) {
      read_field_serializer(model, file, method, *call, arguments);
    }
  } else if (decorator(file, method, "pydantic.model_serializer") != nullptr) {
    model.has_serializer = true;
  }
}

}  // namespace fastidious::app
