#pragma once
// Which folders of a repository's packs may hold which of certain files, at any depth: most commits
// can then be passed over without a look at their folders.

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "repo/reach.h"

namespace fastidious::repo {

class Holders {
 public:
  // Makes every folder of the packs once, on the threads of the task arena. Of a folder that is
  // stored as a difference only what is new is looked at; it may hold what its base may.
  Holders(const Packs& packs, const Reach& reach, const ObjectNames& wanted);

  // Whether the folder may hold a wanted file that is not yet set_found(). True also of a folder
  // that is in no pack, or could not be read there.
  bool may_hold_more(const ObjectName& folder) const;
  void set_found(const ObjectName& file);
  bool is_found(const ObjectName& file) const { return found_[ids_.at(file)] != 0; }

  // The files by number, from 1.
  using Ids = std::unordered_map<ObjectName, std::uint32_t, ObjectNameHash>;

 private:
  using Edge = std::pair<std::uint32_t, std::uint32_t>;  // a folder, and one that it is in

  void read();
  void add(std::uint32_t folder, std::uint32_t files);
  void spread(const std::vector<Edge>& edges);

  const Packs& packs_;
  const Reach& reach_;
  Ids ids_;
  std::vector<std::uint8_t> found_;  // by id
  // What each object of all packs may hold: nothing, the file with this id, or several.
  std::vector<std::uint32_t> files_;
  std::vector<std::uint32_t> changed_;  // folders to spread from
};

}  // namespace fastidious::repo
