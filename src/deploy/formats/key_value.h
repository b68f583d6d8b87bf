#pragma once
// Files of lines `NAME=value` (.env) and `name: command` (Procfile).

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace fastidious::deploy {

struct EnvEntry {
  std::string name;
  std::string value;  // without quotes
  Span name_span;
  Span value_span;            // with quotes; empty where there is no value
  bool is_commented = false;  // `# NAME=value`: named, and not set
};

// Lines `NAME=value` and `export NAME=value`, as python-dotenv and firebase-tools read them; a
// quoted value may span lines. Commented ones too: examples name optional variables so.
std::vector<EnvEntry> parse_env_file(std::string_view text);

struct Process {
  std::string name;     // "web"
  std::string command;  // what follows the colon
  Span name_span;
  Span command_span;
};

struct Procfile {
  std::vector<Process> processes;
  std::vector<Span> malformed;  // lines that are neither a process, a comment nor empty
  // The process so named; null if there is none.
  const Process* find(std::string_view name) const;
};
// https://devcenter.heroku.com/articles/procfile#procfile-format
Procfile parse_procfile(std::string_view text);

inline constexpr std::size_t kMaxEnvEntries = 5'000;
inline constexpr std::size_t kMaxProcesses = 500;

}  // namespace fastidious::deploy
