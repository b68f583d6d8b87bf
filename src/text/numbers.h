#pragma once
// Numbers in plain text.

#include <charconv>
#include <optional>
#include <string_view>

namespace fastidious {

// 8000 of "8000" and of "8000:http"; none if the text begins with no number, or with one that is
// too large.
inline std::optional<int> leading_number(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

// 8000 of "8000"; none if anything else stands in the text.
inline std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

}  // namespace fastidious
