#include <algorithm>
#include <string>
#include <vector>

#include "app/models/orm_class.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::FileModel;

constexpr std::string_view kColumns[] = {"sqlalchemy.Column", "sqlalchemy.schema.Column",
                                         "sqlalchemy.orm.mapped_column"};
constexpr std::string_view kIndexes[] = {"sqlalchemy.Index", "sqlalchemy.schema.Index"};
constexpr std::string_view kConstraints[] = {"UniqueConstraint", "PrimaryKeyConstraint",
                                             "ExcludeConstraint"};

// A column of a class that refers to another table.
struct ForeignKey {
  std::string_view name;  // of the attribute
  std::string column;     // in the database
  const Call* call = nullptr;
};

// `index=…`, `unique=…`, `primary_key=…`, unless it is False.
bool says_it_is_indexed(const FileModel& file, const Call& call) {
  for (const std::string_view keyword : {"index", "unique", "primary_key"}) {
    const Expr* value = semantic::argument(file, call, -1, keyword);
    const auto* constant = value != nullptr ? value->as<Constant>() : nullptr;
    if (value != nullptr && (constant == nullptr || constant->type != ConstantKind::False)) {
      return true;
    }
  }
  return semantic::argument(file, call, -1, "sa_column") != nullptr;
}

bool refers_to_table(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  if (target.starts_with("sqlmodel") && target.ends_with("Field")) {
    return semantic::argument(file, call, -1, "foreign_key") != nullptr;
  }
  if (!is_one_of(target, kColumns)) return false;
  return std::any_of(call.args.begin(), call.args.end(), [&](const Expr* one) {
    const auto* made = one->as<Call>();
    return made != nullptr && file.resolve(*made->func).ends_with(".ForeignKey");
  });
}

std::vector<ForeignKey> foreign_keys(const FileModel& file, const ClassDef& cls) {
  std::vector<ForeignKey> found;
  for (const Stmt* statement : cls.body) {
    const auto* plain = statement->as<Assign>();
    const auto* annotated = statement->as<AnnAssign>();
    const Expr* value = plain != nullptr ? plain->value : annotated ? annotated->value : nullptr;
    const Expr* target = plain != nullptr ? plain->targets[0]
                         : annotated      ? annotated->target
                                          : nullptr;
    const auto* name = as<Name>(target);
    const auto* call = as<Call>(value);
    if (name == nullptr || call == nullptr || !refers_to_table(file, *call) ||
        says_it_is_indexed(file, *call)) {
      continue;
    }
    const auto* given = call->args.empty() ? nullptr : call->args[0]->as<Constant>();
    const std::string_view text = file.text(name->name);
    found.push_back(
        {text, std::string(given != nullptr && given->is_str() ? given->value : text), call});
  }
  return found;
}

// The name of a column as an index is given it: "owner_id", owner_id, Item.owner_id,
// owner_id.desc()
std::string_view column_named(const FileModel& file, const Expr& expr) {
  const Expr* at = &expr;
  while (const auto* call = at->as<Call>()) {
    const auto* method = call->func->as<Attribute>();
    if (method == nullptr) return {};
    at = method->value;
  }
  if (const auto* text = at->as<Constant>()) return text->value;
  if (const auto* name = at->as<Name>()) return file.text(name->name);
  const auto* attribute = at->as<Attribute>();
  return attribute != nullptr ? file.text(attribute->attr) : std::string_view{};
}

// The first column of Index("ix", a, b) or UniqueConstraint("a", "b").
std::string_view leading_column(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  const bool is_index = is_one_of(target, kIndexes);
  const std::string_view cls = target.substr(target.rfind('.') + 1);
  const std::size_t at = is_index ? 1 : 0;
  if ((!is_index && !is_one_of(cls, kConstraints)) || at >= call.args.size()) return {};
  return column_named(file, *call.args[at]);
}

bool is_named(const ForeignKey& key, std::string_view column) {
  return !column.empty() && (column == key.name || column == key.column);
}

// What the class says of its table: __table_args__, as a tuple or a method.
bool is_in_table_arguments(const FileModel& file, const ClassDef& cls, const ForeignKey& key) {
  for (const Stmt* statement : cls.body) {
    if (statement->is(Kind::ClassDef)) continue;
    for (const auto* call : file.tree().nodes_of<Call>(*statement)) {
      if (is_named(key, leading_column(file, *call))) return true;
    }
  }
  return false;
}

// Index("ix", Item.owner_id) anywhere, op.create_index("ix", "item", ["owner_id"]) in a migration.
bool is_indexed_elsewhere(const FileModel& file, const ForeignKey& key) {
  // Of more of them nothing can be told in reasonable time: one may be it.
  constexpr std::size_t kMaxSites = 1000;
  const semantic::Model& model = file.project();
  for (const std::string_view target :
       {"sqlalchemy.Index", "alembic.op.create_index", "alembic.op.execute"}) {
    if (model.calls_of(target).size() > kMaxSites) return true;
  }
  for (const std::string_view target : kIndexes) {
    for (const CallSite& site : model.calls_of(target)) {
      if (is_named(key, leading_column(*site.file, *site.call))) return true;
    }
  }
  for (const CallSite& site : model.calls_of("alembic.op.create_index")) {
    const Expr* columns = semantic::argument(*site.file, *site.call, 2, "columns");
    const auto* list = as<ListExpr>(columns);
    if (list == nullptr || list->elts.empty()) continue;
    if (is_named(key, column_named(*site.file, *list->elts[0]))) return true;
  }
  for (const CallSite& site : model.calls_of("alembic.op.execute")) {
    const std::string sql = lower_case(site.file->text(*site.call));
    if (has_word(sql, "index") && has_word(sql, key.column)) return true;
  }
  return false;
}

// MySQL makes an index for each foreign key by itself.
bool runs_on_mysql(const FileModel& file) {
  const auto& packages = file.project().dependencies();
  const auto has_one = [&](std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
      return packages.find(name, file.file().path) != nullptr;
    });
  };
  return has_one({"pymysql", "aiomysql", "mysqlclient", "asyncmy", "mysql-connector-python"}) &&
         !has_one({"psycopg2", "psycopg2-binary", "psycopg", "asyncpg"});
}

// Behind the last argument, before a comma that may follow it.
Span end_of_arguments(const Call& call) {
  const Offset end = std::max(call.args.empty() ? 0 : call.args.back()->end,
                              call.keywords.empty() ? 0 : call.keywords.back()->end);
  return {end, end};
}

void check(const ClassDef& cls, Check& check) {
  const FileModel& file = check.file();
  std::vector<ForeignKey> keys = foreign_keys(file, cls);
  if (keys.empty() || !app::is_orm_class(file, cls) || runs_on_mysql(file)) return;
  std::erase_if(keys, [&](const ForeignKey& key) {
    return is_in_table_arguments(file, cls, key) || is_indexed_elsewhere(file, key);
  });
  if (keys.empty()) return;
  const std::string others =
      keys.size() > 1 ? " and " + std::to_string(keys.size() - 1) + " more" : std::string();
  Draft draft = check.report(*keys[0].call, "`{}.{}`{} refers to another table and has no index",
                             {file.text(cls.name), keys[0].name, others});
  for (const ForeignKey& key : keys) {
    draft.edit(end_of_arguments(*key.call), ", index=True");
    if (&key != &keys[0]) draft.step(file, key.call->span(), "`{}` has none either", {key.name});
  }
}

}  // namespace

extern constinit const Rule DBT012 = {
    .code = "DBT012",
    .name = "fk-index-missing",
    .family = Family::Database,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references =
        {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
         "https://docs.sqlalchemy.org/en/20/core/constraints.html#indexes"},
    .risk =
        "Each join over it, and each DELETE in the other table, reads the whole table: it is "
        "fast with test data only.",
    .advice =
        "Add `index=True` and a migration that makes the index, `op.create_index(…)`. On a large "
        "table of PostgreSQL write it inside `with op.get_context().autocommit_block():`, with "
        "`postgresql_concurrently=True`, which no transaction allows.",
    .docs = R"md(
PostgreSQL and SQLite make no index for a foreign key; only the column it refers to has one.

```python bad
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
```

```python good
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
```

One finding for each class. Not reported: columns that are unique or (part of) the primary key, that lead an index or constraint of
the class, of the module or of a migration, and applications of MySQL, which makes such indexes itself. The fix
needs a migration beside it.
)md",
    .on_class = check,
};

}  // namespace fastidious::rules
