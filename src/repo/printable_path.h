#pragma once
// Names of files that can be shown: anything may stand in a name, a report is text.

#include <string>
#include <string_view>

namespace fastidious::repo {

// Whether `path` is UTF-8 without control characters.
bool is_printable_path(std::string_view path);

// `path` with every byte that keeps it from being printable as \xNN.
std::string printable_path(std::string_view path);

}  // namespace fastidious::repo
