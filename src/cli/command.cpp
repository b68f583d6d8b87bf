#include "cli/command.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace fastidious::cli {
namespace {

constexpr unsigned kDefaultWidth = 100;
constexpr unsigned kMinWidth = 40;
constexpr unsigned kMaxWidth = 200;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

std::optional<int> parse(CLI::App& app, Arguments arguments) {
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", app.help());
    return kSuccess;
  } catch (const CLI::ParseError& error) {
    return usage_error(fmt::format("{}\nTry '{} --help'.", error.what(), app.get_name()));
  }
}

int usage_error(std::string_view message) {
  fmt::print(stderr, "fastidious: {}\n", message);
  return kUsageError;
}

bool wants_colour(std::string_view choice, int descriptor) {
  if (choice != "auto") {
    return choice == "always";
  }
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return isatty(descriptor) == 1 && !is_set("NO_COLOR") && !dumb;
}

unsigned terminal_width(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return kDefaultWidth;
  }
  return std::clamp<unsigned>(size.ws_col, kMinWidth, kMaxWidth);
}

}  // namespace fastidious::cli
