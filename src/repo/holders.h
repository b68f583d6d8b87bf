#pragma once
// Which folders of a repository's packs may hold certain files, at any depth: most commits can then
// be passed over without a look at their folders.

#include <cstdint>
#include <utility>
#include <vector>

#include "repo/reach.h"

namespace fastidious::repo {

class Holders {
 public:
  // Makes every folder of the packs once, on the threads of the task arena. Of a folder that is
  // stored as a difference only what is new is looked at; it may hold what its base may.
  Holders(const Packs& packs, const Reach& reach, const ObjectNames& wanted);

  // True also of a folder that is in no pack, or could not be read there.
  bool may_hold(const ObjectName& folder) const;

 private:
  using Edge = std::pair<std::uint32_t, std::uint32_t>;  // a folder, and one that it is in

  void read(const ObjectNames& wanted);
  void spread(const std::vector<Edge>& edges);

  const Packs& packs_;
  const Reach& reach_;
  std::vector<std::uint8_t> marks_;    // of all objects of all packs
  std::vector<std::uint32_t> marked_;  // those to spread from
};

}  // namespace fastidious::repo
