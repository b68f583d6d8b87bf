#include <algorithm>

#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::string_view kConnections[] = {"psycopg2.extensions.connection",
                                             "psycopg2.extensions.cursor",
                                             "psycopg.Connection",
                                             "psycopg.Cursor",
                                             "sqlalchemy.orm.Session",
                                             "sqlmodel.Session",
                                             "sqlalchemy.ext.asyncio.AsyncSession",
                                             "sqlmodel.ext.asyncio.session.AsyncSession",
                                             "sqlalchemy.Connection",
                                             "sqlalchemy.ext.asyncio.AsyncConnection",
                                             "asyncpg.Connection",
                                             "pymysql.connections.Connection"};

bool is_connection(std::string_view type) {
  return std::find(std::begin(kConnections), std::end(kConnections), type) !=
         std::end(kConnections);
}

// Whether a function of the file uses the name, or another file may.
bool is_used_by_functions(const FileModel& file, const Name& variable) {
  const semantic::SymbolId symbol = file.scopes().symbol_of(variable);
  if (!symbol.valid()) return false;
  for (const auto* use : file.tree().nodes_of<Name>()) {
    if (use->name != variable.name || use == &variable) continue;
    if (file.scopes().symbol_of(*use) == symbol && file.enclosing_function(*use) != nullptr) {
      return true;
    }
  }
  return false;
}

// `args = parser.parse_args()` while it is loaded: a program that somebody starts, and no module of
// an application.
bool reads_command_line(const FileModel& file) {
  const auto calls = file.tree().nodes_of<Call>();
  return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    const auto* method = call->func->as<Attribute>();
    return method != nullptr && file.text(method->attr) == "parse_args" &&
           file.enclosing_function(*call) == nullptr && !file.in_main_block(*call);
  });
}

void check(const Node& node, Check& check) {
  const auto& assign = *node.as<Assign>();
  const FileModel& file = check.file();
  const auto* call = assign.value->as<Call>();
  const auto* variable = assign.targets.front()->as<Name>();
  if (call == nullptr || variable == nullptr || file.enclosing_function(assign) != nullptr ||
      file.enclosing_class(assign) != nullptr || file.in_main_block(assign)) {
    return;
  }
  const std::string_view type = file.type_of(*call);
  if (!is_connection(type) || !is_used_by_functions(file, *variable)) return;
  if (reads_command_line(file)) return;
  check.report(assign, "All requests share `{}`, one {}",
               {file.text(*variable), type.ends_with("Session") ? "session" : "connection"});
}

}  // namespace

extern constinit const Rule DBT006 = {
    .code = "DBT006",
    .name = "shared-connection",
    .family = Family::Database,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"CWE-362", "https://www.psycopg.org/docs/usage.html#thread-and-process-safety",
                   "https://docs.sqlalchemy.org/en/20/orm/session_basics.html"},
    .risk =
        "There is one transaction for all who use it at the same time: one request commits half of "
        "another's work or rolls it back. After a restart of the database every request fails, and "
        "the import already needs the network.",
    .advice =
        "Take one for each request from a pool: `with SessionLocal() as session: yield session` in "
        "a "
        "dependency, or `pool.getconn()` with `putconn` in a `finally`.",
    .docs = R"md(
A connection, cursor or session that is made when the module is imported, and used by its functions.

```python bad
import psycopg2

connection = psycopg2.connect("dbname=app")


def names() -> list:
    with connection.cursor() as cursor:
        cursor.execute("select name from customer")
        return cursor.fetchall()
```

```python good
from psycopg2.pool import ThreadedConnectionPool

pool = ThreadedConnectionPool(1, 40, "dbname=app")


def names() -> list:
    connection = pool.getconn()
    try:
        with connection.cursor() as cursor:
            cursor.execute("select name from customer")
            return cursor.fetchall()
    finally:
        pool.putconn(connection)
```

Pools, engines, `sessionmaker` and `scoped_session` are made to be shared; `__main__` blocks, scripts and modules that
read the command line when they are loaded have no requests.
Review is requested, because the application may have one thread.
)md",
    .kinds = {Kind::Assign},
    .on_node = check,
};

}  // namespace fastidious::rules
