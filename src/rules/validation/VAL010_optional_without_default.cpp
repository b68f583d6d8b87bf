#include <algorithm>

#include "app/models/orm_class.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::UsedModel;
using semantic::FieldDeclaration;

// `x: T | None = Field(...)` says that it is meant.
bool is_explicit(const FieldDeclaration& field) {
  return field.node->as<AnnAssign>()->value != nullptr;
}

// Tables of SQLModel are not validated.
bool is_table(const UsedModel& model) {
  return semantic::is_config_set(*model.file, *model.cls, "table");
}

// "The field is required and explicitly nullable": said of the class.
bool is_said_to_be_meant(const UsedModel& model) {
  const Constant* docstring = model.file->docstring(*model.cls);
  const std::string text = lower_case(docstring != nullptr ? docstring->value : "");
  return text.find("nullable") != text.npos || has_word(text, "required");
}

// `def __init__(self, id: str | None = None, …)`: that decides what may be left out.
bool has_own_constructor(const UsedModel& model) {
  return std::any_of(model.cls->body.begin(), model.cls->body.end(), [&](const Stmt* one) {
    const auto* function = one->as<FunctionDef>();
    return function != nullptr && model.file->text(function->name) == "__init__";
  });
}

void check_model(const UsedModel& model, ApplicationCheck& check) {
  if (is_said_to_be_meant(model) || has_own_constructor(model)) return;
  if (is_table(model) || semantic::uses_pydantic_2(*model.file) != project::Answer::Yes) return;
  for (const FieldDeclaration& field : semantic::own_fields(*model.file, *model.cls)) {
    if (!field.nullable || field.has_default || field.is_opaque || is_explicit(field)) continue;
    check
        .report(*model.file, field.name_span(),
                "`{}.{}` may be None but has no default: Pydantic 2 requires it",
                {model.file->text(model.cls->name), model.file->text(field.name)})
        .fix(
            "Give it a default, `{} = None`, or say that it is required: `= Field(...)`, from "
            "`{}`.",
            {model.file->text(*field.node),
             app::is_described_by_sqlmodel(*model.file, *model.cls) ? "sqlmodel" : "pydantic"})
        .edit({field.node->end, field.node->end}, " = None");
  }
}

void check(ApplicationCheck& check) {
  constexpr std::uint8_t kInput = app::kRequestModel | app::kSettingsModel;
  for (const UsedModel* model : check.application().model_uses().all()) {
    if (!model->file->is_pydantic_model(*model->cls)) continue;
    if ((model->uses & kInput) != 0) check_model(*model, check);
  }
}

}  // namespace

extern constinit const Rule VAL010 = {
    .code = "VAL010",
    .name = "optional-without-default",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references =
        {"https://docs.pydantic.dev/latest/migration/#required-optional-and-nullable-fields"},
    .risk =
        "Clients that leave the field out get a 422 (settings: the application does not start), "
        "although the type reads "
        "as if it could be left out.",
    .advice =
        "Give it a default, `nickname: str | None = None`, or say that it is required: `= "
        "Field(...)`, from `pydantic`.",
    .docs = R"md(
In Pydantic 1 `x: Optional[T]` had the default None. In Pydantic 2 it has none: the field must be
sent, if only as null.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Profile(BaseModel):
    nickname: str | None


@app.post("/profile")
def save(profile: Profile) -> None:
    ...
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Profile(BaseModel):
    nickname: str | None = None


@app.post("/profile")
def save(profile: Profile) -> None:
    ...
```

Looked at are models that endpoints take and settings, where Pydantic 2 is in use. Not reported:
an explicit `Field(...)`, models that are only given, SQLModel tables, classes with an `__init__` of their own, and those
whose docstring says that a field is required or nullable. Medium confidence: required
but nullable may be meant.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
