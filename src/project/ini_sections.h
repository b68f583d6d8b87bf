#pragma once
// INI files as configparser reads them, as far as the configuration of linters needs it.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fastidious::project {

// Keys with - for _, values with the lines that continue them.
using IniSection = std::map<std::string, std::string, std::less<>>;

std::map<std::string, IniSection, std::less<>> read_ini_sections(std::string_view text);

// Words between commas and white space; what follows a # is a comment.
std::vector<std::string> ini_words(std::string_view text);

}  // namespace fastidious::project
