#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/models/orm_class.h"
#include "app/models/revisions.h"
#include "app/values/value.h"
#include "deploy/manifests.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

using app::Revision;

void check_heads(ProjectCheck& check, const std::vector<Revision>& all) {
  const std::vector<const Revision*> heads = app::heads_of(all);
  if (heads.size() < 2) return;
  const Revision& first = *heads[0];
  const Revision& second = *heads[1];
  check
      .report(*second.file, second.place->span(),
              "The migrations have two heads: nothing follows `{}`, and nothing follows `{}`",
              {first.id, second.id})
      .risk("`alembic upgrade head` refuses to choose, and the deployment stops.")
      .fix("`alembic merge heads`, and commit what it writes.")
      .step(*first.file, first.place->span(), "The other head");
}

void check_links(ProjectCheck& check, const std::vector<Revision>& all,
                 const std::set<std::string>& known) {
  for (const Revision& one : all) {
    for (const std::string& down : one.down) {
      if (down.empty() || known.contains(down)) continue;
      check.report(*one.file, one.down_place->span(), "There is no revision `{}` to follow", {down})
          .risk("Alembic cannot build the chain: every command ends with KeyError.")
          .fix("Name the revision that came before, or bring its file back.");
    }
  }
}

bool has_orm_class(const semantic::Model& model) {
  for (const FileModel& file : model.files()) {
    if (file.file().role != project::Role::Application) continue;
    for (const auto* cls : file.tree().nodes_of<ClassDef>()) {
      if (app::is_orm_class(file, *cls)) return true;
    }
  }
  return false;
}

// A declarative base: where it is, and what most models call it.
struct Base {
  const FileModel* file = nullptr;
  std::string name;
};

// The one that most models of the application inherit from by itself.
Base declarative_base_of(const semantic::Model& model) {
  std::map<std::string, int, std::less<>> heirs;  // by the qualified name of the base
  for (const FileModel& file : model.files()) {
    if (file.file().role != project::Role::Application) continue;
    for (const auto* cls : file.tree().nodes_of<ClassDef>()) {
      if (!app::is_orm_class(file, *cls)) continue;
      for (const Expr* base : cls->bases) ++heirs[std::string(file.resolve(*base))];
    }
  }
  Base found;
  int most = 0;
  for (const FileModel& file : model.files()) {
    const std::string prefix = file.file().module_name + ".";
    for (const auto& [name, count] : heirs) {
      if (count <= most || !name.starts_with(prefix)) continue;
      const std::string last = name.substr(prefix.size());
      if (last.find('.') != last.npos || last.empty()) continue;
      found = {&file, last};
      most = count;
    }
  }
  return found;
}

// The module as others import it: "models.db" where the program is started inside of `app/`.
std::string imported_as(const semantic::Model& model, const FileModel& file) {
  for (const project::ImportEdge& edge : model.imports().edges()) {
    if (edge.to != file.file().id) continue;
    const auto* from = as<ImportFrom>(edge.statement);
    if (from != nullptr && from->level == 0) return std::string(from->module);
  }
  return file.file().module_name;
}

void name_the_base(Draft& draft, const semantic::Model& model) {
  const Base base = declarative_base_of(model);
  if (base.file == nullptr || base.file->file().module_name.empty()) {
    draft.fix(
        "Import the models' declarative base and each module with models, and set "
        "`target_metadata` to the base's `metadata`.");
    return;
  }
  draft.fix(
      "`from {} import {}`, then `target_metadata = {}.metadata`; import each module with models "
      "as well.",
      {imported_as(model, *base.file), base.name, base.name});
}

// `target_metadata = None`, as the template has it.
void check_environments(ProjectCheck& check) {
  for (const FileModel& file : check.model().files()) {
    if (file.file().role != project::Role::Migration || !file.file().path.ends_with("env.py"))
      continue;
    const Expr* metadata = app::value_of_module(file, "target_metadata");
    if (metadata == nullptr || !has_orm_class(check.model())) continue;
    if (app::evaluate(file, metadata).kind != app::Value::Kind::None) continue;
    Draft draft = check.report(file, metadata->span(),
                               "Alembic knows none of the models: `target_metadata` is None");
    draft.risk("`--autogenerate` writes empty migrations, and `alembic check` finds nothing.");
    name_the_base(draft, check.model());
  }
}

void check(ProjectCheck& check) {
  const app::RevisionFolders folders = app::revisions_by_folder(check.model());
  std::set<std::string> known;
  for (const auto& [folder, all] : folders) {
    for (const Revision& one : all) known.insert(one.id);
  }
  for (const auto& [folder, all] : folders) {
    check_links(check, all, known);
    check_heads(check, all);
  }
  check_environments(check);
}

}  // namespace

extern constinit const Rule DEP030 = {
    .code = "DEP030",
    .name = "migrations-incoherent",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Everywhere,
    .references = {"https://alembic.sqlalchemy.org/en/latest/branches.html",
                   "https://alembic.sqlalchemy.org/en/latest/autogenerate.html"},
    .risk = "The database cannot be brought to the state that the code expects.",
    .advice = "`alembic heads` shows one head; `alembic check` finds nothing to do.",
    .docs = R"md(
Migrations of Alembic that do not fit together: two heads, a revision that follows one that is not there, and an environment whose
`target_metadata` is None although there are models.

```python bad
# --- alembic/versions/2.py
revision = "2"
down_revision = "1"
```

```python good
# --- alembic/versions/1.py
revision = "1"
down_revision = None
# --- alembic/versions/2.py
revision = "2"
down_revision = "1"
```

Heads are looked for in each folder; branches with labels are left alone, and so are revisions whose predecessor is computed. Tables without a
migration are not looked for.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
