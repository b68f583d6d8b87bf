#include <algorithm>
#include <string>
#include <vector>

#include "app/openapi/response_class.h"
#include "app/routes/answers.h"
#include "app/routes/documented_routes.h"
#include "app/routes/proxy.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::Answer;
using app::Route;
using semantic::FileModel;

constexpr int kNoContent = 204, kNotModified = 304;

bool says_its_response(const Route& route, const FunctionDef& function) {
  const bool has_model =
      app::argument_of(route.registered_at, -1, "response_model").expr != nullptr;
  const bool has_class =
      app::argument_of(route.registered_at, -1, "response_class").expr != nullptr;
  return has_model || has_class || function.returns != nullptr ||
         !app::response_class(route.response_class).is_json;
}

bool has_no_body(const Route& route) {
  const int status = app::number_of(route.own("status_code"));
  return status == kNoContent || status == kNotModified;
}

// `responses={200: {"model": …}}` or "content" says it too.
bool is_documented(const Route& route) {
  return std::any_of(route.responses.begin(), route.responses.end(), [](const auto& one) {
    const int status = app::number_of(one.first);
    return status >= 200 && status < 300;
  });
}

// The one model of the repository that all returns make, as it is written there; empty if it is not
// unique.
std::string_view unique_model(const FileModel& file, const std::vector<Answer>& answers) {
  std::string_view text;
  for (const Answer& one : answers) {
    const auto* call = as<Call>(one.statement->value);
    if (call == nullptr || !call->func->is(Kind::Name)) return {};
    const semantic::Definition cls = file.definition_of(*call->func);
    const auto* node = as<ClassDef>(cls.node);
    if (node == nullptr || !cls.file->is_pydantic_model(*node)) return {};
    if (!text.empty() && text != file.text(*call->func)) return {};
    text = file.text(*call->func);
  }
  return text;
}

void report(const Route& route, const FileModel& file, const FunctionDef& function,
            const std::vector<Answer>& answers, ApplicationCheck& check) {
  Draft draft = check.report(
      file, function.name_span,
      "`{}` has neither a return annotation nor a `response_model`: OpenAPI shows any JSON",
      {file.text(function.name)});
  const std::string plain = app::plain_annotation(file, answers);
  if (!plain.empty() || app::say_little(route.path, answers)) {
    draft.severity(Severity::Suggestion)
        .risk("Generated clients have no type for the answer, and the document does not show it.");
  }
  if (!plain.empty()) draft.fix("Annotate what it returns, `-> {}`.", {plain});
  for (const Answer& one : answers) {
    if (one.kind == Answer::Kind::Nothing) continue;
    draft.step(file, one.statement->span(), "given back here");
    break;
  }
  draft.step(*route.registered_at.file, route.registered_at.expr->span(), "registered here");
  const std::string_view model = unique_model(file, answers);
  if (!model.empty()) {
    const Offset at = semantic::end_of_signature(file, function);
    draft.fix_class(FixClass::Unsafe).edit({at, at}, " -> " + std::string(model));
  }
}

// `Response(status_code=200)`: nothing but a status and headers.
bool is_empty_response(const FileModel& file, const Answer& answer) {
  const auto* call = as<Call>(answer.statement->value);
  if (answer.kind != Answer::Kind::Response || call == nullptr || !call->args.empty()) return false;
  const std::string_view target = file.resolve(*call->func);
  return (target == "fastapi.Response" || target == "fastapi.responses.Response" ||
          target == "starlette.responses.Response") &&
         std::all_of(call->keywords.begin(), call->keywords.end(), [&](const Keyword* one) {
           const std::string_view name = file.text(one->arg);
           return name == "status_code" || name == "headers" || name == "background";
         });
}

// `Response(status_code=204)`
bool says_no_content(const FileModel& file, const Answer& answer) {
  const Expr* status =
      semantic::argument(file, *answer.statement->value->as<Call>(), -1, "status_code");
  return status != nullptr && app::number_of(app::evaluate(file, status)) == kNoContent;
}

// FastAPI documents JSON for whatever returns a response of its own, also for one without content.
void report_empty(const Route& route, const FileModel& file, const FunctionDef& function,
                  const std::vector<Answer>& answers, ApplicationCheck& check) {
  const bool no_content = std::all_of(answers.begin(), answers.end(), [&](const Answer& one) {
    return says_no_content(file, one);
  });
  const app::Placed& at = route.registered_at;
  check
      .report(*at.file, at.expr->span(), "`{}` answers without content, and OpenAPI shows any JSON",
              {file.text(function.name)})
      .severity(Severity::Suggestion)
      .risk("Generated clients expect a JSON body, and fail to read the empty one.")
      .fix("Add `{}` to the decorator: OpenAPI then shows no content.",
           {no_content ? "status_code=204" : "response_class=Response"});
}

void check(ApplicationCheck& check) {
  for (const Route* route : app::documented_endpoints(check.application())) {
    const auto* function = as<FunctionDef>(route->handler.definition.node);
    if (function == nullptr || app::is_proxy(*route)) continue;
    const FileModel& file = *route->handler.definition.file;
    if (says_its_response(*route, *function) || has_no_body(*route) || is_documented(*route) ||
        file.is_generator(*function)) {
      continue;
    }
    const std::vector<Answer> answers = app::answers_of(file, *function);
    const bool gives_values = std::any_of(answers.begin(), answers.end(), [](const Answer& one) {
      return one.kind == Answer::Kind::Value || one.kind == Answer::Kind::Unknown;
    });
    const bool is_empty =
        !answers.empty() && std::all_of(answers.begin(), answers.end(), [&](const Answer& one) {
          return is_empty_response(file, one);
        });
    if (gives_values) report(*route, file, *function, answers, check);
    if (is_empty) report_empty(*route, file, *function, answers, check);
  }
}

}  // namespace

extern constinit const Rule API006 = {
    .code = "API006",
    .name = "response-contract-missing",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"OWASP API3:2023", "ASVS 15.3.1",
                   "https://fastapi.tiangolo.com/tutorial/response-model/"},
    .risk =
        "Whatever the function returns is sent: a field that is added to the row or the dict goes "
        "out with it, and clients have no type to rely on.",
    .advice =
        "Annotate what it returns with a model, `-> OrderPublic`; FastAPI then sends its fields "
        "and nothing else.",
    .docs = R"md(
An operation without a return annotation and without `response_model`. FastAPI sends what it is given, and OpenAPI says
that it may be anything.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders/{order_id}")
def read(order_id: int):
    return {"id": order_id, "margin": 0.4}
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class OrderPublic(BaseModel):
    id: int


@app.get("/orders/{order_id}")
def read(order_id: int) -> OrderPublic:
    return OrderPublic(id=order_id)
```

It is a suggestion where the answer is written out in constants (`{"ok": True}`), is a text, a number or a truth value, and for health checks.

It is a suggestion, too, where all that it returns is a `Response` without content (`Response(status_code=200)`): FastAPI
documents JSON unless `response_class=Response` says otherwise.

Any return annotation is a contract, `-> bool` too. Not reported: `response_model=None`, a `response_class`, functions
that return responses with content or nothing, generators, 204 and 304, operations that are not in the schema or that only
applications without one (`openapi_url=None`) serve, those that describe a 2xx in `responses=`, and proxies: catch-alls
(`/{path:path}`) of several methods, which hand on what another service answers. An annotation is offered where all returns make one and the same model.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
