#include <algorithm>
#include <cctype>

#include "project/dependencies.h"
#include "text/words.h"

namespace fastidious::project {
namespace {

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
}

}  // namespace

std::string normalised_package_name(std::string_view name) {
  std::string result;
  for (char c : name) {
    const bool separator = c == '-' || c == '_' || c == '.';
    if (!separator) {
      result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!result.ends_with('-')) {
      result += '-';
    }
  }
  return result;
}

std::optional<Dependency> parse_requirement(std::string_view text) {
  text = trimmed(text.substr(0, text.find(';')));
  const auto* name_end = std::find_if_not(text.begin(), text.end(), is_name_character);
  const std::string_view name = text.substr(0, static_cast<std::size_t>(name_end - text.begin()));
  if (name.empty() || std::isalnum(static_cast<unsigned char>(name[0])) == 0) {
    return std::nullopt;
  }
  std::string_view rest = trimmed(text.substr(name.size()));
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    rest = close == rest.npos ? std::string_view{} : trimmed(rest.substr(close + 1));
  }
  if (!rest.empty() && std::string_view("<>=!~(@").find(rest[0]) == std::string_view::npos) {
    return std::nullopt;  // a path or URL
  }
  Dependency dependency;
  dependency.name = normalised_package_name(name);
  dependency.range = rest.starts_with('@') ? VersionRange{} : parse_specifiers(rest);
  dependency.source = dependency.range.is_exact() ? DependencySource::Pin : DependencySource::Range;
  return dependency;
}

}  // namespace fastidious::project
