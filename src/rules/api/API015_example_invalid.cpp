#include <string>

#include "rules/rule.h"
#include "semantic/field_values.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using semantic::FieldDeclaration;
using semantic::Placed;

std::string broken(const FieldDeclaration& field, const Placed& value) {
  std::string why = semantic::broken_type(field, value);
  return why.empty() ? semantic::broken_constraint(field, value) : why;
}

// Gives whether it reported.
bool check_value(const FieldDeclaration& field, const Placed& value, Check& check) {
  if (value.file != &check.file()) return false;  // of an alias in another file
  const std::string why = broken(field, value);
  if (why.empty()) return false;
  check.report(*value.expr, "This example of `{}` {}", {check.file().text(field.name), why});
  return true;
}

// Field(examples=[…]), Field(example=…)
void check_field(const FieldDeclaration& field, Check& check) {
  if (const Placed one = field.argument("example")) check_value(field, one, check);
  const Placed several = field.argument("examples");
  const auto* list = as<ListExpr>(several.expr);
  if (list != nullptr) {
    for (const Expr* item : list->elts) {
      if (check_value(field, {several.file, item}, check)) break;  // the others are like it
    }
  } else if (several && several.file == &check.file() &&
             several.file->constant_string(*several.expr)) {
    check.report(*several.expr, "`examples` of `{}` is a text; it takes a list",
                 {check.file().text(field.name)});
  }
}

const FieldDeclaration* find(const std::vector<FieldDeclaration>& fields, const Expr* key) {
  const auto* name = as<Constant>(key);
  if (name == nullptr || !name->is_str()) return nullptr;
  for (const FieldDeclaration& field : fields) {
    const bool renamed = field.argument("alias") || field.argument("validation_alias");
    if (!renamed && field.file->text(field.name) == name->value) return &field;
  }
  return nullptr;
}

void check_object(const std::vector<FieldDeclaration>& fields, const Expr* example, Check& check) {
  const auto* object = as<Dict>(example);
  if (object == nullptr) return;
  for (std::uint32_t i = 0; i < object->keys.size(); ++i) {
    const FieldDeclaration* field = find(fields, object->keys[i]);
    if (field != nullptr && !field->is_opaque) {
      check_value(*field, {&check.file(), object->values[i]}, check);
    }
  }
}

// json_schema_extra={"example": {…}} or {"examples": [{…}]}
void check_schema_extra(const std::vector<FieldDeclaration>& fields, const ClassDef& cls,
                        Check& check) {
  Placed extra = semantic::config_setting(check.file(), cls, "json_schema_extra").value;
  if (!extra) extra = semantic::config_setting(check.file(), cls, "schema_extra").value;
  const auto* dict = as<Dict>(extra.expr);
  if (dict == nullptr || !cls.encloses(*dict)) return;
  for (std::uint32_t i = 0; i < dict->keys.size(); ++i) {
    const auto* key = as<Constant>(dict->keys[i]);
    if (key == nullptr) continue;
    if (key->value == "example") check_object(fields, dict->values[i], check);
    const auto* list = as<ListExpr>(dict->values[i]);
    if (key->value != "examples" || list == nullptr) continue;
    for (const Expr* item : list->elts) check_object(fields, item, check);
  }
}

void check_model(const ClassDef& cls, Check& check) {
  const semantic::FileModel& file = check.file();
  if (!file.is_pydantic_model(cls)) return;
  std::vector<FieldDeclaration> fields = semantic::own_fields(file, cls);
  const semantic::ValidatedFields validated(file, cls);
  std::erase_if(fields, [&](const FieldDeclaration& field) {
    return validated.contains(file.text(field.name));
  });
  for (const FieldDeclaration& field : fields) {
    if (!field.is_opaque) check_field(field, check);
  }
  check_schema_extra(fields, cls, check);
}

void check_handler(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (function.decorator_list.empty() || !file.is_route_handler(function)) return;
  for (const Arg* parameter : function.args->all) {
    const FieldDeclaration field = semantic::declaration_of(file, *parameter);
    if (!field.metadata.empty() && !field.is_opaque) check_field(field, check);
  }
}

}  // namespace

extern constinit const Rule API015 = {
    .code = "API015",
    .name = "example-invalid",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .references = {"https://fastapi.tiangolo.com/tutorial/schema-extra-example/"},
    .risk =
        "Who copies the example from the documentation gets a 422; mocks and contract tests made "
        "of it fail.",
    .advice = "Make the example a value that the field accepts.",
    .docs = R"md(
An example is documentation that people paste. One that the field itself refuses teaches the wrong
request.

```python bad
from pydantic import BaseModel, Field


class Order(BaseModel):
    quantity: int = Field(ge=1, le=10, examples=[12])
```

```python good
from pydantic import BaseModel, Field


class Order(BaseModel):
    quantity: int = Field(ge=1, le=10, examples=[2])
```

Looked at are literals in `examples`, `example` and the model's `json_schema_extra`, by type (str,
int, float, bool, list, EmailStr, UUID) and constraints. Not reported: fields with validators, and
examples that are made at run time.
)md",
    .on_function = check_handler,
    .on_class = check_model,
};

}  // namespace fastidious::rules
