#pragma once
// The shape of each statement: what it looks like when local names and literals are forgotten.
//
// Two statements have the same shape if they differ only in the names of variables and in the
// values of literals; called names, attributes, keywords, operators and structure must be the same.

#include <cstdint>
#include <vector>

#include "base/span.h"
#include "syntax/tree.h"

namespace fastidious::project {

struct StatementShape {
  std::uint64_t hash = 0;
  Offset begin = 0;
  Offset end = 0;            // of the statement itself: a compound statement ends before its body
  std::uint16_t tokens = 0;  // as many as the statement needs; parentheses of choice do not count
  // Copied code never goes across this statement: imports, docstrings, `pass`, constants and fields
  // of a class, which look alike in every file and hold no logic.
  bool is_barrier = false;
  bool is_definition = false;  // of a function or class
  std::uint8_t depth = 0;   // how many blocks hold it, the module's not counted; 255: that or more
  std::uint32_t block = 0;  // statements of one block of the file have one number
};

// The statements of a file in the order of the text.
std::vector<StatementShape> statement_shapes(const syntax::Tree& tree);

}  // namespace fastidious::project
