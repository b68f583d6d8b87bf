#include "repo/git.h"

#include <algorithm>
#include <map>

#include "base/limits.h"
#include "repo/git_repository.h"

namespace fastidious::repo {
namespace {

// ---- changes
// -------------------------------------------------------------------------------------

// The tree to compare with; null in a repository without commits.
Result<Tree, GitError> base_tree(git_repository* repository, const std::string& since) {
  git_object* raw = nullptr;
  const std::string name = since.empty() ? "HEAD" : since;
  if (git().revparse_single(&raw, repository, (name + "^{commit}").c_str()) != 0) {
    if (since.empty() && git().repository_head_unborn(repository) == 1) {
      return Tree{};
    }
    return since.empty() ? broken() : GitError{GitProblem::UnknownRevision, since};
  }
  const Object revision(raw);
  git_oid base = *git().object_id(raw);
  git_oid head;
  if (!since.empty() && git().reference_name_to_id(&head, repository, "HEAD") == 0) {
    git_oid merge_base;
    if (git().merge_base(&merge_base, repository, &base, &head) == 0) {
      base = merge_base;
    }
  }
  git_commit* found = nullptr;
  if (git().commit_lookup(&found, repository, &base) != 0) {
    return broken();
  }
  const Commit commit(found);
  git_tree* tree = nullptr;
  return git().commit_tree(&tree, found) == 0 ? Result<Tree, GitError>(Tree(tree)) : broken();
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
  const int code = staged
                       ? git().diff_tree_to_index(&diff, repository, base, nullptr, &options)
                       : git().diff_tree_to_workdir_with_index(&diff, repository, base, &options);
  if (code != 0) {
    return broken();
  }
  Diff owned(diff);
  git_diff_find_options find = GIT_DIFF_FIND_OPTIONS_INIT;
  find.flags = GIT_DIFF_FIND_RENAMES | GIT_DIFF_FIND_FOR_UNTRACKED;
  return git().diff_find_similar(diff, &find) == 0 ? Result<Diff, GitError>(std::move(owned))
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

Result<ChangeSet, GitError> find_changes(const std::string& root, const ChangeQuery& query) {
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
  if (git().diff_foreach(diff->get(), on_file, nullptr, on_hunk, nullptr, &collector) != 0) {
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

}  // namespace

Result<ChangeSet, GitError> changed_files(const std::string& root, const ChangeQuery& query,
                                          std::chrono::seconds patience) {
  return ask_git([root, query] { return find_changes(root, query); }, patience);
}

const ChangedFile* ChangeSet::find(std::string_view path) const {
  const auto at = std::lower_bound(
      files.begin(), files.end(), path,
      [](const ChangedFile& file, std::string_view wanted) { return file.path < wanted; });
  return at != files.end() && at->path == path ? &*at : nullptr;
}

}  // namespace fastidious::repo
