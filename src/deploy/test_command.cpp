#include "deploy/test_command.h"

#include <array>
#include <string_view>

#include "deploy/formats/makefile.h"
#include "deploy/formats/sections.h"
#include "deploy/formats/shell.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr std::array<std::string_view, 4> kUsual = {"test", "tests", "check", "unit-tests"};

struct TaskRunner {
  std::string_view section, command;
};
constexpr std::array kTaskRunners = {
    TaskRunner{"tool.poe.tasks", "poe "},
    TaskRunner{"tool.pdm.scripts", "pdm run "},
    TaskRunner{"tool.taskipy.tasks", "task "},
    TaskRunner{"tool.hatch.envs.default.scripts", "hatch run "},
};

// What runs in a container that somebody has started (`docker compose exec`) runs in no pipeline.
bool runs_tests(std::string_view command) {
  if (has_word(command, "exec")) return false;
  return has_word(command, "pytest") || has_word(command, "tox") || has_word(command, "nox") ||
         has_word(command, "unittest");
}

// The name so far, and whether it is one that says it.
struct Found {
  std::string command;
  bool is_usual = false;

  void offer(std::string_view name, const std::string& whole) {
    const bool usual = is_one_of(name, kUsual);
    if (!command.empty() && (is_usual || !usual)) return;
    command = whole;
    is_usual = usual;
  }
};

void look_at_targets(const TextFile& file, Found& found) {
  const std::string folder(folder_of(file.path));
  std::string start = name_of(file.path) == "justfile" ? "just " : "make ";
  if (!folder.empty()) {
    start = start == "make " ? "make -C " + folder + " " : "just " + folder + "/";
  }
  for (const MakeRule& rule : parse_makefile(file.text.view())) {
    const bool named = !rule.targets.empty() && rule.targets.front().find('%') == std::string::npos;
    if (!named || !runs_tests(rule.recipe)) continue;
    found.offer(rule.targets.front(), start + std::string(rule.targets.front()));
  }
}

void look_at_tasks(const TextFile& file, Found& found) {
  for (const Section& section : parse_sections(file.text.view())) {
    for (const TaskRunner& runner : kTaskRunners) {
      if (section.name != runner.section) continue;
      for (const SectionEntry& one : section.settings) {
        if (!runs_tests(one.value)) continue;
        found.offer(one.key, std::string(runner.command) + std::string(one.key));
      }
    }
  }
}

// "ENV=test"; empty where a value is made when it runs.
std::string written(const std::vector<Assignment>& assignments) {
  std::string text;
  for (const Assignment& one : assignments) {
    if (!one.value.expansions.empty() || one.value.text.find_first_of("$ ") != std::string::npos) {
      return {};
    }
    text.append(text.empty() ? "" : " ").append(one.name + "=" + one.value.text);
  }
  return text;
}

bool measures(const Command& command) {
  const std::string text = joined(command.words);
  return text.find("--cov") != text.npos || text.find("coverage run") != text.npos;
}

// An `export` before may give them to both.
bool exports(std::string_view makefile) {
  return makefile.starts_with("export ") || makefile.find("\nexport ") != makefile.npos ||
         makefile.find("include .env") != makefile.npos;
}

}  // namespace

GivenToTests given_where_nothing_is_measured(const TextFile& makefile) {
  GivenToTests given;
  const std::string_view text = makefile.text.view();
  if (exports(text)) return given;
  for (const MakeRule& rule : parse_makefile(text)) {
    if (rule.targets.empty() || !runs_tests(rule.recipe)) continue;
    for (const Command& one : parse_shell(rule.recipe).commands) {
      if (!runs_tests(joined(one.words))) continue;
      if (measures(one) && !one.assignments.empty()) return {};
      if (measures(one) || !given.target.empty()) continue;
      given.variables = written(one.assignments);
      if (!given.variables.empty()) given.target = rule.targets.front();
    }
  }
  return given;
}

std::string test_command(const Manifests& manifests, const RepositoryFiles& files) {
  Found found;
  for (const TextFile* file : manifests.makefiles) {
    if (!files.is_copied(file->path)) look_at_targets(*file, found);
  }
  for (const TextFile* file : manifests.pyprojects) look_at_tasks(*file, found);
  if (!found.command.empty()) return found.command;
  if (files.has_file("tox.ini")) return "tox";
  return files.has_file("noxfile.py") ? "nox" : std::string();
}

std::string services_of_tests(const Manifests& manifests) {
  for (const auto& compose : manifests.compose) {
    const Node* root = compose.content.root();
    const Node* services = root != nullptr ? root->find("services") : nullptr;
    const bool own = compose.file->role != project::Role::Example &&
                     compose.file->path.find("prod") == std::string::npos;
    if (!own || services == nullptr || !services->is_map()) continue;
    for (const Node* one : services->items) {
      if (one->find("image") != nullptr && one->find("build") == nullptr) return compose.file->path;
    }
  }
  return {};
}

}  // namespace fastidious::deploy
