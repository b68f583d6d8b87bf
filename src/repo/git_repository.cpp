#include "repo/git_repository.h"

#include "repo/printable_path.h"
#include "repo/work_tree.h"

namespace fastidious::repo {

GitError broken() {
  const git_error* error = git().error_last();
  return {GitProblem::Broken, error != nullptr && error->message != nullptr ? error->message : ""};
}

Result<OpenRepository, GitError> open_around(const std::string& root) {
  if (const std::string waiting = waiting_entry_of_git(root); !waiting.empty()) {
    return GitError{GitProblem::Broken, printable_path(waiting) + " is not a regular file"};
  }
  if (Libgit2::instance() == nullptr) {
    return GitError{GitProblem::NoLibrary, "libgit2.so." LIBGIT2_SOVERSION};
  }
  git_repository* raw = nullptr;
  const int code = git().repository_open_ext(&raw, root.c_str(), 0, nullptr);
  if (code == GIT_ENOTFOUND) {
    return GitError{GitProblem::NoRepository, {}};
  }
  if (code != 0) {
    return broken();
  }
  Repository repository(raw);
  const char* work_directory = git().repository_workdir(raw);
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

std::string describe(const GitError& error) {
  switch (error.problem) {
    case GitProblem::NoRepository: return "not in a git repository";
    case GitProblem::Bare: return "a git repository without a work tree";
    case GitProblem::UnknownRevision: return "git knows no revision '" + error.detail + "'";
    case GitProblem::NoLibrary:
      return error.detail + " is not installed, which reads git repositories";
    case GitProblem::Broken: break;
  }
  return "the git repository cannot be read: " + error.detail;
}

}  // namespace fastidious::repo
