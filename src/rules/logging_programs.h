#pragma once
// Which modules configure logging, and for whom.

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "semantic/model.h"

namespace fastidious::rules {

// Whether nothing of an application loads the module: no code imports it, it holds nothing that is
// served or run, and nothing names it. False where that cannot be told.
bool is_never_loaded(const semantic::FileModel& file);

// Whether what the module configures is for who runs it in a terminal: it is a program for that,
// and what is served does not import it or has a configuration of its own, before which this one
// comes to nothing (`basicConfig` does nothing where there are handlers).
bool is_for_terminal_alone(const semantic::FileModel& file);

// Which programs of the repository configure logging. Made in one pass over calls and imports.
class LoggingPrograms {
 public:
  explicit LoggingPrograms(const semantic::Model& model);

  // Whether the module belongs to a program (something that is served, a project of Django), and
  // nothing configures logging that may be loaded with it: by what imports it, by what that
  // imports, or in the same folder, where a framework may find it by its name. Remembered.
  bool leave_unconfigured(const semantic::FileModel& file);

 private:
  using Files = std::vector<std::uint32_t>;
  static constexpr std::size_t kMaxSteps = 2'000'000;  // of all questions together

  enum class Scope : std::uint8_t { Program, BesideFolder };

  void find_calls(const semantic::Model& model);
  void add(const semantic::FileModel& file, Scope scope);
  bool decide(const semantic::FileModel& file);
  Files closure(Files found, const std::vector<Files>& edges);

  std::vector<bool> configures_, serves_;          // by FileId
  std::vector<Files> importers_, imported_;        // by FileId
  std::set<std::string, std::less<>> folders_;     // in which something configures logging
  std::set<std::string, std::less<>> managed_;     // that hold a manage.py
  std::unordered_map<std::uint32_t, bool> known_;  // looked up only
  std::size_t steps_ = 0;
  std::uint32_t asked_ = 0;  // whether they are ever loaded
  bool is_tired_ = false;
};

}  // namespace fastidious::rules
