#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "deploy/test_suite.h"
#include "rules/delivery_check.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::TestRequest;
using semantic::FileModel;

// Words in paths and marks by which tests of the whole are called.
constexpr std::array<std::string_view, 14> kWords = {
    "e2e",        "end2end",  "end_to_end", "end-to-end", "integration", "acceptance", "functional",
    "playwright", "scenario", "workflow",   "journey",    "smoke",       "selenium",   "cypress"};

bool names_whole(std::string_view text) { return contains_any(lower_case(text), kWords); }

// Whether a file of tests says by its path or a mark that it tries the whole.
bool has_named_tests(const deploy::TestSuite& suite) {
  return std::any_of(suite.files.begin(), suite.files.end(), [](const FileModel* file) {
    if (names_whole(file->file().path)) return true;
    for (const Attribute* one : file->tree().nodes_of<Attribute>()) {
      const bool mark = file->text(*one->value) == "pytest.mark";
      if (mark && names_whole(file->text(one->attr))) return true;
    }
    return false;
  });
}

// Tests of browsers: Playwright, Cypress, Selenium below folders of that name.
bool has_browser_tests(const deploy::RepositoryFiles& files) {
  const auto& all = files.all();
  return std::any_of(all.begin(), all.end(), [](std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return name.starts_with("playwright.config") || name.starts_with("cypress.config") ||
           name == "cypress.json";
  });
}

bool is_changing(const TestRequest& request) {
  constexpr std::array<std::string_view, 4> kChanging = {"POST", "PUT", "PATCH", "DELETE"};
  return is_one_of(request.method, kChanging);
}

// What one function requests, by itself and by the helpers and fixtures that it names.
struct Flow {
  bool changes = false;
  bool reads = false;
};

class Flows {
 public:
  explicit Flows(const std::vector<TestRequest>& requests) {
    for (const TestRequest& one : requests) {
      if (one.test == nullptr) continue;
      Flow& flow = own_[one.test];
      flow.changes = flow.changes || is_changing(one);
      flow.reads = flow.reads || one.method == "GET";
      files_[one.test] = one.call.file;
      by_name_[one.call.file->text(one.test->name)].insert(one.test);
    }
  }

  // Whether some test changes something and reads afterwards.
  bool any() const {
    return std::any_of(own_.begin(), own_.end(), [&](const auto& entry) {
      const FileModel& file = *files_.at(entry.first);
      Flow flow = entry.second;
      if (!file.text(entry.first->name).starts_with("test")) return false;
      for (const Arg* one : entry.first->args->all) add(file.text(one->name), flow);
      for (const Call* call : file.tree().nodes_of<Call>(*entry.first)) {
        const std::string_view name = file.text(*call->func);
        add(name.substr(name.rfind('.') + 1), flow);
      }
      return flow.changes && flow.reads;
    });
  }

 private:
  void add(std::string_view name, Flow& flow) const {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return;
    for (const FunctionDef* function : found->second) {
      const Flow& other = own_.at(function);
      flow.changes = flow.changes || other.changes;
      flow.reads = flow.reads || other.reads;
    }
  }

  std::map<const FunctionDef*, Flow> own_;
  std::map<const FunctionDef*, const FileModel*> files_;
  std::map<std::string_view, std::set<const FunctionDef*>> by_name_;
};

void check(DeliveryCheck& check) {
  const app::Application& application = check.application();
  if (!check.delivery().has_application()) return;
  std::vector<const app::Endpoint*> endpoints;
  bool something_changes = false;
  for (const app::Endpoint& one : application.endpoints().all()) {
    endpoints.push_back(&one);
    something_changes = something_changes || changes_state(one);
  }
  const std::vector<TestRequest>& requests = application.requests_of_tests();
  const FileModel* file = file_of_requests(endpoints, requests);
  if (file == nullptr || !something_changes || Flows(requests).any()) return;
  const deploy::TestSuite& suite = check.delivery().test_suite();
  if (suite.has_other_tests || has_named_tests(suite) ||
      has_browser_tests(check.delivery().files())) {
    return;
  }
  check.report(*file, Span{0, 0},
               "No test goes through a flow: none changes something by a request and reads it back "
               "by another");
}

}  // namespace

extern constinit const Rule TST014 = {
    .code = "TST014",
    .name = "e2e-missing",
    .family = Family::Testing,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://fastapi.tiangolo.com/advanced/async-tests/"},
    .risk =
        "Each endpoint works by itself, and what a user does, sign in, create, look at it, fails "
        "between two of them.",
    .advice =
        "One test for each main flow, marked `@pytest.mark.e2e`: sign in, create, read what was "
        "created, change it, delete it, and see that it is gone.",
    .docs = R"md(
An application whose tests call single endpoints only: no test changes something with one request and reads with another, by itself or
through the helpers and fixtures that it uses, and none is called or marked e2e, integration, acceptance, functional, smoke or the like.

```python bad
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders")
def create() -> int: ...


@app.get("/orders")
def orders() -> list[int]: ...
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_create() -> None:
    assert client.post("/orders").status_code == 200


def test_read() -> None:
    assert client.get("/orders").status_code == 200
```

```python good
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders")
def create() -> int: ...


@app.get("/orders")
def orders() -> list[int]: ...
# --- tests/test_app.py
from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_order() -> None:
    order = client.post("/orders").json()
    assert order in client.get("/orders").json()
```

Tests of browsers (Playwright, Cypress) and collections of requests (Postman, Bruno, Hurl, Tavern) count. Applications that only read are left
alone, and those of which no test makes a request: TST001 and TST004 speak of them.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
