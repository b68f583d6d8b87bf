#pragma once
// Readers of each kind of package manifest; package_manifests() uses them.

#include "deploy/packages/package_manifest.h"

namespace fastidious::deploy {

void read_requirements(const TextFile& file, const RepositoryFiles& files,
                       PackageManifest& manifest);
void read_pyproject(const TextFile& file, const RepositoryFiles& files, PackageManifest& manifest);
void read_pipfile(const TextFile& file, PackageManifest& manifest);
void read_setup_cfg(const TextFile& file, PackageManifest& manifest);
void read_setup_py(const app::FileModel& file, PackageManifest& manifest);
void read_conda(const Read<Document>& document, PackageManifest& manifest);

// Whether it is rendered before anybody installs from it: a template of Cookiecutter or Copier.
bool is_template(std::string_view text);

// Adds the requirement that is written at `span`; what is wrong with it goes to `faults`.
void add_requirement(std::string_view text, Span span, PackageGroup group,
                     std::string_view group_name, PackageManifest& manifest);
// Faults of a package that is a path: none is there, or it is outside of the repository.
void look_at_path(const DeclaredPackage& package, const RepositoryFiles& files,
                  PackageManifest& manifest);

}  // namespace fastidious::deploy
