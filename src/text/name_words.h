#pragma once
// The words of which an identifier is made.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "text/one_of.h"

namespace fastidious {

// In lower case: `AWS_SECRET_ACCESS_KEY`, `clientSecret`, `APIKey`, `x-api-key`. What is neither
// letter nor digit of ASCII parts words.
std::vector<std::string> name_words(std::string_view name);

// Whether one of its words is one of a few; `wanted` is an array or another range of texts.
template <class Words>
bool names_any_of(std::string_view name, const Words& wanted) {
  const std::vector<std::string> words = name_words(name);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_one_of(word, wanted); });
}

}  // namespace fastidious
