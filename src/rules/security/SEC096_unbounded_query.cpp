#include <algorithm>
#include <array>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr int kMaxSteps = 12;
// What keeps a query from giving the whole table.
constexpr std::string_view kBounds[] = {
    "limit", "where",          "filter",      "filter_by", "first",    "slice",
    "fetch", "with_parent",    "group_by",    "distinct",  "paginate", "offset",
    "join",  "from_statement", "select_from", "having",    "get",      "exists"};

bool bounds(std::string_view method) {
  return std::find(std::begin(kBounds), std::end(kBounds), method) != std::end(kBounds);
}

// Follows `session.exec(select(Order).order_by(…)).all()` to its beginning.
class QueryReader {
 public:
  explicit QueryReader(const FileModel& file) : file_(file) {}

  // The table that the chain reads whole; empty if something bounds it, or it cannot be told.
  std::string_view whole_table(const Expr& start) {
    const Expr* at = &start;
    for (int step = 0; step < kMaxSteps && at != nullptr; ++step) at = inner(*at);
    return bounded_ ? std::string_view{} : table_;
  }

 private:
  // One step towards the beginning; null at it.
  const Expr* inner(const Expr& expr) {
    if (const auto* awaited = expr.as<Await>()) return awaited->value;
    if (const auto* name = expr.as<Name>()) return assigned(*name);
    const auto* call = expr.as<Call>();
    if (call == nullptr) return nullptr;
    if (is_select(*call)) {
      read_table(*call);
      return nullptr;
    }
    const auto* method = call->func->as<Attribute>();
    if (method == nullptr) return nullptr;
    const std::string_view name = file_.text(method->attr);
    bounded_ = bounded_ || bounds(name);
    if (name == "query") {
      read_table(*call);
      return nullptr;
    }
    const bool executes = name == "execute" || name == "exec" || name == "scalars";
    return executes && !call->args.empty() ? call->args[0] : method->value;
  }

  const Expr* assigned(const Name& name) const {
    const auto bindings = semantic::reaching_bindings(file_, name);
    return bindings.size() == 1 ? bindings.front()->value : nullptr;
  }

  bool is_select(const Call& call) const {
    const std::string_view target = file_.resolve(*call.func);
    return target == "sqlalchemy.select" || target == "sqlmodel.select" ||
           target == "sqlalchemy.future.select";
  }

  // One class of a table, alone: `select(Order)`; not columns, counts or several things.
  void read_table(const Call& call) {
    if (call.args.size() != 1) return;
    const semantic::Definition found = file_.definition_of(*call.args[0]);
    if (as<ClassDef>(found.node) != nullptr) table_ = file_.text(*call.args[0]);
  }

  const FileModel& file_;
  std::string_view table_;
  bool bounded_ = false;
};

void check_function(const FileModel& file, const FunctionDef& function, ApplicationCheck& check) {
  for (const Stmt* statement : function.body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* call = node.as<Call>();
      const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
      const std::string_view name = method != nullptr ? file.text(method->attr) : "";
      if ((name != "all" && name != "fetchall") || !call->args.empty()) return false;
      const std::string_view table = QueryReader(file).whole_table(*method->value);
      if (table.empty()) return false;
      check.report(file, call->span(), "`{}` reads all rows of `{}`",
                   {file.text(function.name), table});
      return false;
    });
  }
}

void check(ApplicationCheck& check) {
  for (const app::Route* route : check.application().distinct_routes().all()) {
    const app::Definition& handler = route->handler.definition;
    const auto* function = as<FunctionDef>(handler.node);
    if (function != nullptr) check_function(*handler.file, *function, check);
  }
}

}  // namespace

extern constinit const Rule SEC096 = {
    .code = "SEC096",
    .name = "unbounded-query",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-770", "OWASP API4:2023",
                   "https://fastapi.tiangolo.com/tutorial/query-params-numeric-validations/"},
    .risk =
        "The answer grows with the table: one day a request takes all of the memory, and until "
        "then "
        "anybody can slow the service down with it.",
    .advice =
        "Take `limit: Annotated[int, Query(ge=1, le=100)] = 50` (`Annotated` from `typing`, "
        "`Query` from `fastapi`) and `offset`, and end the query with "
        "`.offset(offset).limit(limit)`.",
    .docs = R"md(
Endpoints that read a whole table: `session.query(Model).all()`, `session.exec(select(Model)).all()` and the like, with
nothing that bounds the result.

```python bad
from fastapi import FastAPI
from sqlmodel import Session, SQLModel, select

app = FastAPI()


class Order(SQLModel, table=True):
    id: int


@app.get("/orders")
def orders(session: Session) -> list[Order]:
    return session.exec(select(Order).order_by(Order.id)).all()
```

```python good
from fastapi import FastAPI
from sqlmodel import Session, SQLModel, select

app = FastAPI()


class Order(SQLModel, table=True):
    id: int
    owner: int


@app.get("/orders")
def orders(session: Session, limit: int = 50) -> list[Order]:
    return session.exec(select(Order).limit(limit)).all()


@app.get("/mine")
def mine(session: Session, owner: int) -> list[Order]:
    return session.exec(select(Order).where(Order.owner == owner)).all()
```

A condition counts as a bound, whatever it says; so do joins and groups. Only the endpoint's own body is looked at.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
