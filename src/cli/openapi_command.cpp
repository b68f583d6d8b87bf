#include "cli/openapi_command.h"

#include <fmt/format.h>

#include "app/openapi/document.h"
#include "cli/audit_options.h"
#include "cli/outputs.h"
#include "cli/yaml.h"
#include "engine/describe.h"

namespace fastidious::cli {
namespace {

struct Options {
  AuditWords words;
  std::string app;
  std::string format = "json";
  std::string output;
  bool all = false;
};

void add_options(CLI::App& command, Options& options) {
  command.add_option("root", options.words.positional, "the repository; default: here");
  command.add_option("--app", options.app,
                     "which application: app/main.py:app or app.main:app; needed where there are "
                     "several");
  command.add_flag("--all", options.all, "every application, as one JSON object by file and name");
  command.add_option("--format", options.format, "json (default) or yaml")
      ->check(CLI::IsMember({"json", "yaml"}));
  command.add_option("--output", options.output, "a file instead of the standard output");
  command.add_option("--config", options.words.config,
                     "instead of fastidious.toml or pyproject.toml");
  command.add_option("--threads", options.words.threads, "default: one for each core");
}

// The applications that no other one mounts.
std::vector<const app::AppRoutes*> outer_apps(const app::Application& application) {
  std::vector<const app::AppRoutes*> outer;
  for (const app::AppRoutes& one : application.apps()) {
    const bool mounted = std::any_of(
        application.apps().begin(), application.apps().end(), [&](const app::AppRoutes& other) {
          return std::any_of(other.routes.begin(), other.routes.end(),
                             [&](const app::Route& route) { return route.mounted == one.app; });
        });
    if (!mounted) outer.push_back(&one);
  }
  return outer;
}

std::string list_of(const app::Application& application) {
  std::string list;
  for (const app::AppRoutes& one : application.apps()) {
    list += "\n  --app " + app::Application::label(*one.app);
  }
  return list;
}

int write(const Options& options, const app::Json& document) {
  const std::string text =
      options.format == "yaml"
          ? to_yaml(document)
          : document.dump(2, ' ', false, app::Json::error_handler_t::replace) + "\n";
  if (options.output.empty()) {
    fmt::print("{}", text);
    return kSuccess;
  }
  return write_file(options.output, text)
             ? static_cast<int>(kSuccess)
             : usage_error(fmt::format("--output: cannot write {}", options.output));
}

int print_all(const Options& options, const app::Application& application) {
  app::Json documents = app::Json::object();
  for (const app::AppRoutes& one : application.apps()) {
    documents[app::Application::label(*one.app)] = app::openapi_document(application, one);
  }
  return write(options, documents);
}

int print_one(const Options& options, const app::Application& application) {
  if (application.apps().empty()) return usage_error("there is no FastAPI application here");
  const app::AppRoutes* chosen = nullptr;
  if (!options.app.empty()) {
    chosen = application.find(options.app);
    if (chosen == nullptr) {
      return usage_error(fmt::format("--app {}: there is no such application; there are:{}",
                                     options.app, list_of(application)));
    }
  } else {
    const std::vector<const app::AppRoutes*> outer = outer_apps(application);
    if (outer.size() != 1) {
      return usage_error(
          fmt::format("there are several applications; say which:{}", list_of(application)));
    }
    chosen = outer.front();
  }
  return write(options, app::openapi_document(application, *chosen));
}

}  // namespace

int run_openapi(Arguments arguments) {
  Options options;
  CLI::App command("The OpenAPI document of an application, derived without importing it.",
                   "fastidious openapi");
  add_options(command, options);
  if (const std::optional<int> code = parse(command, arguments)) return *code;
  const auto setup = set_up(options.words, false);
  if (!setup) return usage_error(setup.error().message);
  const engine::Description description = engine::describe(setup->options, *setup->files);
  const app::Application& application = *description.application;
  return options.all ? print_all(options, application) : print_one(options, application);
}

}  // namespace fastidious::cli
