#pragma once
// Who is to mend a finding: whom CODEOWNERS names for its file, else who last changed its line.

#include <chrono>
#include <string>

#include "engine/audit.h"
#include "repo/code_owners.h"
#include "text/file_system.h"

namespace fastidious::engine {

class Owners {
 public:
  // `root`: where git's history is asked for; empty: it is not.
  Owners(const FileSystem& files, std::string root)
      : code_owners_(repo::read_code_owners(files)), root_(std::move(root)) {}

  // "@org/team", "Ann Example"; "" if nobody is known. After git has once taken too long it is not
  // asked again.
  std::string of(const AuditResult& result, const findings::Finding& finding);

 private:
  repo::CodeOwners code_owners_;
  std::string root_;
  std::chrono::milliseconds left_{2000};  // for git, all findings together
};

}  // namespace fastidious::engine
