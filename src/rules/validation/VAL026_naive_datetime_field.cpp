#include <string>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using semantic::FieldDeclaration;

bool takes_naive(const FieldDeclaration& field, const semantic::ValidatedFields& validated,
                 std::string_view name) {
  return field.type_name() == "datetime.datetime" && !field.is_opaque && !validated.contains(name);
}

void check_model(const app::UsedModel& model, ApplicationCheck& check) {
  const semantic::ValidatedFields validated(*model.file, *model.cls);
  std::vector<FieldDeclaration> found;
  for (const FieldDeclaration& field : semantic::own_fields(*model.file, *model.cls)) {
    if (takes_naive(field, validated, model.file->text(field.name))) found.push_back(field);
  }
  if (found.empty()) return;
  std::string others;
  for (std::size_t i = 1; i < found.size(); ++i) {
    others += ", `" + std::string(model.file->text(found[i].name)) + "`";
  }
  Draft draft = check.report(
      *model.file, found.front().name_span(), "`{}` takes times without a time zone: `{}`{}",
      {model.file->text(model.cls->name), model.file->text(found.front().name), others});
  for (std::size_t i = 1; i < found.size(); ++i) {
    draft.step(*model.file, found[i].name_span(), "and `{}`", {model.file->text(found[i].name)});
  }
}

void check(ApplicationCheck& check) {
  for (const app::UsedModel* model : check.application().model_uses().all()) {
    const bool input = (model->uses & app::kRequestModel) != 0;
    const bool also_given = (model->uses & app::kResponseModel) != 0;
    if (input && !also_given && model->file->is_pydantic_model(*model->cls)) {
      check_model(*model, check);
    }
  }
}

}  // namespace

extern constinit const Rule VAL026 = {
    .code = "VAL026",
    .name = "naive-datetime-field",
    .family = Family::Validation,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"ASVS 16.2.2",
                   "https://docs.pydantic.dev/latest/api/types/#pydantic.types.AwareDatetime"},
    .risk =
        "`2025-01-01T10:00` means another moment for each client, and comparing it with an aware "
        "time raises a TypeError.",
    .advice = "Type it `AwareDatetime` (from pydantic): a time without an offset is refused.",
    .docs = R"md(
A `datetime` field takes times with and without an offset. Without one it is not known which moment is meant.

```python bad
from datetime import datetime

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Booking(BaseModel):
    starts: datetime


@app.post("/bookings")
def book(booking: Booking) -> None:
    ...
```

```python good
from fastapi import FastAPI
from pydantic import AwareDatetime, BaseModel

app = FastAPI()


class Booking(BaseModel):
    starts: AwareDatetime


@app.post("/bookings")
def book(booking: Booking) -> None:
    ...
```

Looked at are models that endpoints take and do not give as well. One finding for a model. Fields with a validator,
which may add the time zone, are not reported.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
