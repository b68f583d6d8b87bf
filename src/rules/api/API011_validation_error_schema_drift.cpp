#include <algorithm>
#include <string>
#include <vector>

#include "app/effects/exception_mapping.h"
#include "app/effects/route_errors.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using app::ExceptionMapping;
using semantic::FileModel;

constexpr int kUnprocessable = 422;

bool is_for_validation(const ExceptionMapping& mapping) {
  return mapping.type == "fastapi.exceptions.RequestValidationError";
}

// `return await request_validation_exception_handler(request, exc)`
bool delegates(const FileModel& file, const FunctionDef& handler) {
  for (const auto* call : file.tree().nodes_of<Call>(handler)) {
    if (file.resolve(*call->func).ends_with("request_validation_exception_handler")) return true;
  }
  return false;
}

// The display that is sent: JSONResponse(content={…}).
const Dict* content_of(const FileModel& file, const FunctionDef& handler) {
  for (const auto* call : file.tree().nodes_of<Call>(handler)) {
    if (!file.resolve(*call->func).ends_with("JSONResponse")) continue;
    const Expr* content = semantic::argument(file, *call, 0, "content");
    if (const auto* wrapped = as<Call>(content)) {
      content = wrapped->args.empty() ? nullptr : wrapped->args.front();
    }
    if (const auto* dict = as<Dict>(content)) return dict;
  }
  return nullptr;
}

bool has_detail(const Dict& dict) {
  for (const Expr* key : dict.keys) {
    const auto* text = as<Constant>(key);
    if (key == nullptr || text == nullptr || text->value == "detail") return true;
  }
  return false;
}

// `validation_error_response_definition["properties"] = …`: what FastAPI shows for a 422 is changed
// in place, in the whole process.
bool is_redefined(const FileModel& file) {
  constexpr std::string_view kName = "validation_error_response_definition";
  constexpr std::string_view kDefinition =
      "fastapi.openapi.utils.validation_error_response_definition";
  if (file.file().text.view().find(kName) == std::string_view::npos) return false;
  for (const auto* assign : file.tree().nodes_of<Assign>()) {
    for (const Expr* target : assign->targets) {
      const auto* item = target->as<Subscript>();
      if (item != nullptr && file.resolve(*item->value) == kDefinition) return true;
    }
  }
  for (const auto* call : file.tree().nodes_of<Call>()) {
    const auto* method = call->func->as<Attribute>();
    if (method != nullptr && file.text(method->attr) == "update" &&
        file.resolve(*method->value) == kDefinition) {
      return true;
    }
  }
  return false;
}

bool is_redefined(const semantic::Model& model) {
  const auto& files = model.files();
  return std::any_of(files.begin(), files.end(), [](const FileModel& file) {
    return file.file().role == project::Role::Application && is_redefined(file);
  });
}

// Some operation that shows FastAPI's own 422, and does not speak of `status` itself.
const app::Operation* first_drifting(const app::Application& application,
                                     const ExceptionMapping& mapping) {
  for (const app::Operation& operation : application.operations()) {
    for (const app::Served& one : operation.served) {
      if (one.app != mapping.app) continue;
      const std::vector<std::string> documented = app::documented_statuses(*one.route);
      const bool says_so = std::any_of(documented.begin(), documented.end(), [](const auto& key) {
        return key == "422" || key == "4XX" || key == "default";
      });
      if (!says_so && one.route->responses_are_known && app::is_validated(*one.route)) {
        return &operation;
      }
    }
  }
  return nullptr;
}

void look_at(const ExceptionMapping& mapping, ApplicationCheck& check) {
  const FileModel& file = *mapping.handler.file;
  const auto& handler = *mapping.handler.node->as<FunctionDef>();
  if (delegates(file, handler)) return;
  const app::Operation* operation = first_drifting(check.application(), mapping);
  if (operation == nullptr) return;
  const std::vector<int> statuses =
      app::statuses_answered(mapping, check.application().errors(), {});
  const bool other_status = !statuses.empty() && statuses.front() != kUnprocessable;
  const Dict* content = content_of(file, handler);
  const bool other_shape = content != nullptr && !has_detail(*content);
  if ((!other_status && !other_shape) || (!other_status && is_redefined(check.model()))) return;
  const std::string what =
      other_status ? "a " + std::to_string(statuses.front()) : std::string("another body");
  check
      .report(file, handler.name_span,
              "`{}` answers requests that are not valid with {}; OpenAPI shows a 422 with `detail`",
              {file.text(handler.name), what})
      .step(operation->file(), operation->place(), "{} shows it so", {operation->label()});
}

void check(ApplicationCheck& check) {
  for (const ExceptionMapping& mapping : check.application().exception_mappings()) {
    if (is_for_validation(mapping)) look_at(mapping, check);
  }
}

}  // namespace

extern constinit const Rule API011 = {
    .code = "API011",
    .name = "validation-error-schema-drift",
    .family = Family::Api,
    .tier = Tier::P2,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"CWE-1059", "https://fastapi.tiangolo.com/tutorial/handling-errors/"},
    .risk =
        "Generated clients look for `detail` in a 422 and find neither: they report a broken "
        "server where a field was wrong.",
    .advice =
        "Document what is sent, `FastAPI(responses={422: {\"model\": ValidationProblem}})`, or "
        "keep FastAPI's form.",
    .docs = R"md(
A handler of `RequestValidationError` that answers with another status or another body than the `HTTPValidationError` with
422 that OpenAPI shows for each operation with parameters or a body.

```python bad
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(RequestValidationError)
async def on_invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse({"message": "invalid"}, status_code=400)


@app.get("/orders/{order_id}")
def read(order_id: int) -> int:
    return order_id
```

```python good
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Problem(BaseModel):
    message: str


app = FastAPI(responses={422: {"model": Problem}})


@app.exception_handler(RequestValidationError)
async def on_invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse({"message": "invalid"}, status_code=422)


@app.get("/orders/{order_id}")
def read(order_id: int) -> int:
    return order_id
```

Not reported: handlers that call FastAPI's own, bodies that are not written down there, applications that document 422, and
those that change `fastapi.openapi.utils.validation_error_response_definition`, which is what OpenAPI shows.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
