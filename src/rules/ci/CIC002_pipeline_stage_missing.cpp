#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "deploy/audit_command.h"
#include "deploy/checking_job.h"
#include "deploy/test_command.h"
#include "deploy/type_checkers.h"
#include "rules/delivery_check.h"
#include "rules/delivery_report.h"
#include "rules/pytest_settings.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Pipeline;
using deploy::PipelineStage;
using deploy::Read;
using deploy::Workflow;
using deploy::WorkflowJob;

struct Wanted {
  PipelineStage stage;
  std::string_view what;
  std::string_view of_python;  // where another language has checks of its own
  std::string_view command;
  std::array<std::string_view, 6> words;  // what its commands and actions are called
};
constexpr std::array kWanted = {
    Wanted{PipelineStage::Lint,
           "lints",
           "lints the Python code",
           "ruff check",
           {"ruff", "flake8", "pylint", "pre-commit", "lint", "black"}},
    Wanted{PipelineStage::Types,
           "checks types",
           "checks types of the Python code",
           "mypy .",
           {"mypy", "pyright", "pre-commit", "typecheck", "type-check", "pytype"}},
    Wanted{PipelineStage::Tests,
           "tests",
           "tests the Python code",
           "pytest",
           {"pytest", "unittest", "tox", "nox", "make test", "run test"}},
    Wanted{PipelineStage::SecretScan,
           "scans for secrets",
           "scans for secrets",
           "gitleaks git",
           {"gitleaks", "trufflehog", "detect-secrets", "ggshield", "gitguardian", "trivy"}},
    Wanted{PipelineStage::DependencyAudit,
           "audits dependencies",
           "audits Python's dependencies",
           "pip-audit",
           {"pip-audit", "safety", "trivy", "snyk", "osv-scanner", "dependency-review"}},
};

std::string list_of(const std::vector<std::string>& missing, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (i > 0) text += i + 1 == missing.size() ? last : ", ";
    text += missing[i];
  }
  return text;
}

struct Place {
  const Read<Workflow>* workflow = nullptr;
  const WorkflowJob* job = nullptr;
};

// Whether a job is called after tests or linters, with whatever tools it does that.
bool may_check(const Workflow& workflow) {
  return std::any_of(workflow.jobs.begin(), workflow.jobs.end(), [](const WorkflowJob& job) {
    const std::string names = lower_case(std::string(job.id) + " " + std::string(job.name));
    return names.find("test") != names.npos || names.find("lint") != names.npos;
  });
}

// Where nothing checks anything: what builds, else what deploys, without a look at it.
Place place_unchecked(const deploy::Delivery& delivery) {
  for (const Read<Workflow>& one : delivery.manifests().workflows) {
    if (may_check(one.content)) return {};
  }
  for (const deploy::PipelineCheck& one : delivery.pipeline().checks()) {
    if (one.workflow != nullptr && one.job != nullptr) return {one.workflow, one.job};
  }
  for (const deploy::DeployStep& step : delivery.deploy_steps()) {
    if (step.workflow == nullptr || step.job == nullptr) continue;
    for (const Read<Workflow>& workflow : delivery.manifests().workflows) {
      if (&workflow.content == step.workflow) return {&workflow, step.job};
    }
  }
  return {};
}

// Without tests pytest fails, with "no tests collected": what is missing is said by TST001.
bool has_tests(const deploy::Delivery& delivery) {
  const deploy::TestSuite& suite = delivery.test_suite();
  return !suite.files.empty() || suite.has_other_tests;
}

// Whether a workflow that cannot be read (CIC012) names a tool of the stage: it may be there.
bool may_be_done(const DeliveryCheck& check, const Wanted& wanted) {
  const auto& workflows = check.delivery().manifests().workflows;
  return std::any_of(workflows.begin(), workflows.end(), [&](const Read<Workflow>& one) {
    return !one.content.problem.empty() &&
           contains_any(lower_case(one.file->text.view()), wanted.words);
  });
}

// What the repository's packages or settings name, else what is usual.
std::string command_for(const Wanted& wanted, const DeliveryCheck& check,
                        const std::string& tests) {
  const deploy::Manifests& manifests = check.delivery().manifests();
  if (wanted.stage == PipelineStage::Tests && !tests.empty()) return tests;
  if (wanted.stage == PipelineStage::Tests && uses_unittest_alone(check.delivery())) {
    return unittest_command(check.delivery());
  }
  if (wanted.stage == PipelineStage::Lint) return linter_of(check).command;
  if (wanted.stage == PipelineStage::Types) return deploy::type_check_command(manifests);
  if (wanted.stage == PipelineStage::DependencyAudit) {
    return deploy::audit_command(check.delivery().files());
  }
  return std::string(wanted.command);
}

// "mypy ." in the environment of the job: "`poetry run mypy .`".
struct Commands {
  std::vector<std::string> quoted;
  bool scans = false;   // for secrets
  bool inside = false;  // some are run by the environment's tool

  void add(const std::string& command, const deploy::CheckingJob& job) {
    const std::string own = deploy::command_in(job, command);
    quoted.push_back("`" + own + "`");
    inside = inside || own.find(job.runner + " ") != own.npos;
  }
};

// Where the tools come from, and what a scan for secrets needs.
std::string needs_of(const Commands& commands, const deploy::CheckingJob& job,
                     const Pipeline& pipeline) {
  const bool many = commands.quoted.size() > 1;
  std::string text;
  if (!job.runner.empty() && commands.inside) {
    text = " Declare what this environment lacks with `" +
           std::string(deploy::adds_tools(job)) + "`";
    text += commands.scans ? "; a step before installs gitleaks from one of its releases." : ".";
  } else if (!commands.scans) {
    return " A step before installs what the job does not install yet.";
  } else {
    text = many ? " A step before installs each tool that the job does not install yet, gitleaks "
                  "from one of its releases."
                : " Runners do not have gitleaks: a step before installs one of its releases.";
  }
  if (!commands.scans) return text;
  text +=
      " The scan reads the history: the checkout needs `fetch-depth: 0`, and what it finds there "
      "is named in `.gitleaksignore` once it is revoked.";
  if (!pipeline.runs_hooks()) return text;
  return text +
         " gitleaks' hook for pre-commit also stops a secret before it is committed, but finds "
         "nothing in the pipeline, where nothing is staged.";
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const Pipeline& pipeline = delivery.pipeline();
  if (!delivery.has_application() || pipeline.uses_foreign_workflows()) return;
  const deploy::CheckingJob job = deploy::checking_job(pipeline);
  Place place{job.workflow, job.job};
  const bool is_checked = place.job != nullptr;
  if (!is_checked && pipeline.other_system().empty() && delivery.is_developed()) {
    place = place_unchecked(delivery);
  }
  if (place.job == nullptr) return;
  const bool beside = has_javascript(delivery);
  const std::string tests = deploy::test_command(delivery.manifests(), delivery.files());
  std::vector<std::string> missing;
  Commands commands;
  for (const Wanted& one : kWanted) {
    if (pipeline.has(one.stage) || (one.stage == PipelineStage::Tests && !has_tests(delivery))) {
      continue;
    }
    if (may_be_done(check, one)) continue;
    commands.scans = commands.scans || one.stage == PipelineStage::SecretScan;
    missing.emplace_back(beside ? one.of_python : one.what);
    commands.add(command_for(one, check, tests), job);
  }
  if (missing.empty()) return;
  Draft draft = check.report(*place.workflow->file, place.job->key->span,
                             "Nothing in the pipeline {}", {list_of(missing, " or ")});
  draft.fix("{} {}, {} it passes by hand.{}",
            {is_checked ? "Add" : "Write a workflow for `pull_request` and `push` that runs",
             list_of(commands.quoted, " and "), commands.quoted.size() > 1 ? "each once" : "once",
             needs_of(commands, job, pipeline)});
}

}  // namespace

extern constinit const Rule CIC002 = {
    .code = "CIC002",
    .name = "pipeline-stage-missing",
    .family = Family::Ci,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"ASVS 15.2.1", "OWASP API8:2023"},
    .risk = "What no step looks at is found by users, or by somebody else.",
    .advice = "Add the steps: `ruff check`, `mypy .`, `pytest`, `gitleaks git`, `pip-audit`.",
    .docs = R"md(
What a pipeline of a service does: lint, check types, test, look for secrets, audit dependencies. One finding names what is missing,
at the job that tests, or at the one that builds or deploys where no job checks anything.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/ci.yml
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check .
      - run: mypy app
      - run: pytest
      - run: gitleaks detect
      - run: pip-audit
```

Hooks of pre-commit count where the pipeline runs them, and Dependabot and Renovate as an audit. Scripts and targets of make count
for what they run, those of just and poe for their names. Silent where a job is defined in another repository, and about what a
workflow names that cannot be read (CIC012).
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
