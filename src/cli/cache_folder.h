#pragma once
// Where this program keeps what saves work the next time; see the XDG base directory specification,
// https://specifications.freedesktop.org/basedir-spec/.

#include <string>
#include <string_view>

namespace fastidious::cli {

// The file that remembers which texts of the history of the repository around `root` (absolute)
// were read: below $XDG_CACHE_HOME, else ~/.cache; "" if there is neither.
std::string history_memory(std::string_view root);

}  // namespace fastidious::cli
