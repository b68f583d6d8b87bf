#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "deploy/pytest_command.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Command;
using deploy::DeployStep;
using deploy::PipelineCheck;
using deploy::PipelineStage;
using deploy::Read;
using deploy::Workflow;
using Link = Command::Link;

std::string_view what_of(PipelineStage stage) {
  switch (stage) {
    case PipelineStage::Lint: return "linter";
    case PipelineStage::Types: return "type checker";
    case PipelineStage::Tests: return "tests";
    case PipelineStage::SecretScan: return "secret scan";
    case PipelineStage::DependencyAudit: return "audit of dependencies";
    case PipelineStage::Build: break;
  }
  return "build";
}

// The command behind `||` that makes any failure a success: `|| true`, `|| echo …`, `|| exit 0`.
const Command* excuse(const std::vector<Command>& commands, const Command& command) {
  static constexpr std::array<std::string_view, 4> kExcuses = {"true", ":", "echo", "printf"};
  for (std::size_t i = 0; i + 1 < commands.size(); ++i) {
    if (&commands[i] != &command || command.after != Link::Or) continue;
    const Command& next = commands[i + 1];
    const bool exits = next.name() == "exit" && next.words.size() > 1 && next.words[1].text == "0";
    const bool excused = std::find(kExcuses.begin(), kExcuses.end(), next.name()) != kExcuses.end();
    const bool fails_later = next.after == Link::And || next.after == Link::Or;
    return (exits || excused) && !fails_later ? &next : nullptr;
  }
  return nullptr;
}

bool has_word(const Command& command, std::string_view text) {
  return std::any_of(command.words.begin(), command.words.end(),
                     [&](const deploy::Word& word) { return word.text == text; });
}

// GitHub's own default is `bash -e`, without pipefail; `shell: bash` has it.
bool loses_status(const PipelineCheck& one) {
  if (one.command->after != Link::Pipe || one.step->shell == "bash") return false;
  const deploy::Node* shell = one.workflow->content.root->find({"defaults", "run", "shell"});
  const deploy::Node* of_job = one.job->node->find({"defaults", "run", "shell"});
  return shell == nullptr && of_job == nullptr && one.step->shell.empty() &&
         !one.step->script.sets('p');
}

// black --check, isort --check-only, ruff format --check
bool formats(const Command* command) {
  if (command == nullptr) return false;
  const std::string text = deploy::joined(command->words);
  return text.find("black ") != text.npos || text.find("isort ") != text.npos ||
         text.find("ruff format") != text.npos;
}

// The linter of a command that nothing installs before: no step of the job names it but to run it,
// and no manifest has it. Empty if something does, or may.
std::string tool_not_installed(const DeliveryCheck& check, const PipelineCheck& one) {
  if (one.command == nullptr || one.job->node->find("container") != nullptr) return {};
  if (one.job->node->find("runs-on") == nullptr) return {};
  const std::string tool(one.command->name());
  static constexpr std::array<std::string_view, 6> kTools = {"ruff",  "flake8", "pylint",
                                                             "black", "isort",  "mypy"};
  if (std::find(kTools.begin(), kTools.end(), tool) == kTools.end()) return {};
  for (const deploy::WorkflowStep& step : one.job->steps) {
    const bool is_setup = !step.uses.empty() && !step.uses.starts_with("actions/");
    if (is_setup || step.uses.starts_with("./")) return {};
    for (const Command& command : step.script.commands) {
      const std::string text = deploy::joined(command.words);
      const bool may_install = command.name() != tool && command.name() != "echo" &&
                               (text.find(tool) != text.npos || text.find("make") != text.npos ||
                                text.find("sync") != text.npos || text.find(".sh") != text.npos);
      if (may_install) return {};
    }
  }
  for (const auto& manifest : check.delivery().packages().manifests()) {
    for (const auto& package : manifest.packages) {
      if (package.name() == tool) return {};
    }
  }
  return tool;
}

// What follows `pytest` in the command; empty if it is another runner, or nothing does.
std::string behind_pytest(const Command& command) {
  const std::string text = deploy::joined(command.words);
  const std::size_t at = text.find("pytest ");
  return at == text.npos ? std::string() : text.substr(at + std::string_view("pytest ").size());
}

// The folder that pytest is told to look into, where the repository has none of that name at all.
std::string missing_tests(const DeliveryCheck& check, const PipelineCheck& one) {
  if (one.command == nullptr) return {};
  const std::string rest = behind_pytest(*one.command);
  const std::vector<std::string_view> paths = deploy::paths_of_pytest(rest);
  if (paths.size() != 1 || paths[0].starts_with('.') || paths[0].find("..") != paths[0].npos) {
    return {};
  }
  std::string folder(paths[0]);
  if (folder.ends_with('/')) folder.pop_back();
  const auto holds = [&](const semantic::FileModel& file) {
    const std::string path = "/" + std::string(file.file().path);
    return path.find("/" + folder + "/") != path.npos || path.ends_with("/" + folder);
  };
  const auto& files = check.model().files();
  const bool is_there =
      check.delivery().files().has(folder) || std::any_of(files.begin(), files.end(), holds);
  return is_there ? std::string() : std::string(paths[0]);
}

void report(DeliveryCheck& check, const PipelineCheck& one, std::string_view why) {
  Draft draft = check.report(*one.workflow->file, one.span, "The {} cannot fail the pipeline: {}",
                             {what_of(one.stage), why});
  if (const std::string folder =
          one.stage == PipelineStage::Tests ? missing_tests(check, one) : std::string();
      !folder.empty()) {
    draft.fix("Name the folder of the tests first: `{}` is not here. Then take the excuse out.",
              {folder});
  } else if (one.stage == PipelineStage::Tests) {
    draft.fix(
        "Let them fail: take the excuse out. A test that is known to fail is marked `xfail` until "
        "it is mended.");
  } else if (const std::string tool = tool_not_installed(check, one); !tool.empty()) {
    draft.fix(
        "Install `{}` in the job first, which nothing there or in the manifests does: so far the "
        "step ends with \"command not found\". Then mend what it finds, and take the excuse out.",
        {tool});
  } else if (formats(one.command)) {
    draft.fix("Let it fail: take the excuse out, after the code was formatted once.");
  }
}

// GitHub's coding agent runs this one to set up its machine; it checks nothing
// (https://docs.github.com/en/copilot/how-tos/use-copilot-agents/coding-agent/customize-the-agent-environment).
bool sets_up_agent(const PipelineCheck& one) { return one.job->id == "copilot-setup-steps"; }

// A later step looks at what became of it: `if: steps.lint.outcome == 'failure'`.
bool is_looked_at(const PipelineCheck& one) {
  if (one.step->id.empty()) return false;
  const std::string outcome = "steps." + std::string(one.step->id) + ".";
  return one.workflow->file->text.view().find(outcome) != std::string_view::npos;
}

// flake8, pylint, …: the linter itself, of `uv run flake8 --exit-zero app`.
std::string_view linter_of(const Command& command) {
  static constexpr std::array<std::string_view, 4> kLinters = {"flake8", "pylint", "pycodestyle",
                                                               "ruff"};
  for (const deploy::Word& word : command.words) {
    const std::string_view name = deploy::name_of(word.text);
    if (std::find(kLinters.begin(), kLinters.end(), name) == kLinters.end()) continue;
    return name == "ruff" && has_word(command, "format") ? "ruff format" : name;
  }
  return {};
}

// Whether the job fails where this command does.
bool can_fail(const PipelineCheck& one) {
  return one.command != nullptr && !one.step->continues_on_error && !one.job->continues_on_error &&
         !has_word(*one.command, "--exit-zero") && !loses_status(one) &&
         excuse(one.step->script.commands, *one.command) == nullptr;
}

// The same linter, told to fail: GitHub's starter workflow stops at errors of syntax, and then
// lists the rest with `--exit-zero`.
bool has_gating_pass(const DeliveryCheck& check, const PipelineCheck& one) {
  const std::string_view linter = linter_of(*one.command);
  const auto& all = check.delivery().pipeline().checks();
  return !linter.empty() && std::any_of(all.begin(), all.end(), [&](const PipelineCheck& other) {
    return other.job == one.job && other.command != one.command && can_fail(other) &&
           linter_of(*other.command) == linter;
  });
}

bool measures(const Command& command) {
  const std::string text = deploy::joined(command.words);
  return text.find("coverage run") != text.npos || text.find(" --cov") != text.npos;
}

// Whether what pytest runs with `rest` behind its name is a part of the tests: `-m slow`, `-k api`.
bool selects(std::string_view rest) {
  return rest.starts_with("-m ") || rest.starts_with("-k ") || rest.find(" -m ") != rest.npos ||
         rest.find(" -k ") != rest.npos;
}

// Whether pytest with `first` behind its name runs what it runs with `second`, or a part of it.
bool runs_part_of(std::string_view first, std::string_view second) {
  if (selects(first)) return first == second;
  const std::vector<std::string_view> tried = deploy::paths_of_pytest(first);
  const std::vector<std::string_view> again = deploy::paths_of_pytest(second);
  if (tried.empty() || again.empty()) return tried.empty();
  const auto is_tried = [&](std::string_view path) {
    return std::any_of(tried.begin(), tried.end(), [&](std::string_view folder) {
      if (folder.ends_with('/')) folder.remove_suffix(1);
      if (path.ends_with('/')) path.remove_suffix(1);
      return path == folder || is_inside(path, folder);
    });
  };
  return std::any_of(again.begin(), again.end(), is_tried);
}

// Whether tests are run again to measure them, behind a run of them that can fail the job.
bool measures_again(const DeliveryCheck& check, const PipelineCheck& one) {
  if (one.stage != PipelineStage::Tests || one.command == nullptr || !measures(*one.command)) {
    return false;
  }
  const std::string rest = behind_pytest(*one.command);
  const auto& all = check.delivery().pipeline().checks();
  return std::any_of(all.begin(), all.end(), [&](const PipelineCheck& other) {
    return other.job == one.job && other.stage == PipelineStage::Tests && can_fail(other) &&
           other.span.begin < one.span.begin && runs_part_of(behind_pytest(*other.command), rest);
  });
}

// `continue-on-error` of a job beside a comment that says why: its result is to be read.
bool is_informational(const PipelineCheck& one) {
  if (!one.job->continues_on_error) return false;
  const std::string_view text = one.workflow->file->text.view();
  const std::size_t key = text.find("continue-on-error", one.job->key->span.begin);
  if (key == text.npos) return false;
  const std::size_t begin = text.rfind('\n', key) + 1;
  const std::string_view line = text.substr(begin, text.find('\n', key) - begin);
  if (line.find(" #") != line.npos || begin < 2) return line.find(" #") != line.npos;
  const std::size_t before = text.rfind('\n', begin - 2) + 1;
  return trimmed(text.substr(before, begin - before)).starts_with('#');
}

// What it changes on the runner nobody sees.
void report_mending(DeliveryCheck& check, const PipelineCheck& one) {
  const std::string how = check.delivery().pipeline().mended_unseen_by(one);
  if (how.empty()) return;
  Draft draft = check.report(*one.workflow->file, one.span,
                             "The linter mends what it can, and fails on the rest only: {}", {how});
  draft.risk(
      "What it mends is thrown away with the runner: the run is green, and the flaw is merged.");
  const bool is_itself =
      one.command == nullptr || deploy::ruff_mode_of(*one.command) != deploy::RuffMode::NotRun;
  draft.fix("{} `ruff check --no-fix`, once what it finds is mended by `ruff check --fix`.",
            {is_itself ? "Let it only look:" : "Let what this runs only look:"});
}

void check_step(DeliveryCheck& check, const PipelineCheck& one) {
  if (one.step->continues_on_error && is_looked_at(one)) return;
  if (is_informational(one) || measures_again(check, one) || sets_up_agent(one)) return;
  if (one.step->continues_on_error || one.job->continues_on_error) {
    return report(check, one, "`continue-on-error` ignores its result");
  }
  if (one.command == nullptr) return report_mending(check, one);
  if (has_gating_pass(check, one)) return;
  if (const Command* next = excuse(one.step->script.commands, *one.command)) {
    const std::string excused = "`|| " + deploy::joined(next->words) + "` follows";
    return report(check, one, excused);
  }
  if (has_word(*one.command, "--exit-zero")) return report(check, one, "`--exit-zero`");
  if (loses_status(one)) {
    return report(check, one, "the last command of a pipe decides, unless `pipefail` is set");
  }
  report_mending(check, one);
}

// Steps that a deployment has to wait for: tests of the same workflow.
bool is_gated(const DeliveryCheck& check, const DeployStep& step) {
  const deploy::Pipeline& pipeline = check.delivery().pipeline();
  if (pipeline.has(PipelineStage::Tests, *step.job)) return true;
  const auto& jobs = step.workflow->jobs;
  return std::any_of(jobs.begin(), jobs.end(), [&](const deploy::WorkflowJob& job) {
    const bool tests = pipeline.has(PipelineStage::Tests, job) || !job.uses.empty();
    return tests && step.workflow->waits_for(*step.job, job);
  });
}

bool deploys(const std::vector<DeployStep>& steps, const deploy::TextFile& file) {
  return std::any_of(steps.begin(), steps.end(),
                     [&](const DeployStep& one) { return one.file == &file; });
}

// How the deployment can wait for the tests: in its workflow, or for the one that has them, which
// it calls. `workflow_run` and a move would have to repeat branches, events and the commit.
void advise_to_wait(Draft& draft, const deploy::Pipeline& pipeline,
                    const std::vector<DeployStep>& steps, const DeployStep& step) {
  const PipelineCheck* elsewhere = nullptr;
  for (const PipelineCheck& one : pipeline.checks()) {
    if (one.stage != PipelineStage::Tests || one.job == nullptr) continue;
    if (one.workflow->file == step.file) {
      draft.fix("Let it wait for the tests, once they pass there: `needs: {}`.", {one.job->id});
      return;
    }
    if (elsewhere == nullptr) elsewhere = &one;
  }
  if (elsewhere == nullptr) return;
  if (deploys(steps, *elsewhere->workflow->file)) {
    draft.fix(
        "Let it wait for the tests. The job `{}` has them, in `{}`, which deploys as well: move it "
        "into a workflow of its own with the trigger `workflow_call:`, call that from both "
        "(`uses: ./…`), and let `{}` have the calling job in its `needs:`.",
        {elsewhere->job->id, elsewhere->workflow->file->path, step.job->id});
    return;
  }
  const Workflow& tests = elsewhere->workflow->content;
  const bool needs_secrets =
      elsewhere->workflow->file->text.view().find("secrets.") != std::string_view::npos;
  draft.fix(
      "Let it wait for the tests, which are in `{}`: {}call it here in a job of its own, "
      "`uses: ./{}`{}, and let `{}` have that job in its `needs:`.",
      {elsewhere->workflow->file->path,
       tests.is_triggered_by("workflow_call") ? ""
                                              : "give that workflow the trigger `workflow_call:`, ",
       elsewhere->workflow->file->path, needs_secrets ? " with `secrets: inherit`" : "",
       step.job->id});
}

// Pushed code is deployed as it comes; tags, releases and buttons are somebody's decision.
bool deploys_pushes(const Workflow& workflow) {
  if (!workflow.is_triggered_by("push")) return false;
  const deploy::Node* push = workflow.trigger("push");
  return push == nullptr || push->find("tags") == nullptr || push->find("branches") != nullptr;
}

void check_deployments(DeliveryCheck& check) {
  const deploy::WorkflowJob* last = nullptr;
  for (const DeployStep& step : check.delivery().deploy_steps()) {
    if (step.job == nullptr || step.job == last || !deploys_pushes(*step.workflow)) continue;
    if (step.is_switched_off()) continue;
    last = step.job;
    if (!check.delivery().pipeline().has(PipelineStage::Tests) || is_gated(check, step)) continue;
    Draft draft = check.report(
        *step.file, step.job->key->span, "{} job `{}` deploys whether the tests pass or not",
        {step.is_for_copies() ? "In each repository made from this one the" : "The", step.job->id});
    if (step.is_for_copies()) draft.severity(Severity::Suggestion);
    draft.risk("A commit that breaks the application is in production before anybody sees it.")
        .fix(
            "Let it wait for the tests: `needs: test`. Tests of another workflow: give that one "
            "the trigger `workflow_call`, call it here in a job (`uses:`), and wait for that job.");
    advise_to_wait(draft, check.delivery().pipeline(), check.delivery().deploy_steps(), step);
  }
}

void check_scripts(DeliveryCheck& check) {
  for (const Read<deploy::Script>& script : check.delivery().manifests().scripts) {
    const auto& steps = check.delivery().deploy_steps();
    const bool deploys = std::any_of(
        steps.begin(), steps.end(), [&](const DeployStep& step) { return step.script == &script; });
    if (!deploys) continue;
    for (const Command& command : script.content.commands) {
      const auto stages = deploy::stages_of(command);
      const Command* next = excuse(script.content.commands, command);
      if (stages.empty() || next == nullptr) continue;
      Draft draft = check.report(*script.file, Span{command.span.begin, next->span.end},
                                 "The {} cannot stop the deployment: `|| {}` follows",
                                 {what_of(stages.front()), deploy::joined(next->words)});
      const std::string excused = deploy::joined(next->words);
      if (script.content.sets('e')) {
        draft.fix("Let the script stop there: take `|| {}` out.", {excused});
        continue;
      }
      const std::string& shell = script.content.interpreter;
      const bool is_bash = shell.empty() || shell.find("bash") != shell.npos;
      draft
          .fix("Let the script stop there: take `|| {}` out, and begin with `{}`.",
               {excused, is_bash ? "set -euo pipefail" : "set -eu"})
          .step(*script.file, script.content.commands.front().span,
                "nothing else stops it either: `set -e` is missing");
    }
  }
}

void check(DeliveryCheck& check) {
  const deploy::WorkflowStep* last = nullptr;
  for (const PipelineCheck& one : check.delivery().pipeline().checks()) {
    const bool again = one.command == nullptr && one.step == last;
    last = one.step;
    if (one.stage != PipelineStage::Build && !again) check_step(check, one);
  }
  check_deployments(check);
  check_scripts(check);
}

}  // namespace

extern constinit const Rule CIC003 = {
    .code = "CIC003",
    .name = "pipeline-not-gating",
    .family = Family::Ci,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Everywhere,
    .references =
        {"https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax"},
    .risk = "The pipeline is green whatever the check finds; nobody reads logs of green runs.",
    .advice =
        "Let it fail: take the excuse out. What is not clean yet belongs into a baseline or an "
        "ignore "
        "list, so that nothing new comes in.",
    .docs = R"md(
Checks of a workflow that cannot fail it: `|| true`, `|| echo …`, `--exit-zero`, `continue-on-error: true`, and a pipe whose last command
decides. `ruff check` that mends what it can (`--fix`, `fix = true` in its configuration) and so fails on the rest only. Jobs that deploy what is pushed without waiting for the tests (`needs:`), and deploy scripts that ignore them.

```python bad
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest || true
```

```python good
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
```

Fine: deployments of tags and releases and by hand, `if cmd; then`, a step whose outcome a later one looks at, a second pass of a
linter whose first one can fail the job (GitHub's starter workflow for Python), tests that are run again to measure coverage, a mending linter where
`--exit-non-zero-on-fix`, `git diff` or a commit tells of it, and a job whose `continue-on-error` a comment explains.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
