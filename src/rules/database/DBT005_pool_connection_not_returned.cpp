#include <string>

#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

bool is_putconn(const Node& node, const semantic::FileModel& file) {
  const auto* call = node.as<Call>();
  const auto* callee = call == nullptr ? nullptr : as<Attribute>(call->func);
  return callee != nullptr && file.text(callee->attr) == "putconn";
}

// Where a function gives its connection back.
enum class Returned { Never, Sometimes, Always };

Returned returned_in(const Node& scope, const semantic::FileModel& file) {
  Returned result = Returned::Never;
  for (const Node* node : file.tree().subtree(scope)) {
    if (is_putconn(*node, file)) {
      result = Returned::Sometimes;
    }
    const auto* attempt = node->as<Try>();
    if (attempt == nullptr) {
      continue;
    }
    for (const Stmt* statement : attempt->finalbody) {
      for (const Node* inner : file.tree().subtree(*statement)) {
        if (is_putconn(*inner, file)) {
          return Returned::Always;
        }
      }
    }
  }
  return result;
}

// The function hands the connection out: whoever gets it gives it back.
bool hands_out(const Call& getconn, const semantic::FileModel& file) {
  const Node* parent = file.parent(getconn);
  if (parent->is(Kind::Return) || parent->is(Kind::Keyword) || parent->is(Kind::Call)) {
    return true;
  }
  const auto* assignment = as<Assign>(parent);
  if (assignment == nullptr) {
    return false;
  }
  const auto* name = as<Name>(assignment->targets[0]);
  if (name == nullptr) {
    return true;  // kept in an attribute: another method gives it back
  }
  const FunctionDef* function = file.enclosing_function(getconn);
  const Node& scope =
      function != nullptr ? static_cast<const Node&>(*function) : file.tree().root();
  for (const Node* node : file.tree().subtree(scope)) {
    const auto* result = node->as<Return>();
    const auto* returned = result == nullptr ? nullptr : as<Name>(result->value);
    if (returned != nullptr && returned->name == name->name) {
      return true;
    }
  }
  return false;
}

// `report_connection().cursor()`: a call of the function that hands it out, whose caller has
// nothing left to give back. Null if each keeps what it gets.
const semantic::CallSite* lost_at(const semantic::FileModel& file, const FunctionDef& function) {
  if (!function.decorator_list.empty() || file.is_generator(function)) return nullptr;
  for (const semantic::CallSite& site : file.project().calls_of(file.qualified_name(function))) {
    const bool is_of_tests = site.file->file().role == project::Role::Test;
    const auto* method = as<Attribute>(site.file->parent(*site.call));
    const auto* call = method != nullptr ? as<Call>(site.file->parent(*method)) : nullptr;
    const bool is_used_once = call != nullptr && call->func == method;
    if (!is_of_tests && is_used_once && site.file->text(method->attr) != "close") return &site;
  }
  return nullptr;
}

void check_handed_out(const Call& call, const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  const semantic::CallSite* site = lost_at(file, function);
  if (site == nullptr) return;
  const FunctionDef* caller = site->file->enclosing_function(*site->call);
  check
      .report(call,
              "`{}` hands a connection of the pool out, and {} keeps nothing that it could give "
              "back",
              {file.text(function.name),
               caller != nullptr ? "`" + std::string(site->file->text(caller->name)) + "`"
                                 : std::string("its caller")})
      .fix(
          "Make `{}` a `@contextmanager` that yields the connection and gives it back in a "
          "`finally`, with what was set on it as it was; its callers write `with {}() as "
          "connection:`.",
          {file.text(function.name), file.text(function.name)})
      .step(*site->file, site->call->span(), "what is got here is lost");
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return;
  if (hands_out(call, file)) return check_handed_out(call, *function, check);
  switch (returned_in(*function, file)) {
    case Returned::Always: return;
    case Returned::Sometimes:
      check.report(
          call,
          "`{}` gives the connection back only if nothing fails: `putconn` is not in a `finally`",
          {file.text(function->name)});
      return;
    case Returned::Never:
      check.report(call, "`{}` takes a connection from the pool and never gives it back",
                   {file.text(function->name)});
  }
}

}  // namespace

extern constinit const Rule DBT005 = {
    .code = "DBT005",
    .name = "pool-connection-not-returned",
    .family = Family::Database,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-772", "CWE-404", "https://www.psycopg.org/docs/pool.html"},
    .risk =
        "The pool runs dry: psycopg2's does not wait, so every later `getconn()` raises "
        "\"connection pool exhausted\" until the process is restarted.",
    .advice =
        "Give it back on all paths: `conn = pool.getconn()`, then `try: … finally: "
        "pool.putconn(conn)`; best in one `@contextmanager` that the whole application uses.",
    .docs = R"md(
A connection that `getconn()` hands out belongs to the caller until `putconn()`. If an exception comes between
the two, it is lost to the pool.

```python bad
def names(pool) -> list:
    conn = db_pool.getconn()
    with conn.cursor() as cursor:
        cursor.execute("select name from customer")
        rows = cursor.fetchall()
    db_pool.putconn(conn)
    return rows


from psycopg2.pool import ThreadedConnectionPool

db_pool = ThreadedConnectionPool(1, 40, "dbname=app")
```

```python good
from contextlib import contextmanager

from psycopg2.pool import ThreadedConnectionPool

db_pool = ThreadedConnectionPool(1, 40, "dbname=app")


@contextmanager
def connection():
    conn = db_pool.getconn()
    try:
        yield conn
    finally:
        db_pool.putconn(conn)
```

Not reported: functions that return the connection or keep it in an attribute, whose callers give it back.
)md",
    .calls = {"psycopg2.pool.AbstractConnectionPool.getconn",
              "psycopg2.pool.SimpleConnectionPool.getconn",
              "psycopg2.pool.ThreadedConnectionPool.getconn",
              "psycopg2.pool.PersistentConnectionPool.getconn",
              "psycopg_pool.ConnectionPool.getconn", "psycopg_pool.AsyncConnectionPool.getconn"},
    .on_call = check,
};

}  // namespace fastidious::rules
