#include <algorithm>
#include <set>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::string_view kSessions[] = {"sqlalchemy.orm.Session",
                                          "sqlmodel.Session",
                                          "sqlalchemy.ext.asyncio.AsyncSession",
                                          "sqlmodel.ext.asyncio.session.AsyncSession",
                                          "sqlalchemy.Connection",
                                          "sqlalchemy.ext.asyncio.AsyncConnection",
                                          "psycopg2.extensions.connection",
                                          "psycopg.Connection",
                                          "psycopg.AsyncConnection",
                                          "asyncpg.Connection",
                                          "sqlite3.Connection"};

bool is_session(std::string_view type) {
  return std::find(std::begin(kSessions), std::end(kSessions), type) != std::end(kSessions);
}

// The call that gives a session: `SessionLocal()`, `Session(engine)`, `await asyncpg.connect()`.
const Call* acquisition(const FileModel& file, const Expr* value) {
  if (const auto* awaited = as<Await>(value)) value = awaited->value;
  const auto* call = as<Call>(value);
  if (call == nullptr) return nullptr;
  const Node* parent = file.parent(*call);
  const Expr& whole = parent->is(Kind::Await) ? static_cast<const Expr&>(*parent) : *call;
  return is_session(file.type_of(whole)) ? call : nullptr;
}

bool closes(const FileModel& file, const Node& node, Identifier name) {
  const auto* call = node.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  const auto* owner = method != nullptr ? method->value->as<Name>() : nullptr;
  const std::string_view word = method != nullptr ? file.text(method->attr) : "";
  const bool by_method = owner != nullptr && owner->name == name &&
                         (word == "close" || word == "aclose" || word == "remove");
  if (by_method || call == nullptr) return by_method;
  return std::any_of(call->args.begin(), call->args.end(), [&](const Expr* argument) {
    const auto* passed = argument->as<Name>();  // close_session(session), pool.putconn(connection)
    return passed != nullptr && passed->name == name;
  });
}

bool closes_in(const FileModel& file, const StmtList& body, Identifier name) {
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
    const auto nodes = file.tree().subtree(*statement);
    return std::any_of(nodes.begin(), nodes.end(),
                       [&](const Node* node) { return closes(file, *node, name); });
  });
}

// Whether `node` stands in a `try` of its function whose `finally` closes the name, or in
// `with closing(name):` or `with name:`.
bool is_closed_around(const FileModel& file, const Node& node, Identifier name) {
  for (const Node* at = file.parent(node); at != nullptr && at->as<FunctionDef>() == nullptr;
       at = file.parent(*at)) {
    if (const auto* attempt = at->as<Try>()) {
      if (closes_in(file, attempt->finalbody, name)) return true;
    } else if (const auto* with = at->as<With>()) {
      for (const WithItem* item : with->items) {
        for (const Node* one : file.tree().subtree(*item->context_expr)) {
          const auto* used = one->as<Name>();
          if (used != nullptr && used->name == name) return true;
        }
      }
    }
  }
  return false;
}

// What a dependency hands out: the name's acquisition, and where.
struct Handed {
  const Node* at = nullptr;  // the yield or return
  Identifier name;           // empty: the acquisition itself is handed out
  const Call* acquired = nullptr;
};

class DependencyReader {
 public:
  DependencyReader(const FileModel& file, const FunctionDef& function, ApplicationCheck& check)
      : file_(file), function_(function), check_(check) {}

  void run() {
    for (const Stmt* statement : function_.body) {
      semantic::any_own_node(file_, *statement, [&](const Node& node) {
        if (const auto* yielded = node.as<Yield>()) look_at(node, yielded->value, true);
        if (const auto* result = node.as<Return>()) look_at(node, result->value, false);
        return false;
      });
    }
  }

 private:
  void look_at(const Node& at, const Expr* value, bool is_yield) {
    if (value == nullptr) return;
    Handed handed{&at, {}, acquisition(file_, value)};
    if (const auto* name = value->as<Name>()) {
      handed.name = name->name;
      handed.acquired = acquired_by(*name);
    }
    if (handed.acquired == nullptr) return;
    if (is_yield) {
      if (!handed.name.empty() && is_closed_around(file_, at, handed.name)) return;
      report(handed, closed_behind(handed)
                         ? "`{}` closes the session only if the endpoint raises nothing"
                         : "`{}` gives each request a session and closes none");
    } else {
      report(handed, "`{}` gives each request a session that nobody closes");
    }
  }

  const Call* acquired_by(const Name& use) const {
    for (const Stmt* statement : function_.body) {
      for (const Node* node : file_.tree().subtree(*statement)) {
        const auto* assign = node->as<Assign>();
        const auto* target = assign != nullptr ? as<Name>(assign->targets.front()) : nullptr;
        if (target != nullptr && target->name == use.name) return acquisition(file_, assign->value);
      }
    }
    return nullptr;
  }

  bool closed_behind(const Handed& handed) const {
    return !handed.name.empty() && closes_in(file_, function_.body, handed.name);
  }

  void report(const Handed& handed, std::string_view message) {
    check_.report(file_, handed.acquired->span(), message, {file_.text(function_.name)})
        .step(file_, handed.at->span(), "It is handed out here");
  }

  const FileModel& file_;
  const FunctionDef& function_;
  ApplicationCheck& check_;
};

void check(ApplicationCheck& check) {
  std::set<const Node*> seen;
  for (const app::Route* route : check.application().distinct_routes().all()) {
    app::for_each_dependency(route->dependant, [&](const app::Dependency& one) {
      if (!one.depends) return;  // the endpoint itself
      const auto* function = as<FunctionDef>(one.callable.definition.node);
      if (function == nullptr || !seen.insert(function).second) return;
      DependencyReader(*one.callable.definition.file, *function, check).run();
    });
  }
}

}  // namespace

extern constinit const Rule DBT001 = {
    .code = "DBT001",
    .name = "session-leak",
    .family = Family::Database,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-772",
                   "https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/"},
    .risk =
        "The connection stays taken until the garbage collector comes by: under load the pool runs "
        "dry, and requests wait for 30 seconds and fail.",
    .advice =
        "Write `with SessionLocal() as session: yield session`, or `try: yield session` with "
        "`finally: session.close()`.",
    .docs = R"md(
Dependencies that hand out a session or connection and do not close it whatever happens: without `with` or `finally`
around the `yield`, or with `return`.

```python bad
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("postgresql://app@localhost/app"))
app = FastAPI()


def get_db():
    db = SessionLocal()
    yield db
    db.close()


@app.get("/orders")
def orders(db: Session = Depends(get_db)) -> None: ...
```

```python good
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(bind=create_engine("postgresql://app@localhost/app"))
app = FastAPI()


def get_db():
    with SessionLocal() as db:
        yield db


@app.get("/orders")
def orders(db: Session = Depends(get_db)) -> None: ...
```

What functions open for themselves is COD013's.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
