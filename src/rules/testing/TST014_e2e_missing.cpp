#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/endpoints/purpose.h"
#include "app/endpoints/served.h"
#include "deploy/test_suite.h"
#include "rules/delivery_check.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"
#include "semantic/function_bodies.h"
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

bool is_changing(const TestRequest& request) {
  constexpr std::array<std::string_view, 4> kChanging = {"POST", "PUT", "PATCH", "DELETE"};
  return is_one_of(request.method, kChanging);
}

bool is_sign_in(const TestRequest& request) {
  const std::string path = lower_case(request.path);
  return request.method == "POST" &&
         (path.find("login") != path.npos || path.find("token") != path.npos ||
          path.find("sign") != path.npos || path.find("auth") != path.npos);
}

// What a test requests, by itself and by the helpers and fixtures that it uses.
struct Flow {
  bool changes = false;
  bool reads = false;
  bool signs_in = false;

  void add(const Flow& other) {
    changes = changes || other.changes;
    reads = reads || other.reads;
    signs_in = signs_in || other.signs_in;
  }
  bool is_empty() const { return *this == Flow{}; }
  friend bool operator==(const Flow&, const Flow&) = default;
  // Whether one request sees what another did: users that were made sign in.
  bool is_whole() const { return ((changes || signs_in) && reads) || (changes && signs_in); }
};

// What the functions of tests request, whoever calls whom: by name, since fixtures are asked for by
// theirs, and all that are named alike count as one.
class Flows {
 public:
  Flows(const semantic::Model& code, const std::vector<TestRequest>& requests) {
    for (const TestRequest& one : requests) {
      const bool signs_in = is_sign_in(one);
      if (one.test == nullptr) continue;
      own_[one.test].add({is_changing(one) && !signs_in, one.method == "GET", signs_in});
    }
    if (own_.empty()) return;
    for_each_function(code, [&](const FileModel& file, const FunctionDef& function) {
      Named& named = by_name_[function.name];
      const auto own = own_.find(&function);
      if (own != own_.end()) named.flow.add(own->second);
      named.is_test = named.is_test || file.text(function.name).starts_with("test");
    });
    for_each_function(code, [&](const FileModel& file, const FunctionDef& function) {
      note_users(file, function);
    });
    hand_on();
  }

  bool any() const {
    return std::any_of(by_name_.begin(), by_name_.end(), [](const auto& entry) {
      return entry.second.is_test && entry.second.flow.is_whole();
    });
  }

 private:
  struct Named {
    Flow flow;
    bool is_test = false;
    std::vector<Identifier> users;  // the functions that call it or ask for it
  };

  template <class Visit>
  static void for_each_function(const semantic::Model& code, Visit&& visit) {
    for (const FileModel& file : code.files()) {
      if (file.file().role != project::Role::Test) continue;
      for (const FunctionDef* function : file.tree().nodes_of<FunctionDef>()) {
        visit(file, *function);
      }
    }
  }

  void note_users(const FileModel& file, const FunctionDef& function) {
    for (const Arg* given : function.args->all) note_user(given->name, function.name);
    for (const Call* call : file.tree().nodes_of<Call>(function)) {
      if (const auto* name = call->func->as<Name>()) note_user(name->name, function.name);
      if (const auto* method = call->func->as<Attribute>()) note_user(method->attr, function.name);
    }
  }

  void note_user(Identifier used, Identifier user) {
    const auto found = by_name_.find(used);
    if (found == by_name_.end() || used == user) return;
    std::vector<Identifier>& users = found->second.users;
    if (users.empty() || users.back() != user) users.push_back(user);
  }

  // Each name at most as often as a flow can grow.
  void hand_on() {
    std::vector<Identifier> work;
    for (const auto& [name, named] : by_name_) {
      if (!named.flow.is_empty()) work.push_back(name);
    }
    while (!work.empty()) {
      const Named& given = by_name_.at(work.back());
      work.pop_back();
      for (const Identifier user : given.users) {
        Flow& flow = by_name_.at(user).flow;
        const Flow before = flow;
        flow.add(given.flow);
        if (flow != before) work.push_back(user);
      }
    }
  }

  std::map<const FunctionDef*, Flow> own_;  // looked up only
  std::unordered_map<Identifier, Named> by_name_;
};

// Parameters of tests, by their file: fixtures, which mean the same in all tests of one.
using Parameters = std::set<std::pair<const FileModel*, std::string_view>>;

// Whether a call in `whole` is given the name, be it within something else.
bool is_handed_on(const FileModel& file, const Name& name, const Node& whole) {
  const Node* child = &name;
  for (const Node* at = file.parent(name); at != nullptr && child != &whole;
       at = file.parent(*at)) {
    const auto* call = at->as<Call>();
    if (call != nullptr && child != call->func) return true;
    child = at;
  }
  return false;
}

// The parameters of `test` that stand in `node`; `all` or only those that no call there is given.
Parameters parameters_in(const FileModel& file, const FunctionDef& test, const Node& node,
                         bool all) {
  Parameters found;
  for (const Name* name : file.tree().nodes_of<Name>(node)) {
    if (semantic::parameter_named(test, name->name) == nullptr) continue;
    if (all || !is_handed_on(file, *name, node)) found.emplace(&file, file.text(name->name));
  }
  return found;
}

// What tests send in a body to change something.
Parameters sent_by(const std::vector<TestRequest>& requests) {
  constexpr std::array<std::string_view, 4> kBodies = {"json", "data", "content", "files"};
  Parameters sent;
  for (const TestRequest& one : requests) {
    const auto* call = as<Call>(one.call.expr);
    if (one.test == nullptr || call == nullptr || !is_changing(one) || is_sign_in(one)) continue;
    const FileModel& file = *one.call.file;
    for (const Keyword* given : call->keywords) {
      if (!is_one_of(file.text(given->arg), kBodies)) continue;
      sent.merge(parameters_in(file, *one.test, *given->value, true));
    }
  }
  return sent;
}

// Whether a test that reads compares with what another one has sent, `random_product` of the
// module: a flow in two tests, in their order.
bool reads_what_was_sent(const std::vector<TestRequest>& requests) {
  const Parameters sent = sent_by(requests);
  std::set<const FunctionDef*> seen;
  return !sent.empty() &&
         std::any_of(requests.begin(), requests.end(), [&](const TestRequest& one) {
           if (one.method != "GET" || one.test == nullptr || !seen.insert(one.test).second)
             return false;
           const FileModel& file = *one.call.file;
           const auto asserts = file.tree().nodes_of<Assert>(*one.test);
           return std::any_of(asserts.begin(), asserts.end(), [&](const Assert* said) {
             const Parameters compared = parameters_in(file, *one.test, *said, false);
             return std::any_of(compared.begin(), compared.end(),
                                [&](const auto& parameter) { return sent.contains(parameter); });
           });
         });
}

// What a flow through the application can do at all.
struct Methods {
  bool changes = false;
  bool updates = false;
  bool deletes = false;
  bool signs_in = false;

  void note(const app::Endpoint& endpoint) {
    changes = changes || changes_state(endpoint);
    signs_in = signs_in || app::takes_guessable_secret(endpoint);
    for (const std::string& method : endpoint.methods) {
      updates = updates || method == "PUT" || method == "PATCH";
      deletes = deletes || method == "DELETE";
    }
  }
};

// "backend/tests/e2e", in the folder of the tests that `path` is in.
std::string folder_for_flows(std::string_view path) {
  const std::string_view folder = path.substr(0, std::min(path.rfind('/'), path.size()));
  if (folder == path) return "e2e";
  for (const std::string_view name : {"tests", "test"}) {
    const std::string inside = "/" + std::string(folder) + "/";
    const std::size_t at = inside.find("/" + std::string(name) + "/");
    if (at != inside.npos) return inside.substr(1, at + name.size()) + "/e2e";
  }
  return std::string(folder) + "/e2e";
}

void check(DeliveryCheck& check) {
  const app::Application& application = check.application();
  if (!check.delivery().has_application()) return;
  std::vector<const app::Endpoint*> endpoints;
  Methods offered;
  for (const app::Endpoint& one : application.endpoints().all()) {
    if (!app::is_served(one)) continue;
    endpoints.push_back(&one);
    offered.note(one);
  }
  const std::vector<TestRequest>& requests = application.requests_of_tests();
  const FileModel* file = file_of_requests(endpoints, requests);
  if (file == nullptr || !offered.changes) return;
  const deploy::TestSuite& suite = check.delivery().test_suite();
  if (suite.has_other_tests || has_named_tests(suite) ||
      !deploy::settings_of_browser_tests(check.delivery().files()).empty() ||
      Flows(check.model(), requests).any() || reads_what_was_sent(requests)) {
    return;
  }
  check
      .report(*file, Span{0, 0},
              "No test goes through a flow: none changes something by a request and reads it back "
              "by another")
      .fix(
          "One test for each main flow, in a new folder `{}`: {}create something and "
          "read or use it by another request{}{}.",
          {folder_for_flows(file->file().path), offered.signs_in ? "as a user who may, " : "",
           offered.updates ? ", change it" : "",
           offered.deletes ? ", delete it and see that it is gone" : ""});
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
        "One test for each main flow, in a new folder `tests/e2e`: create something and read it "
        "by another request.",
    .docs = R"md(
An application whose tests call single endpoints only: no test changes something with one request and reads with another, or signs in as
somebody whom a request made, by itself or through the helpers and fixtures that it uses, none that reads compares with a fixture that another one has sent, and none is called or marked e2e, integration, acceptance, functional, smoke or the like.

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
