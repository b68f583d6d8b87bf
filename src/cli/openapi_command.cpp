#include "cli/openapi_command.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "app/openapi/document.h"
#include "cli/audit_options.h"
#include "cli/old_contract.h"
#include "cli/outputs.h"
#include "cli/yaml.h"
#include "engine/describe.h"
#include "report/contract.h"

namespace fastidious::cli {
namespace {

struct Options {
  AuditWords words;
  std::string app;
  std::string format;
  std::string diff;
  std::string output;
  bool all = false;
};

void add_options(CLI::App& command, Options& options) {
  command.add_option("root", options.words.positional, "the repository; default: here");
  command.add_option("--app", options.app,
                     "which application: app/main.py:app or app.main:app; needed where there are "
                     "several");
  command.add_flag("--all", options.all, "every application, as one JSON object by file and name");
  command.add_option(
      "--diff", options.diff,
      "instead: what changed since OLD, a document (JSON or YAML) or a git revision; "
      "exit code 1 where clients break");
  command
      .add_option("--format", options.format,
                  "json (default) or yaml; with --diff text (default) or json")
      ->check(CLI::IsMember({"json", "yaml", "text"}));
  command.add_option("--output", options.output, "a file instead of the standard output");
  command.add_option("--config", options.words.config,
                     "instead of fastidious.toml or pyproject.toml");
  command.add_option("--threads", options.words.threads, "default: one for each core");
}

std::string list_of(const app::Application& application) {
  std::string list;
  for (const app::AppRoutes& one : application.apps()) {
    list += "\n  --app " + app::Application::label(*one.app);
  }
  return list;
}

int write_text(const Options& options, const std::string& text) {
  if (options.output.empty()) {
    fmt::print("{}", text);
    return kSuccess;
  }
  return write_file(options.output, text)
             ? static_cast<int>(kSuccess)
             : usage_error(fmt::format("--output: cannot write {}", options.output));
}

int write(const Options& options, const app::Json& document) {
  return write_text(options,
                    options.format == "yaml"
                        ? to_yaml(document)
                        : document.dump(2, ' ', false, app::Json::error_handler_t::replace) + "\n");
}

// Says on the standard error what the document as a whole lacks.
void tell_unknown(const app::Json& document, const std::string& label) {
  constexpr std::pair<std::string_view, std::string_view> kReasons[] = {
      {"openapi",
       "app.openapi is replaced by code that cannot be followed: its changes are missing"},
      {"paths", "routers are included that cannot be told from the text: their routes are missing"},
      {"route_class", "routes are made by a class with a constructor of its own: they may differ"},
  };
  if (!document.contains(app::kUnknown)) return;
  for (const app::Json& part : document[app::kUnknown]) {
    for (const auto& [name, reason] : kReasons) {
      if (part == name) fmt::print(stderr, "note: {}: {}\n", label, reason);
    }
  }
}

int print_all(const Options& options, const app::Application& application) {
  app::Json documents = app::Json::object();
  for (const app::AppRoutes& one : application.apps()) {
    const std::string label = app::Application::label(*one.app);
    documents[label] = app::openapi_document(application, one);
    tell_unknown(documents[label], label);
  }
  return write(options, documents);
}

// The application that is asked for; null after an error, which is printed.
const app::AppRoutes* chosen_app(const Options& options, const app::Application& application) {
  if (application.apps().empty()) {
    usage_error("there is no FastAPI application here");
    return nullptr;
  }
  const app::AppRoutes* chosen = choose_app(application, options.app);
  if (chosen == nullptr && !options.app.empty()) {
    usage_error(fmt::format("--app {}: there is no such application; there are:{}", options.app,
                            list_of(application)));
  } else if (chosen == nullptr) {
    usage_error(fmt::format("there are several applications; say which:{}", list_of(application)));
  }
  return chosen;
}

int print_changes(const Options& options, const AuditSetup& setup, const app::Json& document) {
  const Result<app::Json, ContractError> old_document =
      old_contract(options.diff, options.app, setup);
  if (!old_document) return usage_error(old_document.error().message);
  const std::vector<app::Change> changes = app::contract_changes(*old_document, document);
  const int written =
      write_text(options, options.format == "json" ? report::write_changes_json(changes)
                                                   : report::write_changes_text(changes));
  if (written != kSuccess) return written;
  return !changes.empty() && changes.front().breaking ? kFindings : kSuccess;
}

// What is wrong with options that do not go together; empty if nothing is.
std::string_view contradiction(const Options& options) {
  if (options.diff.empty()) {
    return options.format == "text" ? "--format text is for --diff" : "";
  }
  if (options.all) return "--diff compares one application: say which by --app instead of --all";
  return options.format == "yaml" ? "--diff prints text or json" : "";
}

}  // namespace

int run_openapi(Arguments arguments) {
  Options options;
  CLI::App command("The OpenAPI document of an application, derived without importing it.",
                   "fastidious openapi");
  add_options(command, options);
  if (const std::optional<int> code = parse(command, arguments)) return *code;
  if (const std::string_view wrong = contradiction(options); !wrong.empty()) {
    return usage_error(wrong);
  }
  const auto setup = set_up(options.words, false);
  if (!setup) return usage_error(setup.error().message);
  const engine::Description description = engine::describe(setup->options, *setup->files);
  const app::Application& application = *description.application;
  if (options.all) return print_all(options, application);
  const app::AppRoutes* chosen = chosen_app(options, application);
  if (chosen == nullptr) return kUsageError;
  const app::Json document = app::openapi_document(application, *chosen);
  tell_unknown(document, app::Application::label(*chosen->app));
  return options.diff.empty() ? write(options, document) : print_changes(options, *setup, document);
}

}  // namespace fastidious::cli
