#include <algorithm>
#include <vector>

#include "app/effects/orm_queries.h"
#include "app/models/relationships.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using app::QueriedRows;
using semantic::CallSite;
using semantic::FileModel;

constexpr std::string_view kFactories[] = {
    "sqlalchemy.ext.asyncio.async_sessionmaker", "sqlalchemy.orm.sessionmaker",
    "sqlalchemy.ext.asyncio.AsyncSession", "sqlmodel.ext.asyncio.session.AsyncSession"};

constexpr std::size_t kMaxNodes = 12'000;  // of a function
constexpr int kMaxCommits = 8;             // of it that are looked at
constexpr int kMaxUses = 100;              // of names behind one of them

std::string_view method_of(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  return method != nullptr ? file.text(method->attr) : std::string_view{};
}

bool is_of_async_session(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr) return false;
  const std::string_view owner = file.type_of(*method->value);
  return app::is_session(owner) && owner.find("async") != owner.npos;
}

// The first call of an AsyncSession in its function looks at all of the function.
bool is_first_of_function(const FileModel& file, const FunctionDef& function, const Call& call) {
  for (const auto* other : file.tree().nodes_of<Call>(function)) {
    if (is_of_async_session(file, *other)) return other == &call;
  }
  return false;
}

// ---- relationships

// `await session.refresh(order, ["items"])`, `order.awaitable_attrs`, `session.run_sync(…)`.
bool reads_beforehand(const FileModel& file, const FunctionDef& function, std::string_view name) {
  for (const auto* call : file.tree().nodes_of<Call>(function)) {
    const std::string_view method = method_of(file, *call);
    if (method == "run_sync") return true;
    if (method != "refresh") continue;
    for (const auto* text : file.tree().nodes_of<Constant>(*call)) {
      if (text->is_str() && text->value == name) return true;
    }
  }
  return false;
}

void check_relationships(const FunctionDef& function, Check& check) {
  const FileModel& file = check.file();
  for (const auto* attribute : file.tree().nodes_of<Attribute>(function)) {
    const auto* owner = attribute->value->as<Name>();
    if (owner == nullptr || attribute->context != Context::Load ||
        file.enclosing_function(*attribute) != &function) {
      continue;
    }
    const QueriedRows rows = app::queried_rows(file, *owner);
    const auto* cls = as<ClassDef>(rows.cls.node);
    if (!rows.is_async || rows.is_list || rows.has_options || cls == nullptr) continue;
    const std::string_view name = file.text(attribute->attr);
    for (const app::Relationship& one : app::relationships_of(*rows.cls.file, *cls)) {
      if (one.name != name || !one.is_lazy || reads_beforehand(file, function, name)) continue;
      check
          .report(*attribute, "`{}` is not loaded, and cannot be loaded here",
                  {file.text(*attribute)})
          .step(file, rows.query->span(), "it is read here, without `{}`", {name})
          .step(*one.file, one.declaration->span(), "it is loaded when it is asked for")
          .fix(
              "Load it with the query, `.options(selectinload({}.{}))` (`selectinload` from "
              "`sqlalchemy.orm`), or await `row.awaitable_attrs.{}`.",
              {rows.cls.file->text(cls->name), name, name});
    }
  }
}

// ---- commits

// Whether the sessions of the repository forget what they hold when they commit: each is made
// without `expire_on_commit=False`. Empty where none is made, or one says otherwise.
const Call* expiring_factory(const semantic::Model& model, const FileModel*& file) {
  const Call* found = nullptr;
  for (const std::string_view target : kFactories) {
    for (const CallSite& site : model.calls_of(target)) {
      if (site.file->file().role != repo::Role::Application) continue;
      const Expr* expires = semantic::argument(*site.file, *site.call, -1, "expire_on_commit");
      if (expires != nullptr || semantic::passes_unpacked_mapping(*site.call)) return nullptr;
      if (target == "sqlalchemy.orm.sessionmaker") {
        const Expr* cls = semantic::argument(*site.file, *site.call, -1, "class_");
        const std::string_view name = site.file->resolve(cls);
        if (name.find("AsyncSession") == name.npos) continue;
      }
      if (found == nullptr) {
        found = site.call;
        file = site.file;
      }
    }
  }
  return found;
}

// Whether the session holds the object: it was given it, or has read it.
bool is_held(const FileModel& file, const FunctionDef& function, const Name& object) {
  constexpr std::string_view kAdds[] = {"add", "merge"};
  if (app::queried_rows(file, object).is_async) return true;
  for (const auto* call : file.tree().nodes_of<Call>(function)) {
    if (!is_one_of(method_of(file, *call), kAdds) || call->args.empty()) continue;
    const auto* given = call->args[0]->as<Name>();
    if (given != nullptr && given->name == object.name && is_of_async_session(file, *call)) {
      return true;
    }
  }
  return false;
}

// Whether something between the commit and the use reads it again, or makes it another one.
bool is_renewed(const FileModel& file, const FunctionDef& function, const Node& commit,
                const Name& use) {
  for (const auto* call : file.tree().nodes_of<Call>(function)) {
    if (call->begin <= commit.end || call->begin >= use.begin) continue;
    const std::string_view method = method_of(file, *call);
    if (method == "refresh" || method == "rollback" || method == "expunge" ||
        method == "run_sync") {
      return true;
    }
  }
  for (const semantic::Binding* one : semantic::reaching_bindings(file, use)) {
    if (one->node->begin > commit.begin) return true;
  }
  return false;
}

// Whether the name stands for columns that are read: not for a method's receiver, nor an argument.
bool reads_columns(const FileModel& file, const FunctionDef& function, const Name& object) {
  const Node* around = file.parent(object);
  if (const auto* attribute = as<Attribute>(around)) {
    const auto* call = as<Call>(file.parent(*attribute));
    const bool is_method = call != nullptr && call->func == attribute;
    return attribute->context == Context::Load && !is_method;
  }
  return around->is(Kind::Return) && file.is_route_handler(function);
}

// `order.id` behind `await session.commit()`, in the same block or one inside it; in an endpoint
// also `return order`, whose columns FastAPI reads.
const Expr* use_after_commit(const FileModel& file, const FunctionDef& function,
                             const Call& commit) {
  const Node* block = file.parent(file.enclosing_statement(commit));
  int uses = 0;
  for (const auto* object : file.tree().nodes_of<Name>(*block)) {
    if (object->begin < commit.end || object->context != Context::Load ||
        file.enclosing_function(*object) != &function || !reads_columns(file, function, *object)) {
      continue;
    }
    if (++uses > kMaxUses) return nullptr;
    if (!is_held(file, function, *object) || is_renewed(file, function, commit, *object)) {
      continue;
    }
    const auto* attribute = as<Attribute>(file.parent(*object));
    return attribute != nullptr ? static_cast<const Expr*>(attribute) : object;
  }
  return nullptr;
}

void check_commits(const FunctionDef& function, Check& check) {
  const FileModel& file = check.file();
  int commits = 0;
  for (const auto* call : file.tree().nodes_of<Call>(function)) {
    if (method_of(file, *call) != "commit" || !is_of_async_session(file, *call) ||
        file.enclosing_function(*call) != &function) {
      continue;
    }
    if (++commits > kMaxCommits) return;
    const Expr* use = use_after_commit(file, function, *call);
    const FileModel* made_in = nullptr;
    const Call* factory = use != nullptr ? expiring_factory(file.project(), made_in) : nullptr;
    if (factory == nullptr) continue;
    check
        .report(*use, "`{}` is read behind the commit, which made the session forget it",
                {file.text(*use)})
        .step(file, call->span(), "the commit")
        .step(*made_in, factory->span(), "`expire_on_commit` is not switched off")
        .fix(
            "Make the session with `async_sessionmaker(engine, expire_on_commit=False)`, or "
            "`await session.refresh(…)` first.");
    return;
  }
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || file.tree().subtree(*function).size() > kMaxNodes ||
      !is_first_of_function(file, *function, call)) {
    return;
  }
  check_relationships(*function, check);
  check_commits(*function, check);
}

}  // namespace

extern constinit const Rule DBT010 = {
    .code = "DBT010",
    .name = "async-lazy-load",
    .family = Family::Database,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html"
                   "#preventing-implicit-io-when-using-asyncsession"},
    .risk =
        "Reading it needs the database, and an attribute cannot be awaited: the request fails "
        "with `MissingGreenlet`.",
    .advice =
        "Load it with the query (`selectinload`), and make sessions with "
        "`expire_on_commit=False`.",
    .docs = R"md(
An AsyncSession reads nothing by itself. A relationship that the query did not load, and every attribute behind a commit
unless `expire_on_commit=False`, raises `MissingGreenlet`.

```python bad
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[Customer] = relationship()


async def customer_of(session: AsyncSession, order_id: int) -> int:
    order = await session.get(Order, order_id)
    return order.customer.id
```

```python good
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[Customer] = relationship()


async def customer_of(session: AsyncSession, order_id: int) -> int:
    order = await session.get(Order, order_id, options=[selectinload(Order.customer)])
    return order.customer.id
```

Followed are rows and objects inside one function. Not reported: relationships that come with the rows (`lazy="selectin"`,
`options`, `join`), `awaitable_attrs`, `run_sync`, what `refresh` names, and commits in repositories where a session is made with
`expire_on_commit`.
)md",
    .calls = {"sqlalchemy.ext.asyncio.AsyncSession.*",
              "sqlmodel.ext.asyncio.session.AsyncSession.*",
              "sqlalchemy.ext.asyncio.async_scoped_session.*"},
    .on_call = check,
};

}  // namespace fastidious::rules
