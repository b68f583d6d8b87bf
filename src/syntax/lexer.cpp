#include "syntax/lexer.h"

#include <array>
#include <iterator>
#include <utility>

#include "base/limits.h"
#include "base/known_names.h"
#include "syntax/character.h"
#include "syntax/scan.h"
#include "syntax/tree.h"
#include "syntax/unicode_identifier.h"

namespace fastidious::syntax {
namespace {

// The operators and brackets of one character, by that character.
constexpr auto kShortOperators = [] {
  std::array<TokenKind, 256> table{};
  const std::string_view characters = "()[]{},:;.@=+-*/%&|^~<>";
  using enum TokenKind;
  constexpr TokenKind kKinds[] = {LeftParen, RightParen, LeftBracket, RightBracket, LeftBrace,
                                  RightBrace, Comma, Colon, Semicolon, Dot, At, Assign, Plus, Minus,
                                  Star, Slash, Percent, Ampersand, Bar, Caret, Tilde, Less,
                                  Greater};
  static_assert(std::size(kKinds) == 23);
  for (std::size_t i = 0; i < characters.size(); ++i) {
    table[static_cast<unsigned char>(characters[i])] = kKinds[i];
  }
  return table;
}();

}  // namespace

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

// ---- lines --------------------------------------------------------------------------------------

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
  while (find_token()) {
    scan_token();
  }
  const char* line_end = at_;
  if (at_ < end_) {
    skip_line_break();
  }
  emit(TokenKind::Newline, line_end, at_);
}

Lexer::Indentation Lexer::measure_indentation() {
  const char* code = find_non_space(at_);
  if (*code == '\t' || *code == '\f' || *code == '\\') {
    return measure_odd_indentation();
  }
  const int spaces = static_cast<int>(code - at_);
  at_ = code;
  return {spaces, spaces};
}

// Indentation that is not of spaces alone.
Lexer::Indentation Lexer::measure_odd_indentation() {
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

// ---- what stands between tokens -----------------------------------------------------------------

// Skips what stands between tokens; false at the end of the logical line.
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
        return at_ < end_ || finish_brackets();
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

// ---- tokens -------------------------------------------------------------------------------------

void Lexer::scan_token() {
  const char c = *at_;
  if (is_identifier_start(c)) {
    scan_name();
  } else if (is_digit(c) || (c == '.' && is_digit(at_[1]))) {
    scan_number();
  } else if (is_operator_start(c) && !is_operator_tail(at_[1])) {
    scan_short_operator(kShortOperators[static_cast<unsigned char>(c)]);
  } else if (c == '"' || c == '\'') {
    scan_string(at_, {});
  } else {
    scan_long_operator();
  }
}

void Lexer::scan_name() {
  const char* begin = at_;
  const NameRun run = scan_name_run(begin);
  at_ = begin + run.size;
  const std::string_view written(begin, run.size);
  if (run.size <= 2 && (*at_ == '"' || *at_ == '\'')) {
    const StringPrefix prefix = string_prefix(written);
    if (prefix.valid) {
      scan_string(begin, prefix);
      return;
    }
  }
  if (!run.ascii) {
    scan_unicode_name(begin);
    return;
  }
  const Identifier name = run.size <= ShortName::kMaxSize
                              ? names_.intern(written, {run.low, run.high})
                              : names_.intern_long(written);
  const TokenKind kind =
      is_keyword(name)
          ? static_cast<TokenKind>(static_cast<std::uint32_t>(TokenKind::Kw_False) + name.value -
                                   names::kw_False.value)
          : TokenKind::Name;
  if (kind != TokenKind::Name && !brackets_.empty()) {
    check_keyword_in_brackets(kind, begin);
  }
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

// A number may run into a keyword (`1if x else 2`), as CPython still allows, but into no other
// name.
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

// An operator or bracket of one character.
void Lexer::scan_short_operator(TokenKind kind) {
  switch (kind) {
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace: return open_bracket(kind);
    case TokenKind::RightParen: return close_bracket(kind, '(');
    case TokenKind::RightBracket: return close_bracket(kind, '[');
    case TokenKind::RightBrace: return close_bracket(kind, '{');
    default: return take(kind, 1);
  }
}

// An operator that may go on behind its first character, as what stands there could be part of one.
void Lexer::scan_long_operator() {
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
      if (is_operator_start(*at_)) {
        return scan_short_operator(kShortOperators[static_cast<unsigned char>(*at_)]);
      }
      error(at_, at_ + 1, "invalid character");
      take(Error, 1);
  }
}

}  // namespace fastidious::syntax
