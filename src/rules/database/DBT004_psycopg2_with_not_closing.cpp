#include "rules/needed_import.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

// Whether `name` is closed, or given to something that may close it, anywhere in its scope.
bool may_be_closed(const Name& name, const With& with, const semantic::FileModel& file) {
  const FunctionDef* function = file.enclosing_function(with);
  const Node& scope =
      function != nullptr ? static_cast<const Node&>(*function) : file.tree().root();
  for (const auto* used : file.tree().nodes_of<Name>(scope)) {
    if (used->name != name.name || used->context != Context::Load) {
      continue;
    }
    const Node* parent = file.parent(*used);
    const auto* attribute = as<Attribute>(parent);
    const bool closes = attribute != nullptr && file.text(attribute->attr) == "close";
    const bool escapes = parent->is(Kind::Return) || parent->is(Kind::Yield) ||
                         parent->is(Kind::Call) || parent->is(Kind::Keyword) ||
                         parent->is(Kind::Assign);
    if (closes || escapes) {
      return true;
    }
  }
  return false;
}

std::string_view name_of(const semantic::FileModel& file, const Name* name) {
  return name != nullptr ? file.text(name->name) : std::string_view("connection");
}

void check(const Node& node, Check& check) {
  const auto& with = *node.as<With>();
  const semantic::FileModel& file = check.file();
  for (const WithItem* item : with.items) {
    const auto* call = as<Call>(item->context_expr);
    if (call == nullptr || file.resolve(*call->func) != "psycopg2.connect") {
      continue;
    }
    const auto* name = as<Name>(item->optional_vars);
    if (name != nullptr && may_be_closed(*name, with, file)) {
      continue;
    }
    check
        .report(*call,
                "The `with` block ends the transaction of this connection and leaves it open")
        .fix(
            "Close it as well: `with closing({}(…)) as {}, {}:`{}; or take it from a pool, or move "
            "to psycopg 3, whose `with` closes.",
            {file.text(*call->func), name_of(file, name), name_of(file, name),
             with_import_from(file, "contextlib", "closing")});
  }
}

}  // namespace

extern constinit const Rule DBT004 = {
    .code = "DBT004",
    .name = "psycopg2-with-not-closing",
    .family = Family::Database,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-772", "https://www.psycopg.org/docs/usage.html#with-statement"},
    .risk =
        "Each call leaves a connection behind until the garbage collector finds it; under load "
        "PostgreSQL refuses new ones with \"too many clients already\".",
    .advice =
        "Close it as well: `with closing(psycopg2.connect(…)) as conn, conn:`, with `from "
        "contextlib import closing`; or take it from a pool, or move to psycopg 3, whose `with` "
        "closes.",
    .docs = R"md(
In psycopg2 `with connection:` commits or rolls back; unlike most context managers it does not close.

```python bad
import psycopg2


def names(dsn: str) -> list:
    with psycopg2.connect(dsn) as conn, conn.cursor() as cursor:
        cursor.execute("select name from customer")
        return cursor.fetchall()
```

```python good
from contextlib import closing

import psycopg2


def names(dsn: str) -> list:
    with closing(psycopg2.connect(dsn)) as conn, conn, conn.cursor() as cursor:
        cursor.execute("select name from customer")
        return cursor.fetchall()
```

Not reported: psycopg 3 (its `with` closes), a connection that is closed elsewhere in the function, or that is
returned, yielded, stored or passed on.
)md",
    .kinds = {Kind::With},
    .on_node = check,
};

}  // namespace fastidious::rules
