#pragma once
// Of which files what is asked: POLICY.md, "not evaluated".

#include <vector>

#include "rules/rule.h"

namespace fastidious::semantic {
class Model;  // semantic/model.h
}

namespace fastidious::rules {

class FilesEvaluated {
 public:
  // Everything is evaluated.
  FilesEvaluated() = default;
  explicit FilesEvaluated(const semantic::Model& model);

  // Whether a rule has anything to say about a Python file: of code that does not parse nobody
  // knows how it is written or what it logs, and code that is put away neither runs nor is kept up.
  bool allows(const Rule& rule, findings::FileId file) const;
  // Of files with the same number, allows() says the same.
  unsigned kind_of(findings::FileId file) const {
    return broken_.empty() ? 0u : (broken_[file.value] ? 1u : 0u) + (away_[file.value] ? 2u : 0u);
  }

 private:
  std::vector<bool> broken_;  // by FileId: does not parse
  std::vector<bool> away_;    // by FileId: project/put_away.h
};

}  // namespace fastidious::rules
