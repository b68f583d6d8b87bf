#include "syntax/lexer.h"

#include <array>
#include <iterator>
#include <utility>

#include "base/limits.h"
#include "syntax/character.h"
#include "syntax/keywords.h"
#include "syntax/scan.h"
#include "syntax/tree.h"
#include "syntax/unicode_identifier.h"

namespace fastidious::syntax {
namespace {

// The operators and brackets of one character, by that character; 0 for all else.
constexpr auto kShortOperators = [] {
  std::array<TokenKind, 256> table{};
  const std::string_view characters = "()[]{},:;.@=+-*/%&|^~<>";
  using enum TokenKind;
  constexpr TokenKind kKinds[] = {
      LeftParen, RightParen, LeftBracket, RightBracket, LeftBrace, RightBrace, Comma,  Colon,
      Semicolon, Dot,        At,          Assign,       Plus,      Minus,      Star,   Slash,
      Percent,   Ampersand,  Bar,         Caret,        Tilde,     Less,       Greater};
  static_assert(std::size(kKinds) == 23);
  for (std::size_t i = 0; i < characters.size(); ++i) {
    table[static_cast<unsigned char>(characters[i])] = kKinds[i];
  }
  return table;
}();

bool is_bracket(TokenKind kind) { return kind <= TokenKind::RightBrace; }  // of operators

TokenKind kind_of_operator(char c) { return kShortOperators[static_cast<unsigned char>(c)]; }

}  // namespace

TokenStream lex(const SourceText& text, IdentifierCache& names, TokenList used) {
  return Lexer(text, names, std::move(used)).run();
}

Lexer::Lexer(const SourceText& text, IdentifierCache& names, TokenList used)
    : base_(text.data()), at_(base_ + text.start()), end_(base_ + text.size()), names_(names) {
  out_.tokens = std::move(used);
  out_.tokens.clear();
  out_.tokens.make_room(text.size() / 4 + 2 * TextBlock::kSize);
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
  scan_tokens();
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
      case '\f': ++at_; break;
      case '#': scan_comment(); break;
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
      case '\0': return at_ < end_ || finish_brackets();
      default: return true;
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

// Those of a logical line. Names and operators of one character, which are three in four, are told
// for 64 bytes at once; only what is odd about the rest is looked at byte by byte.
void Lexer::scan_tokens() {
  for (;;) {
    if (!block_.holds(at_)) {
      block_ = TextBlock::at(at_);
    }
    const std::uint64_t starts = block_.starts_from(at_);
    const std::uint64_t odd = starts & block_.odd;
    const std::uint64_t plain = starts & ((odd & -odd) - 1);
    at_ =
        block_.begin + (odd != 0 ? static_cast<unsigned>(__builtin_ctzll(odd)) : TextBlock::kSize);
    if (!scan_plain_tokens(plain)) {
      scan_token();
    } else if (odd != 0 && !scan_odd()) {
      return;
    }
  }
}

// What stands at an odd start; false at the end of the logical line.
bool Lexer::scan_odd() {
  const char* odd = at_;
  if (*odd == '\n' && brackets_.empty()) {
    return false;
  }
  if (is_between_tokens(*odd)) {
    if (!skip_blanks()) {
      return false;
    }
    if (at_ != odd) {
      return true;
    }
  }
  scan_token();
  return true;
}

// Writes the tokens that start there, which are names and operators of one character. False if one
// of them needs a closer look; it is moved to, and the tokens before it are written.
bool Lexer::scan_plain_tokens(std::uint64_t starts) {
  const std::uint64_t names = block_.names;
  const char* block_begin = block_.begin;
  const Offset block_offset = offset(block_begin);
  Token* token = out_.tokens.make_room(TextBlock::kSize);
  for (; starts != 0; starts &= starts - 1) {
    const auto index = static_cast<unsigned>(__builtin_ctzll(starts));
    const char* begin = block_begin + index;
    const Offset at = block_offset + index;
    const std::uint64_t run = ~(names >> index);
    bool plain;
    if ((run & 1) != 0) {
      *token++ = {at, at + 1, {}, kind_of_operator(*begin)};
      plain = !is_bracket(token[-1].kind) || brackets_.follow(*begin);
    } else {
      const auto size = static_cast<unsigned>(__builtin_ctzll(run));
      const Identifier name = size <= ShortName::kMaxSize ? names_.intern_short(begin, size)
                                                          : names_.intern_long({begin, size});
      *token++ = {at, at + size, name, kind_of_name(name)};
      plain = brackets_.empty() || !begins_statement(token[-1].kind);
    }
    if (!plain) {
      at_ = begin;
      out_.tokens.add_written(token - 1);
      return false;
    }
  }
  out_.tokens.add_written(token);
  return true;
}

void Lexer::scan_token() {
  const char c = *at_;
  if (is_identifier_start(c)) {
    scan_name();
  } else if (is_digit(c) || (c == '.' && is_digit(at_[1]))) {
    scan_number();
  } else if (is_operator_start(c) && !is_operator_tail(at_[1])) {
    scan_short_operator(kind_of_operator(c));
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
  const Identifier name = run.size <= ShortName::kMaxSize ? names_.intern_short(begin, run.size)
                                                          : names_.intern_long(written);
  const TokenKind kind = kind_of_name(name);
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

void Lexer::open_bracket(TokenKind kind) {
  if (brackets_.full()) {
    error(at_, at_ + 1, "too many nested brackets");
    take(TokenKind::Error, 1);
    return;
  }
  brackets_.push(*at_);
  take(kind, 1);
}

void Lexer::close_bracket(TokenKind kind, char opening) {
  if (brackets_.empty()) {
    error(at_, at_ + 1, "unmatched closing bracket");
  } else {
    if (brackets_.back() != opening) {
      error(at_, at_ + 1, "closing bracket does not match the opening one");
    }
    brackets_.pop();
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
        return scan_short_operator(kind_of_operator(*at_));
      }
      error(at_, at_ + 1, "invalid character");
      take(Error, 1);
  }
}

}  // namespace fastidious::syntax
