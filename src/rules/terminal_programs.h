#pragma once
// Modules that only people in front of a terminal run, seen with all modules that import them.

#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "semantic/model.h"

namespace fastidious::rules {

class TerminalPrograms {
 public:
  explicit TerminalPrograms(const semantic::Model& model) : model_(model) {}

  // Whether somebody reads in a terminal what the module prints: it is a program for that itself
  // (rules/terminal_files.h), talks with whoever runs it, is a script or a tool of developers
  // (`evals/`, `testing/`), or nothing but such modules imports it. Remembered; the first question
  // costs one pass over all imports.
  bool include(const semantic::FileModel& file);

 private:
  using Files = std::vector<findings::FileId>;

  bool decide(const semantic::FileModel& file);
  bool is_for_terminal_users(const semantic::FileModel& file);
  bool is_script(const semantic::FileModel& file);
  bool serves(const semantic::FileModel& file);
  const Files& importers_of(findings::FileId file);
  void find_importers();
  void find_servers();

  const semantic::Model& model_;
  std::vector<Files> importers_;           // by FileId; without tests
  std::set<std::string_view> generators_;  // folders at the root that make projects of templates
  std::vector<bool> serves_;               // by FileId: makes an application, router or worker
  std::unordered_map<std::uint32_t, bool> known_;  // looked up only
};

}  // namespace fastidious::rules
