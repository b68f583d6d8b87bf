#pragma once
// What the pipelines of a repository do: which of their commands lint, check types, test, …

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/manifests.h"
#include "deploy/mending_linter.h"
#include "deploy/repository_files.h"

namespace fastidious::deploy {

enum class PipelineStage : std::uint8_t {
  Lint,
  Types,
  Tests,
  SecretScan,
  DependencyAudit,
  Build,
};
inline constexpr std::size_t kPipelineStages = 6;

// A command or action of a workflow that is part of a stage.
struct PipelineCheck {
  PipelineStage stage;
  const Read<Workflow>* workflow = nullptr;
  const WorkflowJob* job = nullptr;
  const WorkflowStep* step = nullptr;
  const Command* command = nullptr;  // null: an action
  Span span;
  RuffMode ruff = RuffMode::NotRun;  // of a linter's
};

class CalledStages;      // deploy/called_stages.h
class ExpressionValues;  // deploy/expression_values.h

class Pipeline {
 public:
  Pipeline(const Manifests& manifests, const RepositoryFiles& files);

  // By workflow and position.
  const std::vector<PipelineCheck>& checks() const { return checks_; }
  bool has(PipelineStage stage) const { return has_[static_cast<std::size_t>(stage)]; }
  // The configuration of hooks or of a bot that the stage is done by; empty if a step does it.
  const std::string& configuration_of(PipelineStage stage) const {
    return configured_in_[static_cast<std::size_t>(stage)];
  }
  // Whether the workflow or the job runs commands of the stage.
  bool has(PipelineStage stage, const Workflow& workflow) const;
  bool has(PipelineStage stage, const WorkflowJob& job) const;
  // The configuration of a CI system other than GitHub Actions; empty if there is none.
  const std::string& other_system() const { return other_system_; }
  // Whether hooks of pre-commit run: by a command, an action, or pre-commit.ci.
  bool runs_hooks() const { return runs_hooks_; }
  // What has the linter of the check mend what it finds, where nobody sees it: "`--fix`", "`fix =
  // true` in `pyproject.toml`". Empty if it fails, or something else does.
  std::string mended_unseen_by(const PipelineCheck& check) const;
  // Whether some job is defined in another repository, so that it may do anything.
  bool uses_foreign_workflows() const { return uses_foreign_workflows_; }

 private:
  void read(const Read<Workflow>& workflow, CalledStages& called);
  void read_inputs(const WorkflowJob& job, const ExpressionValues& values);
  void read_step(const Read<Workflow>& workflow, const WorkflowJob& job, const WorkflowStep& step,
                 const ExpressionValues& values, CalledStages& called);
  void read_action(const PipelineCheck& use, const ExpressionValues& values, CalledStages& called);
  void add(PipelineCheck check);
  void add(PipelineStage stage, std::string_view configuration);
  void look_at_hooks();
  void look_at_configuration(const RepositoryFiles& files);

  const Manifests& manifests_;
  std::vector<PipelineCheck> checks_;
  std::array<bool, kPipelineStages> has_{};
  std::array<std::string, kPipelineStages> configured_in_;
  std::string other_system_;
  bool uses_foreign_workflows_ = false;
  bool runs_hooks_ = false;
};

// The stages of a command: `ruff check`, `uv run pytest`, `make lint`.
std::vector<PipelineStage> stages_of(const Command& command);
std::vector<PipelineStage> stages_of_action(std::string_view action);

}  // namespace fastidious::deploy
