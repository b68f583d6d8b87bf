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

 private:
  std::vector<std::uint32_t> begins_;  // by target; one more at the end
  std::vector<CallSite> sites_;
};

}  // namespace fastidious::semantic
