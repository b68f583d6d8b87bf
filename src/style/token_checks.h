#pragma once
// The checks that look at a logical line's tokens one after the other.

#include <vector>

#include "style/physical_tokens.h"

namespace fastidious::style {

// E225 to E228 and E231: white space that is missing around operators and behind separators.
class MissingWhitespace {
 public:
  void check(const FileView& file, const LogicalLine& line, Report& report);

 private:
  enum class Need : std::uint8_t { No, Yes, LikeBefore };

  void track_bracket(TokenKind kind);
  void check_separator(const FileView& file, const Token& token, Report& report) const;
  void settle(const Token& before, const Token& token, Report& report);
  Need need_of(const FileView& file, const Token* before, const Token& token) const;
  bool top_is(char bracket) const { return !brackets_.empty() && brackets_.back() == bracket; }
  bool in_replacement_field() const {
    return top_is('{') && brackets_.size() > 1 && brackets_[brackets_.size() - 2] == 'f';
  }

  std::vector<char> brackets_;  // ( [ {, f for an f-string, l for a lambda's parameters
  Need need_ = Need::No;
  const Token* operator_ = nullptr;  // the operator that needs white space behind it
  Offset operator_begin_ = 0;        // where the white space before it would start
  bool space_before_ = false;
};

// E251, E252: white space around the = of parameters and arguments.
void check_parameter_equals(const FileView& file, const LogicalLine& line, Report& report);

// E261, E262, E265, E266: how comments start. `end_of_code` is where the token before ends.
void check_comment(const FileView& file, Span comment, Offset end_of_code, Report& report);

// E741, E742, E743: names that look like digits.
void check_ambiguous_names(const FileView& file, const LogicalLine& line,
                           const PhysicalTokens& tokens, Report& report);

// W605: backslashes in `literal`, the text of a string that is not raw, that escape nothing.
void check_escapes(const FileView& file, Span literal, Report& report);

// W505: lines of comments and docstrings that are too long.
void check_doc_length(const FileView& file, const LogicalLine& line, const PhysicalTokens& tokens,
                      Report& report);

}  // namespace fastidious::style
