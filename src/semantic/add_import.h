#pragma once
// Where an edit can write an import that the code it offers needs.

#include <optional>
#include <string>
#include <string_view>

#include "base/span.h"
#include "semantic/file_model.h"

namespace fastidious::semantic {

struct ImportPlace {
  bool is_needed = true;  // false: the module has the name already
  Offset at = 0;          // where `text` goes
  std::string text;       // the line
};

// How to make `module` (one word, `secrets`) a name of the file's module level: `import module`
// before its first import. Nothing if the name means something else there, or the file imports
// nothing.
std::optional<ImportPlace> place_for_import(const FileModel& file, std::string_view module);

}  // namespace fastidious::semantic
