#pragma once
// The rules about files that are not Python: manifests, scripts, env files, anything that is text.

#include <span>
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
  // Manifests and those with findings, sorted by path, not numbered yet.
  std::vector<project::TextFile> files;
  std::vector<std::vector<findings::Finding>> found;  // theirs; they point to files by their index
  std::vector<assess::SkippedFile> skipped;           // not read, with the reason
  std::vector<rules::InternalError> errors;
  std::vector<rules::FindingsLeftOut> left_out;
  rules::RuleTimes times;
  std::uint32_t files_read = 0;

  // Gives the files their ids, from `first` on, and findings the ids of their files.
  void number(std::size_t first);
};

// Adds what the rules about delivery found in these files, which are numbered from `first` on.
void add_to_texts(std::vector<findings::Finding> found, std::size_t first, TextsRun& run);

// What is reported of all findings in `files`, those of `run`. With a change, only what is on its
// lines.
std::vector<SettledFile> settle_texts(const rules::Driver& driver, const AuditOptions& options,
                                      std::span<const project::TextFile> files, TextsRun& run);

// Reads each text file of the inventory and calls the rules that look at text, in parallel. A file
// with a NUL byte is no text and passed over; one that cannot be read is listed. Manifests are kept
// where a rule about delivery is active. With a change, of other files only those that it touches
// are read, and rules look at these alone.
TextsRun check_texts(const repo::Inventory& inventory, const AuditOptions& options,
                     const rules::Driver& driver, const FileSystem& files);

}  // namespace fastidious::engine
