#include "repo/work_tree.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/limits.h"
#include "text/words.h"

namespace fastidious::repo {
namespace {

namespace fs = std::filesystem;

// A file anywhere; "" if there is none. A repository can name any path in its own files, so only a
// regular file of bounded size is read.
std::string text_of(const fs::path& path, std::size_t max_bytes = limits::kMaxTextBytes) {
  std::error_code error;
  const fs::path resolved = fs::weakly_canonical(path, error);
  if (error || path.empty()) {
    return {};
  }
  const auto folder = RootedFileSystem::open(resolved.parent_path().string());
  if (!folder) {
    return {};
  }
  const auto text = (*folder)->read(resolved.filename().string(), max_bytes);
  return text ? std::string(text->view()) : std::string();
}

std::string first_line(const std::string& text) {
  return text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
}

// The repository that `directory` is the work tree of; empty if it is none.
fs::path git_directory_of(const fs::path& directory) {
  const fs::path entry = directory / ".git";
  std::error_code error;
  if (fs::is_directory(entry, error)) {
    return text_of(entry / "HEAD").empty() ? fs::path() : entry;
  }
  if (!fs::is_regular_file(entry, error)) {
    return {};
  }
  const std::string link = first_line(text_of(entry));
  constexpr std::string_view kPrefix = "gitdir: ";
  return link.starts_with(kPrefix) ? directory / link.substr(kPrefix.size()) : fs::path();
}

// Where what all worktrees of a repository share is kept.
fs::path common_directory_of(const fs::path& git_directory) {
  const std::string common = first_line(text_of(git_directory / "commondir"));
  return common.empty() ? git_directory : git_directory / common;
}

// ---- configuration files of git
// ------------------------------------------------------------------

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  const std::size_t end = text.find_last_not_of(" \t\r");
  return begin == text.npos ? std::string_view{} : text.substr(begin, end - begin + 1);
}

// The last value of `key` in `[section]`; empty if there is none.
std::string value_in(std::string_view text, std::string_view section, std::string_view key) {
  std::string value;
  bool inside = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = line.find('=');
    if (line.starts_with('[')) {
      inside = lower_case(line.substr(1, line.find(']') - 1)) == section;
    } else if (inside && equals != line.npos &&
               lower_case(trimmed(line.substr(0, equals))) == key) {
      value = trimmed(line.substr(equals + 1));
      std::erase(value, '"');
    }
  }
  return value;
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

fs::path user_configuration_folder() {
  const std::string configured = environment("XDG_CONFIG_HOME");
  const std::string home = environment("HOME");
  if (!configured.empty()) {
    return fs::path(configured) / "git";
  }
  return home.empty() ? fs::path() : fs::path(home) / ".config" / "git";
}

// core.excludesFile, or its default place (gitignore(5)).
fs::path global_ignore_file(const fs::path& common_directory) {
  const std::string home = environment("HOME");
  const fs::path user = user_configuration_folder();
  const fs::path configurations[] = {common_directory / "config",
                                     home.empty() ? fs::path() : fs::path(home) / ".gitconfig",
                                     user.empty() ? fs::path() : user / "config", "/etc/gitconfig"};
  for (const fs::path& path : configurations) {
    const std::string value = value_in(text_of(path), "core", "excludesfile");
    if (!value.empty()) {
      return value.starts_with("~/") ? fs::path(home) / value.substr(2) : fs::path(value);
    }
  }
  return user.empty() ? fs::path() : user / "ignore";
}

std::vector<IgnoreFile> outer_ignore_files(const fs::path& top, const fs::path& common,
                                           const std::string& prefix) {
  std::vector<IgnoreFile> files;
  files.push_back({"", text_of(global_ignore_file(common))});
  files.push_back({"", text_of(common / "info" / "exclude")});
  for (std::size_t end = 0; end < prefix.size(); end = prefix.find('/', end) + 1) {
    const std::string base = prefix.substr(0, end);
    files.push_back({base, text_of(top / base / ".gitignore")});
  }
  std::erase_if(files, [](const IgnoreFile& file) { return file.text.empty(); });
  return files;
}

std::vector<std::string> tracked_paths(const fs::path& git_directory, const fs::path& common) {
  const std::string format = value_in(text_of(common / "config"), "extensions", "objectformat");
  return paths_in_index(text_of(git_directory / "index", limits::kMaxIndexBytes),
                        format == "sha256" ? 32 : 20);
}

}  // namespace

namespace {

// The first entry below `directory` that cannot be opened without waiting for somebody; "" if there
// is none among the first limits::kMaxGitEntries. (A socket fails to open at once; git's file
// monitor keeps one here.)
std::string waiting_entry_in(const fs::path& directory) {
  std::error_code error;
  fs::recursive_directory_iterator at(directory, error);
  for (std::size_t seen = 0; !error && at != fs::end(at) && seen < limits::kMaxGitEntries; ++seen) {
    std::error_code unknown;  // the folder knows what most entries are: they are not asked
    if (at->is_fifo(unknown) || at->is_character_file(unknown)) {
      return at->path().string();
    }
    at.increment(error);
  }
  return {};
}

}  // namespace

std::string waiting_entry_of_git(const std::string& root) {
  for (fs::path top = root;; top = top.parent_path()) {
    const fs::path known = git_directory_of(top);
    const fs::path git_directory = known.empty() ? top / ".git" : known;  // HEAD may be the FIFO
    std::string found = waiting_entry_in(git_directory);
    const fs::path common = known.empty() ? known : common_directory_of(known);
    if (found.empty() && common != known) {
      found = waiting_entry_in(common);
    }
    if (!found.empty() || !known.empty() || top == top.parent_path()) {
      return found;
    }
  }
}

std::optional<WorkTree> find_work_tree(const std::string& root) {
  for (fs::path top = root;; top = top.parent_path()) {
    const fs::path git_directory = git_directory_of(top);
    if (!git_directory.empty()) {
      const fs::path common = common_directory_of(git_directory);
      WorkTree tree;
      const fs::path inside = fs::path(root).lexically_relative(top);
      tree.prefix = inside == "." ? "" : inside.generic_string() + "/";
      tree.outer = outer_ignore_files(top, common, tree.prefix);
      tree.tracked_paths = [git_directory, common] { return tracked_paths(git_directory, common); };
      return tree;
    }
    if (top == top.parent_path()) {
      return std::nullopt;
    }
  }
}

}  // namespace fastidious::repo
