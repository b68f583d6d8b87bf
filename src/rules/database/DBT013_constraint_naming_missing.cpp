#include <algorithm>
#include <vector>

#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::FileModel;

constexpr std::string_view kConvention = "naming_convention";
constexpr std::string_view kMetaDataWritten =
    "`metadata = MetaData(naming_convention={\"ix\": \"ix_%(column_0_label)s\", \"uq\": "
    "\"uq_%(table_name)s_%(column_0_name)s\", \"ck\": \"ck_%(table_name)s_%(constraint_name)s\", "
    "\"fk\": \"fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s\", \"pk\": "
    "\"pk_%(table_name)s\"})` (`MetaData` from `sqlalchemy`)";
constexpr std::string_view kMetaData[] = {"sqlalchemy.MetaData", "sqlalchemy.schema.MetaData"};
constexpr std::string_view kBases[] = {"sqlalchemy.orm.DeclarativeBase",
                                       "sqlalchemy.orm.DeclarativeBaseNoMeta"};

bool is_judged(const FileModel& file) { return file.file().role == repo::Role::Application; }

// Whether anything of the repository gives names to constraints: MetaData(naming_convention=…),
// Base.metadata.naming_convention = …
bool has_convention(const semantic::Model& model) {
  for (const std::string_view target : kMetaData) {
    for (const CallSite& site : model.calls_of(target)) {
      const bool may_pass = std::any_of(
          site.call->keywords.begin(), site.call->keywords.end(), [&](const Keyword* one) {
            return !one->arg || site.file->text(one->arg) == kConvention;
          });
      if (may_pass) return true;
    }
  }
  return std::any_of(model.files().begin(), model.files().end(), [](const FileModel& file) {
    const auto stored = file.scopes().stored_attributes();
    return std::any_of(stored.begin(), stored.end(),
                       [&](const Attribute* one) { return file.text(one->attr) == kConvention; });
  });
}

bool uses_alembic(const semantic::Model& model) {
  return std::any_of(model.files().begin(), model.files().end(), [](const FileModel& file) {
    return file.file().role == repo::Role::Migration &&
           file.file().path.find("versions/") != std::string_view::npos;
  });
}

// The base class of the application's tables, in the first file that makes one.
struct Base {
  const FileModel* file = nullptr;
  Span span;
  std::string_view name;
};

// Whether a class of the application derives from it: else nothing has constraints by it.
bool has_tables(const FileModel& base, const ClassDef& cls) {
  const std::string_view name = base.qualified_name(cls);
  const auto& files = base.project().files();
  return std::any_of(files.begin(), files.end(), [&](const FileModel& file) {
    const auto classes = file.tree().nodes_of<ClassDef>();
    return is_judged(file) && std::any_of(classes.begin(), classes.end(), [&](const ClassDef* one) {
             return one != &cls && file.inherits_from(*one, name);
           });
  });
}

Base base_in(const FileModel& file) {
  for (const semantic::Scope& scope : file.scopes().scopes()) {
    const auto* cls = scope.kind == semantic::ScopeKind::Class ? as<ClassDef>(scope.node) : nullptr;
    if (cls == nullptr) continue;
    const bool is_base = std::any_of(cls->bases.begin(), cls->bases.end(), [&](const Expr* one) {
      return is_one_of(file.resolve(*one), kBases);
    });
    if (is_base && has_tables(file, *cls)) return {&file, cls->name_span, file.text(cls->name)};
  }
  return {};
}

Base find_base(const semantic::Model& model) {
  for (const FileModel& file : model.files()) {
    if (!is_judged(file)) continue;
    if (const Base base = base_in(file); base.file != nullptr) return base;
  }
  for (const CallSite& site : model.calls_of("sqlalchemy.orm.declarative_base")) {
    if (is_judged(*site.file)) {
      return {site.file, site.call->func->span(), site.file->text(*site.call->func)};
    }
  }
  return {};
}

// Operations of migrations take the convention of the metadata that env.py names, too.
constexpr std::string_view kNamesFirst =
    "give each constraint of the migrations that exist the name that databases have, "
    "`name=\"…\"`: on a new database it takes the convention's otherwise.";

// The environment of Alembic, `env.py` beside the versions; null if there is none.
const FileModel* environment(const semantic::Model& model) {
  const auto found = std::find_if(model.files().begin(), model.files().end(), [](const auto& one) {
    const std::string_view path = one.file().path;
    return one.file().role == repo::Role::Migration &&
           (path.ends_with("/env.py") || path == "env.py");
  });
  return found == model.files().end() ? nullptr : &*found;
}

// Whether the file holds a table, `__tablename__ = …`, `Table("orders", …)` or `Order(Base)`, or
// imports what only runs it knows (`pkgutil`, `importlib`).
bool may_have_table_of(const FileModel& file, const Base& base) {
  const std::string_view text = file.file().text.view();
  for (const std::string_view sign :
       {"__tablename__", "Table(", "table=True", "import_module", "pkgutil", "__import__"}) {
    if (text.find(sign) != text.npos) return true;
  }
  const auto classes = file.tree().nodes_of<ClassDef>();
  return std::any_of(classes.begin(), classes.end(), [&](const ClassDef* one) {
    return one->name_span.begin != base.span.begin &&
           std::any_of(one->bases.begin(), one->bases.end(),
                       [&](const Expr* of) { return semantic::last_name(file, *of) == base.name; });
  });
}

// Whether the environment imports no module with a table, itself or by others. Such a one compares
// the database with nothing; without an environment that can be read nobody knows.
bool sees_no_table(const semantic::Model& model, const Base& base) {
  const FileModel* first = environment(model);
  if (first == nullptr || base.name.empty()) return false;
  std::vector<bool> seen(model.files().size(), false);
  std::vector<findings::FileId> all = {first->file().id};
  seen[all[0].value] = true;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (may_have_table_of(model.file(all[i]), base)) return false;
    for (const project::ImportEdge& edge : model.imports().imports_of(all[i])) {
      if (edge.star) return false;  // a computed `__all__` imports what it names
      if (!edge.to.valid() || seen[edge.to.value]) continue;
      seen[edge.to.value] = true;
      all.push_back(edge.to);
    }
  }
  return all.size() > 1;
}

void check(ProjectCheck& check) {
  const semantic::Model& model = check.model();
  if (!uses_alembic(model) || has_convention(model)) return;
  const Base base = find_base(model);
  if (base.file == nullptr) return;
  Draft draft =
      check.report(*base.file, base.span,
                   "Constraints of the tables of `{}` have no names of their own", {base.name});
  if (sees_no_table(model, base)) {
    draft.fix(
        "Import the modules of the tables in `{}` first: it imports none, and `--autogenerate` "
        "would drop them all. Then {} Last write {} in the base class, and look at the next "
        "migration by itself: it may give these names to constraints that exist.",
        {environment(model)->file().path, kNamesFirst, kMetaDataWritten});
  }
}

}  // namespace

extern constinit const Rule DBT013 = {
    .code = "DBT013",
    .name = "constraint-naming-missing",
    .family = Family::Database,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"https://alembic.sqlalchemy.org/en/latest/naming.html",
                   "https://docs.sqlalchemy.org/en/20/core/constraints.html"
                   "#configuring-constraint-naming-conventions"},
    .risk =
        "A migration that drops or changes a constraint has to guess the name that each "
        "database has made up; `--autogenerate` writes `drop_constraint(None, …)`, which fails.",
    .advice =
        "Give each constraint of the migrations that exist the name that databases have, "
        "`name=\"…\"`: on a new database it takes the convention's otherwise. Then write `metadata "
        "= "
        "MetaData(naming_convention={\"ix\": \"ix_%(column_0_label)s\", \"uq\": "
        "\"uq_%(table_name)s_%(column_0_name)s\", \"ck\": "
        "\"ck_%(table_name)s_%(constraint_name)s\", \"fk\": "
        "\"fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s\", \"pk\": "
        "\"pk_%(table_name)s\"})` (`MetaData` from `sqlalchemy`) in the base class. The next "
        "`--autogenerate` "
        "may give these names to constraints that exist: look at that migration by itself.",
    .docs = R"md(
Alembic's migrations name the constraints that they change. Without `naming_convention` each database makes up its own
names.

```python bad
# --- app/db.py
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
# --- alembic/versions/0001_first.py
from alembic import op

revision = "0001"
```

```python good
# --- app/db.py
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})
# --- alembic/versions/0001_first.py
from alembic import op

revision = "0001"
```

Reported once, at the base class of the tables, where there are migrations of Alembic. Setting
`Base.metadata.naming_convention` counts as well.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
