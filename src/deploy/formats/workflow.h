#pragma once
// Workflows of GitHub Actions
// (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/formats/document.h"
#include "deploy/formats/expression.h"
#include "deploy/formats/shell.h"

namespace fastidious::deploy {

struct WorkflowStep {
  const Node* node = nullptr;
  std::string_view id, name, uses, condition, shell;  // empty where they are not given
  const Node* run = nullptr;                          // the scalar; null if there is none
  const Node* with = nullptr;
  const Node* env = nullptr;
  bool continues_on_error = false;
  MappedText script_text;  // of `run`, with its places in the file
  Script script;           // its places are in script_text

  // "actions/checkout" of "actions/checkout@v4".
  std::string_view action() const { return uses.substr(0, uses.find('@')); }
  // What stands behind the @; empty if there is none.
  std::string_view version() const;
  Span place(Span in_script) const { return script_text.place(in_script); }
};

struct WorkflowJob {
  const Node* node = nullptr;
  const Node* key = nullptr;  // its name in `jobs`
  std::string_view id, name, uses, condition;
  std::vector<std::string_view> needs;
  const Node* permissions = nullptr;
  const Node* environment = nullptr;
  const Node* env = nullptr;
  bool continues_on_error = false;
  std::vector<WorkflowStep> steps;
};

struct Workflow {
  Document document;
  const Node* root = nullptr;  // a map; null if the file could not be read
  const Node* on = nullptr;    // what triggers it: a name, a list or a map
  const Node* permissions = nullptr;
  const Node* env = nullptr;
  std::vector<WorkflowJob> jobs;
  std::string problem;  // why it could not be read; empty if it could

  // Whether the event `name` triggers it.
  bool is_triggered_by(std::string_view name) const;
  // What is said about that event: branches, types; null if nothing is.
  const Node* trigger(std::string_view name) const;
  const WorkflowJob* job(std::string_view id) const;
  // Whether `job` waits for `other`, through other jobs too.
  bool waits_for(const WorkflowJob& job, const WorkflowJob& other) const;
};

Workflow parse_workflow(std::string_view text);

// The steps of a composite action, `action.yml`; none if it is of another kind.
std::vector<WorkflowStep> parse_action_steps(const Document& document, std::string_view text);

inline constexpr std::size_t kMaxSteps = 5'000;  // of one workflow

}  // namespace fastidious::deploy
