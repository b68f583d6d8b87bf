// The program's entry: finds the command and runs it. What a command needs it starts itself, so
// that the others do not wait for it.

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "base/nearest.h"
#include "cli/audit_command.h"
#include "cli/command.h"
#include "cli/dump_command.h"
#include "cli/openapi_command.h"
#include "cli/routes_command.h"
#include "cli/rules_command.h"

namespace fastidious::cli {
namespace {

int run_version(Arguments) {
  fmt::print("fastidious {}\n", FASTIDIOUS_VERSION);
  return kSuccess;
}

struct Command {
  std::string_view name;
  std::string_view summary;
  int (*run)(Arguments);
};

constexpr std::array kCommands = {
    Command{"audit", "the whole repository, with a plan by effort", run_audit},
    Command{"review", "what changed, in seconds or less", run_review},
    Command{"routes", "who may call which endpoint, and what guards it", run_routes},
    Command{"openapi", "print the OpenAPI document, without running anything", run_openapi},
    Command{"rules", "list what is checked", run_rules},
    Command{"explain", "say what a rule finds, why it matters, how to mend it", run_explain},
    Command{"dump", "print an intermediate form of Python files", run_dump},
    Command{"version", "print the version", run_version},
};

void print_help(std::FILE* to) {
  fmt::print(
      to,
      "Fastidious audits Python backends: FastAPI and Pydantic, on PostgreSQL or Firestore.\n"
      "\nUsage: fastidious COMMAND [--options] [PATH…]\n\nCommands:\n");
  for (const Command& command : kCommands) {
    fmt::print(to, "  {:<9}{}\n", command.name, command.summary);
  }
  fmt::print(to,
             "\n'fastidious COMMAND --help' tells more, with examples.\n"
             "\nExit codes: 0 nothing at or above --fail-on; 1 findings at or above it;\n"
             "2 bad usage or configuration; 3 an internal error.\n");
}

int unknown_command(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Command& command : kCommands) {
    names.push_back(command.name);
  }
  const std::string_view meant = nearest(word, names);
  return usage_error(fmt::format(
      "there is no command '{}'; {}", word,
      meant.empty() ? "see 'fastidious --help'" : fmt::format("did you mean '{}'?", meant)));
}

int run(Arguments arguments) {
  if (arguments.empty()) {
    print_help(stderr);
    return kUsageError;
  }
  const std::string_view word = arguments[0];
  if (word == "--help" || word == "-h" || word == "help") {
    print_help(stdout);
    return kSuccess;
  }
  if (word == "--version") {
    return run_version({});
  }
  for (const Command& command : kCommands) {
    if (command.name == word) {
      return command.run(arguments.subspan(1));
    }
  }
  return unknown_command(word);
}

}  // namespace
}  // namespace fastidious::cli

int main(int argc, char** argv) {
  try {
    return fastidious::cli::run({argv + 1, static_cast<std::size_t>(argc > 0 ? argc - 1 : 0)});
  } catch (const std::exception& error) {
    fmt::print(stderr, "fastidious: internal error: {}\n", error.what());
    return fastidious::cli::kInternalError;
  }
}
