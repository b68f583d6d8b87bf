#pragma once
// Checks of the lines between definitions (E301 to E306) and of a line's indentation against the
// one before it (E111 to E117): what depends on the logical lines before.

#include <array>
#include <cstdint>

#include "style/logical_line.h"

namespace fastidious::style {

class LineSequence {
 public:
  LineSequence(const FileView& file, Report& report) : file_(file), report_(report) {}

  // `blank_rows`: how many blank rows stand directly before `line`; `tabs`: the file is indented by
  // tabs.
  void check(const LogicalLine& line, std::uint32_t blank_rows, bool tabs);

 private:
  // What is remembered of the last logical line that was not a comment alone.
  struct Previous {
    bool exists = false;
    bool is_decorator = false;
    bool is_docstring = false;
    bool ends_with_colon = false;
    std::int32_t indentation = 0;
  };

  void check_blank_rows(const LogicalLine& line, std::uint32_t blank_rows);
  void check_definition(const LogicalLine& line);
  void check_indentation(const LogicalLine& line, bool tabs);
  void remember(const LogicalLine& line);
  bool is_docstring(const Token& string) const;
  bool is_one_liner(const LogicalLine& line);
  Row next_definition(Row row);
  bool is_nested_in_function(const LogicalLine& line);
  void report(Code code, const LogicalLine& line, std::uint32_t value = 0);

  const FileView& file_;
  Report& report_;
  Previous previous_;
  bool after_definition_ = false;   // the last line at level 0 was a def or class
  std::uint32_t blank_before_ = 0;  // the most blank rows since the last code, between comments
  // The last answer of next_definition(): nothing between the two rows starts a definition.
  Row searched_from_ = 0;
  Row found_definition_ = 0;
  bool has_searched_ = false;
  // Answers of is_nested_in_function() by indentation, so that siblings do not walk the same rows.
  struct Ancestry {
    std::int32_t indentation = -1;
    Row row = 0;
    bool nested = false;
  };
  std::array<Ancestry, 64> ancestries_;
};

}  // namespace fastidious::style
