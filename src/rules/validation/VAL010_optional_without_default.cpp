#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

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

void check_model(const UsedModel& model, ApplicationCheck& check) {
  if (is_table(model) || semantic::uses_pydantic_2(*model.file) != project::Answer::Yes) return;
  for (const FieldDeclaration& field : semantic::own_fields(*model.file, *model.cls)) {
    if (!field.nullable || field.has_default || field.is_opaque || is_explicit(field)) continue;
    check
        .report(*model.file, field.name_span(),
                "`{}.{}` may be None but has no default: Pydantic 2 requires it",
                {model.file->text(model.cls->name), model.file->text(field.name)})
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
        "Field(...)`.",
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
an explicit `Field(...)`, models that are only given, SQLModel tables. Medium confidence: required
but nullable may be meant.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
