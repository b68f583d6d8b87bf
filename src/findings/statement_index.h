#pragma once
// From an offset to the statement around it, for findings, which know positions and not nodes.

#include <vector>

#include "syntax/ast.h"
#include "syntax/tree.h"

namespace fastidious::findings {

// Where `statement` starts, its decorators included.
Offset start_with_decorators(const syntax::Stmt& statement);

class StatementIndex {
 public:
  // `tree` must outlive the index. Expressions are passed over as wholes.
  explicit StatementIndex(const syntax::Tree& tree);

  // The innermost statement whose text (decorators included) holds `at`; null between statements.
  const syntax::Stmt* innermost(Offset at) const;
  // Where the statement that follows `statement` in the text starts: of a compound statement that
  // is the first one of its body. `otherwise` if there is none.
  Offset start_of_next(const syntax::Stmt& statement, Offset otherwise) const;
  // The function or class that is, or most closely surrounds, `node`; null at module level.
  const syntax::Stmt* definition_around(const syntax::Node* node) const;

 private:
  struct Entry {
    Offset start = 0;  // decorators included
    syntax::NodeId id;
    const syntax::Stmt* statement = nullptr;
  };

  const syntax::Tree& tree_;
  std::vector<Entry> entries_;  // in order of their starts, and of their ids
};

}  // namespace fastidious::findings
