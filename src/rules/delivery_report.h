#pragma once
// What findings about start commands have in common.

#include <string>

#include "rules/delivery_check.h"

namespace fastidious::rules {

// Reports at the server's command: in the manifest, or in the script that it leads to.
Draft report_server(DeliveryCheck& check, const deploy::StartCommand& command,
                    std::string_view pattern, std::initializer_list<MessageArgument> arguments);

// Where a setting stands, or the whole command where it is not given.
Draft report_setting(DeliveryCheck& check, const deploy::StartCommand& command,
                     const deploy::Setting& setting, std::string_view pattern,
                     std::initializer_list<MessageArgument> arguments);

// Adds an option behind the command's last word, in the form in which it is written:
// ` --host 0.0.0.0` or `, "--host", "0.0.0.0"`. Does nothing for programs, which take none.
void add_option(Draft& draft, const deploy::ServerCommand& server, std::string_view option,
                std::string_view value);

// "the Procfile", "the Dockerfile", …
std::string_view origin_of(const deploy::StartCommand& command);

// The file that holds the application or, where there is none, the first Firebase function; empty
// without both.
std::string_view deployed_path(const deploy::Delivery& delivery);

// Whether there is JavaScript or TypeScript too, with linters and checks of its own.
bool has_javascript(const deploy::Delivery& delivery);

// The linter that the application's packages name, ruff where they name none: how it is run, and
// its hook and formatter.
struct Linter {
  std::string command = "ruff check";
  std::string hook = "ruff";
  std::string formatter = "ruff-format";
};
Linter linter_of(const DeliveryCheck& check);

// The pyproject.toml next above the application; null if there is none.
const project::TextFile* project_of(const deploy::Delivery& delivery);

}  // namespace fastidious::rules
