#include "deploy/formats/workflow.h"

#include <algorithm>
#include <set>

namespace fastidious::deploy {
namespace {

WorkflowStep step_of(const Node& node, std::string_view text) {
  WorkflowStep step;
  step.node = &node;
  step.id = node.text_of("id");
  step.name = node.text_of("name");
  step.uses = node.text_of("uses");
  step.condition = node.text_of("if");
  step.shell = node.text_of("shell");
  step.with = node.find("with");
  step.env = node.find("env");
  const Node* lenient = node.find("continue-on-error");
  step.continues_on_error = lenient != nullptr && lenient->is_true();
  const Node* run = node.find("run");
  if (run != nullptr && run->is_scalar()) {
    step.run = run;
    step.script_text = mapped_text(*run, text);
    step.script = parse_shell(step.script_text.text());
  }
  return step;
}

std::vector<WorkflowStep> steps_of(const Node* list, std::string_view text, std::size_t& total) {
  std::vector<WorkflowStep> steps;
  if (list == nullptr || !list->is_list()) return steps;
  for (const Node* node : list->items) {
    if (++total > kMaxSteps) break;
    if (node->is_map()) steps.push_back(step_of(*node, text));
  }
  return steps;
}

std::vector<std::string_view> texts_of(const Node* node) {
  std::vector<std::string_view> texts;
  if (node == nullptr) return texts;
  if (node->is_scalar()) texts.push_back(node->text);
  if (!node->is_list()) return texts;
  for (const Node* item : node->items) {
    if (item->is_scalar()) texts.push_back(item->text);
  }
  return texts;
}

WorkflowJob job_of(const Node& key, const Node& node, std::string_view text, std::size_t& steps) {
  WorkflowJob job;
  job.node = &node;
  job.key = &key;
  job.id = key.text;
  job.name = node.text_of("name");
  job.uses = node.text_of("uses");
  job.condition = node.text_of("if");
  job.needs = texts_of(node.find("needs"));
  job.permissions = node.find("permissions");
  job.environment = node.find("environment");
  job.env = node.find("env");
  const Node* lenient = node.find("continue-on-error");
  job.continues_on_error = lenient != nullptr && lenient->is_true();
  job.steps = steps_of(node.find("steps"), text, steps);
  return job;
}

}  // namespace

std::string_view WorkflowStep::version() const {
  const std::size_t at = uses.find('@');
  return at == uses.npos ? std::string_view{} : uses.substr(at + 1);
}

bool Workflow::is_triggered_by(std::string_view name) const {
  if (on == nullptr) return false;
  if (on->is_map()) return on->key_of(name) != nullptr;
  const auto names = texts_of(on);
  return std::find(names.begin(), names.end(), name) != names.end();
}

const Node* Workflow::trigger(std::string_view name) const {
  const Node* found = on == nullptr ? nullptr : on->find(name);
  return found != nullptr && found->is_map() ? found : nullptr;
}

const WorkflowJob* Workflow::job(std::string_view id) const {
  const auto at =
      std::find_if(jobs.begin(), jobs.end(), [&](const WorkflowJob& one) { return one.id == id; });
  return at == jobs.end() ? nullptr : &*at;
}

bool Workflow::waits_for(const WorkflowJob& job_, const WorkflowJob& other) const {
  std::set<const WorkflowJob*> seen;
  std::vector<const WorkflowJob*> open = {&job_};
  while (!open.empty()) {
    const WorkflowJob* at = open.back();
    open.pop_back();
    for (std::string_view id : at->needs) {
      const WorkflowJob* next = job(id);
      if (next == &other) return true;
      if (next != nullptr && seen.insert(next).second) open.push_back(next);
    }
  }
  return false;
}

Workflow parse_workflow(std::string_view text) {
  Workflow result;
  result.document = parse_yaml(text);
  result.problem = result.document.problem();
  const Node* root = result.document.root();
  if (root == nullptr || !root->is_map()) {
    if (result.problem.empty()) result.problem = "no workflow";
    return result;
  }
  result.root = root;
  // YAML 1.1 takes the key `on` for true; GitHub does not, some editors write it so.
  result.on = root->find("on");
  if (result.on == nullptr) result.on = root->find("true");
  result.permissions = root->find("permissions");
  result.env = root->find("env");
  const Node* jobs = root->find("jobs");
  if (jobs == nullptr || !jobs->is_map()) return result;
  std::size_t steps = 0;
  for (std::size_t i = 0; i < jobs->items.size(); ++i) {
    if (jobs->items[i]->is_map()) {
      result.jobs.push_back(job_of(*jobs->keys[i], *jobs->items[i], text, steps));
    }
  }
  return result;
}

std::vector<WorkflowStep> parse_action_steps(const Document& document, std::string_view text) {
  std::size_t steps = 0;
  const Node* root = document.root();
  return root == nullptr ? std::vector<WorkflowStep>{}
                         : steps_of(root->find({"runs", "steps"}), text, steps);
}

}  // namespace fastidious::deploy
