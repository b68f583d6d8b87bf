#pragma once
// The small language that forms of tokens are written in (secret_shapes.def): `%c{n}`, `%c{n,}` and
// `%c{n,m}` are a run of characters of class c, anything else stands for itself. A run takes all
// that it can, so that matching is linear.

#include <cstddef>
#include <string_view>

namespace fastidious::knowledge {

// How long an unbounded run is at most: it bounds the work on hostile text.
inline constexpr std::size_t kLongestPiece = 4096;

constexpr bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_small_byte(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_capital_byte(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alnum_byte(char c) {
  return is_digit_byte(c) || is_small_byte(c) || is_capital_byte(c);
}
constexpr bool is_word_byte(char c) { return is_alnum_byte(c) || c == '_'; }

constexpr bool in_class(char name, char c) {
  switch (name) {
    case 'd': return is_digit_byte(c);
    case 'x': return is_digit_byte(c) || (c >= 'a' && c <= 'f');
    case 'X': return is_digit_byte(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    case 'w': return is_alnum_byte(c);
    case 'u': return is_word_byte(c) || c == '-';
    case 'b': return is_alnum_byte(c) || c == '+' || c == '/';
    case 'U': return is_capital_byte(c) || (c >= '2' && c <= '7');
    case 'k': return is_digit_byte(c) || is_small_byte(c);
    case 'A': return is_digit_byte(c) || is_capital_byte(c);
    case 'L': return is_small_byte(c) || is_capital_byte(c);
    case 'q': return is_word_byte(c) || c == '~' || c == '.' || c == '-';
    case 'p': return is_word_byte(c) || c == '-' || c == '%';
    case 'e': return is_word_byte(c) || c == '-' || c == '.' || c == '=';
    default: return false;
  }
}

// One `%c{n,m}` of a pattern.
struct PatternPiece {
  char name;
  std::size_t least = 0;
  std::size_t most = 0;
};

constexpr std::size_t take_number(std::string_view& pattern) {
  std::size_t number = 0;
  while (!pattern.empty() && is_digit_byte(pattern[0])) {
    number = number * 10 + static_cast<std::size_t>(pattern[0] - '0');
    pattern.remove_prefix(1);
  }
  return number;
}

// Takes the piece that `pattern` begins with off it.
constexpr PatternPiece take_piece(std::string_view& pattern) {
  PatternPiece piece{pattern[1]};
  pattern.remove_prefix(3);  // %c{
  piece.least = piece.most = take_number(pattern);
  if (pattern[0] == ',') {
    pattern.remove_prefix(1);
    piece.most = pattern[0] == '}' ? kLongestPiece : take_number(pattern);
  }
  pattern.remove_prefix(1);  // }
  return piece;
}

// The letters that all tokens of a pattern begin with.
constexpr std::string_view fixed_beginning(std::string_view pattern) {
  return pattern.substr(0, pattern.find('%'));
}

// The fewest bytes that a pattern matches.
constexpr std::size_t least_size(std::string_view pattern) {
  std::size_t size = 0;
  while (!pattern.empty()) {
    if (pattern[0] == '%') {
      size += take_piece(pattern).least;
    } else {
      pattern.remove_prefix(1);
      ++size;
    }
  }
  return size;
}

constexpr bool can_begin_with(std::string_view pattern, char c) {
  return pattern[0] == '%' ? in_class(pattern[1], c) : c == pattern[0];
}

struct PatternMatch {
  std::size_t size = 0;    // matched bytes; 0 if it does not match
  std::size_t looked = 0;  // bytes that were looked at
};

// Matches the beginning of `text`, to where no word goes on.
PatternMatch match_pattern(std::string_view pattern, std::string_view text);

}  // namespace fastidious::knowledge
