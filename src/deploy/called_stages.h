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
#include "deploy/mending_linter.h"
#include "deploy/pipeline.h"

namespace fastidious::deploy {

// What a command does, and what it runs.
struct Called {
  std::vector<PipelineStage> stages;  // each once
  RuffMode ruff = RuffMode::NotRun;
};

class CalledStages {
 public:
  // Scripts and targets that call each other are followed so far.
  static constexpr int kMaxDepth = 16;

  explicit CalledStages(const Manifests& manifests);

  // The command's own stages, and those of what it runs: `./scripts/test.sh`, `make lint`.
  const Called& of(const Command& command);
  // Whether something of what was asked for runs the hooks: `pre-commit run`.
  bool runs_hooks() const { return runs_hooks_; }

 private:
  void add(const Command& command, Called& called, int depth);
  void add_scripts(const Command& command, Called& called, int depth);
  void add_targets(const Command& command, Called& called, int depth);
  void add_tasks(const Command& command, Called& called, int depth);
  void read_tasks(const TextFile& pyproject);
  const Called& called_by_script(const Script& script, int depth);
  const Called& called_by_target(std::string_view name, int depth);

  const Manifests& manifests_;
  std::vector<MakeRule> rules_;                         // of all makefiles
  std::multimap<std::string_view, std::size_t> named_;  // into rules_, by target
  std::map<std::string, Script, std::less<>> tasks_;    // of hatch, pdm, poe and taskipy, by name
  std::map<const Script*, Called> scripts_;             // those that were asked for
  std::map<std::string_view, Called> targets_;
  Called found_;
  bool runs_hooks_ = false;
};

}  // namespace fastidious::deploy
