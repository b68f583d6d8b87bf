#include "semantic/rust_regex.h"

#include <cstddef>

namespace fastidious::semantic {
namespace {

struct GroupForm {
  std::string_view opening;
  std::string_view what;
};

constexpr GroupForm kForms[] = {
    {"(?=", "look-ahead"},        {"(?!", "look-ahead"},      {"(?<=", "look-behind"},
    {"(?<!", "look-behind"},      {"(?P=", "back-reference"}, {"(?>", "atomic group"},
    {"(?(", "conditional group"}, {"(?#", "comment group"},
};

std::string_view escape(char c, bool in_class) {
  if (c >= '1' && c <= '9' && !in_class) return "back-reference";
  if (c == 'Z' && !in_class) return "`\\Z` (Rust writes `\\z`)";
  if (c == 'N') return "`\\N{…}`";
  return {};
}

}  // namespace

std::string_view unsupported_in_rust(std::string_view pattern) {
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      const std::string_view found = i + 1 < pattern.size() ? escape(pattern[i + 1], in_class) : "";
      if (!found.empty()) return found;
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      if (i + 1 < pattern.size() && pattern[i + 1] == '^') ++i;
      if (i + 1 < pattern.size() && pattern[i + 1] == ']') ++i;  // a literal ]
    } else if (c == '(') {
      for (const GroupForm& form : kForms) {
        if (pattern.substr(i).starts_with(form.opening)) return form.what;
      }
    }
  }
  return {};
}

}  // namespace fastidious::semantic
