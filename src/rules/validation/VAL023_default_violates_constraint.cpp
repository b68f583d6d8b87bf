#include <string>

#include "rules/rule.h"
#include "semantic/field_values.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using semantic::FieldDeclaration;

void check_default(const FieldDeclaration& field, Check& check) {
  if (!field.default_value || field.argument("validate_default")) return;
  const std::string broken = semantic::broken_constraint(field, field.default_value);
  if (broken.empty()) return;
  check.report(*field.default_value.expr, "The default of `{}` {}",
               {check.file().text(field.name), broken});
}

void check_model(const ClassDef& cls, Check& check) {
  const semantic::FileModel& file = check.file();
  if (!file.is_pydantic_model(cls) || file.is_settings(cls)) return;
  const auto setting = semantic::config_setting(file, cls, "validate_default");
  if (setting.value || setting.is_unknown) return;
  for (const FieldDeclaration& field : semantic::own_fields(file, cls)) check_default(field, check);
}

void check_handler(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  if (function.decorator_list.empty() || !file.is_route_handler(function)) return;
  for (const Arg* parameter : function.args->all) {
    check_default(semantic::declaration_of(file, *parameter), check);
  }
}

}  // namespace

extern constinit const Rule VAL023 = {
    .code = "VAL023",
    .name = "default-violates-constraint",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .references = {"CWE-1188",
                   "https://docs.pydantic.dev/latest/concepts/fields/#validate-default-values"},
    .risk =
        "Pydantic does not validate defaults: without the field every request gets a value that "
        "the code behind "
        "relies on never to see.",
    .advice = "Let default and constraint agree; `validate_default=True` makes Pydantic check it.",
    .docs = R"md(
A default is taken as it is. One that its own constraint refuses says that either is wrong.

```python bad
from pydantic import BaseModel, Field


class Page(BaseModel):
    size: int = Field(default=500, ge=1, le=100)
```

```python good
from pydantic import BaseModel, Field


class Page(BaseModel):
    size: int = Field(default=50, ge=1, le=100)
```

Looked at are literals and constants, in models and in the parameters of endpoints, against `gt`,
`ge`, `lt`, `le`, `multiple_of`, `min_length`, `max_length`, `pattern` and `Literal`. Not
reported: None, settings and fields or models with `validate_default` (they fail by themselves).
)md",
    .on_function = check_handler,
    .on_class = check_model,
};

}  // namespace fastidious::rules
