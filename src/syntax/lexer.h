#pragma once
// Text to tokens, in one pass (https://docs.python.org/3.14/reference/lexical_analysis.html).

#include <string_view>
#include <vector>

#include "syntax/bracket_stack.h"
#include "syntax/character.h"
#include "syntax/string_prefix.h"
#include "syntax/text_block.h"
#include "syntax/token_list.h"
#include "text/source_text.h"

namespace fastidious::syntax {

class Lexer {
 public:
  Lexer(const SourceText& text, IdentifierCache& names, TokenList used);
  TokenStream run();

 private:
  struct Indentation {
    int column = 0;      // tabs to multiples of eight
    int alt_column = 0;  // tabs as one: the two must agree, or tabs and spaces are mixed
  };
  struct Quotes {
    char quote = 0;
    bool triple = false;
    StringPrefix prefix;
  };

  // lines
  void scan_line();
  Indentation measure_indentation();
  Indentation measure_odd_indentation();
  void change_indentation(Indentation indentation);
  void finish();

  // what stands between tokens
  // Moves to the next token of the logical line; false at its end.
  bool find_token() {
    at_ += *at_ == ' ';
    return !is_between_tokens(*at_) || skip_blanks();
  }
  bool skip_blanks();
  bool skip_continuation();
  bool finish_brackets();
  void skip_line_break();
  void scan_comment();

  // tokens
  void scan_tokens();
  bool scan_plain_tokens(std::uint64_t starts);
  bool scan_odd();
  void scan_token();
  void scan_name();
  void check_keyword_in_brackets(TokenKind kind, const char* keyword);
  void report_open_bracket();
  void scan_unicode_name(const char* begin);
  void scan_number();
  void scan_based_number(bool (*is_base_digit)(char));
  void scan_decimal_number();
  bool scan_digits(bool (*is_base_digit)(char));
  void check_number_end(const char* begin);
  void scan_short_operator(TokenKind kind);
  void scan_long_operator();
  void open_bracket(TokenKind kind);
  void close_bracket(TokenKind kind, char opening);
  void scan_string(const char* begin, StringPrefix prefix);
  void scan_plain_string(const char* begin, Quotes quotes);

  // f-strings and t-strings (PEP 701); strings are in lex_strings.cpp
  void scan_interpolated_string(const char* begin, Quotes quotes);
  bool scan_literal_part(Quotes quotes, bool in_format_spec);
  void scan_replacement_field(Quotes quotes);
  bool at_closing_quotes(Quotes quotes) const;
  bool behind_operand() const;

  Offset offset(const char* at) const { return static_cast<Offset>(at - base_); }
  void emit(TokenKind kind, const char* begin, const char* end) {
    out_.tokens.push_back({offset(begin), offset(end), {}, kind});
  }
  void take(TokenKind kind, int length) {
    emit(kind, at_, at_ + length);
    at_ += length;
  }
  void error(const char* begin, const char* end, std::string_view message);

  const char* base_;
  const char* at_;
  const char* end_;
  IdentifierCache& names_;
  TokenStream out_;
  std::vector<Indentation> indents_ = {{}};
  BracketStack brackets_;
  TextBlock block_;
  int string_depth_ = 0;
};

}  // namespace fastidious::syntax
