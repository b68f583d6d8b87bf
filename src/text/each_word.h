#pragma once
// The words of a text that is long.

#include <array>
#include <string_view>

#include "text/words.h"

namespace fastidious {

// Calls visit(std::string_view) for each run of word bytes, in the order of the text.
template <class Visit>
void for_each_word(std::string_view text, Visit&& visit) {
  constexpr auto kIsWord = [] {
    std::array<bool, 256> is_word{};
    for (std::size_t i = 0; i < is_word.size(); ++i)
      is_word[i] = is_word_byte(static_cast<char>(i));
    return is_word;
  }();
  const auto is_word_at = [&](std::size_t i) {
    return kIsWord[static_cast<unsigned char>(text[i])];
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_word_at(i)) continue;
    const std::size_t begin = i;
    while (i < text.size() && is_word_at(i)) ++i;
    visit(text.substr(begin, i - begin));
  }
}

}  // namespace fastidious
