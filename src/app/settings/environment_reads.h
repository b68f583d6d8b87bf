#pragma once
// Places where the code reads the environment by itself, past all settings classes.

#include <optional>
#include <string>
#include <vector>

#include "app/values/value.h"
#include "semantic/model.h"

namespace fastidious::app {

struct EnvironmentRead {
  std::string name;          // empty where it is not the same in every run
  Placed at;                 // os.environ["X"], os.getenv("X", …), config("X"), …
  Placed default_value;      // null: none
  bool is_required = false;  // it raises where the variable is missing
  bool is_whole = false;     // everything is read: dotenv_values(), os.environ handed on
};

// What the expression reads; nothing if it is no such read.
std::optional<EnvironmentRead> environment_read(const FileModel& file, const syntax::Expr& expr);

// All of the repository, tests included, by file and position.
std::vector<EnvironmentRead> environment_reads(const semantic::Model& model);

}  // namespace fastidious::app
