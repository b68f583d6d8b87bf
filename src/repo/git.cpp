#include "repo/git.h"

#include <git2.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>

#include "base/limits.h"

namespace fastidious::repo {
namespace {

// libgit2's own initialisation, once for the program; its settings are global there.
void initialise_libgit2() {
  static const int initialised = [] {
    const int count = git_libgit2_init();
    // Reading a repository runs nothing of it here (no hooks, filters or monitors), so whose it is
    // does not matter: in containers it is regularly somebody else's.
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    return count;
  }();
  static_cast<void>(initialised);
}

template <class T, void (*free)(T*)>
struct Freer {
  void operator()(T* object) const { free(object); }
};
using Repository = std::unique_ptr<git_repository, Freer<git_repository, git_repository_free>>;
using Index = std::unique_ptr<git_index, Freer<git_index, git_index_free>>;
using Object = std::unique_ptr<git_object, Freer<git_object, git_object_free>>;
using Tree = std::unique_ptr<git_tree, Freer<git_tree, git_tree_free>>;
using Diff = std::unique_ptr<git_diff, Freer<git_diff, git_diff_free>>;
using Configuration = std::unique_ptr<git_config, Freer<git_config, git_config_free>>;

std::string last_words() {
  const git_error* error = git_error_last();
  return error != nullptr && error->message != nullptr ? error->message : "";
}

GitError broken() { return {GitProblem::Broken, last_words()}; }

struct OpenRepository {
  Repository repository;
  std::string prefix;  // the root's place in the work tree, "" or "a/b/"
};

Result<OpenRepository, GitError> open_around(const std::string& root) {
  initialise_libgit2();
  git_repository* raw = nullptr;
  const int code = git_repository_open_ext(&raw, root.c_str(), 0, nullptr);
  if (code == GIT_ENOTFOUND) {
    return GitError{GitProblem::NoRepository, {}};
  }
  if (code != 0) {
    return broken();
  }
  Repository repository(raw);
  const char* work_directory = git_repository_workdir(raw);
  if (work_directory == nullptr) {
    return GitError{GitProblem::Bare, {}};
  }
  const std::string top(work_directory);  // ends with '/'
  const std::string below = root + "/";
  if (!below.starts_with(top)) {
    return GitError{GitProblem::NoRepository, {}};
  }
  return OpenRepository{std::move(repository), below.substr(top.size())};
}

// ---- ignore rules
// --------------------------------------------------------------------------------

// A small text file anywhere; "" if there is none. The repository's own configuration can name any
// path, so only a regular file of bounded size is read.
std::string text_of(const std::string& path) {
  std::error_code error;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, error);
  const auto folder = RootedFileSystem::open(resolved.parent_path().string());
  if (error || !folder) {
    return {};
  }
  const auto text = (*folder)->read(resolved.filename().string(), limits::kMaxTextBytes);
  return text ? std::string(text->view()) : std::string();
}

// core.excludesFile, or its default place (gitignore(5)).
std::string global_ignore_path(git_repository* repository) {
  git_config* raw = nullptr;
  if (git_repository_config_snapshot(&raw, repository) == 0) {
    const Configuration configuration(raw);
    git_buf path = GIT_BUF_INIT;
    if (git_config_get_path(&path, raw, "core.excludesfile") == 0) {
      std::string result(path.ptr, path.size);
      git_buf_dispose(&path);
      return result;
    }
  }
  if (const char* home = std::getenv("XDG_CONFIG_HOME"); home != nullptr && *home != '\0') {
    return std::string(home) + "/git/ignore";
  }
  const char* home = std::getenv("HOME");
  return home != nullptr ? std::string(home) + "/.config/git/ignore" : "";
}

std::vector<IgnoreFile> outer_ignore_files(const OpenRepository& open) {
  const std::string top = git_repository_workdir(open.repository.get());
  const std::string common = git_repository_commondir(open.repository.get());
  std::vector<IgnoreFile> files;
  files.push_back({"", text_of(global_ignore_path(open.repository.get()))});
  files.push_back({"", text_of(common + "info/exclude")});
  for (std::size_t end = 0; end < open.prefix.size(); end = open.prefix.find('/', end) + 1) {
    const std::string base = open.prefix.substr(0, end);
    files.push_back({base, text_of(top + base + ".gitignore")});
  }
  std::erase_if(files, [](const IgnoreFile& file) { return file.text.empty(); });
  return files;
}

std::vector<std::string> tracked_paths(const std::string& root) {
  std::vector<std::string> paths;
  const Result<OpenRepository, GitError> open = open_around(root);
  git_index* raw = nullptr;
  if (!open || git_repository_index(&raw, open->repository.get()) != 0) {
    return paths;
  }
  const Index index(raw);
  const std::size_t count = git_index_entrycount(raw);
  paths.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const git_index_entry* entry = git_index_get_byindex(raw, i);
    paths.emplace_back(entry->path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// ---- changes
// -------------------------------------------------------------------------------------

// The tree to compare with; null in a repository without commits.
Result<Tree, GitError> base_tree(git_repository* repository, const std::string& since) {
  git_object* raw = nullptr;
  const std::string name = since.empty() ? "HEAD" : since;
  if (git_revparse_single(&raw, repository, (name + "^{commit}").c_str()) != 0) {
    if (since.empty() && git_repository_head_unborn(repository) == 1) {
      return Tree{};
    }
    return since.empty() ? broken() : GitError{GitProblem::UnknownRevision, since};
  }
  const Object revision(raw);
  git_oid base = *git_object_id(raw);
  git_oid head;
  if (!since.empty() && git_reference_name_to_id(&head, repository, "HEAD") == 0) {
    git_oid merge_base;
    if (git_merge_base(&merge_base, repository, &base, &head) == 0) {
      base = merge_base;
    }
  }
  git_commit* commit = nullptr;
  git_tree* tree = nullptr;
  const bool read =
      git_commit_lookup(&commit, repository, &base) == 0 && git_commit_tree(&tree, commit) == 0;
  git_commit_free(commit);
  return read ? Result<Tree, GitError>(Tree(tree)) : broken();
}

Result<Diff, GitError> compare(git_repository* repository, git_tree* base,
                               const std::string& prefix, bool staged) {
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
                  GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SHOW_UNTRACKED_CONTENT |
                  GIT_DIFF_IGNORE_SUBMODULES | GIT_DIFF_DISABLE_PATHSPEC_MATCH;
  options.context_lines = 0;
  options.interhunk_lines = 0;
  options.max_size = static_cast<git_off_t>(limits::kMaxSourceBytes);
  std::string below = prefix.substr(0, prefix.empty() ? 0 : prefix.size() - 1);
  char* spec = below.data();
  if (!prefix.empty()) {
    options.pathspec = {&spec, 1};
  }
  git_diff* diff = nullptr;
  const int code = staged ? git_diff_tree_to_index(&diff, repository, base, nullptr, &options)
                          : git_diff_tree_to_workdir_with_index(&diff, repository, base, &options);
  if (code != 0) {
    return broken();
  }
  Diff owned(diff);
  git_diff_find_options find = GIT_DIFF_FIND_OPTIONS_INIT;
  find.flags = GIT_DIFF_FIND_RENAMES | GIT_DIFF_FIND_FOR_UNTRACKED;
  return git_diff_find_similar(diff, &find) == 0 ? Result<Diff, GitError>(std::move(owned))
                                                 : broken();
}

struct Collector {
  std::string prefix;
  std::map<std::string, ChangedFile> changed;
  std::vector<std::string> removed;

  std::string relative(const char* path) const {
    const std::string_view full(path);
    return std::string(full.starts_with(prefix) ? full.substr(prefix.size()) : full);
  }
};

bool is_regular(const git_diff_file& file) {
  return file.mode == GIT_FILEMODE_BLOB || file.mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

int on_file(const git_diff_delta* delta, float, void* payload) {
  auto& collector = *static_cast<Collector*>(payload);
  if (delta->status == GIT_DELTA_DELETED) {
    collector.removed.push_back(collector.relative(delta->old_file.path));
    return 0;
  }
  if (!is_regular(delta->new_file)) {
    return 0;  // links and submodules
  }
  ChangedFile file;
  file.path = collector.relative(delta->new_file.path);
  file.is_new = delta->status == GIT_DELTA_ADDED || delta->status == GIT_DELTA_UNTRACKED ||
                delta->status == GIT_DELTA_TYPECHANGE;
  if (delta->status == GIT_DELTA_RENAMED || delta->status == GIT_DELTA_COPIED) {
    file.old_path = collector.relative(delta->old_file.path);
  }
  collector.changed[file.path] = std::move(file);
  return 0;
}

int on_hunk(const git_diff_delta* delta, const git_diff_hunk* hunk, void* payload) {
  auto& collector = *static_cast<Collector*>(payload);
  const auto at = collector.changed.find(collector.relative(delta->new_file.path));
  if (at != collector.changed.end() && !at->second.is_new) {
    at->second.lines.push_back(
        {static_cast<std::uint32_t>(hunk->new_start), static_cast<std::uint32_t>(hunk->new_lines)});
  }
  return 0;
}

}  // namespace

std::string describe(const GitError& error) {
  switch (error.problem) {
    case GitProblem::NoRepository:
      return "not in a git repository";
    case GitProblem::Bare:
      return "a git repository without a work tree";
    case GitProblem::UnknownRevision:
      return "git knows no revision '" + error.detail + "'";
    case GitProblem::Broken:
      break;
  }
  return "the git repository cannot be read: " + error.detail;
}

Result<WorkTree, GitError> work_tree_around(const std::string& root) {
  const Result<OpenRepository, GitError> open = open_around(root);
  if (!open) {
    return open.error();
  }
  WorkTree tree;
  tree.prefix = open->prefix;
  tree.outer = outer_ignore_files(*open);
  tree.tracked_paths = [root] { return tracked_paths(root); };
  return tree;
}

Result<ChangeSet, GitError> changed_files(const std::string& root, const ChangeQuery& query) {
  const Result<OpenRepository, GitError> open = open_around(root);
  if (!open) {
    return open.error();
  }
  const Result<Tree, GitError> base = base_tree(open->repository.get(), query.since);
  if (!base) {
    return base.error();
  }
  const Result<Diff, GitError> diff =
      compare(open->repository.get(), base->get(), open->prefix, query.staged);
  if (!diff) {
    return diff.error();
  }
  Collector collector{open->prefix, {}, {}};
  if (git_diff_foreach(diff->get(), on_file, nullptr, on_hunk, nullptr, &collector) != 0) {
    return broken();
  }
  ChangeSet changes;
  for (auto& [path, file] : collector.changed) {
    changes.files.push_back(std::move(file));
  }
  changes.removed = std::move(collector.removed);
  std::sort(changes.removed.begin(), changes.removed.end());
  return changes;
}

}  // namespace fastidious::repo
