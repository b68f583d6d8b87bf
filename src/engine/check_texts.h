#pragma once
// The rules about files that are not Python: manifests, scripts, env files, anything that is text.

#include <vector>

#include "engine/audit.h"
#include "engine/settle_findings.h"
#include "repo/inventory.h"
#include "repo/roles.h"
#include "rules/driver.h"
#include "text/file_system.h"

namespace fastidious::engine {

// What was found in text files.
struct TextsRun {
  std::vector<project::TextFile> files;  // those with findings, sorted by path, not numbered yet
  std::vector<SettledFile> settled;      // theirs; findings point to files by their index
  std::vector<assess::SkippedFile> skipped;  // not read, with the reason
  std::vector<rules::InternalError> errors;
  std::vector<rules::FindingsLeftOut> left_out;
  rules::RuleTimes times;
  std::uint32_t files_read = 0;

  // Gives the files their ids, from `first` on, and findings the ids of their files.
  void number(std::size_t first);
};

// Reads each text file of the inventory and calls the rules that look at text, in parallel. A file
// with a NUL byte is no text and passed over; one that cannot be read is listed. With a change,
// only files that it touches are read, and only findings on its lines are kept.
TextsRun check_texts(const repo::Inventory& inventory, const AuditOptions& options,
                     const rules::Driver& driver, const FileSystem& files);

}  // namespace fastidious::engine
