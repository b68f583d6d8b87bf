#include <optional>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/pydantic_model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using app::UsedModel;
using semantic::FileModel;
using semantic::Origin;

// The first argument that comes from the request.
const Expr* request_value(const FileModel& file, const Call& call) {
  for (const Keyword* keyword : call.keywords) {
    if (semantic::origin_of(file, *keyword->value) == Origin::Request) return keyword->value;
  }
  for (const Expr* one : call.args) {
    const auto* starred = one->as<Starred>();
    const Expr& value = starred != nullptr ? *starred->value : *one;
    if (semantic::origin_of(file, value) == Origin::Request) return &value;
  }
  return nullptr;
}

// `**await request.json()`, `**body`; also behind one name that is assigned once.
const Expr* unpacked_request(const FileModel& file, const Call& call) {
  for (const Keyword* keyword : call.keywords) {
    if (keyword->arg) continue;
    for (const Node* node : file.tree().subtree(*keyword->value)) {
      const auto* name = node->as<Name>();
      if (name != nullptr && semantic::origin_of(file, *name) == Origin::Request) {
        return keyword->value;
      }
    }
  }
  return nullptr;
}

// What a validated model holds is validated: `Row.model_construct(name=body.name)` is fine.
bool is_validated(const FileModel& file, const Expr& value) {
  for (const auto* name : file.tree().nodes_of<Name>(value)) {
    const std::string_view type = file.type_of(*name);
    if (file.project().is_subclass(type, "pydantic.BaseModel") || type == "builtins.int" ||
        type == "builtins.bool" || type == "uuid.UUID") {
      return true;
    }
  }
  return false;
}

void check_call(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* value = request_value(file, call);
  if (value == nullptr) value = unpacked_request(file, call);
  if (value == nullptr || is_validated(file, *value)) return;
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr) return;
  Draft draft = check.report(call, "`{}` makes a model of what the client sent without checking it",
                             {file.text(*call.func)});
  draft.fix("Write `{}.model_validate(…)` of what came.", {file.text(*method->value)});
  const bool unpacks = call.args.empty() && call.keywords.size() == 1 && !call.keywords[0]->arg;
  if (!unpacks) return;
  const Span stars{call.func->end, value->begin};
  draft.edit(method->attr_span(), "model_validate").edit(stars, "(");
}

bool skips_validation(const semantic::FieldDeclaration& field, Span& where) {
  for (const Node* node : field.file->tree().subtree(*field.annotation)) {
    if (!node->is(Kind::Name) && !node->is(Kind::Attribute)) continue;
    const std::string_view name = field.file->resolve(static_cast<const Expr&>(*node));
    if (name != "pydantic.SkipValidation" &&
        name != "pydantic.functional_validators.SkipValidation")
      continue;
    where = node->span();
    return true;
  }
  return false;
}

// A type that lets everything pass anyway: object, Any, Mapping[str, object], list[Any].
bool takes_anything(const app::Type& type) {
  using Kind = app::Type::Kind;
  if (type.is(Kind::Any) || type.is_scalar("builtins.object")) return true;
  if (type.is(Kind::Dict)) return type.args.size() > 1 && takes_anything(type.args[1]);
  return type.is(Kind::List) && !type.args.empty() && takes_anything(type.args[0]);
}

bool has_open_type(const UsedModel& model, std::string_view field) {
  const app::Field* found = model.model->field(field);
  return found != nullptr && takes_anything(found->type);
}

void check_fields(ApplicationCheck& check) {
  for (const UsedModel* model : check.application().model_uses().all()) {
    if ((model->uses & app::kRequestModel) == 0) continue;
    const semantic::ValidatedFields validated(*model->file, *model->cls);
    for (const auto& field : semantic::own_fields(*model->file, *model->cls)) {
      const std::string_view name = model->file->text(field.name);
      Span where;
      if (field.annotation == nullptr || !skips_validation(field, where)) continue;
      if (validated.contains(name) || has_open_type(*model, name)) continue;
      check.report(*model->file, where, "`{}.{}` of a request is not validated",
                   {model->file->text(model->cls->name), name});
    }
  }
}

}  // namespace

extern constinit const Rule VAL018 = {
    .code = "VAL018",
    .name = "validation-bypass",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-20",
                   "https://docs.pydantic.dev/latest/concepts/models/"
                   "#creating-models-without-validation"},
    .risk =
        "The model looks validated and is not: wrong types, missing and unknown fields pass every "
        "later line that trusts it.",
    .advice = "Write `Model.model_validate(data)`.",
    .docs = R"md(
`model_construct()` makes a model of whatever it is given, `SkipValidation` takes a field out of validation. Both are
for data that is known to be right, from the application's own database; neither is for what a client sends.

```python bad
from fastapi import FastAPI, Request
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    sku: str


@app.post("/orders")
async def create(request: Request) -> Order:
    data = await request.json()
    return Order.model_construct(**data)
```

```python good
from fastapi import FastAPI, Request
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    sku: str


@app.post("/orders")
async def create(request: Request) -> Order:
    data = await request.json()
    return Order.model_validate(data)
```

Looked at are calls with values of the endpoint's request, and fields of models that endpoints take. Not reported:
values of models that were validated before, and rows of the database; fields that a validator of the model looks at,
and those whose type takes anything (`object`, `Mapping[str, Any]`).
)md",
    .calls = {"pydantic.BaseModel.model_construct", "pydantic.BaseModel.construct"},
    .on_call = check_call,
    .on_application = check_fields,
};

}  // namespace fastidious::rules
