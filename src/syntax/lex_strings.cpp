// Strings: plain ones, and f-strings and t-strings with the fields in them (PEP 701, PEP 750).

#include "base/limits.h"
#include "syntax/lexer.h"
#include "syntax/scan.h"

namespace fastidious::syntax {

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
    const char* rest = at_;
    at_ = find_line_end(at_);
    error(begin, rest, "too many nested f-strings");
    emit(TokenKind::Error, rest, at_);
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
  while (find_token()) {
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
  brackets_.shrink(outside);
}

}  // namespace fastidious::syntax
