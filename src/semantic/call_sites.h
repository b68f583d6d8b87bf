#pragma once
// Which calls there are of what: the index by which whoever asks about a few functions does without
// looking at every call of the repository.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/identifier.h"
#include "syntax/ast.h"

namespace fastidious::semantic {

class FileModel;
class Model;

struct CallSite {
  const FileModel* file = nullptr;
  const syntax::Call* call = nullptr;
};

// Every call whose target is known, by target; those of one target by file and position.
class CallSites {
 public:
  explicit CallSites(const Model& model);

  // The calls of what is so named, as FileModel::resolve() names it.
  std::span<const CallSite> of(Identifier target) const;

  // Calls visit(Identifier target, std::span<const CallSite>) for each target, in no order that is
  // the same from run to run.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::uint32_t i = 0; i + 1 < begins_.size(); ++i) {
      const Identifier target{i};
      if (begins_[i] != begins_[i + 1]) visit(target, of(target));
    }
  }

 private:
  std::vector<std::uint32_t> begins_;  // by target; one more at the end
  std::vector<CallSite> sites_;
};

}  // namespace fastidious::semantic
