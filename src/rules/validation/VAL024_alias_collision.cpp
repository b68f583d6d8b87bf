#include <map>
#include <string>

#include "app/models/json_names.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Field;
using app::ModelClass;
using app::UsedModel;

Span span_of(const Field& field) {
  const app::Placed at = field.declaration;
  const auto* statement = at.file->enclosing_statement(*at.expr).as<AnnAssign>();
  return statement != nullptr ? statement->target->span() : at.expr->span();
}

bool belongs_to(const UsedModel& model, const Field& field) {
  return field.declaration.expr != nullptr && field.declaration.file == model.file &&
         model.cls->encloses(*field.declaration.expr);
}

// Two fields that are one key in JSON.
void check_names(const UsedModel& model, app::Mode mode, ApplicationCheck& check) {
  std::map<std::string, const Field*> known;
  for (const Field& field : model.model->fields) {
    if (mode == app::Mode::Input && field.is_computed) continue;
    const std::string name = app::json_name(field, model.model, mode);
    const auto [at, is_new] = known.try_emplace(name, &field);
    if (is_new || !belongs_to(model, field) || at->second->declaration.expr == nullptr) continue;
    check
        .report(*model.file, span_of(field), "`{}.{}` and `{}` are both `{}` in JSON",
                {model.file->text(model.cls->name), field.name, at->second->name, name})
        .step(*at->second->declaration.file, span_of(*at->second), "`{}`", {at->second->name});
  }
}

bool is_false(const app::Value& value) {
  return value.is(app::Value::Kind::Bool) && !value.is_true();
}

void check(ApplicationCheck& check) {
  for (const UsedModel* model : check.application().model_uses().all()) {
    if (!model->file->is_pydantic_model(*model->cls)) continue;
    const bool taken = (model->uses & app::kRequestModel) != 0;
    const bool given = (model->uses & app::kResponseModel) != 0;
    if (taken) check_names(*model, app::Mode::Input, check);
    if (given && !taken) check_names(*model, app::Mode::Output, check);
    const app::Value& by_alias = model->model->setting("validate_by_alias");
    if (is_false(by_alias) && is_false(model->model->setting("validate_by_name"))) {
      check.report(*by_alias.source.file, by_alias.source.expr->span(),
                   "`{}` takes fields neither by alias nor by name",
                   {model->file->text(model->cls->name)});
    }
  }
}

}  // namespace

extern constinit const Rule VAL024 = {
    .code = "VAL024",
    .name = "alias-collision",
    .family = Family::Validation,
    .tier = Tier::P2,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://docs.pydantic.dev/latest/concepts/alias/", "CWE-694"},
    .risk = "One key fills two fields, or the second overwrites the first in what is sent.",
    .advice = "Give each field an alias of its own.",
    .docs = R"md(
Fields appear in JSON under their aliases, given or generated. Two that get the same one cannot be told apart.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Order(BaseModel):
    id: int = Field(alias="orderId")
    order_id: int = Field(alias="orderId")


@app.post("/orders")
def create(order: Order) -> None:
    ...
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Order(BaseModel):
    id: int = Field(alias="id")
    order_id: int = Field(alias="orderId")


@app.post("/orders")
def create(order: Order) -> None:
    ...
```

Looked at are models that endpoints take or give, with the names of the generators that Pydantic has (`to_camel`, …).
So is a configuration with both `validate_by_alias=False` and `validate_by_name=False`, with which a model takes
nothing.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
