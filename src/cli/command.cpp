#include "cli/command.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/nearest.h"

namespace fastidious::cli {
namespace {

constexpr unsigned kDefaultWidth = 100;
constexpr unsigned kMinWidth = 40;
constexpr unsigned kMaxWidth = 200;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

// "did you mean '--select'?" for an option that `app` does not have; empty if none is like it.
std::string meant_option(const CLI::App& app, std::string_view given) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string_view meant = nearest(given.substr(0, given.find('=')), known);
  return meant.empty() ? "" : fmt::format("; did you mean '{}'?", meant);
}

// The first of `arguments` that looks like an option which `app` does not have.
std::string unknown_option(CLI::App& app, Arguments arguments) {
  for (std::string_view word : arguments) {
    const std::string name(word.substr(0, word.find('=')));
    if (word.starts_with("--") && word.size() > 2 && app.get_option_no_throw(name) == nullptr) {
      return name;
    }
  }
  return {};
}

}  // namespace

std::optional<int> parse(CLI::App& app, Arguments arguments) {
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", app.help());
    return kSuccess;
  } catch (const CLI::ExtrasError& error) {
    const std::string name = unknown_option(app, arguments);
    return usage_error(name.empty()
                           ? fmt::format("{}\nTry '{} --help'.", error.what(), app.get_name())
                           : fmt::format("there is no option '{}'{}\nTry '{} --help'.", name,
                                         meant_option(app, name), app.get_name()));
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string option =
        std::string(error.what()).substr(0, std::string(error.what()).find(':'));
    return usage_error(fmt::format("{} needs a value\nTry '{} --help'.", option, app.get_name()));
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
