#pragma once
// Checks of single physical lines: E101, E501, W191, W291, W292, W293, W391.

#include <vector>

#include "style/file_view.h"
#include "syntax/token_list.h"

namespace fastidious::style {

// The character that a file is indented by: that of its first indented line, until a line that
// starts with the other one (E101) changes it.
class IndentCharacters {
 public:
  void change(Row row, char character) { changes_.push_back({row, character}); }
  // From row to row, in order.
  char at(Row row);

 private:
  struct Change {
    Row row;
    char character;
  };
  std::vector<Change> changes_;
  std::size_t next_ = 0;
  char current_ = 0;
};

IndentCharacters check_physical_lines(const FileView& file, const syntax::TokenStream& tokens,
                                      Report& report);

}  // namespace fastidious::style
