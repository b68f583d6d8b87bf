#include <vector>

#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using semantic::FieldDeclaration;

constexpr std::string_view kOtherSources[] = {"fastapi.Form",    "fastapi.File",   "fastapi.Query",
                                              "fastapi.Path",    "fastapi.Header", "fastapi.Cookie",
                                              "fastapi.Security"};

bool names_upload(const FieldDeclaration& parameter) {
  if (parameter.has_metadata("fastapi.File")) return true;
  if (parameter.annotation == nullptr) return false;
  for (const Node* node : parameter.file->tree().subtree(*parameter.annotation)) {
    const bool is_name = node->is(Kind::Name) || node->is(Kind::Attribute);
    if (is_name &&
        parameter.file->resolve(static_cast<const Expr&>(*node)) == "fastapi.UploadFile") {
      return true;
    }
  }
  return false;
}

bool comes_from_elsewhere(const FieldDeclaration& parameter) {
  for (const std::string_view source : kOtherSources) {
    if (parameter.has_metadata(source)) return true;
  }
  return false;
}

// Whether the model, or a base, makes something of text before it is validated: a form field that
// holds JSON is the usual way to send a model beside a file.
bool reads_text(const semantic::Definition& model) {
  for (const semantic::Definition& one :
       semantic::model_and_bases(*model.file, *model.node->as<ClassDef>())) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* function = statement->as<FunctionDef>();
      if (function == nullptr) continue;
      if (one.file->text(function->name) == "__get_validators__") return true;
      const auto validator = semantic::validator_of(*one.file, *function);
      const bool of_model = validator && (validator->kind == semantic::Validator::Kind::Model ||
                                          validator->kind == semantic::Validator::Kind::RootV1);
      if (of_model && validator->mode != "after") return true;
    }
  }
  return false;
}

// The Pydantic model that the parameter's type is; nothing otherwise.
semantic::Definition model_of(const FieldDeclaration& parameter) {
  if (!parameter.type) return {};
  const semantic::Definition found = parameter.type.file->definition_of(*parameter.type.expr);
  const auto* cls = as<ClassDef>(found.node);
  return cls != nullptr && found.file->is_pydantic_model(*cls) ? found : semantic::Definition{};
}

// `= Depends()`: the model's fields become query parameters.
bool is_bare_depends(const Expr* expr, const semantic::FileModel& file) {
  const auto* call = as<Call>(expr);
  return call != nullptr && call->args.empty() && file.resolve(*call->func) == "fastapi.Depends";
}

void check_parameter(const FieldDeclaration& parameter, const Arg& arg, Check& check) {
  const semantic::FileModel& file = check.file();
  if (parameter.is_opaque && as<Call>(arg.default_value) == nullptr) return;
  if (comes_from_elsewhere(parameter)) return;
  const semantic::Definition model = model_of(parameter);
  if (!model || reads_text(model)) return;
  const std::string_view name = file.text(arg.name);
  if (is_bare_depends(arg.default_value, file) || parameter.has_metadata("fastapi.Depends")) {
    const Call* depends = as<Call>(arg.default_value);
    const bool named = depends == nullptr || !depends->args.empty() || !depends->keywords.empty();
    if (named) return;
    check
        .report(arg,
                "Beside an upload, `{}: … = Depends()` puts the fields of the model into the URL",
                {name})
        .severity(Severity::Warning)
        .risk(
            "What was meant as part of the form is sent as query parameters, and ends up in access "
            "logs and browser histories.");
    return;
  }
  const bool is_body = arg.default_value == nullptr || parameter.has_metadata("fastapi.Body") ||
                       !arg.default_value->is(Kind::Call);
  if (is_body) {
    check.report(arg,
                 "`{}` is declared as JSON body beside an upload: the request can only be a form",
                 {name});
  }
}

void check(const FunctionDef& function, Check& check) {
  if (function.decorator_list.empty() || !check.file().is_route_handler(function)) return;
  std::vector<FieldDeclaration> parameters;
  bool uploads = false;
  for (const Arg* arg : function.args->all) {
    parameters.push_back(semantic::declaration_of(check.file(), *arg));
    uploads = uploads || names_upload(parameters.back());
  }
  if (!uploads) return;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!names_upload(parameters[i])) {
      check_parameter(parameters[i], *function.args->all[i], check);
    }
  }
}

}  // namespace

extern constinit const Rule VAL020 = {
    .code = "VAL020",
    .name = "upload-param-mix",
    .family = Family::Validation,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/request-forms-and-files/",
                   "https://fastapi.tiangolo.com/tutorial/request-form-models/"},
    .risk =
        "An upload makes the request `multipart/form-data`; there is no JSON body beside it, and "
        "every "
        "request is answered with 422.",
    .advice =
        "Take the model from the form, `data: Annotated[Metadata, Form()]` (`Annotated` "
        "from `typing`, `Form` from `fastapi` 0.113), or take a form field with JSON and call "
        "`Metadata.model_validate_json(data)`.",
    .docs = R"md(
A request has one body. With `File()` or `UploadFile` it is a multipart form, and a model that is
declared as JSON body cannot be in it.

```python bad
from fastapi import FastAPI, UploadFile
from pydantic import BaseModel

app = FastAPI()


class Metadata(BaseModel):
    title: str


@app.post("/images")
def upload(metadata: Metadata, image: UploadFile) -> None:
    ...
```

```python good
from typing import Annotated

from fastapi import FastAPI, Form, UploadFile
from pydantic import BaseModel

app = FastAPI()


class Metadata(BaseModel):
    title: str


@app.post("/images")
def upload(metadata: Annotated[Metadata, Form()], image: UploadFile) -> None:
    ...
```

A model by `Depends()` beside an upload works but moves its fields into the URL: a warning. Not
reported: `Form()` models, models with a validator that runs before and may parse text, and
`Body()` of plain values (they are read from the form).
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
