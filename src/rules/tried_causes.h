#pragma once
// What can go wrong in a `try` that does one plain thing.

#include <optional>
#include <string>

#include "semantic/file_model.h"

namespace fastidious::rules {

struct TriedCauses {
  // It converts values; it converts what a pattern matched; it runs another program.
  enum class Kind : std::uint8_t { Conversion, Match, Program } kind = Kind::Conversion;
  std::string errors;  // as an except clause names them: "(TypeError, ValueError)"
};

// Nothing where the `try` does something else, too.
std::optional<TriedCauses> tried_causes(const semantic::FileModel& file,
                                        const syntax::Try& attempt);

}  // namespace fastidious::rules
