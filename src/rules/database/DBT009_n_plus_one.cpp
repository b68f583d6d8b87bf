#include <algorithm>
#include <vector>

#include "app/effects/orm_queries.h"
#include "app/effects/sites.h"
#include "app/models/relationships.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::QueriedRows;
using semantic::Definition;
using semantic::FileModel;

constexpr std::size_t kMaxNodes = 4000;  // of a loop

// A loop or comprehension over rows.
struct RowLoop {
  const Expr* target = nullptr;
  const Expr* rows = nullptr;
  const Node* whole = nullptr;
};

// Names that the loop gives a value in each round.
std::vector<semantic::SymbolId> variables(const FileModel& file, const Expr& target) {
  std::vector<semantic::SymbolId> found;
  for (const auto* name : file.tree().nodes_of<Name>(target)) {
    found.push_back(file.scopes().symbol_of(*name));
  }
  return found;
}

bool mentions(const FileModel& file, const Node& part, const std::vector<semantic::SymbolId>& all) {
  for (const auto* name : file.tree().nodes_of<Name>(part)) {
    const semantic::SymbolId symbol = file.scopes().symbol_of(*name);
    if (symbol.valid() && std::find(all.begin(), all.end(), symbol) != all.end()) return true;
  }
  return false;
}

// `for row in cursor.fetchall()`, `for row in await connection.fetch(…)`
bool are_fetched(const FileModel& file, const Expr& expr) {
  constexpr std::string_view kFetches[] = {"fetchall", "fetch", "fetchmany"};
  const Expr* at = &expr;
  if (const auto* name = at->as<Name>()) {
    const auto bindings = semantic::reaching_bindings(file, *name);
    if (bindings.size() != 1 || bindings[0]->value == nullptr) return false;
    at = bindings[0]->value;
  }
  if (const auto* awaited = at->as<Await>()) at = awaited->value;
  const auto* call = at->as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr || !is_one_of(file.text(method->attr), kFetches)) return false;
  const std::string_view owner = file.type_of(*method->value);
  return owner.starts_with("psycopg") || owner.starts_with("asyncpg") ||
         owner.starts_with("sqlite3") || owner.starts_with("sqlalchemy");
}

// INSERT, UPDATE and DELETE write: they are another matter.
bool writes(const FileModel& file, const Expr& statement) {
  constexpr std::string_view kWrites[] = {"sqlalchemy.insert", "sqlalchemy.update",
                                          "sqlalchemy.delete"};
  const Expr* at = &statement;
  while (const auto* call = at->as<Call>()) {
    if (is_one_of(file.resolve(*call->func), kWrites)) return true;
    const auto* method = call->func->as<Attribute>();
    if (method == nullptr) return false;
    at = method->value;
  }
  const auto sql = file.constant_string(*at);
  return sql && !has_word(lower_case(*sql), "select");
}

bool reads(const FileModel& file, const Call& call) {
  return app::sends_query(file, call) && (call.args.empty() || !writes(file, *call.args[0]));
}

// `session.query(Order).filter(…).first()` for `session.query(Order)`.
const Call& whole_chain(const FileModel& file, const Call& call) {
  const Call* at = &call;
  for (;;) {
    const auto* method = as<Attribute>(file.parent(*at));
    const auto* outer = method != nullptr ? as<Call>(file.parent(*method)) : nullptr;
    if (outer == nullptr || outer->func != method) return *at;
    at = outer;
  }
}

// The query that the function of the repository sends itself; null if it sends none.
const Call* query_of(const Definition& function) {
  for (const auto* call : function.file->tree().nodes_of<Call>(*function.node)) {
    if (reads(*function.file, *call)) return call;
  }
  return nullptr;
}

class LoopCheck {
 public:
  LoopCheck(const RowLoop& loop, Check& check) : check_(check), file_(check.file()), loop_(loop) {}

  void run() {
    if (file_.tree().subtree(*loop_.whole).size() > kMaxNodes) return;
    rows_ = app::queried_rows(file_, *loop_.rows);
    if (!(rows_ && rows_.is_list) && !are_fetched(file_, *loop_.rows)) return;
    variables_ = variables(file_, *loop_.target);
    if (!look_at_calls()) look_at_relationships();
  }

 private:
  bool is_inside(const Node& node) const {
    const FunctionDef* function = file_.enclosing_function(node);
    return !loop_.rows->encloses(node) && function == file_.enclosing_function(*loop_.whole);
  }

  bool look_at_calls() {
    for (const auto* call : file_.tree().nodes_of<Call>(*loop_.whole)) {
      if (!is_inside(*call) || !is_about_row(*call) || is_remembered(*call)) continue;
      if (reads(file_, *call)) return report(*call);
      const Definition callee = app::function_called(file_, *call);
      const Call* query = callee ? query_of(callee) : nullptr;
      if (query != nullptr) return report_behind(*call, callee, *query);
    }
    return false;
  }

  // `if key not in cache:`
  bool is_remembered(const Node& node) const {
    for (const Node* at = file_.parent(node); at != nullptr && at != loop_.whole;
         at = file_.parent(*at)) {
      const auto* branch = at->as<If>();
      const auto* test = branch != nullptr ? branch->test->as<Compare>() : nullptr;
      if (test != nullptr && test->ops.front() == Comparator::NotIn) return true;
    }
    return false;
  }

  bool is_about_row(const Call& inner) const {
    const Call& call = whole_chain(file_, inner);
    if (&call != &inner) return mentions(file_, call, variables_);
    const auto mentions_row = [&](const Expr* one) { return mentions(file_, *one, variables_); };
    return std::any_of(call.args.begin(), call.args.end(), mentions_row) ||
           std::any_of(call.keywords.begin(), call.keywords.end(),
                       [&](const Keyword* one) { return mentions_row(one->value); });
  }

  bool report(const Call& call) {
    check_
        .report(call, "`{}` is asked once for each row of `{}`",
                {file_.text(*call.func), file_.text(*loop_.target)})
        .step(file_, loop_.rows->span(), "the rows come from here");
    return true;
  }

  bool report_behind(const Call& call, const Definition& callee, const Call& query) {
    check_
        .report(call, "`{}` sends a query for each row, `{}`",
                {file_.text(*call.func), file_.text(*loop_.target)})
        .confidence(Confidence::Medium)
        .step(file_, loop_.rows->span(), "the rows come from here")
        .step(*callee.file, query.span(), "the query");
    return true;
  }

  // `order.customer` of `for order in orders`. With an AsyncSession it fails: DBT010.
  void look_at_relationships() {
    const auto* target = loop_.target->as<Name>();
    const auto* cls = as<ClassDef>(rows_.cls.node);
    if (target == nullptr || cls == nullptr || rows_.has_options || rows_.is_async) return;
    const auto relationships = app::relationships_of(*rows_.cls.file, *cls);
    if (relationships.empty()) return;
    for (const auto* attribute : file_.tree().nodes_of<Attribute>(*loop_.whole)) {
      const auto* owner = attribute->value->as<Name>();
      if (owner == nullptr || attribute->context != Context::Load || !is_inside(*attribute) ||
          !mentions(file_, *owner, variables_)) {
        continue;
      }
      for (const app::Relationship& one : relationships) {
        if (!one.is_lazy || one.name != file_.text(attribute->attr)) continue;
        check_.report(*attribute, "`{}` sends a query for each row", {file_.text(*attribute)})
            .step(file_, loop_.rows->span(), "the rows come from here, without `{}`", {one.name})
            .step(*one.file, one.declaration->span(), "it is read when it is asked for")
            .fix(
                "Read it with the rows: `.options(selectinload({}.{}))` (`selectinload` from "
                "`sqlalchemy.orm`).",
                {rows_.cls.file->text(cls->name), one.name});
        return;
      }
    }
  }

  Check& check_;
  const FileModel& file_;
  const RowLoop& loop_;
  QueriedRows rows_;
  std::vector<semantic::SymbolId> variables_;
};

void check(const Node& node, Check& check) {
  if (const auto* loop = node.as<For>()) {
    const RowLoop rows{loop->target, loop->iter, loop};
    return LoopCheck(rows, check).run();
  }
  const auto* elements = node.as<ElementComp>();
  const auto* pairs = node.as<DictComp>();
  const auto& generators = elements != nullptr ? elements->generators : pairs->generators;
  const RowLoop rows{generators[0]->target, generators[0]->iter, &node};
  LoopCheck(rows, check).run();
}

}  // namespace

extern constinit const Rule DBT009 = {
    .code = "DBT009",
    .name = "n-plus-one",
    .family = Family::Database,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references =
        {"https://docs.sqlalchemy.org/en/20/orm/queryguide/relationships.html#lazy-loading",
         "https://docs.sqlalchemy.org/en/20/orm/queryguide/"
         "relationships.html#selectin-eager-loading"},
    .risk =
        "A page of a hundred rows sends a hundred and one queries: each is a way to the database "
        "and back, and the pool's connection is taken meanwhile.",
    .advice =
        "Ask once for all rows before the loop, with `in_(ids)` as the condition, a join, or "
        "`selectinload`.",
    .docs = R"md(
A loop over rows of a query that sends a query for each of them: itself, through a function that it calls, or by an attribute
that SQLAlchemy reads when it is asked for.

```python bad
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Customer, Order


def names(session: Session) -> list[str]:
    found = []
    for order in session.scalars(select(Order)).all():
        found.append(session.get(Customer, order.customer_id).name)
    return found
```

```python good
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Customer, Order


def names(session: Session) -> list[str]:
    return list(session.scalars(select(Customer.name).join(Order)))
```

Known are sessions and connections of SQLAlchemy and SQLModel, psycopg, asyncpg and documents of Firestore. Not reported: queries
that do not depend on the row, writes, relationships that come with the rows (`lazy="selectin"`, `options(…)`, `join(…)`).
)md",
    .kinds = {Kind::For, Kind::AsyncFor, Kind::ListComp, Kind::SetComp, Kind::GeneratorExp,
              Kind::DictComp},
    .on_node = check,
};

}  // namespace fastidious::rules
