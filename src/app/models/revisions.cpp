#include "app/models/revisions.h"

#include <algorithm>
#include <set>
#include <utility>

#include "app/models/orm_class.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

const Expr* value_of_module(const FileModel& file, std::string_view wanted) {
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

namespace {

Revision revision_of(const FileModel& file) {
  Revision revision;
  revision.file = &file;
  revision.place = value_of_module(file, "revision");
  revision.down_place = value_of_module(file, "down_revision");
  if (revision.place == nullptr) return revision;
  revision.id = file.constant_string(*revision.place).value_or("");
  if (revision.down_place == nullptr) return revision;
  const Value down = evaluate(file, revision.down_place);
  if (down.is(Value::Kind::Str)) revision.down.push_back(down.text);
  for (const Value& one : down.is_sequence() ? down.items : std::vector<Value>{}) {
    revision.down.push_back(one.text);
  }
  revision.is_known = down.known();
  const Expr* labels = value_of_module(file, "branch_labels");
  revision.has_label = labels != nullptr && evaluate(file, labels).kind != Value::Kind::None;
  return revision;
}

// The text that the class gives `__tablename__`; empty if it gives none.
std::string written_table(const FileModel& file, const ClassDef& cls) {
  for (const Stmt* statement : cls.body) {
    const auto* plain = statement->as<Assign>();
    const auto* annotated = statement->as<AnnAssign>();
    const Expr* target = plain != nullptr       ? plain->targets.front()
                         : annotated != nullptr ? annotated->target
                                                : nullptr;
    if (target == nullptr || file.text(*target) != "__tablename__") continue;
    const Expr* value = plain != nullptr ? plain->value : annotated->value;
    return value != nullptr ? file.constant_string(*value).value_or("") : std::string();
  }
  return {};
}

}  // namespace

RevisionFolders revisions_by_folder(const semantic::Model& model) {
  RevisionFolders folders;
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

std::vector<const Revision*> heads_of(const std::vector<Revision>& all) {
  std::set<std::string> stood_on;
  std::vector<const Revision*> heads;
  for (const Revision& one : all) {
    if (!one.is_known || one.has_label) return {};
    stood_on.insert(one.down.begin(), one.down.end());
  }
  for (const Revision& one : all) {
    if (!stood_on.contains(one.id)) heads.push_back(&one);
  }
  return heads;
}

bool is_table_without_migration(const semantic::Model& model, std::string_view table) {
  for (const FileModel& file : model.files()) {
    if (file.file().role != project::Role::Migration) continue;
    const std::string_view text = file.file().text.view();
    if (has_word(text, table) || text.find("create_all") != text.npos) return false;
  }
  return true;
}

std::optional<std::string> table_of(const FileModel& file, const ClassDef& cls) {
  std::string written = written_table(file, cls);
  if (!written.empty()) return written;
  const bool is_table =
      std::any_of(cls.keywords.begin(), cls.keywords.end(),
                  [&](const Keyword* one) { return file.text(*one).starts_with("table=True"); });
  if (!is_table) return std::nullopt;
  return lower_case(file.text(cls.name));
}

}  // namespace fastidious::app
