#pragma once
// Variables in the arguments of Dockerfiles and in compose files: $NAME, ${NAME},
// ${NAME:-fallback}, ${NAME:-${OTHER:-fallback}}.

#include <optional>
#include <string>
#include <string_view>

#include "text/words.h"

namespace fastidious::deploy {

// Where the brace is that closes the variable in which `at` stands; npos if none does, or more
// variables stand in each other than anybody writes.
inline std::size_t closing_brace(std::string_view text, std::size_t at) {
  constexpr int kMostInEachOther = 8;
  for (int inner = 0; at < text.size() && inner <= kMostInEachOther; ++at) {
    if (text.substr(at).starts_with("${")) ++inner;
    if (text[at] == '}' && inner-- == 0) return at;
  }
  return text.npos;
}

// `text` with each variable replaced by what `value_of(name)` gives, std::optional<std::string>;
// one without value by its fallback, else it stays.
template <class Lookup>
std::string with_variables(std::string_view text, Lookup&& value_of) {
  std::string result;
  while (!text.empty()) {
    const std::size_t dollar = text.find('$');
    result += text.substr(0, dollar);
    if (dollar == text.npos) break;
    text.remove_prefix(dollar);
    const bool braced = text.substr(1).starts_with('{');
    std::size_t end = braced ? 2 : 1;
    const std::size_t begin = end;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    const std::string_view name = text.substr(begin, end - begin);
    const std::size_t close = braced ? closing_brace(text, end) : end;
    if (name.empty() || close == text.npos) {
      result += '$';
      text.remove_prefix(1);
      continue;
    }
    std::string_view rest = braced ? text.substr(end, close - end) : std::string_view{};
    if (rest.starts_with(':')) rest.remove_prefix(1);
    const std::size_t size = braced ? close + 1 : end;
    if (const std::optional<std::string> value = value_of(name)) {
      result += *value;
    } else if (rest.starts_with('-')) {
      result += with_variables(rest.substr(1), value_of);
    } else {
      result += text.substr(0, size);
    }
    text.remove_prefix(size);
  }
  return result;
}

}  // namespace fastidious::deploy
