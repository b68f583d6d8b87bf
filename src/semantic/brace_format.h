#pragma once
// The templates of str.format()
// (https://docs.python.org/3/library/string.html#format-string-syntax).

#include <string>
#include <string_view>
#include <vector>

#include "semantic/file_model.h"

namespace fastidious::semantic {

struct BracePiece {
  std::string text;                     // of plain text, `{{` and `}}` as one brace
  const syntax::Expr* value = nullptr;  // of a field: what goes there; null for plain text
  bool is_number = false;               // its format takes numbers only: `{:d}`
};

// The pieces of `pattern.format(…)`, the call's arguments in the fields they fill. Empty if the
// pattern is none, or an argument cannot be told: `{}` of `*values`.
std::vector<BracePiece> brace_pieces(std::string_view pattern, const syntax::Call& call,
                                     const FileModel& file);

}  // namespace fastidious::semantic
