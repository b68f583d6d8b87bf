#include <algorithm>

#include "base/limits.h"
#include "repo/git_repository.h"

namespace fastidious::repo {
namespace {

Result<Tree, GitError> tree_of(git_repository* repository, const std::string& revision) {
  git_object* raw = nullptr;
  if (git().revparse_single(&raw, repository, (revision + "^{commit}").c_str()) != 0) {
    return GitError{GitProblem::UnknownRevision, revision};
  }
  const Object object(raw);
  git_commit* commit = nullptr;
  if (git().commit_lookup(&commit, repository, git().object_id(raw)) != 0) {
    return broken();
  }
  const Commit owner(commit);
  git_tree* tree = nullptr;
  return git().commit_tree(&tree, commit) == 0 ? Result<Tree, GitError>(Tree(tree)) : broken();
}

// What the work tree has otherwise than `tree`; than the index where that is null.
Result<Diff, GitError> compare_with(git_repository* repository, git_tree* tree,
                                    const std::string& prefix) {
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
                  GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_IGNORE_SUBMODULES |
                  GIT_DIFF_DISABLE_PATHSPEC_MATCH;
  std::string below = prefix.substr(0, prefix.empty() ? 0 : prefix.size() - 1);
  char* spec = below.data();
  if (!prefix.empty()) {
    options.pathspec = {&spec, 1};
  }
  git_diff* diff = nullptr;
  const int code = tree != nullptr
                       ? git().diff_tree_to_workdir_with_index(&diff, repository, tree, &options)
                       : git().diff_index_to_workdir(&diff, repository, nullptr, &options);
  return code == 0 ? Result<Diff, GitError>(Diff(diff)) : broken();
}

struct Collector {
  git_repository* repository = nullptr;
  std::string prefix;
  IndexDifference difference;
};

std::string relative(const char* path, const std::string& prefix) {
  std::string_view full(path);
  full.remove_prefix(full.starts_with(prefix) ? prefix.size() : 0);
  // A folder with a repository of its own is one entry.
  full.remove_suffix(full.ends_with('/') ? 1 : 0);
  return std::string(full);
}

// A larger blob is as good as its first bytes: it is larger than any reader wants.
std::string text_of(const git_blob& blob) {
  const auto size = static_cast<std::size_t>(git().blob_rawsize(&blob));
  const auto* bytes = static_cast<const char*>(git().blob_rawcontent(&blob));
  return {bytes, std::min(size, limits::kMaxSourceBytes + 1)};
}

int take_text(const git_diff_file& file, Collector& collector) {
  git_blob* raw = nullptr;
  if (git().blob_lookup(&raw, collector.repository, &file.id) != 0) {
    return -1;
  }
  collector.difference.texts.emplace_back(relative(file.path, collector.prefix),
                                          text_of(*Blob(raw)));
  return 0;
}

int on_file(const git_diff_delta* delta, float, void* payload) {
  auto& collector = *static_cast<Collector*>(payload);
  const bool in_index = delta->old_file.mode == GIT_FILEMODE_BLOB ||
                        delta->old_file.mode == GIT_FILEMODE_BLOB_EXECUTABLE;
  switch (delta->status) {
    case GIT_DELTA_MODIFIED:
    case GIT_DELTA_DELETED:
    case GIT_DELTA_TYPECHANGE: return in_index ? take_text(delta->old_file, collector) : 0;
    case GIT_DELTA_ADDED:
    case GIT_DELTA_UNTRACKED:
      collector.difference.absent.push_back(relative(delta->new_file.path, collector.prefix));
      return 0;
    default: return 0;
  }
}

// Of the index where `revision` is empty.
Result<IndexDifference, GitError> find_difference(const std::string& root,
                                                  const std::string& revision) {
  const Result<OpenRepository, GitError> open = open_around(root);
  if (!open) {
    return open.error();
  }
  Tree tree;
  if (!revision.empty()) {
    Result<Tree, GitError> found = tree_of(open->repository.get(), revision);
    if (!found) {
      return found.error();
    }
    tree = std::move(*found);
  }
  const Result<Diff, GitError> diff =
      compare_with(open->repository.get(), tree.get(), open->prefix);
  if (!diff) {
    return diff.error();
  }
  Collector collector{open->repository.get(), open->prefix, {}};
  if (git().diff_foreach(diff->get(), on_file, nullptr, nullptr, nullptr, &collector) != 0) {
    return broken();
  }
  return std::move(collector.difference);
}

}  // namespace

Result<IndexDifference, GitError> index_difference(const std::string& root,
                                                   std::chrono::seconds patience) {
  return ask_git([root] { return find_difference(root, {}); }, patience);
}

Result<IndexDifference, GitError> revision_difference(const std::string& root,
                                                      const std::string& revision,
                                                      std::chrono::seconds patience) {
  return ask_git([root, revision] { return find_difference(root, revision); }, patience);
}

}  // namespace fastidious::repo
