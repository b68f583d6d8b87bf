#pragma once
// The files in which a repository says which packages it needs: requirements files, pyproject.toml,
// Pipfile, setup.cfg, setup.py, conda environments. Not what its lock files resolved them to; that
// is project::Dependencies.

#include <cstdint>
#include <string>
#include <vector>

#include "app/application.h"
#include "deploy/manifests.h"
#include "deploy/packages/requirement_text.h"
#include "deploy/repository_files.h"
#include "project/version.h"

namespace fastidious::deploy {

// Who installs a package.
enum class PackageGroup : std::uint8_t {
  Main,
  Optional,     // an extra, or a group of which nobody knows who asks for it
  Development,  // tests, linters, documentation
};

struct DeclaredPackage {
  RequirementText requirement;
  project::VersionRange range;
  PackageGroup group = PackageGroup::Main;
  std::string group_name;  // of an extra or group
  const TextFile* file = nullptr;
  Span span;

  const std::string& name() const { return requirement.name; }
  bool is_exact() const { return range.is_exact(); }
  // A path, an archive or a repository instead of a version.
  bool is_located() const { return !requirement.location.empty(); }
};

// Something that keeps installers from reading a manifest, or from finding what it names.
struct ManifestFault {
  const TextFile* file = nullptr;
  Span span;
  std::string reason;      // "`requirements-base.txt`, which it includes, does not exist"
  bool is_certain = true;  // whatever the builder is
};

struct PackageManifest {
  enum class Kind : std::uint8_t {
    Requirements,
    Pyproject,
    Pipfile,
    SetupCfg,
    SetupPy,
    Conda,
  } kind = Kind::Requirements;
  const TextFile* file = nullptr;
  std::string folder;        // whose code it is about: "" for requirements/base.txt too
  std::string project_name;  // normalised; of a pyproject.toml that has one
  // "my_shop", the folder or module that Poetry installs as the project itself because nothing says
  // otherwise, and where it is named; empty if something does.
  std::string poetry_module;
  Span poetry_name;
  std::vector<DeclaredPackage> packages;
  std::vector<std::string> includes;  // other requirements files, by path
  std::vector<ManifestFault> faults;
  // What it lists is not known: it is computed, a template, or could not be read.
  bool is_open = false;
  bool is_development = false;  // by its name: requirements-dev.txt
  bool is_constraints = false;  // bounds for what others name
  bool is_compiled = false;     // made by a resolver: names everything that gets installed
  bool uses_workspace = false;  // uv takes some packages from the repository, by their names
  bool is_project = false;      // it has a list of its own: [project] dependencies, poetry's

  bool declares_packages() const { return !packages.empty() || is_open || !includes.empty(); }
};

// By path. Examples of tests and vendored code are left out.
std::vector<PackageManifest> package_manifests(const Manifests& manifests,
                                               const app::Application& application,
                                               const RepositoryFiles& files);

// Whether a group, extra or file so named is for developers: "dev", "test", "lint", "docs", …
bool is_development_name(std::string_view name);

}  // namespace fastidious::deploy
