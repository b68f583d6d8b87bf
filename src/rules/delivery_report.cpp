#include "rules/delivery_report.h"

#include <algorithm>
#include <cctype>

namespace fastidious::rules {
namespace {

using deploy::StartCommand;

bool is_part_of_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

// Whether a line of a recipe, not what it prints, has the program as a word: "\tuv run black .".
bool runs(std::string_view line, std::string_view program) {
  if (!line.starts_with('\t') || line.find("echo") != line.npos) return false;
  line = line.substr(0, line.find('#'));
  for (std::size_t at = line.find(program); at != line.npos; at = line.find(program, at + 1)) {
    const std::size_t end = at + program.size();
    const bool ends = end == line.size() || !is_part_of_word(line[end]);
    if (ends && !is_part_of_word(line[at - 1])) return true;
  }
  return false;
}

bool is_in_recipe(std::string_view makefile, std::string_view program) {
  while (!makefile.empty()) {
    const std::size_t end = std::min(makefile.find('\n'), makefile.size());
    if (runs(makefile.substr(0, end), program)) return true;
    makefile.remove_prefix(std::min(end + 1, makefile.size()));
  }
  return false;
}

// Whether a Makefile, a script or the pipeline runs the program by its own name.
bool is_run(const deploy::Manifests& manifests, std::string_view program) {
  const bool by_make = std::any_of(
      manifests.makefiles.begin(), manifests.makefiles.end(),
      [&](const deploy::TextFile* one) { return is_in_recipe(one->text.view(), program); });
  if (by_make) return true;
  const auto has_word = [&](const deploy::Command& command) {
    return std::any_of(command.words.begin(), command.words.end(),
                       [&](const deploy::Word& word) { return word.text == program; });
  };
  return std::any_of(manifests.scripts.begin(), manifests.scripts.end(), [&](const auto& one) {
    return std::any_of(one.content.commands.begin(), one.content.commands.end(), has_word);
  });
}

bool is_exec_form(const deploy::ServerCommand& server) {
  const deploy::Argument& last = server.words.back();
  return last.file->slice(last.span).starts_with('"') && last.text.find(' ') == std::string::npos;
}

}  // namespace

Draft report_server(DeliveryCheck& check, const StartCommand& command, std::string_view pattern,
                    std::initializer_list<MessageArgument> arguments) {
  Draft draft = check.report(*command.server.file(), command.server.span(), pattern, arguments);
  if (command.server.file() != command.file) {
    draft.step(*command.file, command.span, "It is started from here");
  }
  return draft;
}

Draft report_setting(DeliveryCheck& check, const StartCommand& command,
                     const deploy::Setting& setting, std::string_view pattern,
                     std::initializer_list<MessageArgument> arguments) {
  if (!setting) return report_server(check, command, pattern, arguments);
  Draft draft = check.report(*setting.file, setting.span, pattern, arguments);
  if (setting.file != command.file) {
    draft.step(*command.file, command.span, "It is started from here");
  }
  return draft;
}

void add_option(Draft& draft, const deploy::ServerCommand& server, std::string_view option,
                std::string_view value) {
  if (server.server == deploy::Server::Program || server.words.empty()) return;
  const Offset end = server.words.back().span.end;
  if (server.words.back().file != server.words.front().file) return;
  draft.edit({end, end}, is_exec_form(server) ? format_message(", \"{}\", \"{}\"", {option, value})
                                              : format_message(" {} {}", {option, value}));
}

std::string_view origin_of(const StartCommand& command) {
  switch (command.origin) {
    case StartCommand::Origin::Procfile: return "the Procfile";
    case StartCommand::Origin::Dockerfile: return "the Dockerfile";
    case StartCommand::Origin::Compose: return "the compose file";
    case StartCommand::Origin::CloudRun: return "the Cloud Run service";
    case StartCommand::Origin::Koyeb: break;
  }
  return "the Koyeb service";
}

bool has_javascript(const deploy::Delivery& delivery) {
  return !delivery.files().ending_with("package.json").empty();
}

const project::TextFile* project_of(const deploy::Delivery& delivery) {
  const app::AppRoutes* app = delivery.application().main_app();
  const project::TextFile* nearest = nullptr;
  for (const project::TextFile* one : delivery.manifests().pyprojects) {
    const std::string_view folder = std::string_view(one->path).substr(0, one->path.rfind('/') + 1);
    const bool around =
        app == nullptr || app->app->construction.file->file().path.starts_with(folder);
    if (around && (nearest == nullptr || one->path.size() > nearest->path.size())) nearest = one;
  }
  return nearest;
}

std::string_view deployed_path(const deploy::Delivery& delivery) {
  const app::Application& application = delivery.application();
  const app::AppRoutes* app = application.main_app();
  if (app != nullptr) return app->app->construction.file->file().path;
  if (application.functions().empty()) return {};
  return application.functions().front().handler.file->file().path;
}

Linter linter_of(const DeliveryCheck& check) {
  const std::string_view path = deployed_path(check.delivery());
  const project::Dependencies& all = check.model().dependencies();
  const deploy::Manifests& manifests = check.delivery().manifests();
  const auto uses = [&](std::string_view program) {
    return all.find(program, path) != nullptr || is_run(manifests, program);
  };
  Linter linter;
  if (uses("ruff")) {
    if (is_run(manifests, "black")) linter.formatter = "black";
    return linter;
  }
  for (const char* other : {"flake8", "pylint"}) {
    if (!uses(other)) continue;
    linter.hook = other;
    linter.command = other == std::string_view("pylint") ? "pylint" : "flake8 .";
    break;
  }
  if (uses("black")) linter.formatter = "black";
  return linter;
}

}  // namespace fastidious::rules
