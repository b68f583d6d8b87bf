#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/dependencies/error_status.h"
#include "app/effects/route_errors.h"
#include "app/endpoints/direct_calls.h"
#include "rules/endpoint_report.h"
#include "rules/guard_needs.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using app::TestRequest;

constexpr int kUnauthorized = 401, kForbidden = 403;
constexpr int kFirstRedirect = 301, kLastRedirect = 308;

bool is_refusal(int status) { return status == kUnauthorized || status == kForbidden; }

// RedirectResponse("/login"), HTTPException(307, headers=…)
bool is_redirect(const app::Evidence& evidence) {
  if (!evidence.at) return false;
  const semantic::FileModel& file = *evidence.at.file;
  if (file.type_of(*evidence.at.expr).ends_with("RedirectResponse")) return true;
  const auto* call = evidence.at.expr->as<Call>();
  if (call == nullptr) return false;
  const Expr* code = semantic::argument(file, *call, 0, "status_code");
  const int status = code != nullptr ? app::status_code_of(file, *code) : 0;
  return status >= kFirstRedirect && status <= kLastRedirect;
}

// Pages send strangers to the sign-in: nothing answers 401 there.
bool sends_elsewhere(const app::Application& application, const Endpoint& endpoint) {
  const auto& evidence = endpoint.authentication.evidence;
  if (std::none_of(evidence.begin(), evidence.end(), is_redirect)) return false;
  const auto errors = app::route_errors(application, endpoint.app->app, *endpoint.route);
  return std::none_of(errors.begin(), errors.end(),
                      [](const app::RouteError& one) { return is_refusal(one.status); });
}

bool expects_refusal(const TestRequest& request) {
  return std::any_of(request.expected.begin(), request.expected.end(), is_refusal);
}

// Nothing else but the handler's body tells who may go on: what its signature or a decorator names
// does so before.
bool is_guarded_in_body(const Endpoint& endpoint) {
  const auto* handler = as<FunctionDef>(endpoint.handler.node);
  const auto& evidence = endpoint.authentication.evidence;
  return handler != nullptr && !evidence.empty() &&
         std::all_of(evidence.begin(), evidence.end(), [&](const auto& one) {
           return one.at && one.at.file == endpoint.handler.file &&
                  handler->encloses(*one.at.expr) &&
                  one.at.expr->begin >= handler->body.front()->begin;
         });
}

// What a provider sends a browser back to: who comes without its answer gets what the library
// raises, no 401.
bool raises_no_refusal(const app::Application& application, const Endpoint& endpoint) {
  if (!is_guarded_in_body(endpoint)) return false;
  const auto errors = app::route_errors(application, endpoint.app->app, *endpoint.route);
  return std::none_of(errors.begin(), errors.end(),
                      [](const app::RouteError& one) { return is_refusal(one.status); });
}

// The handler refuses by itself, and FastAPI answers 422 before it runs: what the signature asks
// for is missing as well.
bool answers_invalid_first(const Endpoint& endpoint) {
  const auto& parameters = endpoint.route->dependant.parameters;
  return is_guarded_in_body(endpoint) &&
         std::any_of(parameters.begin(), parameters.end(),
                     [](const auto& one) { return one.field.required; });
}

bool is_guarded(const Endpoint& endpoint) {
  return endpoint.route != nullptr && endpoint.route->path_is_known && endpoint.handler &&
         endpoint.kind == Endpoint::Kind::Http && endpoint.is_guarded() &&
         endpoint.handler.file->file().role == project::Role::Application;
}

struct Tests {
  std::vector<const Endpoint*> untested;  // guarded, and never refused in a test
  std::vector<const Endpoint*> guarded;
  bool any_called = false;
};

Tests tests_of(const app::Application& application) {
  Tests tests;
  const SameEndpoints same(application);
  const auto called = app::handlers_called_by_tests(application);
  for (const Endpoint* one : distinct_endpoints(application)) {
    const Endpoint& endpoint = *one;
    if (!is_guarded(endpoint) || sends_elsewhere(application, endpoint)) continue;
    if (answers_invalid_first(endpoint) || raises_no_refusal(application, endpoint)) continue;
    tests.guarded.push_back(&endpoint);
    const auto direct = called.find(endpoint.handler.node);
    bool refused = direct != called.end() &&
                   std::any_of(direct->second.begin(), direct->second.end(), is_refusal);
    for (const TestRequest& request : application.requests_of_tests()) {
      if (!same.hit_by(request, endpoint)) continue;
      tests.any_called = true;
      refused = refused || expects_refusal(request);
    }
    if (!refused) tests.untested.push_back(&endpoint);
  }
  return tests;
}

// Where tests replace dependencies, the login is mostly among them.
std::string_view without_overrides(const semantic::Model& model) {
  const bool replaces =
      std::any_of(model.files().begin(), model.files().end(), [](const semantic::FileModel& file) {
        return file.file().role == project::Role::Test &&
               file.file().text.view().find(".dependency_overrides[") != std::string_view::npos;
      });
  return replaces ? ", by a client for which the login is not replaced (`dependency_overrides`)"
                  : "";
}

// One whose path can be sent as it is written, if there is one.
const Endpoint& easiest(const std::vector<const Endpoint*>& endpoints) {
  const auto plain = std::find_if(endpoints.begin(), endpoints.end(), [](const Endpoint* one) {
    return one->path.find('{') == std::string::npos && !one->methods.empty();
  });
  return plain == endpoints.end() ? *endpoints.front() : **plain;
}

// What is looked up before the login would answer 404.
std::string_view with_values(const std::vector<const Endpoint*>& endpoints) {
  const bool looked_up = std::any_of(endpoints.begin(), endpoints.end(),
                                     [](const Endpoint* one) { return needs_true_path(*one); });
  return looked_up ? "; in place of `{…}` stands something that exists" : "";
}

// `, headers={"authorization": "wrong"}`, where FastAPI answers 422 to who sends none.
std::string wrong_headers(const std::vector<const Endpoint*>& endpoints, GuardNeeds& needs) {
  std::set<std::string> names;
  for (const Endpoint* one : endpoints) {
    for (std::string& name : needs.headers(*one)) names.insert(std::move(name));
  }
  if (names.empty()) return {};
  std::string text;
  for (const std::string& name : names) {
    text += fmt::format("{}\"{}\": \"wrong\"", text.empty() ? "" : ", ", name);
  }
  return ", headers={" + text + "}";
}

// A guard that lets all users in, where it let few in, is not seen by who comes without
// credentials.
std::string as_other_user(const std::vector<const Endpoint*>& endpoints, GuardNeeds& needs) {
  std::vector<const Endpoint*> asking;
  bool forbids = true;
  for (const Endpoint* one : endpoints) {
    if (!needs.asks_for_right(*one)) continue;
    asking.push_back(one);
    forbids = forbids && needs.forbids(*one);
  }
  if (asking.empty()) return {};
  const std::string_view status = forbids ? "403" : "401 or 403";
  const bool alone = asking.size() == 1;
  return fmt::format(
      " {} {} for more than a signed-in user: call {} once more as a user who lacks "
      "that, and expect {}.",
      endpoints.size() == 1 ? "It" : labels_of(asking), alone ? "asks" : "ask",
      alone ? "it" : "each", status);
}

// How the tests are to come, and what is said behind.
struct Wording {
  std::string_view how = "without credentials";
  std::string headers, whose, more;
};

void advise(Draft& draft, const Endpoint& first, const std::string& path, bool alone,
            const std::vector<TestRequest>& requests, const Wording& words) {
  const std::string given = "\"" + first.methods.front() + "\", \"" + path + "\"";
  const std::string request =
      request_of_tests(first, requests, (alone ? given : "method, path") + words.headers);
  if (request.empty()) {
    draft.fix(
        "Write one parametrised test: `@pytest.mark.parametrize(\"method, path\", [({}), …])`, "
        "each request {}{}, and 401 or 403 asserted.{}",
        {given, words.how, words.whose, words.more});
  } else if (alone) {
    draft.fix("Write one test {}: `assert {}.status_code in (401, 403)`{}.{}",
              {words.how, request, words.whose, words.more});
  } else {
    draft.fix(
        "Write one parametrised test {}: `@pytest.mark.parametrize(\"method, path\", [({}), …])` "
        "with `assert {}.status_code in (401, 403)`{}.{}",
        {words.how, given, request, words.whose, words.more});
  }
}

Wording wording_for(const std::vector<const Endpoint*>& untested, const semantic::Model& model) {
  GuardNeeds needs;
  Wording words;
  words.headers = wrong_headers(untested, needs);
  if (!words.headers.empty()) words.how = "with credentials that are wrong";
  words.whose = fmt::format("{}{}", without_overrides(model), with_values(untested));
  words.more = as_other_user(untested, needs);
  return words;
}

void check(ApplicationCheck& check) {
  const Tests tests = tests_of(check.application());
  const auto& requests = check.application().requests_of_tests();
  if (tests.untested.empty() || !tests.any_called) return;
  const Endpoint& first = *tests.untested.front();
  const bool all = tests.untested.size() == tests.guarded.size();
  Draft draft =
      check.report(*first.handler.file, span_of(first),
                   all ? "No test expects 401 or 403 from any of the {} guarded endpoints"
                       : "No test expects 401 or 403 from {} of {} guarded endpoints: {}",
                   {tests.untested.size(), tests.guarded.size(), labels_of(tests.untested)});
  if (tests.guarded.size() == 1) {
    draft.message("No test expects 401 or 403 from the only guarded endpoint, `{}`",
                  {first.label()});
  }
  const Endpoint& shown = easiest(tests.untested);
  if (!shown.methods.empty()) {
    const std::string path =
        path_of_tests(shown, distinct_endpoints(check.application()), requests);
    advise(draft, shown, path, tests.untested.size() == 1, requests,
           wording_for(tests.untested, check.model()));
  }
  list_endpoints(draft, tests.untested);
}

}  // namespace

extern constinit const Rule TST006 = {
    .code = "TST006",
    .name = "auth-negative-untested",
    .family = Family::Testing,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"OWASP API2:2023", "OWASP API5:2023", "CWE-306"},
    .risk =
        "A dependency that is lost in a refactoring opens an endpoint, and all tests still "
        "pass.",
    .advice =
        "Write one parametrised test without credentials: `@pytest.mark.parametrize(\"method, "
        "path\", [(\"GET\", "
        "\"/orders\"), …])` with `assert client.request(method, path).status_code in "
        "(401, 403)`.",
    .docs = R"md(
Endpoints that refuse strangers, and no test that calls one of them expects 401 or 403. One finding
for the repository, at the first of them, with their list.

```python bad
# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import find

app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/orders")
def list_orders(user: Annotated[str, Depends(get_user)]) -> list[str]:
    return [user]


# --- tests/test_orders.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_orders_are_listed() -> None:
    assert client.get("/orders", headers={"Authorization": "me"}).status_code == 200
```

```python good
# --- app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import find

app = FastAPI()


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


@app.get("/orders")
def list_orders(user: Annotated[str, Depends(get_user)]) -> list[str]:
    return [user]


# --- tests/test_orders.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_strangers_see_no_orders() -> None:
    assert client.get("/orders", headers={"Authorization": "x"}).status_code == 401
```

Either status counts, whoever is refused. Where the guard asks for more than a signed-in user (a role, a scope, a right), the
fix asks for a second request, by a user who lacks it: who comes without credentials does not notice a guard that lets all users in.

Not counted: endpoints that send strangers to a sign-in page instead. Not reported: repositories whose tests call no guarded endpoint at all. Parametrised tests count for
each of their cases, tests that loop over the routes for all endpoints.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
