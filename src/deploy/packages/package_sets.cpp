#include "deploy/packages/package_sets.h"

#include <algorithm>

#include "knowledge/distributions.h"
#include "semantic/model.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

bool is_bundle(std::string_view extra) {
  return extra.starts_with("standard") || extra == "all" || extra == "full";
}

bool says_packages(const PackageManifest& manifest) {
  return manifest.kind != PackageManifest::Kind::Pyproject || manifest.declares_packages() ||
         manifest.is_open || !manifest.project_name.empty();
}

// "httpx" of "opentelemetry-instrumentation-httpx".
bool is_part_of(std::string_view part, std::string_view name) {
  while (!name.empty()) {
    const std::size_t dash = std::min(name.find('-'), name.size());
    if (name.substr(0, dash) == part) return true;
    name.remove_prefix(std::min(dash + 1, name.size()));
  }
  return false;
}

// Where the arguments of an installing command begin; 0 if it is none.
std::size_t arguments_of_install(const std::vector<Word>& words) {
  for (std::size_t i = 0; i + 1 < words.size() && i < 6; ++i) {
    const std::string_view name = name_of(words[i].text);
    const std::string& verb = words[i + 1].text;
    const bool pip = name.starts_with("pip") && verb == "install";
    const bool adds = (name == "uv" || name == "poetry" || name == "pdm" || name == "pipenv") &&
                      (verb == "add" || verb == "install");
    const bool conda =
        (name == "conda" || name == "mamba" || name == "micromamba") && verb == "install";
    const bool system = (name == "apt-get" || name == "apt" || name == "apk" || name == "dnf") &&
                        (verb == "install" || verb == "add");
    if (pip || adds || conda || system) return i + 2;
  }
  return 0;
}

// The file of the repository that a stage, whichever it is, copies and calls `target`: the stage
// that installs is not always the last one.
std::string copied_in_any_stage(const Image& image, std::string_view target,
                                const RepositoryFiles& files) {
  for (const Instruction& instruction : image.dockerfile().instructions()) {
    const bool copies = instruction.keyword == "COPY" || instruction.keyword == "ADD";
    if (!copies || !instruction.flag("from").empty() || instruction.words.empty()) continue;
    for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i) {
      std::string path = joined_path(image.context(), instruction.words[i].text);
      if (name_of(path) == name_of(target) && files.has_file(path)) return path;
    }
  }
  return {};
}

}  // namespace

PackageSets::PackageSets(const app::Application& application, const Manifests& manifests,
                         const RepositoryFiles& files,
                         const std::vector<std::unique_ptr<Image>>& images)
    : application_(application), all_(package_manifests(manifests, application, files)) {
  for (const std::unique_ptr<Image>& image : images) {
    for (const Instruction& instruction : image->dockerfile().instructions()) {
      if (instruction.keyword != "RUN") continue;
      read_commands(instruction.script(), image->context(), image.get(), files);
    }
  }
  for (const Read<Script>& script : manifests.scripts) {
    read_commands(script.content, folder_of(script.file->path), nullptr, files);
  }
}

void PackageSets::read_commands(const Script& script, std::string_view folder, const Image* image,
                                const RepositoryFiles& files) {
  for (const Command& command : script.commands) {
    const std::size_t from = arguments_of_install(command.words);
    if (from > 0) read_install(command.words, from, folder, image, files);
  }
}

void PackageSets::read_install(const std::vector<Word>& words, std::size_t from,
                               std::string_view folder, const Image* image,
                               const RepositoryFiles& files) {
  for (std::size_t i = from; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    const bool list = word == "-r" || word == "--requirement";
    if (list && i + 1 < words.size()) {
      const std::string& target = words[++i].text;
      std::string path =
          image != nullptr
              ? image->repository_path(image_path(image->workdir(), target)).value_or("")
              : joined_path(folder, target);
      if (image != nullptr && (path.empty() || !files.has_file(path))) {
        path = copied_in_any_stage(*image, target, files);
      }
      if (path.empty() || !files.has_file(path)) installs_unknown_lists_ = true;
      if (!path.empty()) installed_files_.emplace_back(image, std::move(path));
    } else if (!word.starts_with('-')) {
      std::string_view name = word;
      if (name.starts_with("python3-") || name.starts_with("py3-")) {
        name.remove_prefix(name.find('-') + 1);
      }
      commanded_.insert(parse_requirement_text(name).name);
    }
  }
}

void PackageSets::add_manifest(const PackageManifest& manifest,
                               std::vector<const PackageManifest*>& result) const {
  if (manifest.is_constraints ||
      std::find(result.begin(), result.end(), &manifest) != result.end()) {
    return;
  }
  result.push_back(&manifest);
  for (const PackageManifest& other : all_) {
    const bool included = std::find(manifest.includes.begin(), manifest.includes.end(),
                                    other.file->path) != manifest.includes.end();
    const bool member = std::any_of(
        manifest.packages.begin(), manifest.packages.end(), [&](const DeclaredPackage& one) {
          const bool is_other = &other != &manifest && !other.project_name.empty();
          if (is_other && one.name() == other.project_name) return true;
          return is_path(one.requirement.location) &&
                 joined_path(folder_of(one.file->path), one.requirement.location) == other.folder &&
                 &other != &manifest;
        });
    if (included || member) add_manifest(other, result);
  }
}

std::vector<const PackageManifest*> PackageSets::manifests_for(std::string_view path) const {
  std::vector<const PackageManifest*> result;
  for (const PackageManifest& manifest : all_) {
    // A pyproject.toml may hold settings of tools only.
    if (is_inside(path, manifest.folder) && says_packages(manifest)) add_manifest(manifest, result);
  }
  for (const auto& [image, file] : installed_files_) {
    for (const PackageManifest& manifest : all_) {
      const bool here = image == nullptr || !image->context_is_known() || image->contains(path);
      if (manifest.file->path == file && here) add_manifest(manifest, result);
    }
  }
  if (!result.empty()) return result;
  for (const PackageManifest& manifest : all_) add_manifest(manifest, result);
  return result;
}

std::vector<const PackageManifest*> PackageSets::deployed_manifests() const {
  std::vector<const PackageManifest*> result;
  const auto add = [&](std::string_view path) {
    for (const PackageManifest* one : manifests_for(path)) {
      if (std::find(result.begin(), result.end(), one) == result.end()) result.push_back(one);
    }
  };
  for (const app::AppRoutes* one : application_.served_apps()) {
    add(one->app->construction.file->file().path);
  }
  for (const app::CloudFunction& one : application_.functions()) add(one.handler.file->file().path);
  return result;
}

bool PackageSets::has_declared() const {
  return std::any_of(all_.begin(), all_.end(),
                     [](const PackageManifest& one) { return one.declares_packages(); });
}

bool PackageSets::is_locked(std::string_view path) const {
  const bool installs_lock =
      std::any_of(installed_files_.begin(), installed_files_.end(), [&](const auto& one) {
        const auto& [image, file] = one;
        return image != nullptr && file.ends_with(".lock") && is_inside(path, image->context());
      });
  if (installs_lock) return true;
  const auto manifests = manifests_for(path);
  return std::any_of(manifests.begin(), manifests.end(), [&](const PackageManifest* manifest) {
    return manifest->is_compiled ||
           std::any_of(manifest->packages.begin(), manifest->packages.end(),
                       [&](const DeclaredPackage& one) { return has_lock(one.name(), path); });
  });
}

bool PackageSets::has_lock(std::string_view package, std::string_view path) const {
  if (package.empty()) return false;
  const project::Dependency* known = application_.code().dependencies().find(package, path);
  return known != nullptr && known->source == project::DependencySource::Lock;
}

void PackageSets::follow(const std::string& name, const std::string& extra, const std::string& by,
                         Closure& closure) const {
  std::vector<std::pair<std::string, std::string>> open = {{name, extra}};
  std::set<std::pair<std::string, std::string>> seen;
  while (!open.empty()) {
    const auto [package, part] = open.back();
    open.pop_back();
    if (!seen.insert({package, part}).second) continue;
    const char* requirements = knowledge::requirements_of(package, part);
    if (requirements == nullptr) {
      closure.is_complete = closure.is_complete && !part.empty();
      continue;
    }
    for (const std::string& one : blank_separated(requirements)) {
      const RequirementText required = parse_requirement_text(one);
      // Who asks for it by itself is named before those that bring who asks.
      if (package == name && closure.direct.insert(required.name).second) {
        closure.transitive.insert_or_assign(required.name, by);
      } else {
        closure.transitive.emplace(required.name, by);
      }
      open.emplace_back(required.name, "");
      for (const std::string& asked : required.extras) open.emplace_back(required.name, asked);
    }
  }
}

void PackageSets::add_package(const DeclaredPackage& package, Closure& closure) const {
  const std::string& name = package.name();
  // What a path of the repository needs is among the manifests already.
  if (package.is_located() && !is_path(package.requirement.location)) closure.is_complete = false;
  if (name.empty()) return;
  if (package.group == PackageGroup::Development) {
    closure.development.insert(name);
    return;
  }
  (package.group == PackageGroup::Main ? closure.declared : closure.optional).insert(name);
  follow(name, "", name, closure);
  for (const std::string& extra : package.requirement.extras) {
    closure.extras.insert(extra);
    follow(name, extra, name, closure);
    const char* requirements = knowledge::requirements_of(name, extra);
    for (const std::string& one : blank_separated(requirements == nullptr ? "" : requirements)) {
      closure.by_extra.emplace(parse_requirement_text(one).name, extra);
    }
  }
}

PackageSets::Closure PackageSets::make_closure(std::string_view path) const {
  Closure closure;
  closure.is_complete = !installs_unknown_lists_;
  for (const PackageManifest* manifest : manifests_for(path)) {
    closure.is_complete = closure.is_complete && !manifest->is_open;
    for (const DeclaredPackage& package : manifest->packages) add_package(package, closure);
  }
  for (const std::string& name : commanded_) {
    if (name.empty()) continue;
    closure.declared.insert(name);
    if (knowledge::requirements_of(name, "") != nullptr) follow(name, "", name, closure);
  }
  hand_on(closure);
  return closure;
}

// What users of declared packages are meant to import, and users of these.
void PackageSets::hand_on(Closure& closure) {
  std::vector<std::string> open(closure.declared.begin(), closure.declared.end());
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    for (const auto& [other, by] : closure.transitive) {
      if (knowledge::hands_on(name, other) && closure.handed_on.insert(other).second) {
        open.push_back(other);
      }
    }
  }
}

const PackageSets::Closure& PackageSets::closure_of(std::string_view path) const {
  // Files of one folder have the same.
  const std::string folder(folder_of(path));
  const std::lock_guard lock(mutex_);
  const auto found = closures_.find(folder);
  if (found != closures_.end()) return found->second;
  return closures_.emplace(folder, make_closure(path)).first->second;
}

Provision PackageSets::provision(const std::vector<std::string>& distributions,
                                 std::string_view path) const {
  const Closure& closure = closure_of(path);
  const auto any = [&](const auto& names) {
    return std::any_of(distributions.begin(), distributions.end(),
                       [&](const std::string& one) { return names.contains(one); });
  };
  Provision result;
  const auto of_kind = [&](Provision::Kind kind) {
    result.kind = kind;
    return result;
  };
  if (any(closure.declared)) return of_kind(Provision::Kind::Declared);
  if (any(closure.optional)) return of_kind(Provision::Kind::Optional);
  for (const std::string& one : distributions) {
    const auto by = closure.transitive.find(one);
    if (by == closure.transitive.end()) continue;
    result.by = by->second;
    result.is_handed_on = closure.handed_on.contains(one);
    const auto extra = closure.by_extra.find(one);
    result.is_by_extra = extra != closure.by_extra.end();
    result.is_by_bundle = result.is_by_extra && is_bundle(extra->second);
    return of_kind(Provision::Kind::Transitive);
  }
  if (any(closure.development)) return of_kind(Provision::Kind::Development);
  for (const std::string& one : distributions) {
    if (!has_lock(one, path)) continue;
    result.is_handed_on = std::any_of(closure.declared.begin(), closure.declared.end(),
                                      [&](const auto& by) { return knowledge::hands_on(by, one); });
    // `logfire[httpx]` asks for what is named after it.
    result.is_by_extra = std::any_of(closure.extras.begin(), closure.extras.end(),
                                     [&](const auto& extra) { return is_part_of(extra, one); });
    return of_kind(Provision::Kind::Transitive);
  }
  result.is_certain = closure.is_complete;
  result.is_declared_elsewhere =
      std::any_of(all_.begin(), all_.end(), [&](const PackageManifest& manifest) {
        return std::any_of(
            manifest.packages.begin(), manifest.packages.end(), [&](const DeclaredPackage& one) {
              return std::find(distributions.begin(), distributions.end(), one.name()) !=
                     distributions.end();
            });
      });
  return result;
}

}  // namespace fastidious::deploy
