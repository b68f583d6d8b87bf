#include "deploy/packages/requirement_text.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "project/dependencies.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_name_character(char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; }
bool is_version_character(char c) {
  return is_alphanumeric(c) || std::string_view("_.*+!-").find(c) != std::string_view::npos;
}

constexpr std::array<std::string_view, 8> kOperators = {
    "===", "~=", "==", "!=", "<=", ">=", "<", ">"};

// Why ">=1.2" is none; empty if it is one.
std::string fault_of_clause(std::string_view clause) {
  const auto* operation =
      std::find_if(kOperators.begin(), kOperators.end(),
                   [&](std::string_view one) { return clause.starts_with(one); });
  if (operation == kOperators.end()) {
    return "`" + std::string(clause) + "` is no version specifier";
  }
  const std::string_view version = trimmed(clause.substr(operation->size()));
  if (version.empty()) return "`" + std::string(clause) + "` names no version";
  if (!std::all_of(version.begin(), version.end(), is_version_character)) {
    return "`" + std::string(clause) + "` is no version specifier";
  }
  return {};
}

std::string fault_of_specifiers(std::string_view text) {
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view clause = trimmed(text.substr(0, comma));
    if (clause.empty() && comma < text.size()) return "a version is missing before a comma";
    if (!clause.empty()) {
      if (std::string fault = fault_of_clause(clause); !fault.empty()) return fault;
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return {};
}

bool is_location(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kEndings = {".whl", ".zip", ".tar.gz",
                                                               ".tar.bz2", ".tgz"};
  const bool archive = std::any_of(kEndings.begin(), kEndings.end(),
                                   [&](std::string_view ending) { return text.ends_with(ending); });
  return text.find("://") != text.npos || is_path(text) ||
         (archive && text.find_first_of("<>=@") == text.npos) ||
         (text.find('/') != text.npos && text.find('@') == text.npos);
}

// What a repository is likely to hold: "transformers" for
// "git+https://github.com/huggingface/transformers.git@v4"; `#egg=` says it. Empty for others.
std::string_view repository_name(std::string_view location) {
  if (!location.starts_with("git+")) return {};
  const std::size_t egg = location.find("#egg=");
  if (egg != location.npos) {
    const std::string_view name = location.substr(egg + 5);
    return name.substr(0, name.find_first_of("&["));
  }
  std::string_view path = location.substr(0, location.find('#'));
  path = path.substr(path.rfind('/') + 1);
  path = path.substr(0, path.find('@'));
  return path.ends_with(".git") ? path.substr(0, path.size() - 4) : path;
}

void read_extras(std::string_view text, RequirementText& result) {
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view extra = trimmed(text.substr(0, comma));
    if (!extra.empty()) result.extras.push_back(project::normalised_package_name(extra));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
}

}  // namespace

bool is_path(std::string_view location) {
  return location == "." || location.starts_with("./") || location.starts_with("../") ||
         location.starts_with(".[") || location.starts_with('/') || location.starts_with("~/") ||
         location.starts_with("file:") || location == ".." || location.starts_with(".\\") ||
         (location.size() > 2 && location[1] == ':' && location[2] == '\\');
}

RequirementText parse_requirement_text(std::string_view text) {
  RequirementText result;
  const std::size_t semicolon = text.find(';');
  std::string_view head = trimmed(text.substr(0, semicolon));
  if (semicolon != text.npos) result.marker = trimmed(text.substr(semicolon + 1));
  const auto* name_end = std::find_if_not(head.begin(), head.end(), is_name_character);
  const std::string_view name = head.substr(0, static_cast<std::size_t>(name_end - head.begin()));
  const std::string_view behind = trimmed(head.substr(name.size()));
  if (is_location(head) && !behind.starts_with('@') && !behind.starts_with('[')) {
    result.location = head;
    result.written = repository_name(head);
    result.name = project::normalised_package_name(result.written);
    return result;
  }
  if (name.empty() || !is_alphanumeric(name.front()) || !is_alphanumeric(name.back())) {
    result.fault = "it names no package";
    return result;
  }
  result.name = project::normalised_package_name(name);
  result.written = name;
  std::string_view rest = behind;
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    if (close == rest.npos) {
      result.fault = "`[` is not closed";
      return result;
    }
    read_extras(rest.substr(1, close - 1), result);
    rest = trimmed(rest.substr(close + 1));
  }
  if (rest.starts_with('@')) {
    result.location = trimmed(rest.substr(1));
    return result;
  }
  if (rest.starts_with('(') && rest.ends_with(')')) rest = trimmed(rest.substr(1, rest.size() - 2));
  result.specifiers = rest;
  result.fault = fault_of_specifiers(rest);
  return result;
}

}  // namespace fastidious::deploy
