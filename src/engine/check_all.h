#pragma once
// Running the rules over the whole repository.

#include <optional>
#include <vector>

#include "findings/finding.h"
#include "repo/git.h"
#include "rules/driver.h"
#include "semantic/model.h"

namespace fastidious::engine {

// What the rules said, in no useful order.
struct CheckedFiles {
  std::vector<std::vector<findings::Finding>> by_file;  // by FileId
  std::vector<rules::InternalError> errors;
  rules::RuleTimes times;
};

// Calls the rules for each file, in parallel, and then those about the whole repository, in
// parallel. With a change, only the findings that it caused are kept and only files it touches are
// walked.
CheckedFiles check_all(const semantic::Model& model, rules::Driver& driver,
                       const std::optional<repo::ChangeSet>& change);

}  // namespace fastidious::engine
