#pragma once
// What git's commits and folders name (gitdatamodel(7)).

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "repo/delta.h"
#include "repo/object_name.h"

namespace fastidious::repo {

constexpr int hexadecimal_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// A name written in forty digits; false if these are none.
inline bool read_name(std::string_view digits, ObjectName& name) {
  if (digits.size() < 2 * name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const int high = hexadecimal_value(digits[2 * i]), low = hexadecimal_value(digits[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    name[i] = static_cast<unsigned char>(high << 4 | low);
  }
  return true;
}

// Calls take(name, is_folder) for the folder of a commit and its parents.
template <class Take>
void for_each_link_of_commit(std::string_view commit, const Take& take) {
  constexpr std::string_view kTree = "tree ", kParent = "parent ";
  ObjectName name;
  if (!commit.starts_with(kTree) || !read_name(commit.substr(kTree.size()), name)) return;
  take(name, true);
  commit.remove_prefix(kTree.size() + 2 * name.size());
  while (commit.substr(0, 1) == "\n") {
    commit.remove_prefix(1);
    if (!commit.starts_with(kParent) || !read_name(commit.substr(kParent.size()), name)) return;
    take(name, false);
    commit.remove_prefix(kParent.size() + 2 * name.size());
  }
}

// When a commit was made, in seconds since 1970: the number behind "committer Name <mail> ".
inline std::int64_t time_of_commit(std::string_view commit) {
  const std::size_t line = commit.find("\ncommitter ");
  if (line == commit.npos) return 0;
  commit = commit.substr(line + 1);
  const std::size_t mail = commit.substr(0, commit.find('\n')).rfind("> ");
  if (mail == commit.npos) return 0;
  std::int64_t time = 0;
  const char* digits = commit.data() + mail + 2;
  std::from_chars(digits, commit.data() + commit.size(), time);
  return time;
}

// Calls take(name, is_folder) for each file and folder in a folder; only for those that one of the
// parts touches, unless it is null. Commits of other repositories are left out.
template <class Take>
void for_each_link_of_folder(std::string_view folder, const std::vector<Part>* parts,
                             const Take& take) {
  std::size_t part = 0;
  for (std::size_t at = 0; at < folder.size();) {
    const std::size_t mark = folder.find('\0', at);
    ObjectName name;
    if (mark == folder.npos || folder.size() - mark - 1 < name.size()) return;
    const std::size_t end = mark + 1 + name.size();
    const std::string_view mode = folder.substr(at, 2);
    while (parts != nullptr && part < parts->size() && (*parts)[part].end < at) ++part;
    const bool is_new = parts == nullptr || (part < parts->size() && (*parts)[part].begin <= end);
    if (is_new && mode != "16") {
      std::memcpy(name.data(), folder.data() + mark + 1, name.size());
      take(name, mode == "40");
    }
    at = end;
  }
}

}  // namespace fastidious::repo
