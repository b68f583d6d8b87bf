#include <algorithm>

#include "app/effects/route_errors.h"
#include "app/endpoints/direct_calls.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using app::TestRequest;

constexpr std::string_view kLimits[] = {"min_length", "max_length", "pattern", "regex"};

bool is_client_error(int status) { return status >= 400 && status < 500; }

// Being refused is what TST006 is about.
bool is_about_the_request(int status) {
  constexpr int kUnauthorized = 401, kForbidden = 403, kTooMany = 429;
  return is_client_error(status) && status != kUnauthorized && status != kForbidden &&
         status != kTooMany;
}

// A text of any kind in the path: whatever stands there is valid.
bool takes_anything(const app::Parameter& parameter) {
  if (parameter.in != app::Parameter::In::Path) return false;
  const app::FieldInfo& info = parameter.field.info;
  const bool is_limited =
      std::any_of(std::begin(kLimits), std::end(kLimits),
                  [&info](std::string_view keyword) { return info.find(keyword) != nullptr; });
  return parameter.field.type.is_scalar("builtins.str") && !is_limited && info.calls().empty();
}

// Something has to be sent, beside credentials: what is left out or has the wrong form is an error.
bool needs_something(const app::Route& route) {
  bool needs = false;
  app::for_each_dependency(route.dependant, [&](const app::Dependency& dependency) {
    for (const app::Parameter& one : dependency.parameters) {
      needs = needs || one.is_body() ||
              (one.in == app::Parameter::In::Path && !takes_anything(one)) ||
              (one.in == app::Parameter::In::Query && one.field.required);
    }
  });
  return needs;
}

// Whether anything but credentials is sent: without it an error is about the state of things, a
// setting or a login.
bool takes_input(const app::Route& route) {
  bool takes = false;
  app::for_each_dependency(route.dependant, [&](const app::Dependency& dependency) {
    for (const app::Parameter& one : dependency.parameters) {
      takes = takes || one.is_body() || one.in == app::Parameter::In::Path ||
              one.in == app::Parameter::In::Query;
    }
  });
  return takes;
}

bool reads_request(const Endpoint& endpoint) {
  const auto* function = as<FunctionDef>(endpoint.handler.node);
  if (function == nullptr) return false;
  const semantic::FileModel& file = *endpoint.handler.file;
  return std::any_of(function->args->all.begin(), function->args->all.end(), [&](const Arg* one) {
    return one->annotation != nullptr && file.text(*one->annotation).ends_with("Request");
  });
}

bool can_say_no(const app::Application& application, const Endpoint& endpoint) {
  if (needs_something(*endpoint.route)) return true;
  if (!takes_input(*endpoint.route) && !reads_request(endpoint)) return false;
  const std::vector<app::RouteError> errors =
      app::route_errors(application, endpoint.app->app, *endpoint.route);
  return std::any_of(errors.begin(), errors.end(), [](const app::RouteError& error) {
    return error.by_endpoint && is_about_the_request(error.status);
  });
}

bool is_candidate(const Endpoint& endpoint) {
  return endpoint.kind == Endpoint::Kind::Http && endpoint.route != nullptr &&
         endpoint.route->path_is_known && endpoint.handler &&
         endpoint.handler.file->file().role == project::Role::Application;
}

// Names of tests that are about something going wrong, whatever helper looks at the status.
bool is_named_for_failure(const TestRequest& request) {
  if (request.test == nullptr) return false;
  const std::string_view name = request.call.file->text(request.test->name);
  for (const std::string_view word :
       {"invalid",   "not_found", "notfound", "missing",  "fail",      "error",
        "bad_",      "wrong",     "reject",   "nonexist", "non_exist", "unknown",
        "duplicate", "conflict",  "cannot",   "cant_",    "without",   "raises",
        "422",       "404",       "400",      "409",      "validation"}) {
    if (name.find(word) != name.npos) return true;
  }
  return false;
}

bool expects_no(const TestRequest& request) {
  return request.goes_everywhere || is_named_for_failure(request) ||
         std::any_of(request.expected.begin(), request.expected.end(), is_client_error);
}

struct Tests {
  std::vector<const Endpoint*> tested;    // that can say no, and that some test calls
  std::vector<const Endpoint*> only_yes;  // of these: no test expects them to
};

Tests tests_of(const app::Application& application) {
  Tests tests;
  const SameEndpoints same(application);
  const auto called = app::handlers_called_by_tests(application);
  for (const Endpoint* one : distinct_endpoints(application)) {
    const Endpoint& endpoint = *one;
    if (!is_candidate(endpoint)) continue;
    const auto direct = called.find(endpoint.handler.node);
    bool is_tested = false;
    bool is_refused = direct != called.end() &&
                      std::any_of(direct->second.begin(), direct->second.end(), is_client_error);
    for (const TestRequest& request : application.requests_of_tests()) {
      if (!same.hit_by(request, endpoint)) continue;
      is_tested = true;
      is_refused = is_refused || expects_no(request);
    }
    if (!is_tested || !can_say_no(application, endpoint)) continue;
    tests.tested.push_back(&endpoint);
    if (!is_refused) tests.only_yes.push_back(&endpoint);
  }
  return tests;
}

bool lacks_field(const app::ModelClass& model) {
  return std::any_of(model.fields.begin(), model.fields.end(),
                     [](const app::Field& field) { return field.required; });
}

// Whether `{}` as a body is an error: a form's value, or a field of a model, has to be there.
bool refuses_empty(const app::Parameter& parameter, app::ModelTable& models) {
  const app::Type& type = parameter.field.type;
  if (!parameter.is_body() || !parameter.field.required) return false;
  if (type.is(app::Type::Kind::Class)) {
    const app::ModelClass* model = models.of(type);
    return model != nullptr && lacks_field(*model);
  }
  return parameter.in != app::Parameter::In::Body || type.is_scalar("builtins.str") ||
         type.is_scalar("builtins.int");
}

bool wants_body(const Endpoint& endpoint) {
  app::ModelTable models;
  bool wants = false;
  app::for_each_dependency(endpoint.route->dependant, [&](const app::Dependency& dependency) {
    for (const app::Parameter& one : dependency.parameters) {
      wants = wants || refuses_empty(one, models);
    }
  });
  return wants;
}

// A request for the first of them, where what is left out of its body is an error at any path.
void show_request(Draft& draft, const app::Application& application, const Endpoint& first,
                  bool alone) {
  if (alone) {
    draft.fix(
        "Send it one request that must fail, as a signed-in user where it asks for one, and look "
        "at the status: 422 for a value that is missing or of another form, 404 for something that "
        "does not exist.");
  }
  if (first.methods.size() != 1 || first.path.find('{') != first.path.npos || !wants_body(first)) {
    return;
  }
  const auto& requests = application.requests_of_tests();
  const std::string path = path_of_tests(first, distinct_endpoints(application), requests);
  const std::string request =
      request_of_tests(first, requests,
                       "\"" + first.methods.front() + "\", \"" + path + "\", json={}" +
                           (first.is_guarded() ? ", …" : ""));
  if (request.empty()) return;
  draft.fix(
      "Send {} one request that must fail{}, and look at the status: `assert {}.status_code == "
      "422`.",
      {alone ? "it" : "each of them",
       first.is_guarded() ? ", with the credentials of somebody who may call it" : "", request});
}

void check(ApplicationCheck& check) {
  if (check.application().requests_of_tests().empty()) return;
  const Tests tests = tests_of(check.application());
  if (tests.only_yes.empty()) return;
  const Endpoint& first = *tests.only_yes.front();
  const bool all = tests.only_yes.size() == tests.tested.size();
  Draft draft = check.report(
      *first.handler.file, span_of(first),
      all ? "No test expects an error (4xx) of any of the {} tested endpoints that need input or "
            "raise such errors other than 401 and 403"
          : "No test expects an error (4xx) of {} of {} tested endpoints that need input or raise "
            "such errors other than 401 and 403: {}",
      {tests.only_yes.size(), tests.tested.size(), labels_of(tests.only_yes)});
  if (tests.tested.size() == 1) {
    draft.message(
        "No test expects an error (4xx) of the only tested endpoint that checks its input, `{}`",
        {first.label()});
  }
  show_request(draft, check.application(), first, tests.only_yes.size() == 1);
  list_endpoints(draft, tests.only_yes);
}

}  // namespace

extern constinit const Rule TST005 = {
    .code = "TST005",
    .name = "endpoint-negative-untested",
    .family = Family::Testing,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/testing/",
                   "https://fastapi.tiangolo.com/tutorial/handling-errors/"},
    .risk =
        "Validation that is lost in a change, and a 404 that has become a 500, reach the users: "
        "all "
        "tests still pass.",
    .advice =
        "Send each of them one request that must fail, as a signed-in user where it asks for one, "
        "and look at the status: 422 for a value that is missing or of another form, 404 for "
        "something that does not exist.",
    .docs = R"md(
Endpoints that tests call, that check what they are sent (a path's or query's parameter that has to be there, a body, or errors
between 400 and 499 that their code raises), and of which no test expects such an error. One finding for the repository, at the first of
them, with their list.

```python bad
# --- app/main.py
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/orders/{order_id}")
def read_order(order_id: int) -> int:
    if order_id < 1:
        raise HTTPException(404)
    return order_id


# --- tests/test_orders.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_order() -> None:
    assert client.get("/orders/1").status_code == 200
```

```python good
# --- app/main.py
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/orders/{order_id}")
def read_order(order_id: int) -> int:
    if order_id < 1:
        raise HTTPException(404)
    return order_id


# --- tests/test_orders.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_order() -> None:
    assert client.get("/orders/1").status_code == 200


def test_no_order() -> None:
    assert client.get("/orders/0").status_code == 404
```

Not reported: endpoints that no test calls (TST004), errors 401 and 403 (TST006), tests that loop over all routes or over
the OpenAPI document. A test whose name is about failure (`test_invalid_…`, `…_not_found`) counts, whatever helper looks at the status.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
