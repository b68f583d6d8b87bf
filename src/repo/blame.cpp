#include "repo/blame.h"

#include "repo/git_repository.h"

namespace fastidious::repo {
namespace {

using Blame = std::unique_ptr<git_blame, Freer<git_blame, &Libgit2::blame_free>>;

constexpr int kCommitsOfNames = 2000;

// "43156212+ann@users.noreply.github.com": GitHub's number of the account; else the whole address.
std::string_view account_of(std::string_view email) {
  const std::size_t plus = email.find('+');
  const bool is_numbered = email.ends_with("@users.noreply.github.com") && plus != email.npos;
  return is_numbered ? email.substr(0, plus) : email;
}

// People write their name in several ways: the newest one, along first parents, of the commits
// with the author's address.
std::string newest_name(git_repository* repository, const git_signature& author) {
  const std::string_view account = account_of(author.email);
  git_oid head;
  git_commit* raw = nullptr;
  if (git().reference_name_to_id(&head, repository, "HEAD") != 0 ||
      git().commit_lookup(&raw, repository, &head) != 0) {
    return author.name;
  }
  Commit commit(raw);
  for (int i = 0; i < kCommitsOfNames; ++i) {
    const git_signature* one = git().commit_author(commit.get());
    if (one != nullptr && account_of(one->email) == account) return one->name;
    if (git().commit_parent(&raw, commit.get(), 0) != 0) break;
    commit.reset(raw);
  }
  return author.name;
}

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
  return newest_name(opened->repository.get(), *hunk->final_signature);
}

}  // namespace

std::optional<std::string> last_author(const std::string& root, const std::string& path,
                                       std::uint32_t line, std::chrono::seconds patience) {
  const auto answer = ask_git([root, path, line] { return author_of(root, path, line); }, patience);
  if (!answer || answer->empty()) return std::nullopt;
  return *answer;
}

}  // namespace fastidious::repo
