#pragma once
// The templates of printf-style formatting
// (https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting).

#include <string_view>
#include <vector>

#include "syntax/ast.h"

namespace fastidious::semantic {

struct PercentPiece {
  std::string_view text;  // as written: of a conversion, all of it ("%(name)s")
  char conversion = 0;    // 's', 'd', …; 0: plain text. "%%" is plain text "%".
  std::string_view key;   // `name` of %(name)s
  bool is_number() const {
    return conversion != 0 &&
           std::string_view("diouxXeEfFgGc").find(conversion) != std::string_view::npos;
  }
};

// The pieces of `pattern`, which must outlive them. What is no valid conversion is plain text.
std::vector<PercentPiece> percent_pieces(std::string_view pattern);

// The expression that the `index`-th conversion takes from the right side of `%`: an item of a
// tuple or of a dict display, or all of it; null if it cannot be told apart.
const syntax::Expr* percent_value(const syntax::Expr& right, const PercentPiece& piece,
                                  std::size_t index);

}  // namespace fastidious::semantic
