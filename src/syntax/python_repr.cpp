#include "syntax/python_repr.h"

#include <fmt/format.h>
#include <gmp.h>
#include <utf8proc.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <limits>

namespace fastidious::syntax {
namespace {

// Single quotes, unless the value holds some and no double ones.
char quote_for(std::string_view value) {
  return value.find('\'') != std::string_view::npos && value.find('"') == std::string_view::npos
             ? '"'
             : '\'';
}

// Writes what str and bytes have in common; false if `c` needs more thought.
bool append_ascii(unsigned char c, char quote, std::string* out) {
  switch (c) {
    case '\t': *out += "\\t"; return true;
    case '\n': *out += "\\n"; return true;
    case '\r': *out += "\\r"; return true;
    default: break;
  }
  if (c < 0x20 || c == 0x7F) {
    fmt::format_to(std::back_inserter(*out), "\\x{:02x}", c);
    return true;
  }
  if (c >= 0x80) {
    return false;
  }
  if (c == '\\' || c == static_cast<unsigned char>(quote)) {
    *out += '\\';
  }
  *out += static_cast<char>(c);
  return true;
}

// Not "Other" and not "Separator" (the space itself is ASCII).
bool is_printable(std::int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS: return false;
    default: return true;
  }
}

struct Decoded {
  std::int32_t character = 0;
  std::size_t size = 1;
};

// The character at the start of `text`, which is not ASCII; surrogates count as characters.
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::int32_t>(i < text.size() ? static_cast<unsigned char>(text[i]) & 0x3F
                                                     : 0);
  };
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0xE0) {
    return {(first & 0x1F) << 6 | byte(1), 2};
  }
  if (first < 0xF0) {
    return {(first & 0x0F) << 12 | byte(1) << 6 | byte(2), 3};
  }
  return {(first & 0x07) << 18 | byte(1) << 12 | byte(2) << 6 | byte(3), 4};
}

void append_escape(std::int32_t c, std::string* out) {
  const char letter = c <= 0xFF ? 'x' : c <= 0xFFFF ? 'u' : 'U';
  const int width = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
  fmt::format_to(std::back_inserter(*out), "\\{}{:0{}x}", letter, c, width);
}

std::string without_underscores(std::string_view literal) {
  std::string digits;
  for (char c : literal) {
    if (c != '_') {
      digits += c;
    }
  }
  return digits;
}

int base_of(std::string_view literal) {
  if (literal.size() < 3 || literal[0] != '0') {
    return 10;
  }
  switch (literal[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 10;
  }
}

void append_big_int(const std::string& digits, int base, std::string* out) {
  mpz_t value;
  mpz_init_set_str(value, digits.c_str(), base);
  std::string decimal(mpz_sizeinbase(value, 10) + 2, '\0');
  mpz_get_str(decimal.data(), 10, value);
  mpz_clear(value);
  *out += decimal.c_str();
}

double value_of(const std::string& digits) {
  double value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem == std::errc::result_out_of_range) {
    // from_chars does not tell too large from too small; strtod does, and is as exact.
    return std::strtod(digits.c_str(), nullptr);
  }
  return value;
}

// The shortest digits that give `value` back, placed as repr() places them: with an exponent where
// it is below -4 or above 15.
void append_double(double value, std::string_view whole_suffix, std::string* out) {
  if (value == std::numeric_limits<double>::infinity()) {
    *out += "inf";
    return;
  }
  char buffer[64];
  const auto result =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  const std::string_view text(buffer, static_cast<std::size_t>(result.ptr - buffer));
  const std::size_t e = text.find('e');
  const int exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
  if (exponent < -4 || exponent >= 16) {
    *out += text;
    return;
  }
  std::string digits(text.substr(0, 1));
  digits += e > 2 ? text.substr(2, e - 2) : std::string_view{};
  if (exponent < 0) {
    *out += "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    return;
  }
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() <= whole) {
    *out += digits + std::string(whole - digits.size(), '0');
    *out += whole_suffix;
  } else {
    *out += digits.substr(0, whole) + "." + digits.substr(whole);
  }
}

}  // namespace

void append_repr_of_str(std::string_view value, std::string* out) {
  const char quote = quote_for(value);
  *out += quote;
  while (!value.empty()) {
    if (append_ascii(static_cast<unsigned char>(value[0]), quote, out)) {
      value.remove_prefix(1);
      continue;
    }
    const Decoded next = decode(value);
    const std::size_t size = std::min(next.size, value.size());
    if (is_printable(next.character)) {
      *out += value.substr(0, size);
    } else {
      append_escape(next.character, out);
    }
    value.remove_prefix(size);
  }
  *out += quote;
}

void append_repr_of_bytes(std::string_view value, std::string* out) {
  const char quote = quote_for(value);
  *out += 'b';
  *out += quote;
  for (char c : value) {
    if (!append_ascii(static_cast<unsigned char>(c), quote, out)) {
      append_escape(static_cast<unsigned char>(c), out);
    }
  }
  *out += quote;
}

void append_repr_of_int(std::string_view literal, std::string* out) {
  const int base = base_of(literal);
  const std::string digits = without_underscores(literal.substr(base == 10 ? 0 : 2));
  std::uint64_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (result.ec == std::errc{}) {
    fmt::format_to(std::back_inserter(*out), "{}", value);
  } else {
    append_big_int(digits, base, out);
  }
}

void append_repr_of_float(std::string_view literal, std::string* out) {
  append_double(value_of(without_underscores(literal)), ".0", out);
}

void append_repr_of_imaginary(std::string_view literal, std::string* out) {
  literal.remove_suffix(1);
  append_double(value_of(without_underscores(literal)), "", out);
  *out += 'j';
}

}  // namespace fastidious::syntax
