#include <algorithm>
#include <string>
#include <vector>

#include "app/endpoints/served.h"
#include "deploy/collected_tests.h"
#include "deploy/environment/contract.h"
#include "deploy/test_suite.h"
#include "rules/delivery_check.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"
#include "text/counted.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

// "then one test for each endpoint that changes data, as a signed-in user and as a stranger", where
// there are such endpoints and somebody is asked to sign in.
std::string next_tests(const app::Endpoints& endpoints) {
  const auto& all = endpoints.all();
  const auto changes = [](const app::Endpoint& one) {
    return app::is_served(one) && changes_state(one);
  };
  const auto asks = [](const app::Endpoint& one) {
    return app::is_served(one) && one.is_guarded();
  };
  std::string text = "then one test for each endpoint";
  if (std::any_of(all.begin(), all.end(), changes)) text += " that changes data";
  const bool guarded = std::any_of(all.begin(), all.end(), asks);
  return text + (guarded ? ", as a signed-in user and as a stranger" : "");
}

// ", which needs `httpx`": what Starlette's client is made with, as long as nobody installs it.
// Up to 0.20 that was requests; up to 0.37.1 it hands httpx an argument that 0.28 does not take.
std::string needs_of_client(const DeliveryCheck& check) {
  const app::AppRoutes* served = check.application().main_app();
  const std::string_view path =
      served == nullptr ? std::string_view{} : served->app->construction.file->file().path;
  const project::Dependencies& all = check.model().dependencies();
  const auto is_before = [&](std::string_view starlette, std::string_view fastapi) {
    const project::Answer answer = all.is_at_least("starlette", starlette, path);
    return answer == project::Answer::No ||
           (answer == project::Answer::Unknown &&
            all.is_at_least("fastapi", fastapi, path) == project::Answer::No);
  };
  const bool by_requests = is_before("0.21", "0.87");
  if (all.find(by_requests ? "requests" : "httpx", path) != nullptr) return {};
  if (by_requests) return ", which needs `requests`";
  return is_before("0.37.2", "0.110.1") ? ", which needs `httpx<0.28` with this Starlette"
                                        : ", which needs `httpx`";
}

// "backend/": where the application's own manifests stand, from which its tests are run; empty for
// the repository's top.
std::string folder_of_tests(const DeliveryCheck& check) {
  const app::AppRoutes* served = check.application().main_app();
  if (served == nullptr) return {};
  const std::string& path = served->app->construction.file->file().path;
  std::string nearest;
  for (const project::Dependency* one : check.model().dependencies().all(path)) {
    std::string folder(folder_of(one->file));
    if (!is_inside(path, folder)) folder = folder_of(folder);  // requirements/base.txt
    if (is_inside(path, folder) && folder.size() > nearest.size()) nearest = folder;
  }
  return nearest.empty() ? nearest : nearest + "/";
}

// A file of variables that whoever starts the application has, not an example of one.
bool is_given_here(const deploy::ContractVariable& variable) {
  return std::any_of(variable.provided.begin(), variable.provided.end(), [](const auto& one) {
    return deploy::name_of(one.file->path).starts_with(".env");
  });
}

// " Set `DATABASE_URL` and 2 more variables in `tests/conftest.py`, …": without these the import of
// the application fails; empty if it needs none.
std::string variables_of(const DeliveryCheck& check) {
  const std::string folder = folder_of_tests(check);
  std::vector<std::string> names;
  for (const auto& [name, variable] : check.delivery().environment().variables()) {
    const bool needed = variable.is_required && !variable.is_of_platform &&
                        variable.unused_class.empty() && !variable.reads.empty();
    // Of several services each has its own.
    const bool own = needed && variable.reads.front().file->file().path.starts_with(folder);
    if (own && !is_given_here(variable)) names.push_back(name);
  }
  if (names.empty()) return {};
  const std::size_t more = names.size() - 1;
  return " Set `" + names.front() + "`" +
         (more > 0 ? " and " + counted(more, "more variable") : "") + ", without which the " +
         "application does not start, in `" + folder + "tests/conftest.py` before it is imported.";
}

// "First rename `tests/test_mail.py`, …": scripts that pytest takes for tests; empty without one.
std::string scripts_first(const deploy::TestSuite& suite) {
  std::vector<std::string> scripts;
  for (const semantic::FileModel* one : suite.files_without_tests) {
    if (deploy::runs_at_import(*one)) scripts.push_back("`" + one->file().path + "`");
  }
  if (scripts.empty()) return {};
  const bool many = scripts.size() > 1;
  std::string names = scripts.front();
  if (scripts.size() == 2) names += " and " + scripts.back();
  if (scripts.size() > 2) names += " and " + counted(scripts.size() - 1, "other script");
  return "First rename " + names +
         (many ? ", which pytest runs when it imports them"
               : ", which pytest runs when it imports it") +
         " to look for tests. Then begin";
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  if (!delivery.has_application() || !delivery.is_developed()) {
    return;
  }
  const deploy::TestSuite& suite = delivery.test_suite();
  if (!suite.files.empty() || suite.has_other_tests) return;
  const std::size_t endpoints = app::count_written(check.application());
  Draft draft =
      suite.files_without_tests.empty()
          ? check.report_missing("The repository has no test: {}, and no program that tries any",
                                 {counted(endpoints, "endpoint")})
          : check.report_missing(
                "pytest collects nothing: none of {} files of tests defines a test",
                {suite.files_without_tests.size()});
  const std::string first = scripts_first(suite);
  draft.fix(
      "{} with `{}tests/test_app.py`: a `TestClient(app)`{}, one request, one `assert`; {}.{}",
      {first.empty() ? "Begin" : first, folder_of_tests(check), needs_of_client(check),
       next_tests(check.application().endpoints()), variables_of(check)});
}

}  // namespace

extern constinit const Rule TST001 = {
    .code = "TST001",
    .name = "test-suite-missing",
    .family = Family::Testing,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://fastapi.tiangolo.com/tutorial/testing/",
                   "https://docs.pytest.org/en/stable/reference/exit-codes.html"},
    .risk = "Each change is tried out by its users; nobody dares to upgrade a dependency.",
    .advice =
        "Begin with `tests/test_health.py`: a `TestClient(app)`, one request, one `assert`; then "
        "one test for each endpoint that changes data, as a signed-in user and as a stranger.",
    .docs = R"md(
An application in a repository without tests: no file below `tests/`, called `test_*.py`, `*_test.py` or `conftest.py` holds a
function or method whose name begins with `test`. pytest ends with exit code 5 there, "no tests collected".

```python bad
# --- requirements.txt
fastapi==0.115.6
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

```python good
# --- requirements.txt
fastapi==0.115.6
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- tests/test_docs.py
from fastapi.testclient import TestClient

from main import app


def test_docs_are_served() -> None:
    assert TestClient(app).get("/docs").status_code == 200
```

Tests anywhere in the repository count, also those of a sibling package, and collections of Postman, Bruno, Hurl, Tavern, Robot
Framework and behave. Released packages, which have no manifest of dependencies, are left alone: their tests are not shipped.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
