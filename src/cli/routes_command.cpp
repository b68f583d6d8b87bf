#include "cli/routes_command.h"

#include <fmt/format.h>

#include "app/routes/route_row.h"
#include "cli/audit_options.h"
#include "cli/outputs.h"
#include "engine/describe.h"
#include "report/routes.h"

namespace fastidious::cli {
namespace {

struct Options {
  AuditWords words;
  std::vector<std::string> outputs;
};

std::string written(std::string_view format, const std::vector<app::RouteRow>& rows,
                    const app::Application& application) {
  if (format == "json") return report::write_routes_json(rows, application.settings());
  if (format == "markdown") return report::write_routes_markdown(rows);
  return report::write_routes_text(rows);
}

int write(const std::string& word, const std::vector<app::RouteRow>& rows,
          const app::Application& application) {
  const std::string format = word.substr(0, word.find('='));
  if (format != "text" && format != "markdown" && format != "json") {
    return usage_error(fmt::format("--output {}: must be text, markdown or json", word));
  }
  const std::string text = written(format, rows, application);
  if (format.size() == word.size()) {
    fmt::print("{}", text);
    return kSuccess;
  }
  const std::string file = word.substr(format.size() + 1);
  return write_file(file, text) ? static_cast<int>(kSuccess)
                                : usage_error(fmt::format("--output: cannot write {}", file));
}

}  // namespace

int run_routes(Arguments arguments) {
  Options options;
  CLI::App command("One row an endpoint: who may call it, what guards it, what it takes and gives.",
                   "fastidious routes");
  command.add_option("root", options.words.positional, "the repository; default: here");
  command
      .add_option("--output", options.outputs,
                  "FORMAT[=FILE]: text (default), markdown or json; may be repeated")
      ->allow_extra_args(false);
  command.add_option("--config", options.words.config,
                     "instead of fastidious.toml or pyproject.toml");
  command.add_option("--threads", options.words.threads, "default: one for each core");
  if (const std::optional<int> code = parse(command, arguments)) return *code;
  const auto setup = set_up(options.words, false);
  if (!setup) return usage_error(setup.error().message);
  const engine::Description description = engine::describe(setup->options, *setup->files);
  const std::vector<app::RouteRow> rows = app::route_rows(*description.application);
  if (options.outputs.empty()) options.outputs.emplace_back("text");
  for (const std::string& word : options.outputs) {
    if (const int code = write(word, rows, *description.application); code != kSuccess) return code;
  }
  return kSuccess;
}

}  // namespace fastidious::cli
