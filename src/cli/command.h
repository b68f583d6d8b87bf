#pragma once
// What all commands share: exit codes, reading the command line, talking to the terminal.

#include <CLI/CLI.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fastidious::cli {

enum ExitCode : int {
  kSuccess = 0,     // nothing at or above --fail-on
  kFindings = 1,    // findings at or above it
  kUsageError = 2,  // bad usage or configuration
  kInternalError = 3,
};

// The words behind the command's name.
using Arguments = std::span<const char* const>;

// Reads `arguments` into `app`'s options. The exit code where the command ends there: after --help,
// or after an error, which has been printed with a hint.
std::optional<int> parse(CLI::App& app, Arguments arguments);

// Prints "fastidious: MESSAGE" to the standard error stream and gives kUsageError.
int usage_error(std::string_view message);

// Whether to colour what goes to `descriptor`: `choice` is auto, always or never. Automatic means
// on a terminal, unless NO_COLOR (https://no-color.org) is set or the terminal is dumb.
bool wants_colour(std::string_view choice, int descriptor);

// The width of the terminal behind `descriptor` in columns, at most 200; 100 if it is none.
unsigned terminal_width(int descriptor);

}  // namespace fastidious::cli
