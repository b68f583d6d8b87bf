#pragma once
// The migrations of a repository, as Alembic puts them in order.
// https://alembic.sqlalchemy.org/en/latest/tutorial.html

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/values/value.h"
#include "semantic/model.h"

namespace fastidious::app {

// A file of a `versions` folder.
struct Revision {
  const FileModel* file = nullptr;
  const syntax::Expr* place = nullptr;       // of `revision`
  const syntax::Expr* down_place = nullptr;  // of `down_revision`
  std::string id;
  std::vector<std::string> down;
  bool is_known = true;    // what it stands on could be told
  bool has_label = false;  // it names a branch of its own
};

// The value that the module gives the name; null if it gives it none.
const syntax::Expr* value_of_module(const FileModel& file, std::string_view wanted);

// By the folder that holds them.
using RevisionFolders = std::map<std::string, std::vector<Revision>, std::less<>>;
RevisionFolders revisions_by_folder(const semantic::Model& model);

// Those of one folder that nothing follows; none where the order is not known, or branches are
// meant.
std::vector<const Revision*> heads_of(const std::vector<Revision>& all);

// Whether no migration writes the name of a table down: then none creates it.
bool is_table_without_migration(const semantic::Model& model, std::string_view table);

// `__tablename__` of the class, or what SQLModel makes of its name; nothing if it has no table.
std::optional<std::string> table_of(const FileModel& file, const syntax::ClassDef& cls);

}  // namespace fastidious::app
