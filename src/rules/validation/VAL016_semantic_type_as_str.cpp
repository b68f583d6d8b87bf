#include <array>

#include "knowledge/field_names.h"
#include "rules/application_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using app::UsedModel;
using semantic::FieldDeclaration;

// Arguments that say what the text looks like.
constexpr std::array<std::string_view, 2> kFormats = {"pattern", "regex"};

// `notify: str = ""`
bool is_empty_by_default(const FieldDeclaration& field) {
  const semantic::Placed& value = field.default_value;
  return value && value.file->constant_string(*value.expr) == "";
}

// What goes wrong with any text in its place, and what to write.
void explain(std::string_view type, const FieldDeclaration& field, Draft draft) {
  const semantic::FileModel& file = *field.file;
  if (type == "EmailStr") {
    const bool is_there = file.project().dependencies().find("email-validator", file.file().path);
    draft.risk("What is no address gets in: the mail bounces, or goes to somebody else.")
        .fix(
            "Type it `EmailStr{}{}{}. Look first whether addresses that it refuses are in "
            "use: requests with one get 422 from then on.",
            {is_empty_by_default(field)
                 ? " | None` with None for its default, as the empty text is no address"
                 : "`",
             with_import_from(file, "pydantic", "EmailStr"),
             is_there ? "" : " (add `pydantic[email]` to the dependencies)"});
  } else if (type.ends_with("Url")) {
    draft.risk("Any scheme gets in, `javascript:` and `file:` too, and what is no URL at all.")
        .fix("Type it `{}`{}; `str(value)` where text is wanted.",
             {type, with_import_from(file, "pydantic", type)});
  } else {
    const std::string_view module = type == "UUID"             ? "uuid"
                                    : type.starts_with("IPv") ? "pydantic"
                                                              : "datetime";
    draft.risk("What cannot be read gets in, and fails far from where it could have been refused.")
        .fix("Type it `{}`{}.", {type, with_import_from(file, module, type)});
  }
}

// The better type for the field; empty if it has none, or is checked in another way.
std::string_view better_type(const FieldDeclaration& field) {
  if (field.is_opaque || field.type_name() != "builtins.str") return {};
  for (const std::string_view format : kFormats) {
    if (field.argument(format)) return {};
  }
  return knowledge::semantic_type_for(field.file->text(field.name));
}

void check_model(const UsedModel& model, ApplicationCheck& check) {
  const semantic::ValidatedFields validated(*model.file, *model.cls);
  for (const FieldDeclaration& field : semantic::own_fields(*model.file, *model.cls)) {
    const std::string_view type = better_type(field);
    const std::string_view name = model.file->text(field.name);
    if (type.empty() || validated.contains(name)) continue;
    explain(type, field,
            check.report(*model.file, field.name_span(),
                         "`{}.{}` takes any text; `{}` checks what it is",
                         {model.file->text(model.cls->name), name, type}));
  }
}

// `{url:path}` takes the rest of the path, whatever it is.
bool takes_rest_of_path(const semantic::FileModel& file, const Call& route, std::string_view name) {
  const Expr* path = semantic::argument(file, route, 0, "path");
  const std::string text = path != nullptr ? file.constant_string(*path).value_or("") : "";
  return text.find("{" + std::string(name) + ":") != text.npos;
}

void check_handler(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  const Call* route = function.decorator_list.empty() ? nullptr : file.route_decorator(function);
  if (route == nullptr) return;
  for (const Arg* parameter : function.args->all) {
    const FieldDeclaration field = semantic::declaration_of(file, *parameter);
    const std::string_view type = better_type(field);
    const std::string_view name = file.text(parameter->name);
    const bool injected =
        field.has_metadata("fastapi.Depends") || field.has_metadata("fastapi.Security");
    if (type.empty() || injected || takes_rest_of_path(file, *route, name)) continue;
    explain(type, field,
            check.report(*parameter, "`{}` takes any text as `{}`; `{}` checks what it is",
                         {file.text(function.name), name, type}));
  }
}

// Models that are only given show what is stored; nothing comes in by them.
void check(ApplicationCheck& check) {
  for (const UsedModel* model : check.application().model_uses().all()) {
    if (!model->file->is_pydantic_model(*model->cls)) continue;
    if ((model->uses & app::kRequestModel) != 0) check_model(*model, check);
  }
}

}  // namespace

extern constinit const Rule VAL016 = {
    .code = "VAL016",
    .name = "semantic-type-as-str",
    .family = Family::Validation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-20", "ASVS 2.2.1", "https://docs.pydantic.dev/latest/api/networks/"},
    .risk =
        "Anything gets in: the mail bounces, the date does not parse, the URL has a scheme nobody "
        "thought of, far "
        "from where it could have been refused.",
    .advice =
        "Use the type: `EmailStr` (with `pydantic[email]`), `HttpUrl`, `UUID`, `datetime`, `date`, "
        "`IPvAnyAddress`.",
    .docs = R"md(
Pydantic has types for what text often is. They refuse what is none, normalise what is, and show
the format in the API's documentation.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Invitation(BaseModel):
    email: str


@app.post("/invitations")
def invite(invitation: Invitation) -> None:
    ...
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, EmailStr

app = FastAPI()


class Invitation(BaseModel):
    email: EmailStr


@app.post("/invitations")
def invite(invitation: Invitation) -> None:
    ...
```

Looked at are models that endpoints take, and parameters of endpoints, by their names: `…email`,
`…url`, `…uuid`, `…ip`, `…_at`, `…date`. Not reported: fields with a pattern or validator, and
path parameters with a convertor (`{url:path}`).
)md",
    .on_function = check_handler,
    .on_application = check,
};

}  // namespace fastidious::rules
