#pragma once
// What commands of a pipeline do, be it by way of scripts, targets of make and tasks of
// pyproject.toml.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/formats/makefile.h"
#include "deploy/manifests.h"
#include "deploy/pipeline.h"

namespace fastidious::deploy {

class CalledStages {
 public:
  // Scripts and targets that call each other are followed so far.
  static constexpr int kMaxDepth = 16;

  explicit CalledStages(const Manifests& manifests);

  // Each stage once: the command's own, and those of what it runs: `./scripts/test.sh`, `make
  // lint`.
  const std::vector<PipelineStage>& of(const Command& command);
  // Whether something of what was asked for runs the hooks: `pre-commit run`.
  bool runs_hooks() const { return runs_hooks_; }

 private:
  using Stages = std::vector<PipelineStage>;
  void add(const Command& command, Stages& stages, int depth);
  void add_scripts(const Command& command, Stages& stages, int depth);
  void add_targets(const Command& command, Stages& stages, int depth);
  void add_tasks(const Command& command, Stages& stages, int depth);
  void read_tasks(const TextFile& pyproject);
  const Stages& stages_of_script(const Script& script, int depth);
  const Stages& stages_of_target(std::string_view name, int depth);

  const Manifests& manifests_;
  std::vector<MakeRule> rules_;                         // of all makefiles
  std::multimap<std::string_view, std::size_t> named_;  // into rules_, by target
  std::map<std::string, Script, std::less<>> tasks_;    // of hatch, pdm, poe and taskipy, by name
  std::map<const Script*, Stages> scripts_;             // those that were asked for
  std::map<std::string_view, Stages> targets_;
  Stages found_;
  bool runs_hooks_ = false;
};

}  // namespace fastidious::deploy
