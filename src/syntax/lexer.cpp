#include "syntax/lexer.h"

#include "base/limits.h"
#include "base/known_names.h"
#include "syntax/character.h"
#include "syntax/scan.h"
#include "syntax/tree.h"
#include "syntax/unicode_identifier.h"

namespace fastidious::syntax {

TokenStream lex(const SourceText& text, IdentifierCache& names) { return Lexer(text, names).run(); }

Lexer::Lexer(const SourceText& text, IdentifierCache& names)
    : base_(text.data()), at_(base_ + text.start()), end_(base_ + text.size()), names_(names) {
  out_.tokens.reserve(text.size() / 4 + 16);
}

TokenStream Lexer::run() {
  while (at_ < end_) {
    scan_line();
  }
  finish();
  return std::move(out_);
}

void Lexer::error(const char* begin, const char* end, std::string_view message) {
  if (out_.errors.size() < static_cast<std::size_t>(limits::kMaxSyntaxErrors)) {
    out_.errors.push_back({{offset(begin), offset(end)}, message});
  }
}

// ---- lines -----------------------------------------------------------------------------------------

// One logical line, or one physical line that holds no code.
void Lexer::scan_line() {
  const Indentation indentation = measure_indentation();
  if (*at_ == '#') {
    scan_comment();
  }
  if (at_ >= end_) {
    return;
  }
  if (*at_ == '\n' || *at_ == '\r') {
    skip_line_break();
    return;
  }
  change_indentation(indentation);
  while (skip_blanks()) {
    scan_token();
  }
  const char* line_end = at_;
  if (at_ < end_) {
    skip_line_break();
  }
  emit(TokenKind::Newline, line_end, at_);
}

Lexer::Indentation Lexer::measure_indentation() {
  Indentation here;
  Indentation before_continuation;
  bool continued = false;
  for (;; ++at_) {
    if (*at_ == ' ') {
      ++here.column;
      ++here.alt_column;
    } else if (*at_ == '\t') {
      here.column = (here.column / 8 + 1) * 8;
      ++here.alt_column;
    } else if (*at_ == '\f') {
      here = {};
    } else if (*at_ == '\\' && (at_[1] == '\n' || at_[1] == '\r')) {
      // Indentation is what stands before the first backslash.
      if (!continued || before_continuation.column == 0) {
        before_continuation = here;
      }
      continued = true;
      at_ += at_[1] == '\r' && at_[2] == '\n' ? 2 : 1;
      if (at_ + 1 >= end_) {
        error(at_, end_, "unexpected end of file after line continuation character");
      }
    } else {
      return continued && before_continuation.column != 0 ? before_continuation : here;
    }
  }
}

void Lexer::change_indentation(Indentation indentation) {
  const Indentation current = indents_.back();
  const bool deeper = indentation.column > current.column;
  if (indentation.column == current.column) {
    if (indentation.alt_column != current.alt_column) {
      error(at_, at_, "inconsistent use of tabs and spaces in indentation");
    }
    return;
  }
  if (deeper) {
    if (indentation.alt_column <= current.alt_column) {
      error(at_, at_, "inconsistent use of tabs and spaces in indentation");
    }
    if (indents_.size() >= static_cast<std::size_t>(limits::kMaxIndents)) {
      error(at_, at_, "too many levels of indentation");
      return;
    }
    indents_.push_back(indentation);
    emit(TokenKind::Indent, at_, at_);
    return;
  }
  while (indents_.size() > 1 && indentation.column < indents_.back().column) {
    indents_.pop_back();
    emit(TokenKind::Dedent, at_, at_);
  }
  if (indentation.column != indents_.back().column) {
    error(at_, at_, "unindent does not match any outer indentation level");
  } else if (indentation.alt_column != indents_.back().alt_column) {
    error(at_, at_, "inconsistent use of tabs and spaces in indentation");
  }
}

void Lexer::finish() {
  for (; indents_.size() > 1; indents_.pop_back()) {
    emit(TokenKind::Dedent, end_, end_);
  }
  emit(TokenKind::EndOfFile, end_, end_);
}

// ---- what stands between tokens --------------------------------------------------------------------

// Moves to the next token of the logical line; false at its end.
bool Lexer::skip_blanks() {
  for (;;) {
    switch (*at_) {
      case ' ':
      case '\t':
      case '\f':
        ++at_;
        break;
      case '#':
        scan_comment();
        break;
      case '\\':
        if (!skip_continuation()) {
          return true;
        }
        break;
      case '\n':
      case '\r':
        if (brackets_.empty()) {
          return false;
        }
        skip_line_break();
        break;
      case '\0':
        if (at_ < end_) {
          return true;
        }
        if (!brackets_.empty()) {
          error(at_, at_, "a bracket was never closed");
          brackets_.clear();
        }
        return false;
      default:
        return true;
    }
  }
}

// A backslash at the end of a line joins it with the next (reference, 2.1.5).
bool Lexer::skip_continuation() {
  if (at_[1] != '\n' && at_[1] != '\r') {
    return false;
  }
  const char* backslash = at_++;
  skip_line_break();
  if (at_ >= end_) {
    error(backslash, at_, "unexpected end of file after line continuation character");
  }
  return true;
}

void Lexer::skip_line_break() { at_ += at_[0] == '\r' && at_[1] == '\n' ? 2 : 1; }

void Lexer::scan_comment() {
  const char* begin = at_;
  do {
    at_ = find_line_end(at_ + (at_ == begin ? 0 : 1));
  } while (*at_ == '\0' && at_ < end_);
  out_.comments.push_back({offset(begin), offset(at_)});
}

// ---- tokens ----------------------------------------------------------------------------------------

void Lexer::scan_token() {
  const char c = *at_;
  if (is_identifier_start(c)) {
    scan_name();
  } else if (is_digit(c) || (c == '.' && is_digit(at_[1]))) {
    scan_number();
  } else if (c == '"' || c == '\'') {
    scan_string(at_, {});
  } else {
    scan_operator();
  }
}

void Lexer::scan_name() {
  const char* begin = at_;
  char any = 0;
  do {
    any = static_cast<char>(any | *at_++);
  } while (is_identifier_part(*at_));
  const auto size = static_cast<std::size_t>(at_ - begin);
  if (size <= 2 && (*at_ == '"' || *at_ == '\'')) {
    const StringPrefix prefix = string_prefix({begin, size});
    if (prefix.valid) {
      scan_string(begin, prefix);
      return;
    }
  }
  if ((any & 0x80) != 0) {
    scan_unicode_name(begin);
    return;
  }
  const Identifier name = names_.intern({begin, size}, hash_of_padded_name(begin, size));
  const TokenKind kind =
      is_keyword(name)
          ? static_cast<TokenKind>(static_cast<std::uint32_t>(TokenKind::Kw_False) + name.value -
                                   names::kw_False.value)
          : TokenKind::Name;
  out_.tokens.push_back({offset(begin), offset(at_), name, kind});
}

void Lexer::scan_unicode_name(const char* begin) {
  const std::string_view written(begin, static_cast<std::size_t>(at_ - begin));
  if (!is_unicode_identifier(written)) {
    error(begin, at_, "invalid character in identifier");
    emit(TokenKind::Error, begin, at_);
    return;
  }
  const Identifier name = names_.intern(normalised_identifier(written));
  out_.tokens.push_back({offset(begin), offset(at_), name, TokenKind::Name});
}

void Lexer::scan_number() {
  const char* begin = at_;
  const char base = static_cast<char>(at_[1] | 0x20);
  if (*at_ == '0' && base == 'x') {
    scan_based_number([](char c) { return is_hex_digit(c); });
  } else if (*at_ == '0' && base == 'o') {
    scan_based_number([](char c) { return c >= '0' && c <= '7'; });
  } else if (*at_ == '0' && base == 'b') {
    scan_based_number([](char c) { return c == '0' || c == '1'; });
  } else {
    scan_decimal_number();
  }
  check_number_end(begin);
  emit(TokenKind::Number, begin, at_);
}

void Lexer::scan_based_number(bool (*is_base_digit)(char)) {
  const char* begin = at_;
  at_ += 2;
  if (*at_ == '_') {
    ++at_;
  }
  if (!scan_digits(is_base_digit) || is_digit(*at_)) {
    error(begin, at_, "invalid digit in number");
  }
}

// Digits with single underscores between them; false if there is not at least one, or if an
// underscore stands elsewhere.
bool Lexer::scan_digits(bool (*is_base_digit)(char)) {
  for (;;) {
    if (!is_base_digit(*at_)) {
      return false;
    }
    while (is_base_digit(*at_)) {
      ++at_;
    }
    if (*at_ != '_') {
      return true;
    }
    ++at_;
  }
}

void Lexer::scan_decimal_number() {
  const char* begin = at_;
  bool well_formed = *at_ == '.' || scan_digits(is_digit);
  const char* integer_end = at_;
  bool is_integer = true;
  if (*at_ == '.') {
    ++at_;
    is_integer = false;
    if (is_digit(*at_)) {
      well_formed &= scan_digits(is_digit);
    }
  }
  const bool has_sign = at_[0] != 0 && (at_[1] == '+' || at_[1] == '-');
  if ((*at_ | 0x20) == 'e' && (is_digit(at_[1]) || (has_sign && is_digit(at_[2])))) {
    at_ += has_sign ? 2 : 1;
    is_integer = false;
    well_formed &= scan_digits(is_digit);
  }
  if ((*at_ | 0x20) == 'j') {
    ++at_;
    is_integer = false;
  }
  if (!well_formed) {
    error(begin, at_, "invalid decimal literal");
  }
  if (is_integer && *begin == '0') {
    for (const char* digit = begin; digit < integer_end; ++digit) {
      if (*digit != '0' && *digit != '_') {
        error(begin, at_, "leading zeros in decimal integer literals are not permitted");
        return;
      }
    }
  }
}

// A number may run into a keyword (`1if x else 2`), as CPython still allows, but into no other name.
void Lexer::check_number_end(const char* begin) {
  if (!is_identifier_start(*at_)) {
    return;
  }
  const char* end = at_;
  while (is_identifier_part(*end)) {
    ++end;
  }
  const std::string_view tail(at_, static_cast<std::size_t>(end - at_));
  for (std::string_view keyword : {"and", "else", "for", "if", "in", "is", "not", "or"}) {
    if (tail.substr(0, keyword.size()) == keyword) {
      return;
    }
  }
  error(begin, end, "invalid decimal literal");
}

void Lexer::open_bracket(TokenKind kind) {
  if (brackets_.size() >= static_cast<std::size_t>(limits::kMaxBrackets)) {
    error(at_, at_ + 1, "too many nested brackets");
    take(TokenKind::Error, 1);
    return;
  }
  brackets_.push_back(*at_);
  take(kind, 1);
}

void Lexer::close_bracket(TokenKind kind, char opening) {
  if (brackets_.empty()) {
    error(at_, at_ + 1, "unmatched closing bracket");
  } else {
    if (brackets_.back() != opening) {
      error(at_, at_ + 1, "closing bracket does not match the opening one");
    }
    brackets_.pop_back();
  }
  take(kind, 1);
}

void Lexer::scan_operator() {
  using enum TokenKind;
  const char next = at_[1];
  const auto either = [&](TokenKind plain, TokenKind with_assign) {
    next == '=' ? take(with_assign, 2) : take(plain, 1);
  };
  const auto doubled = [&](char c, TokenKind one, TokenKind one_assign, TokenKind two,
                           TokenKind two_assign) {
    if (next != c) {
      either(one, one_assign);
    } else {
      at_[2] == '=' ? take(two_assign, 3) : take(two, 2);
    }
  };
  switch (*at_) {
    case '(': return open_bracket(LeftParen);
    case '[': return open_bracket(LeftBracket);
    case '{': return open_bracket(LeftBrace);
    case ')': return close_bracket(RightParen, '(');
    case ']': return close_bracket(RightBracket, '[');
    case '}': return close_bracket(RightBrace, '{');
    case ',': return take(Comma, 1);
    case ';': return take(Semicolon, 1);
    case '~': return take(Tilde, 1);
    case ':': return either(Colon, Walrus);
    case '.': return next == '.' && at_[2] == '.' ? take(Ellipsis, 3) : take(Dot, 1);
    case '=': return either(Assign, Equal);
    case '+': return either(Plus, PlusAssign);
    case '-': return next == '>' ? take(Arrow, 2) : either(Minus, MinusAssign);
    case '%': return either(Percent, PercentAssign);
    case '@': return either(At, AtAssign);
    case '&': return either(Ampersand, AmpersandAssign);
    case '|': return either(Bar, BarAssign);
    case '^': return either(Caret, CaretAssign);
    case '*': return doubled('*', Star, StarAssign, DoubleStar, DoubleStarAssign);
    case '/': return doubled('/', Slash, SlashAssign, DoubleSlash, DoubleSlashAssign);
    case '<': return doubled('<', Less, LessEqual, LeftShift, LeftShiftAssign);
    case '>': return doubled('>', Greater, GreaterEqual, RightShift, RightShiftAssign);
    case '!':
      if (next == '=') {
        return take(NotEqual, 2);
      }
      [[fallthrough]];
    default:
      error(at_, at_ + 1, "invalid character");
      take(Error, 1);
  }
}

// ---- strings ---------------------------------------------------------------------------------------

void Lexer::scan_string(const char* begin, StringPrefix prefix) {
  Quotes quotes{*at_, at_[1] == *at_ && at_[2] == *at_, prefix};
  at_ += quotes.triple ? 3 : 1;
  if (prefix.interpolated()) {
    scan_interpolated_string(begin, quotes);
  } else {
    scan_plain_string(begin, quotes);
  }
}

bool Lexer::at_closing_quotes(Quotes quotes) const {
  return *at_ == quotes.quote &&
         (!quotes.triple || (at_[1] == quotes.quote && at_[2] == quotes.quote));
}

void Lexer::scan_plain_string(const char* begin, Quotes quotes) {
  for (;;) {
    at_ = quotes.triple ? find_long_string_end(at_, quotes.quote)
                        : find_string_end(at_, quotes.quote);
    if (*at_ == '\\') {
      at_ += at_[1] == '\r' && at_[2] == '\n' ? 3 : 2;
      at_ = at_ > end_ ? end_ : at_;
    } else if (at_closing_quotes(quotes)) {
      at_ += quotes.triple ? 3 : 1;
      emit(TokenKind::String, begin, at_);
      return;
    } else if (*at_ == quotes.quote || (*at_ == '\0' && at_ < end_)) {
      ++at_;
    } else {
      error(begin, at_, "unterminated string literal");
      emit(TokenKind::Error, begin, at_);
      return;
    }
  }
}

void Lexer::scan_interpolated_string(const char* begin, Quotes quotes) {
  emit(TokenKind::FStringStart, begin, at_);
  ++string_depth_;
  if (string_depth_ > limits::kMaxBrackets / 4) {
    error(begin, at_, "too many nested f-strings");
    at_ = find_line_end(at_);
  } else if (scan_literal_part(quotes, false)) {
    const char* closing = at_;
    at_ += quotes.triple ? 3 : 1;
    emit(TokenKind::FStringEnd, closing, at_);
  } else {
    error(begin, at_, "unterminated f-string literal");
    emit(TokenKind::Error, at_, at_);
  }
  --string_depth_;
}

// Literal text and replacement fields up to the closing quotes (or, in a format spec, up to the
// closing brace), which are left to the caller; false if the string does not end.
bool Lexer::scan_literal_part(Quotes quotes, bool in_format_spec) {
  const char* begin = at_;
  const auto emit_literal = [&] {
    if (at_ > begin) {
      emit(TokenKind::FStringMiddle, begin, at_);
    }
  };
  while (at_ < end_) {
    const char c = *at_;
    if (at_closing_quotes(quotes)) {
      emit_literal();
      return true;
    }
    if ((c == '\n' || c == '\r') && !quotes.triple) {
      emit_literal();
      return in_format_spec;
    }
    if (c == '\\' && !(at_[1] == '{' || at_[1] == '}')) {
      const bool named = at_[1] == 'N' && at_[2] == '{' && !quotes.prefix.raw;
      at_ += at_[1] == '\r' && at_[2] == '\n' ? 3 : 2;
      if (named) {
        while (at_ < end_ && *at_ != '}' && *at_ != quotes.quote && *at_ != '\n') {
          ++at_;
        }
        at_ += *at_ == '}' ? 1 : 0;
      }
    } else if (c == '{') {
      if (at_[1] == '{' && !in_format_spec) {
        at_ += 2;
        continue;
      }
      emit_literal();
      scan_replacement_field(quotes);
      begin = at_;
    } else if (c == '}') {
      if (in_format_spec) {
        emit_literal();
        return true;
      }
      if (at_[1] != '}') {
        error(at_, at_ + 1, "f-string: single '}' is not allowed");
      }
      at_ += at_[1] == '}' ? 2 : 1;
    } else {
      ++at_;
    }
  }
  at_ = end_;
  emit_literal();
  return false;
}

// Whether the last token ends an operand, so that no string can follow.
bool Lexer::behind_operand() const {
  using enum TokenKind;
  const TokenKind last = out_.tokens.back().kind;
  return last == Name || last == Number || last == RightParen || last == RightBracket ||
         last == RightBrace;
}

void Lexer::scan_replacement_field(Quotes quotes) {
  const std::size_t outside = brackets_.size();
  open_bracket(TokenKind::LeftBrace);
  if (brackets_.size() == outside) {
    return;
  }
  while (skip_blanks()) {
    const bool at_top = brackets_.size() == outside + 1;
    if (at_top && *at_ == '}') {
      close_bracket(TokenKind::RightBrace, '{');
      return;
    }
    if (at_top && *at_ == ':') {
      take(TokenKind::Colon, 1);
      // The format also ends at the end of the line, which need not be that of the field.
      if (!scan_literal_part(quotes, true) || at_closing_quotes(quotes)) {
        break;
      }
    } else if (at_top && *at_ == '!' && at_[1] != '=') {
      take(TokenKind::Exclamation, 1);
    } else if (at_top && quotes.triple && at_closing_quotes(quotes) && behind_operand()) {
      break;  // the string ends before its field does
    } else {
      scan_token();
    }
    if (brackets_.size() <= outside) {
      return;
    }
  }
  error(at_, at_, "f-string: expecting '}'");
  brackets_.resize(std::min(brackets_.size(), outside));
}

}  // namespace fastidious::syntax
