#include <algorithm>

#include "rules/rule.h"

namespace fastidious::rules {
namespace {

bool is_hidden_on_purpose(const Call& call, const semantic::FileModel& file) {
  const auto* flag = as<Constant>(semantic::argument(file, call, -1, "include_in_schema"));
  return flag != nullptr && flag->type == ConstantKind::False;
}

const FunctionDef* decorated(const Call& call, const semantic::FileModel& file) {
  const auto* function = as<FunctionDef>(file.parent(call));
  if (function == nullptr) return nullptr;
  for (const Expr* decorator : function->decorator_list) {
    if (decorator == &call) return function;
  }
  return nullptr;
}

// Starlette calls the handler with the request; FastAPI does the same only if the type says so.
bool takes_typed_parameters(const FunctionDef& function) {
  for (const Arg* parameter : function.args->all) {
    if (parameter->annotation == nullptr) return false;
  }
  return true;
}

// Whether the handler never looks at what it is given: there is nothing to validate.
bool takes_nothing(const FunctionDef& function, const semantic::FileModel& file) {
  return std::none_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    const auto names = file.tree().nodes_of<Name>(*statement);
    return std::any_of(names.begin(), names.end(), [&](const Name* name) {
      const auto& all = function.args->all;
      return std::any_of(all.begin(), all.end(),
                         [&](const Arg* one) { return one->name == name->name; });
    });
  });
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const auto* method = as<Attribute>(call.func);
  if (method == nullptr || is_hidden_on_purpose(call, file)) return;
  const std::string_view name = file.text(method->attr);
  const std::string_view better = name == "route" ? "api_route" : "add_api_route";
  Draft draft =
      check.report(*call.func, "`{}` registers a plain Starlette route", {file.text(*call.func)});
  draft.fix(
      "Write `@router.get(…)`, `@router.post(…)`, or `{}(path, methods=[…])`, and declare what the "
      "endpoint takes and returns.",
      {better});
  const FunctionDef* function = decorated(call, file);
  if (function != nullptr && takes_nothing(*function, file)) draft.severity(Severity::Warning);
  if (function != nullptr && takes_typed_parameters(*function)) {
    draft.edit(method->attr_span(), better);
  } else {
    draft.fix_class(FixClass::None);
  }
}

}  // namespace

extern constinit const Rule API027 = {
    .code = "API027",
    .name = "generic-route-decorator",
    .family = Family::Api,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-20", "OWASP API9:2023", "https://www.starlette.io/release-notes/",
                   "https://fastapi.tiangolo.com/reference/fastapi/"},
    .risk =
        "Nothing that the endpoint takes is validated, dependencies of the application and of the "
        "router "
        "(authentication among them) are not run, and it is missing from OpenAPI; with Starlette "
        "1.0 "
        "the method is gone.",
    .advice = "Register it with `@router.get(…)` and its kin.",
    .docs = R"md(
`@app.route`, `@router.route` and `add_route` on a FastAPI application or router. They are
Starlette's: the handler gets the bare request; validation, dependencies and documentation are
left out.

```python bad
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.route("/orders", methods=["POST"])
async def create(request: Request) -> JSONResponse:
    return JSONResponse(await request.json())
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    item: str


@app.post("/orders")
async def create(order: Order) -> Order:
    return order
```

Not reported: applications and routers of Starlette and Flask; routes with
`include_in_schema=False`, which are low-level on purpose.
)md",
    .calls = {"fastapi.FastAPI.route", "fastapi.APIRouter.route", "fastapi.FastAPI.add_route",
              "fastapi.APIRouter.add_route"},
    .on_call = check,
};

}  // namespace fastidious::rules
