#include "deploy/checking_job.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

// Tools that have an environment for each project, and run what is in it.
struct Environment {
  std::string_view tool, adds;
};
constexpr std::array kEnvironments = {
    Environment{"poetry", "poetry add --group dev"}, Environment{"uv", "uv add --dev"},
    Environment{"pipenv", "pipenv install --dev"}, Environment{"pdm", "pdm add --dev"}};
// What has to be in the environment of what it looks at; `uv export … | uvx …` need not.
constexpr std::array<std::string_view, 11> kInside = {"ruff",   "flake8",  "pylint",   "black",
                                                      "mypy",   "pyright", "ty",       "pyrefly",
                                                      "pytest", "python",  "pip-audit"};

bool is_for_changes(const Workflow& workflow) {
  return workflow.is_triggered_by("pull_request") || workflow.is_triggered_by("workflow_call");
}

// Runs for a part of the files only: `paths: [services/mail/**]`.
bool is_for_part(const Workflow& workflow) {
  for (std::string_view event : {"pull_request", "push"}) {
    const Node* trigger = workflow.trigger(event);
    const Node* paths = trigger == nullptr ? nullptr : trigger->find("paths");
    const auto is_whole = [](const Node* one) {
      return one->text.starts_with("**") || one->text == "pyproject.toml";
    };
    if (paths == nullptr) continue;
    if (std::none_of(paths->items.begin(), paths->items.end(), is_whole)) return true;
  }
  return false;
}

// How much a check stands for the pipeline: tests of each change, of the whole, with services.
int weight_of(const PipelineCheck& one) {
  const Workflow& workflow = one.workflow->content;
  const bool tests = one.stage == PipelineStage::Tests && is_for_changes(workflow);
  const bool by_name =
      has_word(one.workflow->file->path, "tests") || has_word(one.workflow->file->path, "pytest");
  return (tests ? 8 : 0) + (is_for_part(workflow) ? 0 : 4) + (by_name ? 2 : 0) +
         (one.job->node->find("services") != nullptr ? 1 : 0);
}

// "backend" of `./backend/`; empty of the top, and of what is filled in when it runs.
std::string folder_of_text(std::string_view text) {
  if (text.starts_with("./")) text.remove_prefix(2);
  if (text.ends_with('/')) text.remove_suffix(1);
  return text.find('$') == text.npos && text != "." ? std::string(text) : std::string();
}

std::string default_folder(const Node* node) {
  const Node* told =
      node != nullptr ? node->find({"defaults", "run", "working-directory"}) : nullptr;
  return told != nullptr ? folder_of_text(told->text) : std::string();
}

// Where the command is run: by the step's setting, or a `cd` before it.
std::string folder_of_command(const PipelineCheck& check) {
  if (const Node* told = check.step->node->find("working-directory")) {
    return folder_of_text(told->text);
  }
  const Command& first = check.step->script.commands.front();
  const bool goes = first.words.size() == 2 && first.words[0].text == "cd";
  return goes ? folder_of_text(first.words[1].text) : std::string();
}

const Environment* environment_of(const Command& command) {
  if (command.words.size() < 3 || command.words[1].text != "run") return nullptr;
  for (const Environment& one : kEnvironments) {
    if (command.words[0].text == one.tool) return &one;
  }
  return nullptr;
}

void find_environment(const Pipeline& pipeline, CheckingJob& found) {
  for (const PipelineCheck& one : pipeline.checks()) {
    if (one.job != found.job || one.command == nullptr || one.step == nullptr) continue;
    const Environment* environment = environment_of(*one.command);
    if (environment == nullptr) continue;
    found.runner = std::string(environment->tool) + " run";
    found.folder = folder_of_command(one);
    found.starts_in = default_folder(found.job->node);
    if (found.starts_in.empty()) found.starts_in = default_folder(found.workflow->content.root);
    return;
  }
}

}  // namespace

CheckingJob checking_job(const Pipeline& pipeline) {
  CheckingJob found;
  int most = -1;
  for (const PipelineCheck& one : pipeline.checks()) {
    if (one.stage == PipelineStage::Build || weight_of(one) <= most) continue;
    most = weight_of(one);
    found.workflow = one.workflow;
    found.job = one.job;
  }
  if (found.job != nullptr) find_environment(pipeline, found);
  return found;
}

std::string command_in(const CheckingJob& job, const std::string& command) {
  if (job.runner.empty()) return command;
  std::string folder = job.folder, rest = command;
  constexpr std::string_view kThen = " && ";
  const std::size_t then = command.find(kThen);
  if (command.starts_with("cd ") && then != command.npos) {
    folder = command.substr(3, then - 3);
    rest = command.substr(then + kThen.size());
  }
  const std::string_view first = std::string_view(rest).substr(0, rest.find(' '));
  const bool inside = is_one_of(first, kInside);
  if (!inside && !rest.starts_with("uv ")) return command;
  if (inside) rest = job.runner + " " + rest;
  return folder.empty() || folder == job.starts_in ? rest : "cd " + folder + " && " + rest;
}

std::string_view adds_tools(const CheckingJob& job) {
  for (const Environment& one : kEnvironments) {
    if (job.runner.starts_with(std::string(one.tool) + " ")) return one.adds;
  }
  return {};
}

}  // namespace fastidious::deploy
