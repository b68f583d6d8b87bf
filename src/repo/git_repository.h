#pragma once
// What the files that ask libgit2 share: owners of its objects, and the way to a repository.

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>

#include "base/result.h"
#include "repo/git.h"
#include "repo/libgit2.h"

namespace fastidious::repo {

// Only where open_around() has found the library.
inline const Libgit2& git() { return *Libgit2::instance(); }

template <class T, auto Free>
struct Freer {
  void operator()(T* object) const { (git().*Free)(object); }
};
using Repository =
    std::unique_ptr<git_repository, Freer<git_repository, &Libgit2::repository_free>>;
using Object = std::unique_ptr<git_object, Freer<git_object, &Libgit2::object_free>>;
using Commit = std::unique_ptr<git_commit, Freer<git_commit, &Libgit2::commit_free>>;
using Tree = std::unique_ptr<git_tree, Freer<git_tree, &Libgit2::tree_free>>;
using Diff = std::unique_ptr<git_diff, Freer<git_diff, &Libgit2::diff_free>>;
using Blob = std::unique_ptr<git_blob, Freer<git_blob, &Libgit2::blob_free>>;
using ObjectDatabase = std::unique_ptr<git_odb, Freer<git_odb, &Libgit2::odb_free>>;
using RawObject = std::unique_ptr<git_odb_object, Freer<git_odb_object, &Libgit2::odb_object_free>>;

// GitProblem::Broken with libgit2's last words.
GitError broken();

struct OpenRepository {
  Repository repository;
  std::string prefix;  // the root's place in the work tree, "" or "a/b/"
};

// The repository whose work tree holds `root` (absolute, without links).
Result<OpenRepository, GitError> open_around(const std::string& root);

// What `ask` gives, or GitProblem::Broken where it takes longer than `patience`: libgit2 opens
// whatever has the name it looks for, and of a thread that hangs in the system nothing is left to
// do but to leave it behind.
template <class Ask, class Answer = std::invoke_result_t<Ask>>
Answer ask_git(Ask ask, std::chrono::seconds patience) {
  auto promise = std::make_shared<std::promise<Answer>>();
  std::future<Answer> answer = promise->get_future();
  std::thread asking([promise, ask] { promise->set_value(ask()); });
  if (answer.wait_for(patience) != std::future_status::ready) {
    asking.detach();
    return GitError{GitProblem::Broken,
                    "no answer in " + std::to_string(patience.count()) + " seconds"};
  }
  // It has only its own end before it; the program must not end under it.
  asking.join();
  return answer.get();
}

}  // namespace fastidious::repo
