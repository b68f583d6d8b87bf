#include <algorithm>
#include <set>
#include <utility>

#include "app/models/orm_class.h"
#include "flow/flow.h"
#include "knowledge/sensitive_fields.h"
#include "rules/flow_report.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

enum class Read { Fragment, HidingTable, OpenTable, Other };

// Words in names of columns that order or filter by tells, although nobody shows them.
bool is_hidden(std::string_view column) {
  constexpr std::string_view kWords[] = {"password", "hash",    "secret",     "token",
                                         "salt",     "api_key", "private_key"};
  const std::string name = lower_case(column);
  return knowledge::sensitivity_of(column) != knowledge::Sensitivity::None ||
         std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

// Of `getattr(Model, name)` what there is to be read.
Read what_is_read(const flow::Flow& flow) {
  const auto* call = flow.sink->as<Call>();
  if (call == nullptr || flow.file->resolve(*call->func) != "builtins.getattr") {
    return Read::Fragment;
  }
  const semantic::Definition found = flow.file->definition_of(*call->args[0]);
  const auto* cls = as<ClassDef>(found.node);
  if (cls == nullptr || !app::is_orm_class(*found.file, *cls)) return Read::Other;
  const std::vector<app::Column> columns = app::columns_of(*found.file, *cls);
  const bool hides = std::any_of(columns.begin(), columns.end(),
                                 [](const app::Column& column) { return is_hidden(column.name); });
  return hides ? Read::HidingTable : Read::OpenTable;
}

void report_attribute(ApplicationCheck& check, const flow::Flow& flow, Read read) {
  Draft draft = report_flow(check, flow, "{} decides which attribute `{}` reads");
  draft.confidence(Confidence::Medium);
  if (read == Read::HidingTable) return;
  draft.severity(Severity::Warning)
      .risk(
          "Any attribute of the class can be named, also one that is no column (`metadata`): then "
          "the request fails; a column that is added later can be sorted by at once.");
}

void check_attributes(ApplicationCheck& check) {
  std::set<std::pair<const Node*, const Node*>> reported;  // function, source
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Orm)) {
    const Node* function = flow->file->enclosing_function(*flow->sink);
    const Read read = what_is_read(*flow);
    if (read == Read::Other || !reported.emplace(function, flow->source->node).second) continue;
    if (read == Read::Fragment) {
      report_flow(check, *flow, "{} becomes part of a query in `{}`");
    } else {
      report_attribute(check, *flow, read);
    }
  }
}

void check_fragments(ApplicationCheck& check) {
  for (const flow::Flow* flow : flows_by_sink(check, flow::Danger::Sql)) {
    if (is_fragment(*flow)) report_flow(check, *flow, "{} becomes part of a query in `{}`");
  }
}

void check(ApplicationCheck& check) {
  check_attributes(check);
  check_fragments(check);
}

}  // namespace

extern constinit const Rule SEC023 = {
    .code = "SEC023",
    .name = "orm-raw-fragment-taint",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references =
        {"CWE-89", "OWASP API8:2023", "ASVS 1.2.4",
         "https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.text"},
    .risk =
        "Any client can write a part of the statement, or choose an attribute of the model that it "
        "was not meant to see: sorting by `password_hash` tells it letter by letter.",
    .advice =
        "Look the name up in a dict of the columns that clients may name, and refuse others; or "
        "declare the parameter as a `Literal` of their names.",
    .docs = R"md(
`text()` and `literal_column()` inside a query of SQLAlchemy put raw SQL between what the ORM
writes, and `getattr(Model, name)` gives any attribute there is. Neither may be decided by a client.

```python bad
from fastapi import FastAPI
from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)

@app.get("/orders")
def orders(session: Session, sort: str) -> list:
    return list(session.execute(select(Order).order_by(text(sort))))
```

```python good
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()

class Base(DeclarativeBase):
    pass

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)

COLUMNS = {"id": Order.id}

@app.get("/orders")
def orders(session: Session, sort: str) -> list:
    return list(session.execute(select(Order).order_by(COLUMNS[sort])))
```

Silent where the value was looked up, compared with a collection of what is allowed, or is a
`Literal` or Enum; `getattr()` also where `hasattr()` was asked, and for classes that are no tables.
What `getattr()` gives is for review where the table has a column that is hidden from clients (a
hash, a token), else a warning.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
