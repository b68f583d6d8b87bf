#include <algorithm>
#include <array>
#include <string>

#include "app/effects/orm_queries.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::Definition;
using semantic::FileModel;

// What must not be sold or spent twice.
constexpr std::string_view kGoods[] = {"balance", "stock",     "inventory", "seats",  "quantity",
                                       "qty",     "available", "remaining", "credit", "credits",
                                       "quota",   "points",    "funds",     "wallet"};
// What is only counted: a lost one is a pity.
constexpr std::string_view kCounters[] = {"counter",   "views", "likes", "votes",
                                          "downloads", "hits",  "usage", "uses"};

bool ends_with_one_of(std::string_view name, const auto& words) {
  const auto all = name_words(name);
  return !all.empty() && is_one_of(all.back(), words);
}

bool is_sum(const Expr& expr) {
  const auto* operation = expr.as<BinOp>();
  return operation != nullptr && (operation->op == Operator::Add || operation->op == Operator::Sub);
}

// `Account.balance - 5`: the database does the sum.
bool is_of_class(const FileModel& file, const Expr& expr) {
  for (const auto* name : file.tree().nodes_of<Name>(expr)) {
    if (as<ClassDef>(file.definition_of(*name).node) != nullptr) return true;
  }
  return false;
}

// The class counts its versions, and refuses to write over another's change.
bool has_version_column(const Definition& cls) {
  for (const auto* name : cls.file->tree().nodes_of<Name>(*cls.node)) {
    if (cls.file->text(name->name) != "__mapper_args__") continue;
    for (const auto* key :
         cls.file->tree().nodes_of<Constant>(cls.file->enclosing_statement(*name))) {
      if (key->is_str() && key->value == "version_id_col") return true;
    }
  }
  return false;
}

// Transactions that see each other as if one came after the other, for all of the application.
bool is_serializable(const semantic::Model& model) {
  constexpr std::string_view kEngines[] = {"sqlalchemy.create_engine",
                                           "sqlalchemy.ext.asyncio.create_async_engine"};
  for (const std::string_view target : kEngines) {
    for (const CallSite& site : model.calls_of(target)) {
      const Expr* level = semantic::argument(*site.file, *site.call, -1, "isolation_level");
      const auto text = level != nullptr ? site.file->constant_string(*level) : std::nullopt;
      if (text && (*text == "SERIALIZABLE" || *text == "REPEATABLE READ")) return true;
    }
  }
  return false;
}

// Of the goods critical, of counters a warning.
void grade(Draft draft, std::string_view name) {
  if (!ends_with_one_of(name, kGoods)) {
    draft.severity(Severity::Warning)
        .risk(
            "Two requests at the same time read the same number and write the same sum: one of "
            "them is not counted.");
  }
}

// ---- attributes of rows

void check_attribute(const Attribute& target, const Expr& change, Check& check) {
  const FileModel& file = check.file();
  const std::string_view name = file.text(target.attr);
  if (!ends_with_one_of(name, kGoods) && !ends_with_one_of(name, kCounters)) return;
  const app::QueriedRows rows = app::queried_rows(file, *target.value);
  if (!rows || rows.is_list || rows.is_locked || is_of_class(file, change)) return;
  if (rows.cls && has_version_column(rows.cls)) return;
  if (is_serializable(file.project())) return;
  grade(check
            .report(target,
                    "`{}` is read, changed and written back: another request may do the "
                    "same meanwhile",
                    {file.text(target)})
            .step(file, rows.query->span(), "it is read here, without a lock"),
        name);
}

void check_sum(const AugAssign& statement, Check& check) {
  const auto* target = statement.target->as<Attribute>();
  const bool is_sum = statement.op == Operator::Add || statement.op == Operator::Sub;
  if (target != nullptr && is_sum) check_attribute(*target, *statement.value, check);
}

// account.balance = account.balance - amount
void check_assignment(const Assign& statement, Check& check) {
  const auto* target = statement.targets[0]->as<Attribute>();
  if (target == nullptr || !is_sum(*statement.value)) return;
  const std::string_view text = check.file().text(*target);
  for (const auto* read : check.file().tree().nodes_of<Attribute>(*statement.value)) {
    if (check.file().text(*read) == text) return check_attribute(*target, *statement.value, check);
  }
}

// ---- Firestore: update({"stock": data["stock"] - 1})

bool reads_key(const FileModel& file, const Expr& expr, std::string_view key) {
  for (const auto* text : file.tree().nodes_of<Constant>(expr)) {
    if (text->is_str() && text->value == key) return true;
  }
  return false;
}

void check_document(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const auto* fields = call.args.empty() ? nullptr : call.args[0]->as<Dict>();
  if (fields == nullptr) return;
  for (std::size_t i = 0; i < fields->keys.size(); ++i) {
    const auto* key = as<Constant>(fields->keys[i]);
    if (key == nullptr || !key->is_str() || !is_sum(*fields->values[i])) continue;
    const bool is_counted =
        ends_with_one_of(key->value, kGoods) || ends_with_one_of(key->value, kCounters);
    if (!is_counted || !reads_key(file, *fields->values[i], key->value)) continue;
    grade(check
              .report(*fields->values[i],
                      "`{}` is read, changed and written back: another request may do the same "
                      "meanwhile",
                      {key->value})
              .fix("Let Firestore add: `firestore.Increment(-amount)`, or read and write in a "
                   "`@firestore.transactional` function."),
          key->value);
  }
}

// ---- SQL: update account set balance = %s, with a sum as argument

// The column that `update … set column = %s` writes; empty if it is no such text.
std::string column_set(const std::string& sql) {
  const std::size_t set = sql.find(" set ");
  if (!sql.starts_with("update ") || set == sql.npos) return {};
  const std::size_t equals = sql.find('=', set);
  if (equals == sql.npos) return {};
  const std::string_view value = trimmed(std::string_view(sql).substr(equals + 1));
  const bool is_placeholder =
      value.starts_with("%") || value.starts_with("$") || value.starts_with("?");
  return is_placeholder
             ? std::string(trimmed(std::string_view(sql).substr(set + 5, equals - set - 5)))
             : std::string();
}

bool is_made_by_sum(const FileModel& file, const Expr& expr) {
  if (is_sum(expr)) return true;
  const auto* name = expr.as<Name>();
  if (name == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(file, *name);
  return std::any_of(bindings.begin(), bindings.end(), [](const semantic::Binding* one) {
    return (one->value != nullptr && is_sum(*one->value)) ||
           one->kind == semantic::BindingKind::Augmented;
  });
}

// The call in the same function that reads the column; null if there is none, or it takes a lock.
const Call* read_of(const FileModel& file, const FunctionDef& function, const Call& write,
                    std::string_view column) {
  for (const auto* call : file.tree().nodes_of<Call>(function)) {
    if (call->begin >= write.begin || !app::sends_query(file, *call) || call->args.empty())
      continue;
    const auto text = file.constant_string(*call->args[0]);
    const std::string sql = text ? lower_case(*text) : std::string();
    if (!has_word(sql, "select") || !has_word(sql, column)) continue;
    return sql.find("for update") == sql.npos ? call : nullptr;
  }
  return nullptr;
}

void check_sql(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const auto text = call.args.empty() ? std::nullopt : file.constant_string(*call.args[0]);
  if (!text || call.args.size() < 2) return;
  const std::string column = column_set(std::string(trimmed(lower_case(*text))));
  const FunctionDef* function = file.enclosing_function(call);
  constexpr std::size_t kMaxNodes = 12'000;
  if (function != nullptr && file.tree().subtree(*function).size() > kMaxNodes) return;
  const bool is_counted = ends_with_one_of(column, kGoods) || ends_with_one_of(column, kCounters);
  if (function == nullptr || !is_counted) return;
  const auto* values = call.args[1]->as<Tuple>();
  const Expr& first = values != nullptr && !values->elts.empty() ? *values->elts[0] : *call.args[1];
  const Call* read = is_made_by_sum(file, first) ? read_of(file, *function, call, column) : nullptr;
  if (read == nullptr) return;
  grade(
      check
          .report(*call.args[0],
                  "`{}` is read, changed and written back: another request may do "
                  "the same meanwhile",
                  {column})
          .step(file, read->span(), "it is read here, without `FOR UPDATE`")
          .fix("Let the database do the sum, `set {} = {} + …`, with what has to hold in `where`; "
               "or read it with `select … for update`.",
               {column, column}),
      column);
}

void check_call(const Call& call, Check& check) {
  check.target().starts_with("google.cloud.firestore") ? check_document(call, check)
                                                       : check_sql(call, check);
}

void check_statement(const Node& node, Check& check) {
  if (const auto* sum = node.as<AugAssign>()) {
    check_sum(*sum, check);
  } else if (const auto* assignment = node.as<Assign>()) {
    check_assignment(*assignment, check);
  }
}

}  // namespace

extern constinit const Rule DBT008 = {
    .code = "DBT008",
    .name = "read-modify-write-race",
    .family = Family::Database,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"CWE-362", "CWE-367", "ASVS 15.4.2",
                   "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS"},
    .risk =
        "Two requests at the same time read the same number: the last seat is sold twice, or a "
        "balance is spent twice.",
    .advice =
        "Let the database do the sum, in an `update()` whose `values()` add to the column and "
        "whose "
        "`where()` has what must hold; or read the row with `with_for_update()`.",
    .docs = R"md(
A balance, stock or number of seats is read, a sum is made of it in Python, and it is written back. Between reading and writing
other requests do the same.

```python bad
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int]


def pay(session: Session, account_id: int, amount: int) -> None:
    account = session.get(Account, account_id)
    account.balance -= amount
    session.commit()
```

```python good
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int]


def pay(session: Session, account_id: int, amount: int) -> None:
    account = session.get(Account, account_id, with_for_update=True)
    account.balance -= amount
    session.commit()
```

Looked at are rows of SQLAlchemy and SQLModel, `update … set x = %s` with a sum as argument behind a `select` of the same
column, and `update({"x": data["x"] - 1})` of Firestore, for names that end in `balance`, `stock`, `seats`, `quantity`,
`credits`, `quota`, …; of counters (`views`, `likes`) it is a warning. Not reported: rows that are locked (`with_for_update`), sums in
the database (`Account.balance - 1`), classes with `version_id_col`, engines that are `SERIALIZABLE`. Review is asked
for, because a lock may be held elsewhere.
)md",
    .calls = {"google.cloud.firestore.DocumentReference.update",
              "google.cloud.firestore.DocumentReference.set",
              "google.cloud.firestore.AsyncDocumentReference.update",
              "google.cloud.firestore.AsyncDocumentReference.set",
              "psycopg2.extensions.cursor.execute", "psycopg.Cursor.execute",
              "psycopg.AsyncCursor.execute", "psycopg.Connection.execute",
              "psycopg.AsyncConnection.execute", "asyncpg.Connection.execute"},
    .on_call = check_call,
    .kinds = {Kind::AugAssign, Kind::Assign},
    .on_node = check_statement,
};

}  // namespace fastidious::rules
