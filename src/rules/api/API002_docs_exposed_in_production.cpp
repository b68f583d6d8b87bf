#include <algorithm>

#include "app/settings/accepted_values.h"
#include "deploy/environment/contract.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "rules/settings_name.h"
#include "rules/typing_only.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "text/in_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Router;
using semantic::FileModel;

bool is_constant(const app::Placed& given) {
  if (!given) return true;
  const app::Value value = app::evaluate(given);
  return value.is(app::Value::Kind::Str) && given.expr->is(Kind::Constant);
}

// Neither switched by the environment nor passed on from elsewhere.
bool is_always_open(const Router& app) {
  const FileModel& file = *app.construction.file;
  const auto& call = *app.construction.expr->as<Call>();
  for (const Keyword* keyword : call.keywords) {
    if (keyword->arg.empty()) return false;
  }
  for (const Node* at = file.parent(call); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::If) || at->is(Kind::IfExp)) return false;
  }
  return is_constant(app.argument("openapi_url")) && is_constant(app.argument("docs_url")) &&
         is_constant(app.argument("redoc_url"));
}

// `app.openapi_url = None`, or pages that the application makes itself.
bool handles_docs_itself(const semantic::Model& model) {
  for (const FileModel& file : model.files()) {
    if (file.file().role == project::Role::Test) continue;
    for (const Attribute* one : file.scopes().stored_attributes()) {
      const std::string_view name = file.text(one->attr);
      if (name == "openapi_url" || name == "docs_url") return true;
    }
    for (const Stmt* statement : file.tree().imports()) {
      const auto* import = statement->as<ImportFrom>();
      if (import != nullptr && import->module == "fastapi.openapi.docs") return true;
    }
  }
  return false;
}

// The operation behind authentication that shows that the API is not for everybody.
const app::Endpoint* first_guarded(const app::Application& application, const Router& app) {
  for (const app::Endpoint& one : application.endpoints().all()) {
    if (one.app != nullptr && one.app->app == &app && one.is_guarded()) return &one;
  }
  return nullptr;
}

// The setting that says where it runs, "environment"; null if none does.
struct StageField {
  const app::SettingsClass* cls = nullptr;
  const app::Field* field = nullptr;
};

StageField stage_in(const app::Application& application) {
  constexpr std::string_view kNames[] = {"environment", "env", "app_env", "stage"};
  for (const app::SettingsClass& cls : application.settings().classes()) {
    if (cls.model == nullptr) continue;
    for (const app::Field& field : cls.model->fields) {
      if (is_one_of(lower_case(field.name), kNames)) return {&cls, &field};
    }
  }
  return {};
}

// The validator of the field that never gives a value back (VAL006); null if there is none.
const FunctionDef* losing_validator(const app::Field& field) {
  const FileModel& file = *field.declaration.file;
  const ClassDef* cls = file.enclosing_class(*field.declaration.expr);
  if (cls == nullptr) return nullptr;
  for (const auto* function : file.tree().nodes_of<FunctionDef>(*cls)) {
    const auto validator = semantic::validator_of(file, *function);
    if (!validator || validator->decorator == nullptr) continue;
    const auto& names = validator->decorator->args;
    const bool is_its = std::any_of(names.begin(), names.end(), [&](const Expr* one) {
      return file.constant_string(*one) == field.name;
    });
    const auto returns = file.tree().nodes_of<Return>(*function);
    const bool gives = std::any_of(returns.begin(), returns.end(),
                                   [](const Return* one) { return one->value != nullptr; });
    if (is_its && !gives) return function;
  }
  return nullptr;
}

// What has to be mended first, for the comparison to hold.
std::string first_of_all(const app::Field& stage) {
  if (!stage.declaration || stage.declaration.expr == nullptr) return {};
  const FunctionDef* validator = losing_validator(stage);
  if (validator == nullptr) return {};
  return " First let `" + std::string(stage.declaration.file->text(validator->name)) +
         "` give the value back (VAL006): so far the setting is "
         "None everywhere.";
}

// The text that the setting has where nobody sets it; empty if that is not known.
std::string default_of(const StageField& stage) {
  const app::Value& otherwise = stage.field->default_value;
  return stage.field->has_known_default && otherwise.is(app::Value::Kind::Str)
             ? std::string(otherwise.text)
             : std::string();
}

// Where it has a default that opens the pages, deployments have to say what they are.
std::string set_by_deployments(const DeliveryCheck& check, const StageField& stage) {
  if (default_of(stage).empty() || default_of(stage) == "production") return {};
  const auto& contract = check.delivery().environment().variables();
  std::string name;
  bool is_set = false;
  for (const app::EnvironmentVariable* one : stage.cls->variables_of(*stage.field)) {
    const auto known = contract.find(one->name);
    is_set |= known != contract.end() && !known->second.provided.empty();
    if (name.empty()) name = one->name;
  }
  if (name.empty()) return {};
  return ", and let every deployment set `" + name + (is_set ? "`" : "`: nothing here does");
}

// `"/openapi.json" if settings.environment == "local" else None`: by the word that developers have
// where the code says it.
std::string choice_by(const std::string& setting, const StageField& stage) {
  constexpr std::string_view kOwnMachine[] = {"local", "dev", "develop", "development"};
  const std::string otherwise = default_of(stage);
  return is_one_of(otherwise, kOwnMachine)
             ? "\"/openapi.json\" if " + setting + " == \"" + otherwise + "\" else None"
             : "None if " + setting + " == \"production\" else \"/openapi.json\"";
}

void advise(Draft& draft, const DeliveryCheck& check) {
  const app::Application& application = check.application();
  const StageField stage = stage_in(application);
  if (stage.field == nullptr) return;
  const std::string setting =
      settings_name(application).object + "." + std::string(stage.field->name);
  draft.fix(
      "Switch it by environment, `openapi_url={}`{}; or serve the pages behind a login. Where it "
      "is meant for everybody, set `public-docs = true` below `[rules.API002]` in "
      "`fastidious.toml`.{}",
      {choice_by(setting, stage), set_by_deployments(check, stage), first_of_all(*stage.field)});
}

// `docs_url=None if config.env == "production" else "/docs"`, where the variable can only be
// `test`, `local` or `prod`.
void check_switch(const Router& app, const app::Endpoint& guarded, DeliveryCheck& check) {
  const app::Placed url = app.argument("docs_url");
  const auto* choice = as<IfExp>(url.expr);
  if (choice == nullptr) return;
  const auto settled =
      app::settled_test(check.model(), check.application().settings(), {url.file, choice->test});
  if (!settled) return;
  const Expr& taken = settled->holds ? *choice->body : *choice->orelse;
  if (!app::evaluate(*url.file, &taken).is(app::Value::Kind::Str)) return;
  const std::string test(url.file->text(*choice->test));
  check
      .report(
          *url.file, choice->test->span(),
          "`{}` {}: the start fails where `{}` is set to anything but {}, and the documentation is "
          "shown in every environment",
          {test, settled->holds ? "always holds" : "never holds", settled->values.variable,
           in_code(settled->values.texts, " or ")})
      .confidence(Confidence::High)
      .fix("{}, and give `openapi_url` the same condition.", {app::advice_on(*settled)})
      .step(*settled->values.at.file, settled->values.at.expr->span(),
            "any other value ends in KeyError")
      .step(*guarded.route->registered_at.file, guarded.route->registered_at.expr->span(),
            "{} is guarded", {guarded.label()});
}

void check(DeliveryCheck& check) {
  if (check.option("public-docs") != 0 || handles_docs_itself(check.model())) return;
  for (const app::AppRoutes& one : check.application().apps()) {
    const Router& app = *one.app;
    const app::Endpoint* guarded = first_guarded(check.application(), app);
    if (guarded == nullptr) continue;
    if (!is_always_open(app)) {
      check_switch(app, *guarded, check);
      continue;
    }
    const auto& call = *app.construction.expr->as<Call>();
    Draft draft = check.report(
        *app.construction.file, {call.begin, call.func->end},
        "The documentation of this API is open in every environment, also that of operations that "
        "need a login{}",
        {has_answer_without_type(one) ? ", once `/openapi.json` no longer answers 500 (TYP012)"
                                      : ""});
    draft.step(*guarded->route->registered_at.file, guarded->route->registered_at.expr->span(),
               "{} is guarded", {guarded->label()});
    advise(draft, check);
  }
}

}  // namespace

extern constinit const Rule API002 = {
    .code = "API002",
    .name = "docs-exposed-in-production",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"OWASP API9:2023", "ASVS 13.4.5", "CWE-200",
                   "https://fastapi.tiangolo.com/how-to/conditional-openapi/"},
    .options = {flag_option("public-docs", false,
                            "whether the documentation is meant for everybody")},
    .risk =
        "Whoever opens it has the list of all operations with their parameters, those for "
        "administrators included, before the first request to any of them.",
    .advice =
        "Give the application `openapi_url=None` in production, which closes `/docs` and `/redoc`, "
        "too, or serve the pages behind a login. Where it is meant for everybody, set "
        "`public-docs = true` below `[rules.API002]` in `fastidious.toml`.",
    .docs = R"md(
An application with guarded operations whose `/docs`, `/redoc` and `/openapi.json` are open in every environment.
`dependencies=` of the application do not guard them. Also a condition that never hides them: it compares a setting with a
value at which the start fails, since the variable is looked up in a dictionary without it.

```python bad
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

app = FastAPI()
bearer = HTTPBearer()


def user(token=Depends(bearer)) -> str:
    if token.credentials != "x":
        raise HTTPException(401)
    return "me"


@app.get("/admin/users")
def read(name: str = Depends(user)) -> list[str]:
    return [name]
```

```python good
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

from app.config import settings

app = FastAPI(openapi_url=None if settings.is_production else "/openapi.json")
bearer = HTTPBearer()


def user(token=Depends(bearer)) -> str:
    if token.credentials != "x":
        raise HTTPException(401)
    return "me"


@app.get("/admin/users")
def read(name: str = Depends(user)) -> list[str]:
    return [name]
```

Not reported: APIs without any guarded operation, addresses that come from settings, applications that make the pages
themselves, and everything with `public-docs = true`. The opposite, documentation that nobody reaches, is API001.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
