#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "deploy/formats/expression.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Node;
using deploy::Read;
using deploy::Workflow;
using deploy::WorkflowJob;
using deploy::WorkflowStep;

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
constexpr std::array<std::string_view, 9> kTopKeys = {
    "name", "run-name", "on", "true", "permissions", "env", "defaults", "concurrency", "jobs"};
constexpr std::array<std::string_view, 20> kJobKeys = {
    "name",        "permissions",       "needs",    "if",        "runs-on",
    "environment", "concurrency",       "outputs",  "env",       "defaults",
    "steps",       "timeout-minutes",   "strategy", "container", "services",
    "uses",        "continue-on-error", "with",     "secrets",   "snapshot"};
constexpr std::array<std::string_view, 11> kStepKeys = {"id",
                                                        "if",
                                                        "name",
                                                        "uses",
                                                        "run",
                                                        "working-directory",
                                                        "shell",
                                                        "with",
                                                        "env",
                                                        "continue-on-error",
                                                        "timeout-minutes"};
// …/reference/workflows-and-actions/contexts, …/expressions#functions
constexpr std::array<std::string_view, 12> kContexts = {"github",   "env",    "vars",   "job",
                                                        "jobs",     "steps",  "runner", "secrets",
                                                        "strategy", "matrix", "needs",  "inputs"};
constexpr std::array<std::string_view, 13> kFunctions = {
    "contains",  "startswith", "endswith", "format",    "join",    "tojson", "fromjson",
    "hashfiles", "success",    "always",   "cancelled", "failure", "case"};

// "steps", "two" of "steps.two.outputs.x".
std::pair<std::string_view, std::string_view> parts_of(std::string_view reference) {
  const std::size_t dot = reference.find('.');
  if (dot == reference.npos) return {reference, {}};
  const std::string_view rest = reference.substr(dot + 1);
  return {reference.substr(0, dot), rest.substr(0, rest.find('.'))};
}

class WorkflowCheck {
 public:
  WorkflowCheck(DeliveryCheck& check, const Read<Workflow>& workflow)
      : check_(check), file_(*workflow.file), workflow_(workflow.content) {}

  void run() {
    if (workflow_.root == nullptr) return check_text();
    check_keys(*workflow_.root, kTopKeys, "a workflow");
    if (workflow_.on == nullptr) {
      report(workflow_.root->keys.front()->span, "The workflow never runs: it has no `on`", {});
    } else if (workflow_.root->find("jobs") == nullptr) {
      report(workflow_.root->keys.front()->span, "The workflow has no jobs", {});
    }
    for (const WorkflowJob& job : workflow_.jobs) check_job(job);
    check_cycles();
  }

 private:
  void report(Span place, std::string_view pattern,
              std::initializer_list<MessageArgument> arguments) {
    check_.report(file_, place, pattern, arguments);
  }

  // What is too large or too deep is told by AUD001.
  void check_text() {
    const deploy::Document& document = workflow_.document;
    if (document.problem().empty() || file_.text.view().size() > deploy::kMaxDocumentBytes) return;
    if (document.problem().find("more than") != std::string::npos) return;
    const Offset at = document.problem_at();
    report({at, at}, "The workflow cannot be read: {}", {document.problem()});
  }

  template <std::size_t N>
  void check_keys(const Node& map, const std::array<std::string_view, N>& known,
                  std::string_view whose) {
    for (const Node* key : map.keys) {
      if (is_one_of(key->text, known) || key->text == "<<") continue;
      report(key->span, "{} has no key `{}`", {whose, key->text});
    }
  }

  void check_job(const WorkflowJob& job) {
    step_ids_.clear();
    for (const WorkflowStep& step : job.steps) step_ids_.insert(lower_case(step.id));
    check_keys(*job.node, kJobKeys, "a job");
    if (job.uses.empty() && job.node->find("runs-on") == nullptr) {
      report(job.key->span, "`{}` does not say where it runs: no `runs-on`", {job.id});
    }
    for (std::string_view one : workflow_.jobs.size() > kMaxJobs ? none_ : job.needs) {
      if (workflow_.job(one) == nullptr && one.find("${{") == one.npos) {
        report(job.node->find("needs")->span, "There is no job `{}` to wait for", {one});
      }
    }
    check_inputs(*job.node, job.uses);
    std::set<std::string> ids;
    for (const WorkflowStep& step : job.steps) {
      check_step(step);
      if (!step.id.empty() && !ids.insert(lower_case(step.id)).second) {
        report(step.node->find("id")->span, "The job has a step `{}` twice", {step.id});
      }
    }
    check_expressions(*job.node, job, 0);
  }

  void check_step(const WorkflowStep& step) {
    check_keys(*step.node, kStepKeys, "a step");
    const bool runs = step.node->find("run") != nullptr;
    const bool uses = step.node->find("uses") != nullptr;
    if (runs == uses) {
      const Node& first = *step.node->keys.front();
      report(first.span,
             runs ? "A step has both `run` and `uses`" : "A step has neither `run` nor `uses`", {});
    }
    check_inputs(*step.node, step.uses);
  }

  // What an action or workflow of this repository is given, and does not know.
  void check_inputs(const Node& node, std::string_view uses) {
    const Node* with = node.find("with");
    if (with == nullptr || !with->is_map() || !uses.starts_with("./")) return;
    const Node* inputs = inputs_of(deploy::joined_path("", uses));
    if (inputs == nullptr || !inputs->is_map()) return;
    for (const Node* key : with->keys) {
      const auto same = [&](const Node* one) {
        return lower_case(one->text) == lower_case(key->text);
      };
      if (std::any_of(inputs->keys.begin(), inputs->keys.end(), same)) continue;
      report(key->span, "`{}` has no input `{}`", {uses, key->text});
    }
  }

  const Node* inputs_of(const std::string& path) const {
    const deploy::Manifests& manifests = check_.delivery().manifests();
    for (const auto& action : manifests.actions) {
      if (folder_of(action.file->path) == path) return action.content.root()->find("inputs");
    }
    for (const Read<Workflow>& one : manifests.workflows) {
      const Node* call = one.file->path == path ? one.content.trigger("workflow_call") : nullptr;
      if (call != nullptr) return call->find("inputs");
    }
    return nullptr;
  }

  // Jobs that wait for themselves: the first circle is reported, at the job that closes it.
  void check_cycles() {
    if (workflow_.jobs.size() > kMaxJobs) return;
    std::map<std::string_view, const WorkflowJob*> jobs;
    for (const WorkflowJob& job : workflow_.jobs) jobs.emplace(job.id, &job);
    std::set<const WorkflowJob*> done, open;
    for (const WorkflowJob& job : workflow_.jobs) {
      const WorkflowJob* closing = closes_circle(job, jobs, done, open);
      if (closing == nullptr) continue;
      report(closing->key->span, "`{}` and the jobs it needs wait for each other", {closing->id});
      return;
    }
  }

  // `open` are the jobs on the way to this one.
  static const WorkflowJob* closes_circle(
      const WorkflowJob& job, const std::map<std::string_view, const WorkflowJob*>& jobs,
      std::set<const WorkflowJob*>& done, std::set<const WorkflowJob*>& open) {
    if (!done.insert(&job).second) return nullptr;
    open.insert(&job);
    for (std::string_view id : job.needs) {
      const auto next = jobs.find(id);
      if (next == jobs.end()) continue;
      if (open.contains(next->second)) return &job;
      if (const WorkflowJob* closing = closes_circle(*next->second, jobs, done, open))
        return closing;
    }
    open.erase(&job);
    return nullptr;
  }

  void check_expressions(const Node& node, const WorkflowJob& job, int depth) {
    if (depth > deploy::kMaxDocumentDepth) return;
    if (node.is_scalar()) return check_text_of(node, job);
    for (const Node* item : node.items) check_expressions(*item, job, depth + 1);
  }

  void check_text_of(const Node& node, const WorkflowJob& job) {
    const auto expressions = deploy::expressions_in(node.text);
    std::size_t opened = 0;
    for (std::size_t at = node.text.find("${{"); at != std::string::npos;
         at = node.text.find("${{", at + 3)) {
      ++opened;
    }
    if (opened > expressions.size()) {
      report(node.span, "An expression is not closed: `${{` without `}}`", {});
    }
    for (const deploy::Expression& one : expressions) check_expression(node, one.text, job);
  }

  void check_expression(const Node& node, std::string_view text, const WorkflowJob& job) {
    for (const std::string& name : deploy::functions_in(text)) {
      if (!is_one_of(name, kFunctions)) report(node.span, "There is no function `{}`", {name});
    }
    for (const std::string& reference : deploy::references_in(text)) {
      const auto [context, name] = parts_of(reference);
      if (!is_one_of(context, kContexts)) {
        report(node.span, "There is no context `{}`", {context});
      } else if (context == "steps" && !name.empty() && name != "*" &&
                 !step_ids_.contains(std::string(name))) {
        report(node.span, "The job has no step `{}`", {name});
      } else if (context == "needs" && !name.empty() && name != "*" && !needs(job, name)) {
        report(node.span, "The job does not wait for `{}`, so it knows nothing of it", {name});
      }
    }
  }

  static bool needs(const WorkflowJob& job, std::string_view id) {
    return std::any_of(job.needs.begin(), job.needs.end(),
                       [&](std::string_view one) { return lower_case(one) == id; });
  }

  // Beyond it, nobody looks at which job waits for which: it is no workflow that anybody runs.
  static constexpr std::size_t kMaxJobs = 256;
  const std::vector<std::string_view> none_;

  DeliveryCheck& check_;
  const deploy::TextFile& file_;
  const Workflow& workflow_;
  std::set<std::string> step_ids_;  // of the job that is looked at, in lower case
};

void check(DeliveryCheck& check) {
  for (const Read<Workflow>& workflow : check.delivery().manifests().workflows) {
    WorkflowCheck(check, workflow).run();
  }
}

}  // namespace

extern constinit const Rule CIC012 = {
    .code = "CIC012",
    .name = "workflow-invalid",
    .family = Family::Ci,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Everywhere,
    .references = {"https://docs.github.com/en/actions/reference/workflows-and-actions/"
                   "workflow-syntax",
                   "https://docs.github.com/en/actions/reference/workflows-and-actions/contexts"},
    .risk =
        "GitHub refuses the workflow, or takes what it does not know for an empty text: the checks "
        "do not run, and nothing says so.",
    .advice = "Mend the file; `actionlint` in the pipeline finds the next one.",
    .docs = R"md(
Workflows that GitHub cannot run, or not as they are meant: YAML that cannot be read, no `on`, no jobs, keys that do not exist, jobs without
`runs-on`, jobs to wait for that do not exist or wait for each other, steps with both or neither of `run` and `uses`, expressions that are not
closed or name contexts, functions, steps or jobs that are not there, and inputs that an action or workflow of this repository does not have.

```python bad
# --- .github/workflows/ci.yml
on: push
jobs:
  test:
    needs: lint
    runs-on: ubuntu-latest
    steps:
      - run: pytest
```

```python good
# --- .github/workflows/ci.yml
on: push
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: ruff check
  test:
    needs: lint
    runs-on: ubuntu-latest
    steps:
      - run: pytest
```

The inputs of other people's actions are not known.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
