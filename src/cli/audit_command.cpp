#include "cli/audit_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "cli/audit_options.h"
#include "cli/outputs.h"
#include "cli/stats.h"
#include "engine/audit.h"
#include "engine/reportable.h"
#include "report/report.h"

namespace fastidious::cli {
namespace {

using engine::AuditResult;
using findings::Finding;
using findings::Severity;
using repo::FailOn;

struct Options {
  AuditWords words;
  std::vector<std::string> outputs;
  std::string write_baseline;
  std::string colour = "auto";
};

// What is wrong with the word for --threads; empty if nothing is.
std::string a_number_of_threads(const std::string& word) {
  const bool is_number =
      !word.empty() && word.size() <= 4 && word.find_first_not_of("0123456789") == word.npos;
  return is_number ? "" : fmt::format("'{}' is no number from 0 (one for each core) to 9999", word);
}

void add_options(CLI::App& app, Options& options) {
  AuditWords& words = options.words;
  app.add_option("--output", options.outputs,
                 "text, markdown, json, sarif or github, to the terminal or FILE; may be repeated")
      ->type_name("FORMAT[=FILE]")
      ->allow_extra_args(false);
  app.add_option("--fail-on", words.fail_on,
                 "exit with 1 from here on: critical (default), review (also critical but "
                 "uncertain), warning, suggestion, never")
      ->type_name("LEVEL");
  app.add_option("--select", words.select,
                 "only these rules: codes, starts of codes, families, names")
      ->type_name("RULES")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--ignore", words.ignore, "not these rules")
      ->type_name("RULES")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--advisories", words.advisories,
                 "known vulnerabilities of packages: a file or folder in the format of OSV")
      ->type_name("PATH");
  app.add_option("--baseline", words.baseline, "findings in this file are not reported again")
      ->type_name("FILE");
  app.add_option("--evidence", words.evidence,
                 "what another tool has written: coverage.xml, .coverage, lcov.info, JUnit's XML, "
                 "output of mypy, pyright or ty; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--config", words.config, "instead of fastidious.toml or pyproject.toml")
      ->type_name("FILE");
  app.add_option("--threads", words.threads, "default: one for each core")
      ->type_name("N")
      ->check(a_number_of_threads);
  app.add_flag("--stats", words.stats, "time of each phase and rule, on standard error");
  app.add_option("--color", options.colour, "auto, always or never")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

// The levels of --fail-on, from the least.
FailOn level_of(const Finding& finding) {
  switch (finding.severity) {
    case Severity::Suggestion: return FailOn::Suggestion;
    case Severity::Warning: return FailOn::Warning;
    case Severity::Critical: break;
  }
  return review_requested(finding) ? FailOn::Review : FailOn::Critical;
}

int exit_code(const AuditResult& result, FailOn fail_on) {
  const bool failed =
      std::any_of(result.findings.begin(), result.findings.end(),
                  [&](const Finding& finding) { return level_of(finding) >= fail_on; });
  if (failed) {
    return kFindings;
  }
  return result.internal_errors.empty() ? kSuccess : kInternalError;
}

int write_baseline(const AuditResult& result, const std::string& path) {
  std::vector<Finding> all = result.findings;
  all.insert(all.end(), result.baselined.begin(), result.baselined.end());
  const auto baseline =
      findings::Baseline::of(all, [&result](findings::FileId id) { return result.path_of(id); });
  if (!write_file(path, baseline.to_json())) {
    return usage_error(fmt::format("--write-baseline: cannot write {}", path));
  }
  fmt::print("{} findings written to {}\n", all.size(), path);
  return kSuccess;
}

// Ends the program without taking apart the model of the repository, piece by piece: the system
// takes all of it back at once.
[[noreturn]] void leave(int code) {
  std::fflush(nullptr);
  std::_Exit(code);
}

int run(const Options& options, report::Command command) {
  const auto outputs = parse_outputs(options.outputs);
  if (!outputs) {
    return usage_error(outputs.error().message);
  }
  const auto setup = set_up(options.words, command == report::Command::Review);
  if (!setup) {
    return usage_error(setup.error().message);
  }
  for (const std::string& note : setup->notes) {
    fmt::print(stderr, "fastidious: note: {}\n", note);
  }
  const AuditResult result = engine::audit(setup->options, setup->tree());
  if (options.words.stats) {
    print_stats(result);
  }
  if (!options.write_baseline.empty()) {
    return write_baseline(result, options.write_baseline);
  }
  engine::Owners owners(setup->tree(), setup->files->root());
  const engine::Reportable reportable(result, command, setup->options.today,
                                      setup->owners ? &owners : nullptr);
  const std::string problem = write_outputs(reportable.report(), *outputs, options.colour);
  leave(problem.empty() ? exit_code(result, setup->fail_on) : usage_error(problem));
}

}  // namespace

int run_audit(Arguments arguments) {
  CLI::App app("Audits a whole backend.", "fastidious audit");
  Options options;
  add_options(app, options);
  app.add_option("root", options.words.positional,
                 "the project's folder (default: here), then the only paths in it to look at")
      ->type_name("PATH");
  app.add_flag("--no-history", options.words.no_history,
               "do not look for secrets in the history of the git repository");
  app.add_flag("--no-owners", options.words.no_owners,
               "next actions name nobody (default: CODEOWNERS, else who last changed the line)");
  app.add_option("--date", options.words.date,
                 "the day from which deadlines count, and on which suppressions may have ended; "
                 "default: today")
      ->type_name("DAY");
  app.add_flag("--no-cache", options.words.no_cache,
               "read all of the history again, and remember nothing of it");
  app.add_option("--write-baseline", options.write_baseline,
                 "write what is found to this file instead of reporting it")
      ->type_name("FILE");
  app.footer(
      "Examples:\n"
      "  fastidious audit\n"
      "  fastidious audit . app/core scripts/load.py\n"
      "  fastidious audit services/api --output markdown=audit.md --output sarif=audit.sarif\n"
      "  fastidious audit --select SEC,async --fail-on warning\n"
      "  fastidious audit --write-baseline baseline.json");
  const std::optional<int> ended = parse(app, arguments);
  return ended ? *ended : run(options, report::Command::Audit);
}

int run_review(Arguments arguments) {
  CLI::App app("Reviews what changed since the last commit, or what is named.",
               "fastidious review");
  Options options;
  add_options(app, options);
  app.add_option("paths", options.words.positional,
                 "review all of these; with --staged or --since only what changed in them")
      ->type_name("PATH");
  app.add_option("--root", options.words.root,
                 "the project's folder; default: the nearest above with a configuration, or the "
                 "git work tree")
      ->type_name("FOLDER");
  auto* staged =
      app.add_flag("--staged", options.words.staged, "what is staged for commit, as it is staged");
  app.add_option("--since", options.words.since, "all since this revision branched off")
      ->type_name("REV")
      ->excludes(staged);
  app.footer(
      "Examples:\n"
      "  fastidious review\n"
      "  fastidious review --staged\n"
      "  fastidious review --since origin/main --output github\n"
      "  fastidious review --since origin/main services/api\n"
      "  fastidious review app/api/users.py");
  const std::optional<int> ended = parse(app, arguments);
  return ended ? *ended : run(options, report::Command::Review);
}

}  // namespace fastidious::cli
