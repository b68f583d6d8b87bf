#include "repo/blame.h"

#include "repo/git_repository.h"

namespace fastidious::repo {
namespace {

using Blame = std::unique_ptr<git_blame, Freer<git_blame, &Libgit2::blame_free>>;

Result<std::string, GitError> author_of(const std::string& root, const std::string& path,
                                        std::uint32_t line) {
  const auto opened = open_around(root);
  if (!opened) return opened.error();
  git_blame_options options = GIT_BLAME_OPTIONS_INIT;
  options.flags = GIT_BLAME_FIRST_PARENT | GIT_BLAME_USE_MAILMAP;
  options.min_line = line;
  options.max_line = line;
  git_blame* raw = nullptr;
  const std::string full = opened->prefix + path;
  if (git().blame_file(&raw, opened->repository.get(), full.c_str(), &options) != 0) {
    return broken();
  }
  const Blame blame(raw);
  const git_blame_hunk* hunk = git().blame_get_hunk_byline(raw, line);
  if (hunk == nullptr || hunk->final_signature == nullptr) return broken();
  return std::string(hunk->final_signature->name);
}

}  // namespace

std::optional<std::string> last_author(const std::string& root, const std::string& path,
                                       std::uint32_t line, std::chrono::seconds patience) {
  const auto answer = ask_git([root, path, line] { return author_of(root, path, line); }, patience);
  if (!answer || answer->empty()) return std::nullopt;
  return *answer;
}

}  // namespace fastidious::repo
