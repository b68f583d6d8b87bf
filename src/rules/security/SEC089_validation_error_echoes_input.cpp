#include <algorithm>
#include <map>
#include <vector>

#include "app/routes/route_class.h"
#include "knowledge/secret_names.h"
#include "rules/app_name.h"
#include "rules/application_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

constexpr std::string_view kAdvice =
    "Give the application a handler that leaves it out: `@app.exception_handler("
    "RequestValidationError)` above `async def invalid(_request: Request, exc: "
    "RequestValidationError) -> JSONResponse:`, which returns `JSONResponse(status_code=422, "
    "content={\"detail\": [{\"loc\": e[\"loc\"], \"msg\": e[\"msg\"], \"type\": e[\"type\"]} for e "
    "in exc.errors()]})`";
constexpr ImportedName kNeeded[] = {{"fastapi", "Request"},
                                    {"fastapi.exceptions", "RequestValidationError"},
                                    {"fastapi.responses", "JSONResponse"}};

using app::Route;
using app::UsedModel;

constexpr std::string_view kInvalid = "fastapi.exceptions.RequestValidationError";
constexpr std::string_view kDefaultHandler =
    "fastapi.exception_handlers.request_validation_exception_handler";
constexpr std::size_t kMostSteps = 8;

struct SecretField {
  const UsedModel* model = nullptr;
  const app::Field* field = nullptr;
};

bool is_text(const app::Type& type) {
  const app::Type plain = app::without_none(type);
  return plain.is_scalar("builtins.str") || plain.is_scalar("pydantic.SecretStr") ||
         plain.is(app::Type::Kind::Library);
}

bool is_secret(const app::Field& field) {
  return field.declaration && is_text(field.type) &&
         knowledge::evidence_of_name(field.name) != knowledge::NameEvidence::None;
}

// Whether each router that takes the model makes its routes of a class that answers such errors.
bool is_answered_by_route_class(const app::Application& application, const UsedModel& model) {
  const auto answers = [&](const Route* route) {
    return app::route_class_catches(application.routers(), *route, kInvalid);
  };
  const auto& all = model.taken.endpoints;
  return all.empty() ? answers(model.taken.route) : std::all_of(all.begin(), all.end(), answers);
}

// The secrets that clients send in a body to each application: what is wrong elsewhere in the body
// shows them too.
using SecretsByApp = std::map<const app::AppRoutes*, std::vector<SecretField>>;

// A field that several models inherit is one.
void add(std::vector<SecretField>& secrets, const SecretField& secret) {
  const Span span = app::name_span_of(*secret.field);
  const bool is_known = std::any_of(secrets.begin(), secrets.end(), [&](const SecretField& one) {
    return app::name_span_of(*one.field).begin == span.begin &&
           &app::file_of(*one.field) == &app::file_of(*secret.field);
  });
  if (!is_known) secrets.push_back(secret);
}

SecretsByApp secrets_sent(const app::Application& application) {
  SecretsByApp found;
  for (const UsedModel* one : application.model_uses().all()) {
    const Route* route = one->taken.route;
    if ((one->uses & app::kRequestModel) == 0 || one->model == nullptr || route == nullptr)
      continue;
    const app::Endpoint* endpoint = application.endpoints().of(*route);
    if (endpoint == nullptr || endpoint->app == nullptr) continue;
    // Nothing else can be wrong, so nothing shows it.
    if (one->model->fields.size() < 2 || is_answered_by_route_class(application, *one)) continue;
    for (const app::Field& field : one->model->fields) {
      if (is_secret(field)) add(found[endpoint->app], {one, &field});
    }
  }
  return found;
}

// What gives its argument on unchanged.
constexpr std::string_view kPassing[] = {"fastapi.encoders.jsonable_encoder", "builtins.list",
                                         "builtins.str", "json.dumps"};

bool passes_on(std::string_view target) {
  return target.ends_with("Response") ||
         std::find(std::begin(kPassing), std::end(kPassing), target) != std::end(kPassing);
}

// Whether the value ends in what the handler returns: nothing else picks from it on the way.
bool is_handed_on(const semantic::FileModel& file, const Expr& value) {
  for (const Node* at = file.parent(value); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::Comprehension) || at->is(Kind::For)) return false;
    if (const auto* call = at->as<Call>()) {
      if (!passes_on(file.resolve(*call->func))) return false;
    }
    if (at->as<Stmt>() != nullptr) return at->is(Kind::Return) || at->is(Kind::Assign);
  }
  return false;
}

// `exc.errors()` handed on as it is.
bool hands_errors_on(const semantic::FileModel& file, const FunctionDef& function) {
  bool found = false;
  for (const auto* call : file.tree().nodes_of<Call>(function)) {
    if (file.resolve(*call->func) == kDefaultHandler) return true;
    const auto* method = call->func->as<Attribute>();
    const bool errors = method != nullptr && file.text(method->attr) == "errors";
    found = found || (errors && call->keywords.empty() && is_handed_on(file, *call));
  }
  return found;
}

bool speaks_of_input(const semantic::FileModel& file, const FunctionDef& function) {
  for (const Node* node : file.tree().subtree(function)) {
    const auto* text = node->as<Constant>();
    if (text != nullptr && text->is_str() && (text->value == "input" || text->value == "msg")) {
      return true;
    }
  }
  return false;
}

// `if request.url.path in HIDDEN: …`, `path = request.url.path`: requests with secrets are told
// apart.
bool asks_path(const semantic::FileModel& file, const FunctionDef& function) {
  for (const Node* node : file.tree().subtree(function)) {
    const auto* choice = node->as<If>();
    const auto* assign = node->as<Assign>();
    const Expr* value = choice != nullptr   ? choice->test
                        : assign != nullptr ? assign->value
                                            : nullptr;
    if (value != nullptr && file.text(*value).find("url.path") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

// Whether the handler gives the errors back as Pydantic made them.
bool echoes(const app::ExceptionHandler& handler) {
  const app::Definition& definition = handler.handler.definition;
  const auto* function = as<FunctionDef>(definition.node);
  if (function == nullptr) return handler.handler.text == kDefaultHandler;
  return hands_errors_on(*definition.file, *function) &&
         !speaks_of_input(*definition.file, *function) && !asks_path(*definition.file, *function);
}

void add_steps(Draft& draft, const std::vector<SecretField>& secrets) {
  for (std::size_t i = 0; i < secrets.size() && i < kMostSteps; ++i) {
    const app::Field& field = *secrets[i].field;
    draft.step(app::file_of(field), app::name_span_of(field), "`{}` is sent in a body",
               {field.name});
  }
}

void check_app(const app::AppRoutes& served, const std::vector<SecretField>& secrets,
               ApplicationCheck& check) {
  // Pydantic 1 does not repeat what was sent.
  if (semantic::uses_pydantic_2(*served.app->construction.file) == project::Answer::No) return;
  const app::Surroundings& around = check.application().surroundings_of(served);
  const app::ExceptionHandler* handler = around.handler_for(check.model(), kInvalid);
  if (handler != nullptr && handler->name != kInvalid) handler = nullptr;
  if (handler != nullptr && !echoes(*handler)) return;
  const std::string name(secrets.front().field->name);
  if (handler == nullptr) {
    if (!around.options_are_known) return;
    Draft draft =
        check.report(*served.app,
                     "An answer to an invalid request repeats what it refuses: where a field is "
                     "missing, the whole body with `{}` in it",
                     {name});
    draft.fix("{}{}.", {with_name_of(*served.app, kAdvice),
                        with_imports_from(*served.app->construction.file, kNeeded)});
    add_steps(draft, secrets);
  } else {
    const app::Placed& at = handler->registered_at;
    Draft draft =
        check.report(*at.file, at.expr->span(),
                     "The handler sends an invalid body back whole, with `{}` in it", {name});
    draft.fix(
        "Let it answer with `loc`, `msg` and `type` of each error and nothing else: `[{\"loc\": "
        "e[\"loc\"], \"msg\": e[\"msg\"], \"type\": e[\"type\"]} for e in exc.errors()]`, where "
        "`exc` is what it is given.");
    add_steps(draft, secrets);
  }
}

// Passwords are told of before tokens, which do not live as long.
void sort(SecretsByApp& secrets) {
  const auto is_password = [](const SecretField& one) {
    return knowledge::evidence_of_name(one.field->name) == knowledge::NameEvidence::Password;
  };
  for (auto& [app, sent] : secrets) std::stable_partition(sent.begin(), sent.end(), is_password);
}

void check(ApplicationCheck& check) {
  SecretsByApp secrets = secrets_sent(check.application());
  sort(secrets);
  for (const app::AppRoutes& one : check.application().apps()) {
    const auto sent = secrets.find(&one);
    if (sent != secrets.end()) check_app(one, sent->second, check);
  }
}

}  // namespace

extern constinit const Rule SEC089 = {
    .code = "SEC089",
    .name = "validation-error-echoes-input",
    .family = Family::Security,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-209", "CWE-532", "ASVS 16.5.1",
                   "https://fastapi.tiangolo.com/tutorial/handling-errors/"},
    .risk =
        "What is secret in it lands in clear in browsers' consoles, in proxies' and clients' logs. "
        "`SecretStr` does not help: the body was not parsed yet.",
    .advice =
        "Let a handler of `RequestValidationError` answer with `loc`, `msg` and `type` of each "
        "error and nothing else: `[{\"loc\": e[\"loc\"], \"msg\": e[\"msg\"], \"type\": "
        "e[\"type\"]} "
        "for e in exc.errors()]`.",
    .docs = R"md(
The default answer to an invalid body lists Pydantic's errors, each with `input`: the value that was wrong or, for a
missing field, everything that was sent.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel, SecretStr


class Login(BaseModel):
    email: str
    password: SecretStr


app = FastAPI()


@app.post("/login")
def login(credentials: Login) -> None: ...
```

```python good
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, SecretStr


class Login(BaseModel):
    email: str
    password: SecretStr


app = FastAPI()


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    errors = [{"loc": e["loc"], "msg": e["msg"], "type": e["type"]} for e in exc.errors()]
    return JSONResponse(status_code=422, content={"detail": errors})


@app.post("/login")
def login(credentials: Login) -> None: ...
```

Reported once for an application, if a model that clients send has a field named like a secret
and there is no handler for `RequestValidationError`, or one that hands `exc.errors()` on as it is. The fields are in the
trace. Handlers that pick from the errors, or call `errors(include_input=False)` or ask for
`request.url.path`, are taken as filtering. Left alone: Pydantic 1, whose errors have no `input`, and bodies of one field.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
