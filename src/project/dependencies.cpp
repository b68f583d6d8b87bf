#include "project/dependencies.h"

#include <algorithm>

#include "text/paths.h"

namespace fastidious::project {
namespace {}  // namespace

const Dependency* Dependencies::find(std::string_view package, std::string_view path) const {
  const std::string name = normalised_package_name(package);
  const Dependency* best = nullptr;
  for (const Project* project : projects_above(path)) {
    const auto at = project->packages.find(name);
    if (at == project->packages.end()) {
      continue;
    }
    const Dependency& found = at->second;
    // An outer lock may be another project's: it counts where it agrees with what is said nearer.
    const bool surer = best == nullptr || (found.source < best->source && found.range.lower &&
                                           best->range.contains(*found.range.lower));
    best = surer ? &found : best;
  }
  return best;
}

Answer Dependencies::is_at_least(std::string_view package, std::string_view version,
                                 std::string_view path) const {
  const Dependency* dependency = find(package, path);
  const std::optional<Version> wanted = Version::parse(version);
  if (dependency == nullptr || !wanted) {
    return Answer::Unknown;
  }
  return project::is_at_least(dependency->range, *wanted);
}

std::optional<int> Dependencies::least_python_minor(std::string_view path) const {
  if (target_python_) {
    return target_python_;
  }
  for (const Project* project : projects_around(path)) {
    if (project->python && project->python->lower && project->python->lower->major() == 3) {
      return static_cast<int>(project->python->lower->minor());
    }
  }
  return std::nullopt;
}

std::vector<const Dependency*> Dependencies::all(std::string_view path) const {
  std::vector<const Dependency*> result;
  const std::vector<const Project*> projects = projects_above(path);
  if (!projects.empty()) {
    for (const auto& [name, dependency] : projects.front()->packages) {
      result.push_back(&dependency);
    }
  }
  return result;
}

std::vector<const Dependencies::Project*> Dependencies::projects_around(
    std::string_view path) const {
  std::vector<const Project*> projects;
  for (std::string_view folder = folder_of(path);; folder = folder_of(folder)) {
    if (const auto at = projects_.find(folder); at != projects_.end()) {
      projects.push_back(&at->second);
    }
    if (folder.empty()) {
      break;
    }
  }
  return projects;
}

std::vector<const Dependencies::Project*> Dependencies::projects_above(
    std::string_view path) const {
  std::vector<const Project*> projects = projects_around(path);
  if (projects.empty() && projects_.size() == 1) {
    projects.push_back(&projects_.begin()->second);
  }
  return projects;
}

bool Dependencies::runs_unmarked_async_tests(std::string_view path) const {
  return std::any_of(
      async_mode_folders_.begin(), async_mode_folders_.end(), [&](std::string_view folder) {
        return folder.empty() ||
               (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
      });
}

}  // namespace fastidious::project
