#pragma once
// Every text that a repository's history holds, once, whatever commits it is part of.
//
// Texts are read object by object and not commit by commit, for most are the same in thousands of
// commits. Only for those that turn out to be of interest the commits are walked, to say where they
// came from.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "repo/git.h"
#include "repo/object_name.h"

namespace fastidious::repo {

// Where a text came into the history: the first place, if it has several.
struct HistoryText {
  ObjectName object{};
  std::string path;      // relative to the root that was asked for
  std::string commit;    // forty hexadecimal digits: the first that has it there
  std::string date;      // of that commit, by its author: "2026-01-31"
  bool in_head = false;  // HEAD has this text, under any path
};

struct HistoryQuery {
  std::string root;  // absolute, without links
  // A file that remembers texts of no interest, so that the next scan, or the rest of one that was
  // cut short, reads what is new; "" for none. It holds names of objects and nothing of them.
  std::string memory;
  std::string version;  // of what `is_of_interest` asks: another one forgets what was remembered
  std::size_t max_bytes = limits::kMaxTextBytes;  // of one text; larger ones are not read
};

struct HistoryScan {
  std::vector<HistoryText> texts;  // of interest, below the root, by commit date, then path
  std::uint64_t objects_read = 0;
  std::uint64_t objects_remembered = 0;
  std::uint64_t objects_too_large = 0;
  std::uint64_t objects_broken = 0;  // that git could not read
  std::uint32_t commits = 0;         // reachable from any reference
  bool is_shallow = false;           // a clone that has not all of them
  std::string problem;  // what kept a part of the history from being read; empty if nothing did
};

enum class Interest : std::uint8_t {
  None,      // it was looked through
  Excluded,  // it is of a kind that is not looked through
  Some,
};

// Says of what interest a text is where only `parts` of it, views of it, may hold something: the
// rest was seen in another text that is of none. Called for several texts at once.
using HistoryJudge =
    std::function<Interest(std::string_view text, std::span<const std::string_view> parts)>;

// Reads every text that is in the repository around the root and was not remembered, on the threads
// of the task arena, and asks of each whether it is of interest. Those that no commit of any
// reference holds are left out. GitProblem::NoRepository also for a root that HEAD does not have.
Result<HistoryScan, GitError> scan_history(const HistoryQuery& query, const HistoryJudge& judge);

// Reads single objects again.
class ObjectReader {
 public:
  explicit ObjectReader(const std::string& root);
  ~ObjectReader();
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;
  // "" if it cannot be read.
  std::string text_of(const ObjectName& object) const;

 private:
  struct Database;
  std::unique_ptr<Database> database_;  // null if there is none
};

}  // namespace fastidious::repo
