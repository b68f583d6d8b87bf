#pragma once
// Which objects of a repository's packs some reference leads to.
//
// A clone that fetched branches which are gone, or a mirror, may hold several times as much as its
// references do: what nothing leads to is not read. Commits are always walked. Folders are only
// where many commits are unreachable; else everything counts as reached.

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/parallel_for.h"
#include "repo/git_repository.h"
#include "repo/object_name.h"
#include "repo/pack_walk.h"

namespace fastidious::repo {

using Packs = std::vector<std::unique_ptr<Pack>>;

// Families that one thread reads in a row: they are near each other.
inline constexpr std::size_t kFamiliesInARow = 64;

// Reads all families of the plans, on the threads of the task arena, each with a walk of its own
// that make() gives; take(walk) is called for each of these in the end.
template <class Make, class Take>
void walk_packs(std::vector<PackPlan>& plans, const Make& make, const Take& take) {
  tbb::enumerable_thread_specific<decltype(make())> walks(make);
  for (PackPlan& plan : plans) {
    plan.begin();
    const auto& families = plan.families();
    const std::size_t blocks = (families.size() + kFamiliesInARow - 1) / kFamiliesInARow;
    parallel_for(blocks, [&](std::size_t block) {
      const std::size_t end = std::min((block + 1) * kFamiliesInARow, families.size());
      for (std::size_t i = block * kFamiliesInARow; i < end; ++i) {
        walks.local()->read(plan, families[i]);
      }
    });
  }
  for (const auto& walk : walks) take(*walk);
}
using ObjectNames = std::unordered_set<ObjectName, ObjectNameHash>;

class Reach {
 public:
  Reach(git_repository* repository, git_odb* objects, const Packs& packs);

  // Walks, on the threads of the task arena.
  void run();

  bool has(std::size_t pack, std::uint32_t number) const {
    return is_everything_ || marks_[first_of_pack_[pack] + number] != 0;
  }
  std::size_t commits() const { return commits_.size(); }
  bool is_shallow() const { return !shallow_.empty(); }
  // All commits, none before one of its parents, else by their time, each with its folder.
  struct CommitAndFolder {
    ObjectName commit{};
    ObjectName folder{};
  };
  std::vector<CommitAndFolder> oldest_first() const;
  // What kept some commit from being followed; empty if nothing did. If something did, everything
  // counts as reached.
  const std::string& problem() const { return problem_; }

  // What a commit or a folder names, found by several threads: the number of an object in all packs
  // together, or its name where no pack has it.
  struct Links {
    struct Link {
      std::uint32_t from;
      std::uint32_t to;
      bool is_folder;  // else a commit or a file
    };
    struct Outside {
      std::uint32_t from;
      ObjectName to;
      bool is_folder;
    };
    struct Time {
      std::uint32_t from;
      std::int64_t seconds;
    };
    std::vector<Link> inside;
    std::vector<Outside> outside;
    std::vector<Time> times;  // of commits
  };

  // For those who fill Links.
  std::uint32_t number_of(const ObjectName& name) const;
  std::uint32_t first_of_pack(const Pack& pack) const;
  std::size_t pack_of(std::uint32_t number) const;
  bool is_marked(std::uint32_t number) const { return marks_[number] != 0; }

 private:
  struct Commit {
    ObjectName name{};
    ObjectName folder{};
    std::int64_t time = 0;
    std::size_t parents = 0;  // where its own begin in parents_
  };

  void read_commits();
  void push_references();
  void push_reference(const std::string& name);
  void follow_commits();
  void follow_outside(const ObjectName& commit);
  void follow(std::uint32_t commit);
  void push_commit(std::uint32_t number);
  void push_commit(const ObjectName& name);
  void push_folder(std::uint32_t number);
  void push_folder(const ObjectName& name);
  void push_parent(const ObjectName& name);
  const ObjectName& name_of(std::uint32_t number) const;
  bool has_most_commits() const;
  void follow_folders();
  void follow_folder_outside(const ObjectName& folder, Links& links) const;
  void take(const Links& links);

  git_repository* repository_;
  git_odb* objects_;
  const Packs& packs_;
  std::vector<std::uint32_t> first_of_pack_;
  std::vector<std::uint8_t> marks_;  // of all objects of all packs
  Links links_;                      // of the packs' commits, by `from`
  ObjectNames shallow_;              // commits whose parents are not here by intent
  ObjectNames outside_;              // objects that no pack has, reached so far
  std::vector<std::uint32_t> commits_to_follow_;
  std::vector<ObjectName> outside_to_follow_;
  std::vector<std::uint32_t> folders_to_follow_;
  std::vector<ObjectName> outside_folders_;
  std::vector<Commit> commits_;
  std::vector<ObjectName> parents_;
  std::string problem_;
  bool is_everything_ = true;
};

}  // namespace fastidious::repo
