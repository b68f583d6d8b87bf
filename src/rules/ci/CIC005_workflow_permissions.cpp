#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/in_words.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using deploy::Node;
using deploy::Read;
using deploy::Workflow;
using deploy::WorkflowJob;

bool writes_all(const Node* permissions) {
  return permissions != nullptr && permissions->is_scalar() && permissions->text == "write-all";
}

void report_all(DeliveryCheck& check, const Read<Workflow>& workflow, const Node& permissions) {
  check
      .report(*workflow.file, permissions.span,
              "`write-all`: the token may change whatever it reaches")
      .risk(
          "Any action or dependency of the job that goes bad can push code, publish packages and "
          "change releases.");
}

// Called by others only, it has what the caller gives.
bool is_called_only(const Workflow& workflow) {
  return workflow.is_triggered_by("workflow_call") &&
         (workflow.on->is_scalar() || workflow.on->items.size() == 1);
}

// `actions/configure-pages` reads and `actions/deploy-pages` writes what belongs to the pages.
bool uses_pages(const WorkflowJob& job) {
  return std::any_of(job.steps.begin(), job.steps.end(), [](const auto& step) {
    return step.action() == "actions/configure-pages" || step.action() == "actions/deploy-pages";
  });
}

// Whether all jobs that the right is given to are known to need it.
bool is_needed_by_all(std::string_view right, const std::vector<WorkflowJob>& jobs) {
  return right == "pages" && std::all_of(jobs.begin(), jobs.end(), [](const WorkflowJob& job) {
           return job.permissions != nullptr || uses_pages(job);
         });
}

// What the top says holds for every job that says nothing itself: few of several need it.
void check_top(DeliveryCheck& check, const Read<Workflow>& workflow) {
  const Node& permissions = *workflow.content.permissions;
  const auto& jobs = workflow.content.jobs;
  const auto inherits = std::count_if(
      jobs.begin(), jobs.end(), [](const WorkflowJob& job) { return job.permissions == nullptr; });
  if (inherits < 2 || !permissions.is_map()) return;
  for (std::size_t i = 0; i < permissions.items.size(); ++i) {
    const Node& value = *permissions.items[i];
    if (value.text != "write" || is_needed_by_all(permissions.keys[i]->text, jobs)) continue;
    check
        .report(*workflow.file, {permissions.keys[i]->span.begin, value.span.end},
                inherits == 2 ? "`{}: write` is given to both jobs that say nothing themselves"
                              : "`{}: write` is given to all {} jobs that say nothing themselves",
                {permissions.keys[i]->text, inherits})
        .risk(
            "An action or dependency that goes bad in a job that does not need the right has it "
            "too.")
        .severity(Severity::Warning)
        .fix("Move it to the jobs that need it.");
    return;
  }
}

// Whether nothing in the job is anybody else's: no action, no program but the shell itself.
bool runs_shell_only(const WorkflowJob& job) {
  constexpr std::array<std::string_view, 9> kShell = {"",     "echo", "printf", "exit", "true",
                                                      "test", "[",    "[[",     ":"};
  return !job.steps.empty() && std::all_of(job.steps.begin(), job.steps.end(), [&](auto& step) {
    return step.uses.empty() &&
           std::all_of(step.script.commands.begin(), step.script.commands.end(),
                       [&](const auto& command) { return is_one_of(command.name(), kShell); });
  });
}

using ByPath = std::map<std::string_view, const Workflow*>;

// A called workflow of the repository whose jobs all say what their tokens may do.
bool calls_what_speaks(const WorkflowJob& job, const ByPath& workflows) {
  if (!job.uses.starts_with("./")) return false;
  const auto called = workflows.find(job.uses.substr(2));
  if (called == workflows.end()) return false;
  const Workflow& content = *called->second;
  return content.permissions != nullptr ||
         (!content.jobs.empty() &&
          std::all_of(content.jobs.begin(), content.jobs.end(),
                      [](const WorkflowJob& one) { return one.permissions != nullptr; }));
}

bool has_write(const Node* permissions) {
  if (permissions == nullptr || !permissions->is_map()) return writes_all(permissions);
  return std::any_of(permissions->items.begin(), permissions->items.end(),
                     [](const auto& right) { return right->text == "write"; });
}

// Whether the job calls a workflow of the repository that asks for rights: it has those only that
// its caller has. https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows
bool calls_what_writes(const WorkflowJob& job, const ByPath& workflows) {
  if (job.permissions != nullptr || !job.uses.starts_with("./")) return false;
  const auto called = workflows.find(job.uses.substr(2));
  if (called == workflows.end()) return false;
  const Workflow& content = *called->second;
  return has_write(content.permissions) ||
         std::any_of(content.jobs.begin(), content.jobs.end(),
                     [](const WorkflowJob& one) { return has_write(one.permissions); });
}

// Says what else has to be written where the top of the workflow takes rights away; whether there
// is such a thing.
bool speaks_of_callers(Draft& draft, const Workflow& workflow, const ByPath& workflows) {
  std::vector<std::string_view> callers;
  for (const WorkflowJob& job : workflow.jobs) {
    if (calls_what_writes(job, workflows)) callers.push_back(job.id);
  }
  if (callers.empty()) return false;
  const bool is_alone = callers.size() == 1;
  draft.fix(
      "Say `permissions: {contents: read}` at the top, and more only in the job that needs it. "
      "{} "
      "{} a workflow that writes, and {} to name the same rights: a called workflow has none that "
      "its caller lacks, and fails to start.",
      {in_code(callers), is_alone ? "calls" : "call", is_alone ? "has" : "have"});
  return true;
}

void check_workflow(DeliveryCheck& check, const Read<Workflow>& workflow, const ByPath& workflows) {
  const Workflow& content = workflow.content;
  if (content.root == nullptr || content.on == nullptr) return;
  if (writes_all(content.permissions)) return report_all(check, workflow, *content.permissions);
  for (const WorkflowJob& job : content.jobs) {
    if (writes_all(job.permissions)) report_all(check, workflow, *job.permissions);
  }
  if (content.permissions != nullptr) check_top(check, workflow);
  if (content.permissions != nullptr || content.jobs.empty() || is_called_only(content)) return;
  const auto silent = std::find_if(content.jobs.begin(), content.jobs.end(), [&](const auto& job) {
    return job.permissions == nullptr && !runs_shell_only(job) &&
           !calls_what_speaks(job, workflows);
  });
  if (silent == content.jobs.end()) return;
  const bool some_say = std::any_of(content.jobs.begin(), content.jobs.end(),
                                    [](const auto& job) { return job.permissions != nullptr; });
  if (some_say) {
    Draft draft = check.report(*workflow.file, silent->key->span,
                               "`{}` does not say what its token may do, though other jobs do: it "
                               "has the default of the repository's settings",
                               {silent->id});
    speaks_of_callers(draft, content, workflows);
    return;
  }
  const Node* on = content.root->key_of("on");
  const Node* jobs = content.root->key_of("jobs");
  Draft draft = check.report(*workflow.file, on != nullptr ? on->span : jobs->span,
                             "The workflow does not say what its token may do: it has the default "
                             "of the repository's settings");
  if (speaks_of_callers(draft, content, workflows)) return;
  draft.edit({jobs->span.begin, jobs->span.begin}, "permissions:\n  contents: read\n\n");
}

void check(DeliveryCheck& check) {
  const auto& all = check.delivery().manifests().workflows;
  ByPath workflows;
  for (const Read<Workflow>& one : all) workflows.emplace(one.file->path, &one.content);
  for (const Read<Workflow>& one : all) check_workflow(check, one, workflows);
}

}  // namespace

extern constinit const Rule CIC005 = {
    .code = "CIC005",
    .name = "workflow-permissions",
    .family = Family::Ci,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Everywhere,
    .references = {"CWE-250",
                   "https://docs.github.com/en/actions/reference/workflows-and-actions/"
                   "workflow-syntax#permissions"},
    .risk =
        "Unless the default of the repository's settings is read-only, any action or dependency "
        "that goes bad "
        "can push "
        "code, publish packages and change releases.",
    .advice =
        "Say `permissions: {contents: read}` at the top, and more only in the job that needs it.",
    .docs = R"md(
Workflows without `permissions`, at the top or in each job, and `write-all`; as a warning, a `write` at the top that several jobs get.

```python bad
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
```

```python good
# --- .github/workflows/ci.yml
on: push
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest
```

Review is requested, for the default of the settings may be read-only. Workflows that are only called have their caller's. Jobs that
only print or test something run nothing that could use the token.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
