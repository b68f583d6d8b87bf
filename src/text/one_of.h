#pragma once
// Whether a word is one of a few.

#include <algorithm>
#include <iterator>
#include <string_view>

namespace fastidious {

// `words` is an array or another range of texts; they are compared as they are.
template <class Words>
constexpr bool is_one_of(std::string_view word, const Words& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace fastidious
