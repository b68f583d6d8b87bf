#include <algorithm>
#include <string>
#include <vector>

#include "app/openapi/response_class.h"
#include "app/routes/answers.h"
#include "app/routes/documented_routes.h"
#include "app/routes/proxy.h"
#include "app/routes/response_model.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Answer;
using app::Route;
using app::Type;
using semantic::FileModel;

// Says nothing about what is inside.
bool is_open(const Type& type) {
  switch (type.kind) {
    case Type::Kind::Any: return true;
    case Type::Kind::Scalar: return type.name == "builtins.object";
    case Type::Kind::Dict:
      return type.args.size() < 2 || is_open(type.args[1]) || type.args[1].is(Type::Kind::Missing);
    case Type::Kind::List:
    case Type::Kind::Set:
      return !type.args.empty() && (is_open(type.args[0]) || type.args[0].is(Type::Kind::Missing));
    case Type::Kind::Union: return std::any_of(type.args.begin(), type.args.end(), is_open);
    default: return false;
  }
}

// A bare `list` has no items to speak of either.
bool is_weak(const Type& type) {
  return is_open(type) || (type.is(Type::Kind::List) && type.args.empty());
}

std::string_view name_of_shape(const Type& type) {
  if (type.is(Type::Kind::Dict)) return "object";
  if (!type.is(Type::Kind::List)) return "JSON";
  return !type.args.empty() && type.args[0].is(Type::Kind::Dict) ? "list of objects" : "list";
}

bool is_json_response(std::string_view cls) { return cls.ends_with("JSONResponse"); }

// A JSON Schema, of which there is no narrower model, or a response that goes past all models.
bool needs_no_model(const FileModel& file, const Answer& answer) {
  if (answer.kind == Answer::Kind::Response) return !is_json_response(answer.cls);
  const auto* call = as<Call>(answer.statement->value);
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr && file.text(method->attr) == "model_json_schema";
}

bool needs_no_model(const FileModel& file, const std::vector<Answer>& answers) {
  return !answers.empty() &&
         std::all_of(answers.begin(), answers.end(),
                     [&file](const Answer& one) { return needs_no_model(file, one); });
}

void report_weak(const Route& route, const app::ResponseModel& model, ApplicationCheck& check) {
  const app::Placed given = app::argument_of(route.registered_at, -1, "response_model");
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  const bool by_argument = model.from_argument && given;
  if (!by_argument && (function == nullptr || function->returns == nullptr)) return;
  std::vector<Answer> answers;
  if (function != nullptr) {
    answers = app::answers_of(*route.handler.definition.file, *function);
    if (needs_no_model(*route.handler.definition.file, answers)) return;
  }
  const FileModel& file = by_argument ? *given.file : *route.handler.definition.file;
  const Expr& where = by_argument ? *given.expr : *function->returns;
  Draft draft =
      check.report(file, where.span(), "`{}` promises `{}`: any {} will do",
                   {route.name, file.text(where), name_of_shape(app::without_none(model.type))});
  if (function == nullptr) return;
  if (app::say_little(route.path, answers)) {
    draft.severity(Severity::Suggestion)
        .risk("Generated clients have no type for the answer, and the document does not show it.");
  }
}

// JSONResponse({…}) with no status, or with the one that the model is for: data written down there
// goes past the model. What model_dump() or jsonable_encoder() gave has been through one.
bool is_success(const FileModel& file, const Return& statement, int expected) {
  const auto* call = as<Call>(statement.value);
  if (call == nullptr || !is_json_response(file.resolve(*call->func))) return false;
  const Expr* content = semantic::argument(file, *call, 0, "content");
  const bool is_written_down =
      content != nullptr && (content->is(Kind::Dict) || content->is(Kind::ListExpr));
  if (!is_written_down) return false;
  const Expr* status = semantic::argument(file, *call, 1, "status_code");
  return status == nullptr || app::number_of(app::evaluate(file, status)) == expected;
}

void report_bypass(const Route& route, const app::ResponseModel& model, ApplicationCheck& check) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (function == nullptr || model.is_stream) return;
  const FileModel& file = *route.handler.definition.file;
  // `-> JSONResponse` beside a `response_model` says that this is meant.
  if (function->returns != nullptr && model.from_argument &&
      file.type_of_annotation(*function->returns).ends_with("Response")) {
    return;
  }
  const int given = app::number_of(route.own("status_code"));
  for (const Answer& one : app::answers_of(file, *function)) {
    if (one.kind != Answer::Kind::Response || !is_json_response(one.cls) ||
        !is_success(file, *one.statement, given != 0 ? given : 200)) {
      continue;
    }
    check
        .report(file, one.statement->span(),
                "`{}` promises `{}` and sends this JSON without checking it against that",
                {route.name, app::display_name(model.type)})
        .fix(
            "Return the data itself and let FastAPI make the response; headers and cookies go "
            "through a `response: Response` parameter.");
    return;
  }
}

void check(ApplicationCheck& check) {
  const auto passed_through = check.option_names("pass-through");
  for (const Route* route : app::documented_endpoints(check.application())) {
    const bool is_json = app::response_class(route->response_class).is_json;
    const bool is_configured = std::find(passed_through.begin(), passed_through.end(),
                                         route->path) != passed_through.end();
    if (!is_json || is_configured || app::is_proxy(*route)) continue;
    const app::ResponseModel model = app::response_model(*route);
    if (is_weak(model.type) && !model.is_stream) {
      report_weak(*route, model, check);
    } else if (!model.type.is(Type::Kind::Missing) && !model.type.is(Type::Kind::Unknown)) {
      report_bypass(*route, model, check);
    }
  }
}

}  // namespace

extern constinit const Rule API007 = {
    .code = "API007",
    .name = "response-contract-weak",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"OWASP API3:2023", "https://fastapi.tiangolo.com/tutorial/response-model/"},
    .options = {names_option("pass-through",
                             "paths of operations that hand on what another service answers")},
    .risk =
        "Nothing is filtered and nothing is checked: a field that should stay inside goes out, one "
        "that clients need goes missing, and OpenAPI does not say what is in it.",
    .advice =
        "Write a model of what is sent and name it as `response_model=` in the decorator; or as "
        "the return type, and let the function give one back.",
    .docs = R"md(
The contract of an operation is `dict`, `Any`, `object`, or a list of these; or it has a model, and the function sends a
`JSONResponse` of its own past it.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{order_id}")
def read(order_id: int) -> dict:
    return {"id": order_id}
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    id: int


@app.get("/orders/{order_id}")
def read(order_id: int) -> Order:
    return Order(id=order_id)
```

It is a suggestion where the answer is written out in constants (`{"ok": True}`) and for health checks.

`dict[str, int]` says what it holds and is left alone, as are responses made of `model_dump()` or `jsonable_encoder()`, `-> Any` beside a `response_model`, responses that are no
JSON, error responses and those of another status than the model's, JSON Schemas (`model_json_schema()`), functions that only give other responses, functions that declare `-> JSONResponse`, and the paths in `pass-through`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
