#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_set>
#include <vector>

#include "app/endpoints/served.h"
#include "app/routes/documented_routes.h"
#include "project/import_graph.h"
#include "rules/delivery_check.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

// Tools that compare answers or documents with the contract, and what tests of the document name.
constexpr std::array<std::string_view, 12> kSigns = {
    "schemathesis", "openapi",  "dredd",   "oasdiff", "pact",  "portman",
    "specmatic",    "spectral", "swagger", "prism",   "optic", "generate-client"};

bool has_sign(std::string_view text) {
  const std::string lower = lower_case(text);
  return std::any_of(kSigns.begin(), kSigns.end(), [&](std::string_view sign) {
    return sign == "pact" || sign == "optic" || sign == "prism" ? has_word(lower, sign)
                                                                : lower.find(sign) != lower.npos;
  });
}

// Whether a manifest, script or workflow names such a tool.
bool is_checked_by_delivery(const deploy::Manifests& manifests) {
  std::vector<const project::TextFile*> files = manifests.makefiles;
  for (const auto* list :
       {&manifests.requirements, &manifests.pyprojects, &manifests.pre_commits}) {
    files.insert(files.end(), list->begin(), list->end());
  }
  for (const auto& one : manifests.scripts) files.push_back(one.file);
  for (const auto& one : manifests.workflows) files.push_back(one.file);
  return std::any_of(files.begin(), files.end(),
                     [](const auto* file) { return has_sign(file->text.view()); });
}

bool is_checked_by_tests(const semantic::Model& model) {
  constexpr std::array<std::string_view, 4> kSaid = {"openapi", "schemathesis", "pact.", "swagger"};
  return std::any_of(model.files().begin(), model.files().end(), [&](const auto& file) {
    const std::string_view text = file.file().text.view();
    return file.file().role == project::Role::Test &&
           std::any_of(kSaid.begin(), kSaid.end(), [text](std::string_view one) {
             return ::memmem(text.data(), text.size(), one.data(), one.size()) != nullptr;
           });
  });
}

// Applications whose files tests import; all that are served where there is one, or none imported.
std::vector<const app::AppRoutes*> apps_of_tests(const app::Application& application) {
  std::vector<const app::AppRoutes*> all = application.served_apps();
  std::unordered_set<std::uint32_t> imported;
  for (const project::ImportEdge& edge : application.code().imports().edges()) {
    const bool by_test = application.code().file(edge.from).file().role == project::Role::Test;
    if (by_test && edge.to.valid()) imported.insert(edge.to.value);
  }
  std::vector<const app::AppRoutes*> named;
  for (const app::AppRoutes* one : all) {
    const bool is = imported.count(one->app->construction.file->file().id.value) > 0;
    if (is) named.push_back(one);
  }
  return named.empty() ? all : named;
}

bool has_in_document(const app::AppRoutes& app, const app::Endpoint& endpoint) {
  if (endpoint.route == nullptr || endpoint.route->kind != app::Route::Kind::Http) return false;
  if (!endpoint.route->include_in_schema || !app::has_document(*endpoint.app->app)) return false;
  const auto mounts = [&](const app::Route& one) { return one.mounted == endpoint.app->app; };
  return endpoint.app == &app || std::any_of(app.routes.begin(), app.routes.end(), mounts);
}

// What documents show of the applications that tests try, mounted ones too.
std::vector<const app::Endpoint*> shown_endpoints(const app::Application& application) {
  const std::vector<const app::AppRoutes*> apps = apps_of_tests(application);
  std::vector<const app::Endpoint*> endpoints;
  for (const app::Endpoint& one : application.endpoints().all()) {
    const bool is_shown = std::any_of(apps.begin(), apps.end(), [&](const app::AppRoutes* app) {
      return has_in_document(*app, one);
    });
    if (is_shown && app::is_served(one)) endpoints.push_back(&one);
  }
  return endpoints;
}

// https://pypi.org/project/schemathesis/ (its older versions do not go with today's hypothesis)
constexpr std::string_view kPytestOfSchemathesis = "8.4", kAnyioOfSchemathesis = "4.5";

// What the newest schemathesis needs as a library and the project does not have; empty if it has
// all.
std::string too_old(const semantic::FileModel& file) {
  const auto& packages = file.project().dependencies();
  const auto lacks = [&](std::string_view package, std::string_view version) {
    return packages.is_at_least(package, version, file.file().path) == project::Answer::No;
  };
  if (lacks("pytest", kPytestOfSchemathesis)) return "pytest " + std::string(kPytestOfSchemathesis);
  if (lacks("anyio", kAnyioOfSchemathesis)) return "anyio " + std::string(kAnyioOfSchemathesis);
  return {};
}

// By a library or a program, at the document's own address.
void advise(Draft& draft, const app::Router& app, const semantic::FileModel& file) {
  const app::Placed url = app.argument("openapi_url");
  const auto given = url ? url.file->constant_string(*url.expr) : std::nullopt;
  const std::string path(given ? std::string_view(*given) : "/openapi.json");
  const bool is_known = !url || given;
  if (const std::string lacking = too_old(file); !lacking.empty()) {
    draft.fix(
        "Run schemathesis as a program of its own, `uvx schemathesis run` with the address at "
        "which a server that was started answers `{}`: as a library its newest version needs {}, "
        "which is later than that of the project.",
        {is_known ? path : "/…", lacking});
    return;
  }
  draft.fix(
      "Use schemathesis in the tests: `schema = schemathesis.openapi.from_asgi` with {} and the "
      "application, and `@schema.parametrize()` over `case.call_and_validate()`.",
      {is_known ? "`\"" + path + "\"`" : "the document's address (`openapi_url`)"});
}

void check(DeliveryCheck& check) {
  const app::Application& application = check.application();
  const std::vector<const app::Endpoint*> endpoints = shown_endpoints(application);
  const std::int64_t least = check.option("min-endpoints");
  const semantic::FileModel* file = file_of_requests(endpoints, application.requests_of_tests());
  if (file == nullptr || std::ssize(endpoints) < least) return;
  if (is_checked_by_delivery(check.delivery().manifests()) || is_checked_by_tests(check.model())) {
    return;
  }
  const deploy::TestSuite& suite = check.delivery().test_suite();
  const bool collected = deploy::is_named_as_test(file->file().path) || suite.files.empty();
  Draft draft = check.report(
      collected ? *file : suite.first(), Span{0, 0},
      "No test compares the answers of {} endpoints with what the OpenAPI document says",
      {endpoints.size()});
  advise(draft, *endpoints.front()->app->app, *file);
}

}  // namespace

extern constinit const Rule TST015 = {
    .code = "TST015",
    .name = "contract-test-missing",
    .family = Family::Testing,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://schemathesis.readthedocs.io/", "OWASP API9:2023"},
    .options = {number_option("min-endpoints", 5, "endpoints from which on it is asked for")},
    .risk =
        "Clients are generated from the document and break on an answer that it does not have: a "
        "status, a null, a field that went.",
    .advice =
        "Use schemathesis in the tests: `schema = "
        "schemathesis.openapi.from_asgi(\"/openapi.json\", app)` and `@schema.parametrize()` over "
        "`case.call_and_validate()`.",
    .docs = R"md(
An application whose document shows five endpoints or more, whose tests make requests, and nothing in tests, dependencies, scripts and workflows compares
answers or versions of the OpenAPI document: no schemathesis, Dredd, Pact, oasdiff, Specmatic, Spectral, and no test that reads the document.

```python bad
# --- app/main.py
from fastapi import APIRouter, FastAPI

app = FastAPI()


@app.get("/a")
def a() -> str: ...


@app.get("/b")
def b() -> str: ...


@app.get("/c")
def c() -> str: ...


@app.get("/d")
def d() -> str: ...


@app.get("/e")
def e() -> str: ...
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app


def test_a() -> None:
    assert TestClient(app).get("/a").status_code == 200
```

```python good
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/a")
def a() -> str: ...
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app


def test_a() -> None:
    assert TestClient(app).get("/a").status_code == 200
```

One finding, at the file of tests with the most requests.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
