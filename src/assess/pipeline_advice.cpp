#include "assess/pipeline_advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace fastidious::assess {
namespace {

constexpr std::size_t kFewMissing = 2;  // stages that are added in an hour

bool is_workflow(const FactPlace& place) { return place.path.starts_with(".github/"); }

// The first place that deploys by hand: outside of any workflow.
FactPlace deployed_by_hand(const DeliveryFacts& facts) {
  for (const FactPlace& step : facts.deploy_steps) {
    if (!is_workflow(step)) return step;
  }
  return {};
}

bool pipeline_deploys(const DeliveryFacts& facts) {
  return std::any_of(facts.deploy_steps.begin(), facts.deploy_steps.end(), is_workflow);
}

std::string_view command_for(std::string_view stage) {
  constexpr std::pair<std::string_view, std::string_view> kCommands[] = {
      {"lint", "`ruff check`"},
      {"type check", "`mypy .`"},
      {"tests", "`pytest`"},
      {"secret scan",
       "install gitleaks, check out with `fetch-depth: 0`, run `gitleaks git`, name in "
       "`.gitleaksignore` what it finds once that is revoked"},
      {"dependency audit", "`pip-audit`"},
  };
  for (const auto& [name, command] : kCommands) {
    if (name == stage) return command;
  }
  return {};
}

// Hooks that look at a change where it is made: the pipeline runs them for everybody.
constexpr std::string_view kHooks = ".pre-commit-config.yaml";

bool has_hooks(const DeliveryFacts& facts) {
  return std::any_of(facts.stages.begin(), facts.stages.end(),
                     [](const NamedPlace& one) { return one.place.path.ends_with(kHooks); });
}

std::string services_of(const DeliveryFacts& facts) {
  if (facts.test_services.empty()) return {};
  return fmt::format(", with the services of `{}` that they need", facts.test_services);
}

// The stages that a pipeline of any service has; building is the platform's where it does.
std::vector<std::string> stages_to_add(const DeliveryFacts& facts) {
  std::vector<std::string> stages;
  for (const std::string& stage : facts.stages_missing) {
    if (const std::string_view command = command_for(stage); !command.empty()) {
      if (stage == "tests" && !facts.test_command.empty()) {  // with the variables that it sets
        stages.push_back(fmt::format("tests (`{}`{})", facts.test_command, services_of(facts)));
        continue;
      }
      if (stage == "type check" && !facts.type_check_command.empty()) {
        stages.push_back(fmt::format("type check (`{}`)", facts.type_check_command));
        continue;
      }
      if (stage == "dependency audit" && !facts.audit_command.empty()) {
        stages.push_back(fmt::format("dependency audit (`{}`)", facts.audit_command));
        continue;
      }
      const bool is_known = stage == "tests" && !facts.tests_run_in.empty();
      const std::string how =
          is_known ? fmt::format(", as in `{}`{}", facts.tests_run_in, services_of(facts))
                   : std::string();
      stages.push_back(fmt::format("{} ({}{})", stage, command, how));
    }
  }
  return stages;
}

// How a runner gets what the project needs, in which the stages run: `pip-audit`, say, looks at the
// packages beside it. Of a pipeline that is there the steps before do it.
std::string environment_for(const DeliveryFacts& facts) {
  if (facts.environment_tool == "poetry") {
    return "installs the project (`poetry install`) and, into its environment, in which they then "
           "run (`poetry run …`),";
  }
  if (facts.environment_tool == "uv") {
    return "installs the project (`uv sync`, for `uv run …`) and";
  }
  return "installs the packages of the project and";
}

// What runs the stages; the advice on a scan for secrets says so itself.
void add_tools(const std::vector<std::string>& stages, std::string_view does,
               PipelineAdvice& advice) {
  const bool others = std::any_of(stages.begin(), stages.end(), [](const std::string& one) {
    return !one.starts_with("secret scan");
  });
  if (!others) return;
  advice.steps.push_back(fmt::format("a step before {} each tool that is not there yet", does));
}

void add_size(const ApplicationFacts& facts, PipelineAdvice& advice) {
  if (facts.routes() == 0) return;
  std::string text =
      facts.test_requests > 0
          ? fmt::format("tests send requests to {} of {} endpoints", facts.tested_endpoints,
                        facts.routes())
          : fmt::format("no request of a test to one of the {} endpoints was recognised",
                        facts.routes());
  if (facts.handlers_called > 0) {
    text += fmt::format(" ({} are called as functions)", facts.handlers_called);
  }
  advice.because.push_back(std::move(text));
}

void add_deployment(const DeliveryFacts& facts, PipelineAdvice& advice) {
  const FactPlace by_hand = deployed_by_hand(facts);
  if (!by_hand || pipeline_deploys(facts)) return;
  advice.because.push_back(fmt::format(
      "`{}` deploys, and no workflow does: it runs when somebody starts it", text_of(by_hand)));
  advice.steps.push_back(
      fmt::format("call `{}` from a workflow, behind the tests (`needs: test`), on the main "
                  "branch only",
                  by_hand.path));
}

// What would fail the hooks from the first run on, as far as findings tell: "COD019". Type checkers
// see less in a hook's own environment, and report more that is their own.
std::string failing_today(const Input& input, const DeliveryFacts& delivery) {
  constexpr std::string_view kTold[] = {"COD007", "COD016", "COD019", "COD028"};
  if (!has_hooks(delivery)) return {};
  std::set<std::string_view> codes;
  for (const findings::Finding& one : input.findings) {
    const auto* at = std::find(std::begin(kTold), std::end(kTold), one.rule);
    if (at != std::end(kTold)) codes.insert(*at);
  }
  return fmt::format("{}", fmt::join(codes, ", "));
}

// A pipeline that is red from its first run on tells nobody anything.
void add_beginning(const Input& input, const DeliveryFacts& delivery, PipelineAdvice& advice) {
  const std::string found = failing_today(input, delivery);
  if (!has_hooks(delivery)) {
    advice.steps.emplace_back(
        "run each of these once by hand, and begin with those that pass: what fails joins when it "
        "is mended");
    return;
  }
  advice.steps.push_back(
      fmt::format("run each of these once by hand, and begin with those that pass: hooks that fail "
                  "are left out "
                  "by their ids, `SKIP=…`, until what they report is mended{}",
                  found.empty() ? "" : ", of which " + found + " may be a part"));
}

PipelineAdvice introduce(const Input& input, const DeliveryFacts& delivery) {
  PipelineAdvice advice;
  advice.verdict = "Introduce a pipeline";
  advice.because.emplace_back(
      delivery.stages.empty() ? "no workflow and no configuration of another CI system was found"
                              : "today only the hooks of pre-commit look at changes, and no "
                                "workflow does");
  const std::vector<std::string> stages = stages_to_add(delivery);
  advice.steps.push_back(
      fmt::format("`.github/workflows/ci.yml` on `pull_request` and `push` with {}{}",
                  has_hooks(delivery) ? "the hooks (`pre-commit run --all-files`), " : "",
                  fmt::join(stages, ", ")));
  add_beginning(input, delivery, advice);
  add_tools(stages, environment_for(delivery), advice);
  const auto& application = input.coverage->facts.application;
  const bool has_tests = application && application->test_requests > 0;
  if (!has_tests) advice.steps.emplace_back("tests of the most important endpoints first");
  advice.effort = has_tests ? Effort::Medium : Effort::Large;
  return advice;
}

void add_stages_found(const DeliveryFacts& delivery, PipelineAdvice& advice) {
  std::string found;
  for (const NamedPlace& one : delivery.stages) {
    fmt::format_to(std::back_inserter(found), "{}{}{}", found.empty() ? "" : ", ", one.name,
                   one.place ? fmt::format(" in `{}`", text_of(one.place)) : std::string());
  }
  if (found.empty()) {
    advice.because.emplace_back("no workflow was seen to lint, check types, test or scan");
    return;
  }
  std::string missing;
  for (const std::string& stage : delivery.stages_missing) {
    if (!command_for(stage).empty()) missing += (missing.empty() ? ", and no " : ", no ") + stage;
  }
  advice.because.push_back("the pipeline has " + found + missing);
}

PipelineAdvice extend(const DeliveryFacts& delivery, bool has_tests) {
  PipelineAdvice advice;
  std::vector<std::string> missing = stages_to_add(delivery);
  for (std::string& one : missing) {  // pytest fails where it collects none
    if (!has_tests && one.starts_with("tests ("))
      one.insert(one.size() - 1, ", once there are any");
  }
  advice.verdict = missing.empty() ? "Keep the pipeline" : "Extend the pipeline";
  add_stages_found(delivery, advice);
  if (!missing.empty()) {
    advice.steps.push_back(fmt::format("add {}, {} it passes by hand", fmt::join(missing, ", "),
                                       missing.size() > 1 ? "each once" : "once"));
    add_tools(missing, "installs", advice);
  }
  advice.effort = missing.size() <= kFewMissing ? Effort::QuickWin : Effort::Medium;
  return advice;
}

}  // namespace

std::optional<PipelineAdvice> pipeline_advice(const Input& input) {
  const auto& delivery = input.coverage->facts.delivery;
  if (!delivery) return std::nullopt;
  const bool none = delivery->workflows == 0 && delivery->other_ci.empty();
  if (!delivery->other_ci.empty() && delivery->workflows == 0) {
    return PipelineAdvice{
        "Keep the pipeline",
        {fmt::format("`{}` configures one; what it does is not evaluated", delivery->other_ci)},
        {},
        Effort::QuickWin};
  }
  PipelineAdvice advice =
      none ? introduce(input, *delivery)
           : extend(*delivery, input.coverage->facts.exhibits.contains(Exhibit::Test));
  const auto& application = input.coverage->facts.application;
  if (application && none) add_size(*application, advice);  // how much a pipeline would guard
  add_deployment(*delivery, advice);
  return advice;
}

}  // namespace fastidious::assess
