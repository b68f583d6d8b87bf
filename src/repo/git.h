#pragma once
// What git knows about the audited tree, through libgit2. Nothing is run and nothing is written.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace fastidious::repo {

enum class GitProblem : std::uint8_t {
  NoRepository,     // the root is in no git work tree
  Bare,             // a repository without a work tree
  UnknownRevision,  // nothing that git would know by this name
  NoLibrary,        // libgit2 is not installed
  Broken,           // there is a repository, but it cannot be read
};

struct GitError {
  GitProblem problem = GitProblem::NoRepository;
  std::string detail;  // libgit2's words, or the revision's name
};

// "not in a git repository", …: what a report or an error message prints.
std::string describe(const GitError& error);

// Lines [first, first + count) of the file as it is now; count 0: only lines behind `first` (0: at
// the beginning) were taken out.
struct LineRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  friend bool operator==(const LineRange&, const LineRange&) = default;
};

struct ChangedFile {
  std::string path;              // relative to the root
  std::string old_path;          // where it was before, if it was renamed or moved; else empty
  bool is_new = false;           // all of its lines are
  std::vector<LineRange> lines;  // in order; empty for a new file and for a mere rename
};

struct ChangeSet {
  std::vector<ChangedFile> files;    // sorted by path
  std::vector<std::string> removed;  // sorted

  // The file with this path; null if it did not change.
  const ChangedFile* find(std::string_view path) const;
};

// Which changes: of the work tree with untracked files, against HEAD; of the index alone, against
// HEAD; or of the work tree since a revision branched off (its merge base with HEAD).
struct ChangeQuery {
  bool staged = false;
  std::string since;  // a revision as git names them; empty: HEAD
};

// What the index or a revision has otherwise than the work tree, so that it can be read: of the
// index, the text that would be committed. Paths are relative to the root.
struct IndexDifference {
  std::vector<std::pair<std::string, std::string>> texts;  // path, text in the index or revision
  std::vector<std::string> absent;  // files and folders of the work tree that it does not have
};

// The files below `root` (absolute, without links) that changed. In a repository without any commit
// every file is new. Gives up after `patience`.
Result<ChangeSet, GitError> changed_files(
    const std::string& root, const ChangeQuery& query,
    std::chrono::seconds patience = std::chrono::seconds(limits::kMaxGitSeconds));

// What the index has otherwise, for files below `root` that a commit could hold: what is ignored is
// not mentioned, and a file in conflict is left as it is in the work tree.
Result<IndexDifference, GitError> index_difference(
    const std::string& root,
    std::chrono::seconds patience = std::chrono::seconds(limits::kMaxGitSeconds));

// The same of a revision as git names them, which is taken as it is: no merge base is looked for.
Result<IndexDifference, GitError> revision_difference(
    const std::string& root, const std::string& revision,
    std::chrono::seconds patience = std::chrono::seconds(limits::kMaxGitSeconds));

}  // namespace fastidious::repo
