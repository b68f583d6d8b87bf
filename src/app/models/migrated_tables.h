#pragma once
// What Alembic's autogenerate knows of a repository's tables.
// https://alembic.sqlalchemy.org/en/latest/autogenerate.html

#include <vector>

#include "semantic/model.h"

namespace fastidious::app {

// Classes with a table that nothing loads of what the env.py of the migrations imports, or names as
// a package to be imported ("app.models"): a migration that autogenerate writes would drop or miss
// their tables. Empty if there is no env.py, or more than one.
std::vector<semantic::Definition> tables_unknown_to_migrations(const semantic::Model& model);

}  // namespace fastidious::app
