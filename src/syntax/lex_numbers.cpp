// Numbers (reference, 2.6).

#include <string_view>

#include "syntax/character.h"
#include "syntax/lexer.h"

namespace fastidious::syntax {

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
  if (is_identifier_part(*at_)) {
    scan_token();  // so that what starts in the midst of a word is never looked for
  }
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

}  // namespace fastidious::syntax
