#include "deploy/packages/package_manifest.h"

#include <algorithm>
#include <array>

#include "deploy/packages/read_manifest.h"
#include "semantic/model.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

using Kind = PackageManifest::Kind;

// The folder whose code a manifest is about: requirements/base.txt speaks for the folder above it.
std::string project_folder_of(std::string_view path) {
  const std::string_view folder = folder_of(path);
  return std::string(name_of(folder) == "requirements" ? folder_of(folder) : folder);
}

// tests/requirements.txt: what those who run the tests install.
bool is_list_of_tests(const TextFile& file) {
  const std::string_view folder = name_of(folder_of(file.path));
  return file.role == project::Role::Test && file.kind == repo::FileKind::Requirements &&
         (folder == "tests" || folder == "test");
}

bool is_left_out(const TextFile& file) {
  if (is_list_of_tests(file)) return false;
  return file.role == project::Role::Test || file.role == project::Role::Example ||
         file.role == project::Role::Generated;
}

class Gathering {
 public:
  Gathering(const Manifests& manifests, const app::Application& application,
            const RepositoryFiles& files)
      : manifests_(manifests), application_(application), files_(files) {}

  std::vector<PackageManifest> run() {
    for (const TextFile* file : manifests_.requirements) add_requirements(*file);
    for (const TextFile* file : manifests_.pyprojects) {
      add(*file, Kind::Pyproject,
          [&](PackageManifest& manifest) { read_pyproject(*file, files_, manifest); });
    }
    for (const TextFile* file : manifests_.documents) add_document(*file);
    for (const Read<Document>& one : manifests_.condas) {
      add(*one.file, Kind::Conda, [&](PackageManifest& manifest) { read_conda(one, manifest); });
    }
    for (const app::FileModel& file : application_.code().files()) {
      if (name_of(file.file().path) != "setup.py") continue;
      add(file.file(), Kind::SetupPy,
          [&](PackageManifest& manifest) { read_setup_py(file, manifest); });
    }
    std::sort(found_.begin(), found_.end(),
              [](const auto& a, const auto& b) { return a.file->path < b.file->path; });
    return std::move(found_);
  }

 private:
  template <class ReadIt>
  void add(const TextFile& file, Kind kind, ReadIt read_it) {
    if (is_left_out(file)) return;
    PackageManifest manifest;
    manifest.kind = kind;
    manifest.file = &file;
    manifest.folder = project_folder_of(file.path);
    manifest.is_development = kind == Kind::Requirements &&
                              (is_development_name(name_of(file.path)) || is_list_of_tests(file));
    read_it(manifest);
    found_.push_back(std::move(manifest));
  }

  void add_requirements(const TextFile& file) {
    add(file, Kind::Requirements, [&](PackageManifest& manifest) {
      manifest.is_constraints = name_of(file.path).find("constraint") != std::string_view::npos;
      read_requirements(file, files_, manifest);
    });
  }

  void add_document(const TextFile& file) {
    if (file.kind == repo::FileKind::Pipfile) {
      add(file, Kind::Pipfile, [&](PackageManifest& manifest) { read_pipfile(file, manifest); });
    } else if (file.kind == repo::FileKind::SetupCfg) {
      add(file, Kind::SetupCfg, [&](PackageManifest& manifest) { read_setup_cfg(file, manifest); });
    }
  }

  const Manifests& manifests_;
  const app::Application& application_;
  const RepositoryFiles& files_;
  std::vector<PackageManifest> found_;
};

}  // namespace

bool is_development_name(std::string_view name) {
  static constexpr std::array<std::string_view, 21> kWords = {
      "dev",     "develop", "development", "devel", "test",   "tests",    "testing",
      "lint",    "linting", "docs",        "doc",   "typing", "types",    "style",
      "quality", "ci",      "local",       "debug", "pre",    "security", "audit"};
  const std::string lower = lower_case(name);
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("-_. /"), rest.size());
    if (std::find(kWords.begin(), kWords.end(), rest.substr(0, end)) != kWords.end()) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool is_template(std::string_view text) { return contains_any(text, {"{{", "{%"}); }

void add_requirement(std::string_view text, Span span, PackageGroup group,
                     std::string_view group_name, PackageManifest& manifest) {
  if (is_template(text)) {
    manifest.is_open = true;
    return;
  }
  DeclaredPackage package;
  package.requirement = parse_requirement_text(text);
  package.range = project::parse_specifiers(package.requirement.specifiers);
  package.group = group;
  package.group_name = group_name;
  package.file = manifest.file;
  package.span = span;
  if (!package.requirement.fault.empty()) {
    manifest.faults.push_back({manifest.file, span, package.requirement.fault, true});
  }
  manifest.packages.push_back(std::move(package));
}

void look_at_path(const DeclaredPackage& package, const RepositoryFiles& files,
                  PackageManifest& manifest) {
  const std::string& location = package.requirement.location;
  const bool by_ssh = location.find("git+ssh://") != std::string::npos ||
                      location.starts_with("git@") || location.starts_with("ssh://");
  if (by_ssh) {
    manifest.faults.push_back({package.file, package.span,
                               "it comes from a repository over SSH, to which a builder has no key",
                               false});
    return;
  }
  if (location.find("://") != std::string::npos && !location.starts_with("file:")) return;
  std::string_view path = location;
  if (path.starts_with("file:")) path.remove_prefix(5);
  if (path.starts_with('/') || path.starts_with("~/")) {
    manifest.faults.push_back(
        {package.file, package.span, "`" + location + "` is a path of one machine", true});
    return;
  }
  if (location.find("+") != std::string::npos || location.find('$') != std::string::npos) return;
  path = path.substr(0, path.find('['));
  const std::string target = joined_path(folder_of(package.file->path), path);
  // pip looks from the folder in which it is called: an image may have the file at the root.
  if (const std::string from_root = joined_path("", path);
      !from_root.empty() && files.has(from_root)) {
    return;
  }
  if (target.empty() && path.find("..") != path.npos) {
    manifest.faults.push_back({package.file, package.span,
                               "`" + location + "` may be outside of what is deployed", false});
  } else if (!target.empty() && !files.has(target)) {
    manifest.faults.push_back(
        {package.file, package.span, "`" + location + "` does not exist", true});
  }
}

std::vector<PackageManifest> package_manifests(const Manifests& manifests,
                                               const app::Application& application,
                                               const RepositoryFiles& files) {
  return Gathering(manifests, application, files).run();
}

}  // namespace fastidious::deploy
