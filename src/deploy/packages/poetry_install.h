#pragma once
// Whether `poetry install` finds the project that it is to install behind its dependencies.

#include "deploy/manifests.h"
#include "deploy/packages/package_manifest.h"
#include "deploy/repository_files.h"

namespace fastidious::deploy {

// What calls it without `--no-root`, though there is nothing to install. Poetry 2 fails then; 1.8
// warned, and what came before was silent.
struct FailingPoetryInstall {
  const TextFile* file = nullptr;  // a Dockerfile if one does, else a workflow, a script or a page
  bool is_build = false;
};

// Null in `file` where the module is there, where nothing calls it so, and where Poetry 1 is asked
// for. `is_only_one`: no other manifest of the repository is one of Poetry's.
FailingPoetryInstall failing_poetry_install(const PackageManifest& manifest, bool is_only_one,
                                            const Manifests& manifests,
                                            const RepositoryFiles& files);

}  // namespace fastidious::deploy
