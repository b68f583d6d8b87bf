#pragma once
// What a command line of pytest says.

#include <string_view>
#include <vector>

namespace fastidious::deploy {

// The files and folders that a command names behind `pytest`, but for the present folder; `rest` is
// the text that follows it, of which the command's own part is looked at.
std::vector<std::string_view> paths_of_pytest(std::string_view rest);

}  // namespace fastidious::deploy
