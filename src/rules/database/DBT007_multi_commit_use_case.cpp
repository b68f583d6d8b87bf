#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/effects/orm_queries.h"
#include "app/effects/request_functions.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/name_words.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::Definition;
using semantic::FileModel;

constexpr int kMostCalls = 3;  // between a function and a commit

// Calls in functions that commit whenever they are gone through, by function.
class Commits {
 public:
  explicit Commits(const semantic::Model& model) : model_(model) {
    std::vector<Definition> found;
    for (const std::string_view target :
         {"sqlalchemy.orm.Session.commit", "sqlmodel.Session.commit",
          "sqlalchemy.orm.scoped_session.commit", "sqlalchemy.ext.asyncio.AsyncSession.commit",
          "sqlmodel.ext.asyncio.session.AsyncSession.commit",
          "psycopg2.extensions.connection.commit", "psycopg.Connection.commit",
          "psycopg.AsyncConnection.commit"}) {
      for (const CallSite& site : model.calls_of(target)) add(site, found);
    }
    for (int depth = 0; depth < kMostCalls && !found.empty(); ++depth) found = callers_of(found);
  }

  struct Committing {
    Definition function;
    std::vector<const Call*> calls;
  };
  const std::map<std::pair<std::uint32_t, std::uint32_t>, Committing>& all() const { return all_; }

 private:
  // Functions that were not known to commit are noted in `found`.
  void add(const CallSite& site, std::vector<Definition>& found) {
    const FileModel& file = *site.file;
    const FunctionDef* function = file.enclosing_function(*site.call);
    if (file.file().role != repo::Role::Application || function == nullptr ||
        !always_runs(file, *function, *site.call)) {
      return;
    }
    Committing& one = all_[{file.file().id.value, function->id.value}];
    if (one.calls.empty()) found.push_back({&file, function});
    one.function = {&file, function};
    if (std::find(one.calls.begin(), one.calls.end(), site.call) == one.calls.end()) {
      one.calls.push_back(site.call);
    }
  }

  std::vector<Definition> callers_of(const std::vector<Definition>& functions) {
    std::vector<Definition> found;
    for (const Definition& one : functions) {
      for (const CallSite& site : model_.calls_of(one.file->qualified_name(*one.node))) {
        const Definition called = app::called_function(*site.file, *site.call);
        if (called.node == one.node) add(site, found);
      }
    }
    return found;
  }

  // No branch, loop, handler or nested function stands around the call, and no `and`.
  static bool always_runs(const FileModel& file, const FunctionDef& function, const Call& call) {
    const Node* below = &call;
    for (const Node* at = file.parent(call); at != &function; below = at, at = file.parent(*at)) {
      if (at == nullptr || at->is(Kind::Lambda) || at->is(Kind::IfExp) || at->is(Kind::BoolOp) ||
          at->is(Kind::ExceptHandler) || at->is(Kind::MatchCase) || at->as<For>() != nullptr ||
          at->is(Kind::While) || at->as<ElementComp>() != nullptr) {
        return false;
      }
      const auto* branch = at->as<If>();
      if (branch != nullptr && below != branch->test) return false;
    }
    return true;
  }

  const semantic::Model& model_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Committing> all_;
};

// Whether something between two calls leaves the function for sure: no way goes through both.
bool is_left_between(const FileModel& file, const Call& first, const Call& second) {
  const Stmt& statement = file.enclosing_statement(first);
  const Node* block = file.parent(statement);
  for (const Node* node : file.tree().subtree(*block)) {
    const bool is_between = node->begin > first.end && node->end < second.begin;
    if (is_between && (node->is(Kind::Return) || node->is(Kind::Raise)) &&
        file.parent(*node) == block) {
      return true;
    }
  }
  return file.parent(statement) != nullptr && statement.is(Kind::Return);
}

// Whether a function that the call runs commits what is this function's too: it is a method, or is
// handed a session. Others make sessions of their own.
bool shares_transaction(const FileModel& file, const Call& call) {
  if (call.func->as<Attribute>() != nullptr) return true;
  const auto is_handle = [&](const Expr* given) {
    const auto words = name_words(file.text(*given));
    return app::is_session(file.type_of(*given)) ||
           std::any_of(words.begin(), words.end(), [](const std::string& word) {
             return word == "session" || word == "db" || word == "conn" || word == "connection";
           });
  };
  return std::any_of(call.args.begin(), call.args.end(), is_handle) ||
         std::any_of(call.keywords.begin(), call.keywords.end(),
                     [&](const Keyword* one) { return is_handle(one->value); });
}

// `finally: session.commit()` and `with` blocks of two sessions are other matters; the same object
// has to commit twice for the halves to belong together.
bool has_two_sessions(const FileModel& file, const Call& first, const Call& second) {
  const auto* a = first.func->as<Attribute>();
  const auto* b = second.func->as<Attribute>();
  const bool both_direct = a != nullptr && b != nullptr && file.text(a->attr) == "commit" &&
                           file.text(b->attr) == "commit";
  return both_direct && file.text(*a->value) != file.text(*b->value);
}

void check(ApplicationCheck& check) {
  if (check.application().distinct_routes().all().empty()) return;
  const Commits commits(check.model());
  std::set<const Node*> requests;
  for (const auto& [place, one] : commits.all()) {
    if (one.calls.size() < 2) continue;
    std::vector<const Call*> calls = one.calls;
    std::erase_if(calls,
                  [&](const Call* call) { return !shares_transaction(*one.function.file, *call); });
    if (calls.size() < 2) continue;
    std::sort(calls.begin(), calls.end(),
              [](const Call* a, const Call* b) { return a->begin < b->begin; });
    const FileModel& file = *one.function.file;
    const Call& first = *calls[0];
    const Call& second = *calls[1];
    if (is_left_between(file, first, second) || has_two_sessions(file, first, second)) continue;
    if (requests.empty()) requests = app::functions_run_by_requests(check.application());
    if (!requests.contains(one.function.node)) continue;
    check
        .report(file, second.func->span(), "`{}` commits again what it began with `{}`",
                {file.text(one.function.node->as<FunctionDef>()->name), file.text(*first.func)})
        .step(file, first.func->span(), "the first commit");
  }
}

}  // namespace

extern constinit const Rule DBT007 = {
    .code = "DBT007",
    .name = "multi-commit-use-case",
    .family = Family::Database,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://docs.sqlalchemy.org/en/20/orm/session_basics.html"
                   "#when-do-i-construct-a-session-when-do-i-commit-it-and-when-do-i-close-it"},
    .risk =
        "What fails between the two leaves half of the work behind: an order without its items, "
        "money taken and not given. Nothing can roll back the first half.",
    .advice =
        "Commit once, where the use case ends: let helpers `flush()`, and commit in the "
        "endpoint or in the dependency that makes the session.",
    .docs = R"md(
A function that answers a request commits twice on its way, itself or through functions that it calls.

```python bad
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import Item, Order, get_session

app = FastAPI()


@app.post("/orders")
def create(session: Session = Depends(get_session)) -> None:
    session.add(Order())
    session.commit()
    session.add(Item())
    session.commit()
```

```python good
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import Item, Order, get_session

app = FastAPI()


@app.post("/orders")
def create(session: Session = Depends(get_session)) -> None:
    order = Order()
    session.add(order)
    session.flush()
    session.add(Item())
    session.commit()
```

Counted are commits that run whenever the function does: none in branches, loops, handlers of exceptions and functions that may
run later. Two sessions that commit, each by itself, and functions that are handed no session, are left alone. The halves may be meant to be separate (an outbox, a saga, a status that others
shall see): hence the medium confidence.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
