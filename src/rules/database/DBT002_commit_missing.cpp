#include <algorithm>
#include <set>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::Definition;
using semantic::FileModel;

constexpr std::size_t kMostFunctions = 60;  // that are followed from one endpoint

constexpr std::string_view kSessions[] = {"sqlalchemy.orm.Session", "sqlmodel.Session",
                                          "sqlalchemy.ext.asyncio.AsyncSession",
                                          "sqlmodel.ext.asyncio.session.AsyncSession"};
constexpr std::string_view kChanges[] = {"add", "add_all", "delete", "merge"};

// What ends a transaction well, or begins one that ends so: commit, begin, `with connection:`.
constexpr std::string_view kEnding[] = {"commit",      "begin",  "begin_nested", "autocommit",
                                        "transaction", "atomic", "save"};

bool ends_transaction(std::string_view name) {
  return name == "save" ||
         std::any_of(std::begin(kEnding), std::end(kEnding),
                     [&](std::string_view part) { return name.find(part) != name.npos; });
}

struct Change {
  const FileModel* file = nullptr;
  const Call* call = nullptr;
};

// An endpoint, its dependencies, and what they call in the repository.
class TransactionSearch {
 public:
  void follow(const Definition& function) {
    const auto* node = as<FunctionDef>(function.node);
    if (node == nullptr || !seen_.insert(node).second) return;
    if (seen_.size() > kMostFunctions) {
      ends_ = true;  // too much to tell
      return;
    }
    for (const Node* one : function.file->tree().subtree(*node)) look_at(*function.file, *one);
  }

  bool ends() const { return ends_; }
  const Change& change() const { return change_; }

 private:
  void look_at(const FileModel& file, const Node& node) {
    if (const auto* attribute = node.as<Attribute>()) {
      ends_ = ends_ || ends_transaction(file.text(attribute->attr));
    } else if (const auto* keyword = node.as<Keyword>()) {
      ends_ = ends_ || ends_transaction(file.text(keyword->arg));
    } else if (const auto* call = node.as<Call>()) {
      look_at_call(file, *call);
    }
  }

  void look_at_call(const FileModel& file, const Call& call) {
    const auto* method = call.func->as<Attribute>();
    const bool changes = method != nullptr && is_one_of(file.text(method->attr), kChanges) &&
                         is_one_of(file.type_of(*method->value), kSessions);
    if (changes && change_.call == nullptr) change_ = {&file, &call};
    const Definition callee = file.definition_of(*call.func);
    if (as<FunctionDef>(callee.node) != nullptr) {
      follow(callee);
    } else if (takes_session(file, call) && !changes) {
      ends_ = true;  // somebody who is not seen has the session
    }
  }

  static bool takes_session(const FileModel& file, const Call& call) {
    const auto is_session = [&](const Expr* argument) {
      return is_one_of(file.type_of(*argument), kSessions);
    };
    return std::any_of(call.args.begin(), call.args.end(), is_session) ||
           std::any_of(call.keywords.begin(), call.keywords.end(),
                       [&](const Keyword* keyword) { return is_session(keyword->value); });
  }

  std::set<const Node*> seen_;
  Change change_;
  bool ends_ = false;
};

bool is_mutating(const app::Route& route) {
  return std::any_of(route.methods.begin(), route.methods.end(), [](const std::string& method) {
    return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
  });
}

// Middleware may commit behind every request.
bool middleware_commits(const app::Application& application) {
  TransactionSearch search;
  for (const app::Surroundings& around : application.surroundings()) {
    for (const app::Middleware& one : around.middleware) search.follow(one.entry());
  }
  return search.ends();
}

void check(ApplicationCheck& check) {
  if (middleware_commits(check.application())) return;
  std::set<const Node*> reported;
  for (const app::Route* route : check.application().distinct_routes().all()) {
    if (!is_mutating(*route) || !route->handler.definition) continue;
    TransactionSearch search;
    app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
      search.follow(one.callable.definition);
    });
    const Change& change = search.change();
    if (change.call == nullptr || search.ends() || !reported.insert(change.call).second) continue;
    check
        .report(*change.file, change.call->span(), "What `{}` does is never committed",
                {change.file->text(*change.call->func)})
        .step(*route->registered_at.file, route->registered_at.expr->span(),
              "The endpoint that leads to it");
  }
}

}  // namespace

extern constinit const Rule DBT002 = {
    .code = "DBT002",
    .name = "commit-missing",
    .family = Family::Database,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://docs.sqlalchemy.org/en/20/orm/session_basics.html#committing"},
    .risk =
        "The session is closed and rolls back: the client is told that the order was taken, and it "
        "is nowhere.",
    .advice =
        "Call `session.commit()` when all is done, or open the session with `with "
        "SessionLocal.begin() as session:`.",
    .docs = R"md(
Endpoints that change something (POST, PUT, PATCH, DELETE) and reach `session.add(…)`, `add_all`, `delete` or `merge`,
while neither they, their dependencies, what these call, nor a middleware commits or begins a transaction that does.

```python bad
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import Order, SessionLocal

app = FastAPI()


def get_db():
    with SessionLocal() as session:
        yield session


@app.post("/orders")
def create(session: Session = Depends(get_db)) -> None:
    session.add(Order())
```

```python good
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import Order, SessionLocal

app = FastAPI()


def get_db():
    with SessionLocal.begin() as session:
        yield session


@app.post("/orders")
def create(session: Session = Depends(get_db)) -> None:
    session.add(Order())
```

Nothing is said where the session is handed to something that is not in the repository.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
