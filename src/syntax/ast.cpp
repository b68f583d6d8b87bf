#include "syntax/ast.h"

#include <array>

namespace fastidious::syntax {

std::string_view name_of(Kind kind) {
  constexpr std::string_view kNames[] = {
#define NODE(kind, type) #kind,
#include "syntax/nodes.def"
#undef NODE
  };
  switch (kind) {
    case Kind::Arguments: return "arguments";
    case Kind::Arg: return "arg";
    case Kind::Keyword: return "keyword";
    case Kind::Alias: return "alias";
    case Kind::WithItem: return "withitem";
    case Kind::Comprehension: return "comprehension";
    case Kind::MatchCase: return "match_case";
    case Kind::ExprStmt: return "Expr";
    case Kind::ListExpr: return "List";
    default: return kNames[static_cast<std::size_t>(kind)];
  }
}

}  // namespace fastidious::syntax
