#include "assess/quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "assess/evidence.h"
#include "text/counted.h"
#include "text/in_words.h"

namespace fastidious::assess {
namespace {

bool ran(const Input& input, std::string_view code) {
  const auto& off = input.coverage->rules_off;
  return find_rule(input.rules, code) != nullptr &&
         std::none_of(off.begin(), off.end(), [code](const auto& one) { return one.code == code; });
}

// "the other 27 are in migrations and tests"
std::string where_others_are(const Coverage& coverage, std::uint32_t others) {
  return (others == 1 ? std::string("the other one is in ")
                      : fmt::format("the other {} are in ", others)) +
         in_words(coverage.functions_elsewhere, " and ");
}

std::string functions_checked(const Input& input) {
  const Coverage& coverage = *input.coverage;
  if (!ran(input, "TYP001")) return "Not evaluated: TYP001 is off.";
  const std::uint32_t others = coverage.functions - coverage.functions_checked;
  return fmt::format("{} of {} functions{}.", coverage.functions_checked, coverage.functions,
                     others == 0 ? "" : fmt::format("; {}", where_others_are(coverage, others)));
}

std::string secrets_scanned(const Input& input) {
  const Coverage& coverage = *input.coverage;
  if (!ran(input, "SEC001")) return "Not evaluated: SEC001 is off.";
  return fmt::format(
      "{} of {} files, and {}.", coverage.files_scanned_for_secrets, coverage.files,
      coverage.commits_read
          ? counted(*coverage.commits_read, "commit") + " of the history" +
                (coverage.has_shallow_history ? ", which is not all of it: the clone is shallow"
                                              : "")
          : std::string(coverage.without_history));
}

std::string boundaries_checked(const Input& input) {
  const auto& application = input.coverage->facts.application;
  if (!application) return "Not evaluated: no active rule asked for the application.";
  std::string text = fmt::format("{}: {} and {} of {}, {} of the application's settings classes",
                                 counted(application->boundaries(), "boundary"),
                                 counted(application->request_bodies, "request body"),
                                 counted(application->request_parameters, "request parameter"),
                                 counted(application->routes(), "endpoint"),
                                 counted(application->settings_variables, "variable"));
  if (application->environment_reads > 0) {
    text += fmt::format(", {} read past them", counted(application->environment_reads, "variable"));
  }
  return text + fmt::format(", {} where answers of other services or stores are decoded{}.",
                            counted(application->outside_answers, "place"),
                            application->outside_answers == 0
                                ? ""
                                : " (some may be what the application itself wrote there)");
}

// The criteria of a section by their state; what does not apply counts not.
struct Tally {
  Section section;
  std::size_t passed = 0;
  std::vector<std::string_view> failed, open;

  Tally(const Assessment& assessment, Section counted) : section(counted) {
    for (const CriterionResult& result : assessment.criteria) {
      if (result.criterion->section != section || !result.does_not_apply.empty()) continue;
      switch (result.status) {
        case Status::Failed: failed.push_back(result.criterion->text); break;
        case Status::NotEvaluated: open.push_back(result.criterion->text); break;
        case Status::Passed: ++passed; break;
      }
    }
  }
  std::size_t all() const { return passed + failed.size() + open.size(); }
};

// "3 of 7 criteria of "Type Safety" in `fastidious review` met (failed: Logging is structured), not
// evaluated: …"
std::string met_in(const Tally& tally) {
  constexpr std::size_t kMostNamed = 2;  // of those that are not evaluated
  std::string text = fmt::format("{} of {} criteria of \"{}\" in `fastidious review` met",
                                 tally.passed, tally.all(), name_of(tally.section));
  if (!tally.failed.empty()) text += fmt::format(" (failed: {})", fmt::join(tally.failed, "; "));
  if (tally.open.size() > kMostNamed) {
    text += fmt::format(", {} not evaluated", tally.open.size());
  } else if (!tally.open.empty()) {
    text += fmt::format(", not evaluated: {}", fmt::join(tally.open, "; "));
  }
  return text;
}

// The same where each of them stands above: "3 of 7 criteria of "Type Safety" met, 4 failed (see
// "Failed Checks")".
std::string met_above(const Tally& tally) {
  std::string text = fmt::format("{} of {} criteria of \"{}\" met", tally.passed, tally.all(),
                                 name_of(tally.section));
  if (!tally.failed.empty()) {
    text += fmt::format(", {} failed (see \"Failed Checks\")", tally.failed.size());
  }
  if (!tally.open.empty()) {
    text += fmt::format(", {} not evaluated (see \"Not Evaluated\")", tally.open.size());
  }
  return text;
}

std::string logging_seen(const Input& input) {
  const auto& application = input.coverage->facts.application;
  std::string text;
  if (application) {
    const auto tool = [](std::string_view what, const FactPlace& at) {
      return at ? fmt::format("{} in `{}`", what, text_of(at)) : fmt::format("not {}", what);
    };
    const std::string configured = where_logging_is_configured(*application);
    text += fmt::format("; {} to loggers, {}, {}, {}", counted(application->log_records, "call"),
                        configured.empty() ? "not configured" : configured,
                        tool("structured", application->structured_logs),
                        tool("correlated", application->correlation_id));
  }
  return text + ".";
}

std::string deployment_seen(const Input& input) {
  const auto& delivery = input.coverage->facts.delivery;
  std::string text;
  if (delivery) {
    const std::size_t others = delivery->development_commands.size();
    text += fmt::format(
        "; {} in manifests{}, {}, {}", counted(delivery->start_commands.size(), "start command"),
        others > 0 ? fmt::format(" (and {} for development)", others) : "",
        counted(delivery->probes, "probe"), counted(delivery->deploy_steps.size(), "deploy step"));
    for (const NamedPlace& one : delivery->platforms) {
      text += fmt::format("{}{} (`{}`)", &one == &delivery->platforms.front() ? "; for " : ", ",
                          one.name, text_of(one.place));
    }
  }
  return text + ". Read, not tried out: nothing was built or started.";
}

std::string findings_actionable(const Input& input) {
  const auto placed = static_cast<std::size_t>(
      std::count_if(input.findings.begin(), input.findings.end(),
                    [](const findings::Finding& finding) { return bool{finding.file}; }));
  const std::size_t all = input.findings.size();
  return fmt::format(
      "{} of {} findings have their line{}, which `--output json` names for each; each says how to "
      "mend it.",
      placed, all,
      placed == all       ? ""
      : placed + 1 == all ? " (the other one is about the repository as a whole)"
                          : " (the others are about the repository as a whole)");
}

}  // namespace

std::vector<QualityAnswer> quality_answers(const Assessment& assessment, const Input& input) {
  const Tally logging(assessment, Section::Logging), deployment(assessment, Section::Deployment);
  const std::string logs = logging_seen(input), deploys = deployment_seen(input);
  return {
      {"Have you checked EVERY function for type hints?", functions_checked(input), {}},
      {"Have you scanned for ALL potential hardcoded secrets?", secrets_scanned(input), {}},
      {"Have you verified Pydantic validation at system boundaries?",
       boundaries_checked(input),
       {}},
      {"Have you confirmed production-level logging?", met_in(logging) + logs,
       met_above(logging) + logs},
      {"Have you validated Koyeb deployment readiness?", met_in(deployment) + deploys,
       met_above(deployment) + deploys},
      {"Are your recommendations specific and actionable?", findings_actionable(input), {}},
  };
}

}  // namespace fastidious::assess
