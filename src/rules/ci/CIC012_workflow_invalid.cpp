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

// What becomes of an expression's value.
enum class Use : std::uint8_t {
  Unread,  // an output of the job that nobody reads
  Output,
  Text,  // part of a command, an input, a variable
  Condition,
};

// The place in `text` of `wanted`, which is in lower case, as it is written there.
std::string_view as_written(std::string_view text, std::string_view wanted) {
  const std::size_t at = lower_case(text).find(wanted);
  return at == std::string::npos ? wanted : text.substr(at, wanted.size());
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
    const bool is_misplaced = document.problem().find("map value") != std::string::npos;
    if (const Span key = key_without_colon(at); is_misplaced && key.begin < key.end) {
      return report(key, "The workflow cannot be read: `{}` has no `:`", {file_.slice(key)});
    }
    report({at, at}, "The workflow cannot be read: {}", {document.problem()});
  }

  // The line above a mapping that cannot begin there, where it is one word: `workflow_dispatch`.
  Span key_without_colon(Offset at) const {
    const std::string_view text = file_.text.view().substr(0, at);
    std::size_t end = text.rfind('\n');
    while (end != text.npos && end > 0) {
      const std::size_t before = text.rfind('\n', end - 1);
      const std::size_t begin = before == text.npos ? 0 : before + 1;
      const std::string_view line = trimmed(text.substr(begin, end - begin));
      end = before;
      if (line.empty() || line[0] == '#') continue;
      const bool is_word = line.find_first_of(" :\"'-[{") == line.npos;
      const auto first = static_cast<Offset>(line.data() - text.data());
      return is_word ? Span{first, first + static_cast<Offset>(line.size())} : Span{0, 0};
    }
    return {0, 0};
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
    check_expressions(job);
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

  void check_expressions(const WorkflowJob& job) {
    unknown_.clear();
    for (std::size_t i = 0; i < job.node->keys.size(); ++i) {
      const std::string_view key = job.node->keys[i]->text;
      const Node& value = *job.node->items[i];
      if (key == "outputs") {
        check_outputs(value, job);
      } else if (key == "if") {
        check_condition(value, job);
      } else if (key == "steps") {
        for (const Node* step : value.items) check_step_of(*step, job);
      } else {
        check_expressions(value, job, Use::Text, 0);
      }
    }
    for (const auto& [name, one] : unknown_) report_unknown(one);
  }

  void check_outputs(const Node& outputs, const WorkflowJob& job) {
    for (std::size_t i = 0; i < outputs.keys.size(); ++i) {
      output_ = outputs.keys[i]->text;
      check_expressions(*outputs.items[i], job, Use::Output, 0);
    }
  }

  void check_step_of(const Node& step, const WorkflowJob& job) {
    for (std::size_t i = 0; i < step.keys.size(); ++i) {
      const Node& value = *step.items[i];
      step.keys[i]->text == "if" ? check_condition(value, job)
                                 : check_expressions(value, job, Use::Text, 1);
    }
  }

  // `if: steps.x.outcome == 'failure'`: an expression without `${{ }}` too.
  void check_condition(const Node& node, const WorkflowJob& job) {
    if (!node.is_scalar()) return;
    if (node.text.find("${{") == std::string::npos) {
      return check_expression(node, node.text, job, Use::Condition);
    }
    check_text_of(node, job, Use::Condition);
  }

  void check_expressions(const Node& node, const WorkflowJob& job, Use use, int depth) {
    if (depth > deploy::kMaxDocumentDepth) return;
    if (node.is_scalar()) return check_text_of(node, job, use);
    for (const Node* item : node.items) check_expressions(*item, job, use, depth + 1);
  }

  void check_text_of(const Node& node, const WorkflowJob& job, Use use) {
    const auto expressions = deploy::expressions_in(node.text);
    std::size_t opened = 0;
    for (std::size_t at = node.text.find("${{"); at != std::string::npos;
         at = node.text.find("${{", at + 3)) {
      ++opened;
    }
    if (opened > expressions.size()) {
      report(node.span, "An expression is not closed: `${{` without `}}`", {});
    }
    for (const deploy::Expression& one : expressions) check_expression(node, one.text, job, use);
  }

  void check_expression(const Node& node, std::string_view text, const WorkflowJob& job, Use use) {
    for (const std::string& name : deploy::functions_in(text)) {
      if (!is_one_of(name, kFunctions)) {
        report(node.span, "There is no function `{}`", {as_written(text, name)});
      }
    }
    for (const std::string& reference : deploy::references_in(text)) {
      const auto [context, name] = parts_of(reference);
      if (!is_one_of(context, kContexts)) {
        report(node.span, "There is no context `{}`", {as_written(text, context)});
      } else if (name.empty() || name == "*") {
        continue;
      } else if ((context == "steps" && !step_ids_.contains(std::string(name))) ||
                 (context == "needs" && !needs(job, name))) {
        note_unknown(node, text, reference, job, use);
      }
    }
  }

  // A step or job that is asked for and is not there: GitHub takes what is read of it for empty.
  struct Unknown {
    const Node* node = nullptr;
    Use use = Use::Unread;
    bool is_step = false;
    std::string reference, id;  // as they are written
    std::string output;         // of the job, where its value is read for one
  };

  // Each of them once for the job, where it does most harm.
  void note_unknown(const Node& node, std::string_view text, const std::string& reference,
                    const WorkflowJob& job, Use use) {
    const auto [context, name] = parts_of(reference);
    Unknown one;
    one.node = &node;
    one.is_step = context == "steps";
    one.reference = as_written(text, reference);
    one.id = as_written(one.reference, name);
    if (use == Use::Output) one.output = output_;
    const bool is_unread = use == Use::Output && !is_output_read(job, output_);
    one.use = is_unread ? Use::Unread : use;
    const std::string key = reference.substr(0, context.size() + 1 + name.size());
    const auto [at, is_new] = unknown_.try_emplace(key, one);
    if (!is_new && at->second.use < one.use) at->second = one;
  }

  // Whether something in the workflow reads `needs.JOB.outputs.NAME`, or may: `toJSON(needs)`.
  bool is_output_read(const WorkflowJob& job, std::string_view name) {
    if (!are_references_known_) note_references(*workflow_.root, 0);
    are_references_known_ = true;
    const std::string of_job = "." + lower_case(job.id) + ".outputs";
    const std::string of_output = of_job + "." + lower_case(name);
    for (const char* context : {"needs", "jobs"}) {
      for (const std::string& part : {std::string(), of_job, of_job + ".*", of_output}) {
        if (references_.contains(context + part)) return true;
      }
    }
    return false;
  }

  void note_references(const Node& node, int depth) {
    if (depth > deploy::kMaxDocumentDepth) return;
    for (const Node* item : node.items) note_references(*item, depth + 1);
    const auto note = [&](std::string_view expression) {
      for (std::string& one : deploy::references_in(expression)) references_.insert(std::move(one));
    };
    const auto expressions = deploy::expressions_in(node.text);
    for (const deploy::Expression& one : expressions) note(one.text);
    if (expressions.empty() && node.text.find("needs.") != std::string::npos) note(node.text);
  }

  void report_unknown(const Unknown& one) {
    const std::string why = one.is_step ? "the job has no step `" + one.id + "`"
                                        : "the job does not wait for `" + one.id + "`";
    Draft draft =
        one.use == Use::Condition
            ? check_.report(file_, one.node->span,
                            "The condition asks for `{}`, which is empty: {}", {one.reference, why})
        : one.use == Use::Text
            ? check_.report(file_, one.node->span, "`{}` is always empty: {}", {one.reference, why})
            : check_.report(file_, one.node->span, "The output `{}` is always empty: {}",
                            {one.output, why});
    say_what_follows(draft, one.use);
    one.is_step ? void(draft.fix("Give the step that is meant `id: {}`, or name one that is there; "
                                 "`actionlint` in the pipeline finds the next one.",
                                 {one.id}))
                : void(draft.fix("Add `{}` to the `needs` of the job; `actionlint` in the pipeline "
                                 "finds the next one.",
                                 {one.id}));
  }

  static void say_what_follows(Draft& draft, Use use) {
    switch (use) {
      case Use::Unread:
        draft.severity(findings::Severity::Suggestion)
            .risk("Nothing reads it yet; who begins to gets an empty text, and nothing says so.");
        break;
      case Use::Output:
        draft.risk("The jobs and workflows that read it get an empty text, and nothing says so.");
        break;
      case Use::Text:
        draft.risk(
            "GitHub puts an empty text there and runs on: what should differ by it, a cache's key, "
            "a tag, an input, is the same each time, and nothing says so.");
        break;
      case Use::Condition:
        draft.risk(
            "A condition that asks for a value there is never true, one that excludes a value "
            "always: what it guards is skipped, or runs, each time, and nothing says so.");
        break;
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
  std::set<std::string> step_ids_;          // of the job that is looked at, in lower case
  std::map<std::string, Unknown> unknown_;  // of that job, by context and name
  std::string_view output_;                 // of that job, whose value is looked at
  bool are_references_known_ = false;
  std::set<std::string> references_;  // to other jobs, in the whole workflow
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

A step or a job that is not there is reported once in each job that asks for it: GitHub takes it for an empty text and runs on. Where it
only makes an output that nothing reads, it is a suggestion. The inputs of other people's actions are not known.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
