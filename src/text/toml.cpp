#include "text/toml.h"

namespace fastidious {
namespace {

bool ends_key(char c) { return std::string_view("=,{}[]\n").find(c) != std::string_view::npos; }

// The line of the first key with too many parts, as far as dots between what ends a key tell; 0 if
// there is none.
std::uint32_t line_of_deep_key(std::string_view text) {
  std::uint32_t line = 1;
  int dots = 0;
  for (const char c : text) {
    dots = ends_key(c) ? 0 : dots + (c == '.' ? 1 : 0);
    if (dots >= limits::kMaxTomlKeyParts) {
      return line;
    }
    line += c == '\n' ? 1 : 0;
  }
  return 0;
}

}  // namespace

Result<toml::table, TomlError> parse_toml(std::string_view text) {
  if (const std::uint32_t line = line_of_deep_key(text); line != 0) {
    return TomlError{line, "a key of too many parts"};
  }
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    return TomlError{error.source().begin.line, std::string(error.description())};
  }
}

}  // namespace fastidious
