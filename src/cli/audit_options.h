#pragma once
// From the command line and the configuration to what an audit needs.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/audit.h"
#include "findings/baseline.h"
#include "project/advisories.h"
#include "repo/config.h"
#include "text/file_system.h"
#include "text/overlay_file_system.h"

namespace fastidious::cli {

// The words of the command line, as they were given.
struct AuditWords {
  std::vector<std::string> positional;  // of `audit` [ROOT] PATHS…, of `review` PATHS…
  std::string root;                     // of `review`: --root
  std::string config;
  std::string fail_on;
  std::string baseline;
  std::vector<std::string> evidence;  // files
  std::string advisories;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::size_t threads = 0;
  bool stats = false;
  bool staged = false;
  std::string since;
  bool no_history = false;  // of `audit`
  bool no_cache = false;
  bool no_owners = false;  // of `audit`
  std::string date;        // of `audit`: from when deadlines count
};

// An audit ready to run.
struct AuditSetup {
  std::unique_ptr<RootedFileSystem> files;
  std::unique_ptr<OverlayFileSystem> staged;  // `files` as the index has them; null: as they are
  engine::AuditOptions options;               // `baseline` and `advisories` point to those below
  std::unique_ptr<findings::Baseline> baseline;
  std::unique_ptr<project::Advisories> advisories;
  repo::FailOn fail_on = repo::FailOn::Critical;
  bool owners = true;              // next actions name who is to take them
  std::vector<std::string> notes;  // what the user should know before the report, one line each

  // What is audited.
  const FileSystem& tree() const {
    return staged == nullptr ? static_cast<const FileSystem&>(*files) : *staged;
  }
};

// What is wrong, in lines for the terminal.
struct SetupError {
  std::string message;
};

// `review` adds the change that is asked for.
Result<AuditSetup, SetupError> set_up(const AuditWords& words, bool review);

}  // namespace fastidious::cli
