#include <algorithm>
#include <set>
#include <string>

#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::DeployStep;
using deploy::Node;
using deploy::Workflow;
using deploy::WorkflowJob;

// What says which environment it is: the file, the job, the step and its options.
bool is_for_others(const DeployStep& step) {
  std::string text = step.file->path + " " + std::string(step.job->id) + " " +
                     std::string(step.job->name) + " " + std::string(step.step->id) + " " +
                     std::string(step.workflow->root->text_of("name"));
  for (const deploy::Argument& word : step.words) text += " " + word.text;
  for (const DeployStep::Option& option : step.options) text += " " + option.value.text;
  return contains_any(lower_case(text), {"staging", "stage", "dev", "preview", "test", "sandbox",
                                         "demo", "review", "qa"});
}

// On a push to a branch, without somebody who chooses a tag or presses a button.
bool runs_on_push(const Workflow& workflow) {
  if (!workflow.is_triggered_by("push")) return false;
  const Node* push = workflow.trigger("push");
  return push == nullptr || push->find("tags") == nullptr || push->find("branches") != nullptr;
}

// " to `main`", where the workflow says which branch.
std::string branches_of(const Workflow& workflow) {
  const Node* push = workflow.trigger("push");
  const Node* branches = push != nullptr ? push->find("branches") : nullptr;
  if (branches == nullptr || branches->items.size() != 1) return {};
  const std::string_view branch = branches->items.front()->text;
  return branch.find('*') == branch.npos ? " to `" + std::string(branch) + "`" : std::string();
}

// Each branch has a deployment of its own: all branches push, or the name says so.
bool is_of_branch(const DeployStep& step) {
  for (const DeployStep::Option& option : step.options) {
    if (contains_any(option.value.text,
                     {"github.ref_name", "github.head_ref", "GITHUB_REF_NAME"})) {
      return true;
    }
  }
  return false;
}

// `if:` asks for a tag, another event, or something that is switched on.
bool is_chosen(const WorkflowJob& job) {
  return contains_any(job.condition, {"refs/tags", "event_name", "inputs.", "vars.", "startsWith"});
}

// New revisions that get no traffic yet.
bool is_staged(const DeployStep& step) {
  return step.option("--no-traffic") != nullptr || step.option("no_traffic") != nullptr ||
         step.option("--canary") != nullptr;
}

bool is_for_production(const DeployStep& step) {
  return runs_on_push(*step.workflow) && !is_chosen(*step.job) && !step.is_switched_off() &&
         !is_staged(step) && !is_of_branch(step) && !is_for_others(step);
}

void check_step(DeliveryCheck& check, const DeployStep& step) {
  const WorkflowJob& job = *step.job;
  if (job.environment == nullptr) {
    const bool is_copied = step.is_for_copies();
    Draft draft = check.report(*step.file, job.key->span,
                               "{}`{}` deploys on pushes{}, without an environment that asks or "
                               "protects",
                               {is_copied ? "In each repository made from this one, " : "", job.id,
                                branches_of(*step.workflow)});
    draft.step(*step.file, step.span, "The deployment");
    if (is_copied) draft.severity(Severity::Suggestion);
    return;
  }
  const bool alone = job.node->find("concurrency") != nullptr ||
                     step.workflow->root->find("concurrency") != nullptr;
  if (alone) return;
  check
      .report(*step.file, job.key->span, "`{}` may run twice at once: two pushes deploy together",
              {job.id})
      .severity(Severity::Suggestion)
      .risk("The older of two commits may win, or a half-done deployment is overtaken.")
      .fix("Add `concurrency: {group: production, cancel-in-progress: false}`");
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  std::set<const WorkflowJob*> seen;
  for (const DeployStep& step : check.delivery().deploy_steps()) {
    if (step.job == nullptr || !is_for_production(step)) continue;
    if (seen.insert(step.job).second) check_step(check, step);
  }
}

}  // namespace

extern constinit const Rule CIC008 = {
    .code = "CIC008",
    .name = "deploy-unprotected",
    .family = Family::Ci,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://docs.github.com/en/actions/concepts/workflows-and-actions/deployment-"
                   "environments"},
    .risk =
        "Whoever can push to the branch deploys to production, and the credentials are given to "
        "every job of the workflow that asks for them.",
    .advice =
        "Give the job `environment: production` with required reviewers or a wait, secrets that "
        "belong to that "
        "environment, and `concurrency: production`.",
    .docs = R"md(
A job that deploys when a branch is pushed and has no `environment`; and one that has, but may run twice at once.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy.yml
on: {push: {branches: [main]}}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: gcloud run deploy api --image "$IMAGE" --project example
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/deploy.yml
on: {push: {branches: [main]}}
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    concurrency: production
    steps:
      - run: gcloud run deploy api --image "$IMAGE" --project example
```

Left alone: deployments by hand, by tag or release, those to staging and the like (by the names of the file, the job, its steps), and revisions
without traffic.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
