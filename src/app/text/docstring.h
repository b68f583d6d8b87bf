#pragma once
// Text as Python's own functions give it.

#include <string>
#include <string_view>

namespace fastidious::app {

// inspect.cleandoc(): without the indentation that all lines but the first share, and without empty
// lines at both ends.
std::string clean_docstring(std::string_view text);

// str.title() of ASCII letters, other bytes left alone.
std::string title_case(std::string_view text);

// `text` with each `from` replaced.
std::string replaced(std::string_view text, char from, char to);

// re.sub(r"\W", "_", text): letters and digits of all scripts are kept.
std::string only_word_characters(std::string_view text);

std::string stripped(std::string_view text);

}  // namespace fastidious::app
