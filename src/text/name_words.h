#pragma once
// The words of which an identifier is made.

#include <string>
#include <string_view>
#include <vector>

namespace fastidious {

// In lower case: `AWS_SECRET_ACCESS_KEY`, `clientSecret`, `APIKey`, `x-api-key`. What is neither
// letter nor digit of ASCII parts words.
std::vector<std::string> name_words(std::string_view name);

}  // namespace fastidious
