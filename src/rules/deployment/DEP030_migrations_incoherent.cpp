#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/models/orm_class.h"
#include "app/values/value.h"
#include "deploy/manifests.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// A file of a `versions` folder: https://alembic.sqlalchemy.org/en/latest/tutorial.html
struct Revision {
  const FileModel* file = nullptr;
  const Expr* place = nullptr;       // of `revision`
  const Expr* down_place = nullptr;  // of `down_revision`
  std::string id;
  std::vector<std::string> down;
  bool is_known = true;    // what it stands on could be told
  bool has_label = false;  // it names a branch of its own
};

// The value that the module gives the name; null if it gives it none.
const Expr* value_of(const FileModel& file, std::string_view wanted) {
  for (const Stmt* statement : file.tree().root().body) {
    const auto* plain = statement->as<Assign>();
    const auto* annotated = statement->as<AnnAssign>();
    const Expr* target = plain != nullptr && plain->targets.size() == 1 ? plain->targets[0]
                         : annotated != nullptr                         ? annotated->target
                                                                        : nullptr;
    const auto* name = target != nullptr ? target->as<Name>() : nullptr;
    if (name == nullptr || file.text(name->name) != wanted) continue;
    return plain != nullptr ? plain->value : annotated->value;
  }
  return nullptr;
}

Revision revision_of(const FileModel& file) {
  Revision revision;
  revision.file = &file;
  revision.place = value_of(file, "revision");
  revision.down_place = value_of(file, "down_revision");
  if (revision.place == nullptr) return revision;
  revision.id = file.constant_string(*revision.place).value_or("");
  if (revision.down_place == nullptr) return revision;
  const app::Value down = app::evaluate(file, revision.down_place);
  if (down.is(app::Value::Kind::Str)) revision.down.push_back(down.text);
  for (const app::Value& one : down.is_sequence() ? down.items : std::vector<app::Value>{}) {
    revision.down.push_back(one.text);
  }
  revision.is_known = down.known();
  const Expr* labels = value_of(file, "branch_labels");
  revision.has_label =
      labels != nullptr && app::evaluate(file, labels).kind != app::Value::Kind::None;
  return revision;
}

// By the folder that holds them.
using Folders = std::map<std::string, std::vector<Revision>, std::less<>>;

Folders folders_of(const semantic::Model& model) {
  Folders folders;
  for (const FileModel& file : model.files()) {
    if (file.file().role != project::Role::Migration) continue;
    folders.try_emplace(std::string(folder_of(file.file().path)));
  }
  // Beside them also files that do nothing, in which Alembic is not named.
  for (const FileModel& file : model.files()) {
    const auto folder = folders.find(folder_of(file.file().path));
    if (folder == folders.end()) continue;
    Revision revision = revision_of(file);
    if (!revision.id.empty()) folder->second.push_back(std::move(revision));
  }
  return folders;
}

void check_heads(ProjectCheck& check, const std::vector<Revision>& all) {
  std::set<std::string> stood_on;
  bool is_known = true;
  bool has_labels = false;
  for (const Revision& one : all) {
    stood_on.insert(one.down.begin(), one.down.end());
    is_known = is_known && one.is_known;
    has_labels = has_labels || one.has_label;
  }
  if (!is_known || has_labels) return;
  const Revision* first = nullptr;
  for (const Revision& one : all) {
    if (stood_on.contains(one.id)) continue;
    if (first == nullptr) {
      first = &one;
      continue;
    }
    check
        .report(*one.file, one.place->span(),
                "The migrations have two heads: nothing follows `{}`, and nothing follows `{}`",
                {first->id, one.id})
        .risk("`alembic upgrade head` refuses to choose, and the deployment stops.")
        .fix("`alembic merge heads`, and commit what it writes.")
        .step(*first->file, first->place->span(), "The other head");
    return;
  }
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
    const Expr* metadata = value_of(file, "target_metadata");
    if (metadata == nullptr || !has_orm_class(check.model())) continue;
    if (app::evaluate(file, metadata).kind != app::Value::Kind::None) continue;
    Draft draft = check.report(file, metadata->span(),
                               "Alembic knows none of the models: `target_metadata` is None");
    draft.risk("`--autogenerate` writes empty migrations, and `alembic check` finds nothing.");
    name_the_base(draft, check.model());
  }
}

void check(ProjectCheck& check) {
  const Folders folders = folders_of(check.model());
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
