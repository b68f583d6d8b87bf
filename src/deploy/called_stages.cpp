#include "deploy/called_stages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "deploy/formats/sections.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr std::array<std::string_view, 5> kMakes = {"make", "gmake", "$(MAKE)", "${MAKE}", "$MAKE"};
// Options of make whose value is a word of its own.
constexpr std::array<std::string_view, 5> kWithValue = {"-C", "-f", "-I", "-o", "-W"};

void add_all(const Called& from, Called& to) {
  for (PipelineStage stage : from.stages) {
    const bool is_new = std::find(to.stages.begin(), to.stages.end(), stage) == to.stages.end();
    if (is_new) to.stages.push_back(stage);
  }
  to.ruff = std::max(to.ruff, from.ruff);
}

std::vector<std::string_view> targets_of(const Command& command) {
  std::vector<std::string_view> targets;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const std::string_view word = command.words[i].text;
    if (is_one_of(word, kWithValue)) ++i;
    if (!word.starts_with('-') && word.find('=') == word.npos) targets.push_back(word);
  }
  return targets;
}

constexpr std::array<std::string_view, 5> kMarks = {"[", "]", "\"", "'", ","};
constexpr std::array<std::string_view, 5> kTaskRunners = {"hatch", "pdm", "poe", "task", "rye"};
constexpr std::array<std::string_view, 5> kTaskSections = {
    "tool.hatch.envs.default.scripts", "tool.pdm.scripts", "tool.poe.tasks", "tool.taskipy.tasks",
    "tool.rye.scripts"};

// `["ruff check .", "mypy app"]` and `"pytest"` as lines of a shell.
std::string as_lines(std::string_view value) {
  std::string lines(value);
  std::replace_if(
      lines.begin(), lines.end(), [](char c) { return is_one_of(std::string_view(&c, 1), kMarks); },
      '\n');
  return lines;
}

}  // namespace

CalledStages::CalledStages(const Manifests& manifests) : manifests_(manifests) {
  for (const TextFile* file : manifests.pyprojects) read_tasks(*file);
  for (const TextFile* file : manifests.makefiles) {
    for (MakeRule& rule : parse_makefile(file->text.view())) rules_.push_back(std::move(rule));
  }
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    for (std::string_view target : rules_[i].targets) named_.emplace(target, i);
  }
}

const Called& CalledStages::of(const Command& command) {
  found_ = {};
  add(command, found_, 0);
  return found_;
}

void CalledStages::add(const Command& command, Called& called, int depth) {
  add_all({deploy::stages_of(command),
           looks_at_changes(command) ? RuffMode::Fails : ruff_mode_of(command)},
          called);
  runs_hooks_ = runs_hooks_ || contains_any(joined(command.words), {"pre-commit run", "prek run"});
  if (depth >= kMaxDepth) return;
  add_scripts(command, called, depth + 1);
  if (is_one_of(command.name(), kMakes)) add_targets(command, called, depth + 1);
  add_tasks(command, called, depth + 1);
}

void CalledStages::read_tasks(const TextFile& pyproject) {
  for (const Section& section : parse_sections(pyproject.text.view())) {
    if (!is_one_of(section.name, kTaskSections)) continue;
    for (const SectionEntry& one : section.settings) {
      tasks_.try_emplace(std::string(one.key), parse_shell(as_lines(one.value)));
    }
  }
}

// `hatch run lint`, `uv run poe lint`.
void CalledStages::add_tasks(const Command& command, Called& called, int depth) {
  bool is_runner = false;
  for (const Word& word : command.words) {
    const auto task = is_runner ? tasks_.find(word.text) : tasks_.end();
    if (task != tasks_.end()) return add_all(called_by_script(task->second, depth), called);
    is_runner = is_runner || is_one_of(word.text, kTaskRunners);
  }
}

void CalledStages::add_scripts(const Command& command, Called& called, int depth) {
  for (const Word& word : command.words) {
    if (word.text.find('/') == word.text.npos && !word.text.ends_with(".sh")) continue;
    const std::string path = joined_path("", word.text);
    for (const Read<Script>& script : manifests_.scripts) {
      if (path.empty() || !script.file->path.ends_with(path)) continue;
      add_all(called_by_script(script.content, depth), called);
    }
  }
}

// Without a target make takes the first of the file.
void CalledStages::add_targets(const Command& command, Called& called, int depth) {
  std::vector<std::string_view> targets = targets_of(command);
  if (targets.empty() && !rules_.empty()) targets = rules_[0].targets;
  for (std::string_view name : targets) add_all(called_by_target(name, depth), called);
}

// What calls itself has nothing to add to what is found already.
const Called& CalledStages::called_by_script(const Script& script, int depth) {
  const auto [known, is_new] = scripts_.try_emplace(&script);
  if (!is_new) return known->second;
  Called called;
  for (const Command& command : script.commands) add(command, called, depth);
  return known->second = std::move(called);
}

const Called& CalledStages::called_by_target(std::string_view name, int depth) {
  static const Called kNone;
  const auto [first, last] = named_.equal_range(name);
  if (first == last || depth > kMaxDepth) return kNone;
  const auto [known, is_new] = targets_.try_emplace(first->first);
  if (!is_new) return known->second;
  Called called;
  for (auto one = first; one != last; ++one) {
    const MakeRule& rule = rules_[one->second];
    for (std::string_view other : rule.prerequisites) {
      add_all(called_by_target(other, depth + 1), called);
    }
    const Script recipe = parse_shell(rule.recipe);
    for (const Command& command : recipe.commands) add(command, called, depth);
  }
  return known->second = std::move(called);
}

}  // namespace fastidious::deploy
