#pragma once
// Calls of `re` that apply a pattern to a text.

#include <optional>
#include <string>
#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::knowledge {

// The text that a call of `target` ("re.match", "re.Pattern.sub") looks at; null if the call does
// not say.
const syntax::Expr* matched_text(const semantic::FileModel& file, const syntax::Call& call,
                                 std::string_view target);

// The piece of the call's pattern that takes exponential time (regex_backtracking.h); nothing if
// the pattern is not known.
std::optional<std::string> slow_piece(const semantic::FileModel& file, const syntax::Call& call,
                                      std::string_view target);

}  // namespace fastidious::knowledge
