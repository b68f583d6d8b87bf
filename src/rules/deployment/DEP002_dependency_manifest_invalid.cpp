#include <algorithm>
#include <string>
#include <vector>

#include "deploy/packages/poetry_install.h"
#include "rules/delivery_check.h"
#include "rules/installed_list.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::ManifestFault;
using deploy::PackageManifest;

std::string_view what_fails(const PackageManifest& manifest) {
  return manifest.kind == PackageManifest::Kind::Requirements ? "pip refuses the file"
                                                              : "the installation fails";
}

// pip refuses folders in a list with hashes, wherever they lie.
bool has_hashes(const PackageManifest& manifest) {
  return manifest.file->text.view().find("--hash=") != std::string_view::npos;
}

void advise(Draft& draft, const PackageManifest& manifest) {
  if (has_hashes(manifest)) {
    draft.fix(
        "Delete the list if nobody installs from it any more; else export it without hashes, "
        "beside which pip takes no folder, and without this line, and install the package by "
        "its place in the repository in a step of its own. Or publish it, and name it as the "
        "others are.");
    return;
  }
  draft.fix(
      "{}ame it by its place in the repository, `./name` from the folder in which the "
      "installer is called, or publish it and write `name==1.2.3`.",
      {manifest.is_compiled ? "After the export, which writes it each time, n" : "N"});
}

// Whether a Makefile or a workflow names the list.
bool is_named_by_tools(const deploy::Manifests& manifests, const PackageManifest& manifest) {
  const std::string_view name = deploy::name_of(manifest.file->path);
  const auto names = [&](const deploy::TextFile& file) {
    return file.text.view().find(name) != std::string_view::npos;
  };
  return std::any_of(manifests.makefiles.begin(), manifests.makefiles.end(),
                     [&](const auto* one) { return names(*one); }) ||
         std::any_of(manifests.workflows.begin(), manifests.workflows.end(),
                     [&](const auto& one) { return names(*one.file); });
}

// A project of Poetry's that has no code which Poetry would install.
void check_poetry(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const std::vector<PackageManifest>& all = delivery.packages().manifests();
  const auto of_poetry = std::count_if(all.begin(), all.end(), [](const PackageManifest& one) {
    return !one.poetry_module.empty();
  });
  for (const PackageManifest& manifest : all) {
    const deploy::FailingPoetryInstall failing = deploy::failing_poetry_install(
        manifest, of_poetry == 1, delivery.manifests(), delivery.files());
    if (failing.file == nullptr) continue;
    Draft draft = check.report(
        *manifest.file, manifest.poetry_name,
        "With Poetry 2 `poetry install` (`{}`) ends in an error: it looks for a package or module "
        "`{}` beside this file and in `src`, and there is none",
        {failing.file->path, manifest.poetry_module});
    draft.confidence(Confidence::Medium);
    draft.fix(
        "Write `package-mode = false` below `[tool.poetry]`, which Poetry 1.8 and newer read: then "
        "it installs the dependencies and nothing else. Or name the folders of the code in "
        "`packages`, where the project itself is to be installed.");
    if (failing.is_build) continue;
    draft.severity(Severity::Warning)
        .risk(
            "Whoever calls it gets an error once the dependencies are installed, and a pipeline "
            "stops there.");
  }
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  check_poetry(check);
  const deploy::PackageSets& packages = check.delivery().packages();
  const std::vector<const PackageManifest*> deployed = packages.deployed_manifests();
  for (const PackageManifest& manifest : packages.manifests()) {
    const bool counts = !manifest.is_development &&
                        std::find(deployed.begin(), deployed.end(), &manifest) != deployed.end();
    for (const ManifestFault& fault : manifest.faults) {
      Draft draft = check.report(
          *fault.file, fault.span, "{}: {}",
          {fault.is_certain ? what_fails(manifest) : "A builder may not get it", fault.reason});
      draft.confidence(fault.is_certain && counts ? Confidence::High : Confidence::Medium);
      if (fault.is_certain && manifest.is_development) draft.severity(Severity::Warning);
      if (manifest.kind == PackageManifest::Kind::Requirements &&
          (!counts || !is_installed(check.delivery(), manifest))) {
        if (!is_named_by_tools(check.delivery().manifests(), manifest) &&
            deploy::name_of(manifest.file->path) != "requirements.txt") {
          draft.severity(Severity::Warning);
        }
        draft.risk("Whoever installs from this list, a developer or the pipeline, gets an error.");
      }
      if (fault.reason.ends_with("is a path of one machine")) {
        advise(draft, manifest);
      }
    }
  }
}

}  // namespace

extern constinit const Rule DEP002 = {
    .code = "DEP002",
    .name = "dependency-manifest-invalid",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::None,
    .where = Where::Everywhere,
    .references = {"PEP 508", "PEP 621", "PEP 440",
                   "https://pip.pypa.io/en/stable/reference/requirements-file-format/"},
    .risk = "The build ends here, on the platform as on the next developer's machine.",
    .advice =
        "Write `name==1.2.3`; publish shared code, or copy it into the image, instead of a path "
        "that "
        "only your machine has.",
    .docs = R"md(
Package manifests that no installer accepts: lines that are no requirement, TOML that does not parse, two pins of one package, an
included file that does not exist, a path that is not in the repository or belongs to one machine. A path outside of the root
and a repository over SSH are to be confirmed: some builders reach them. A project of Poetry's without the package or module that it is named
after, without `packages` and without `package-mode = false`, where a file calls `poetry install` without `--no-root` and none asks for
Poetry 1: critical where a Dockerfile does, else a warning.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi=0.141.0
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
```

Requirements with `${VARIABLES}` and files that are templates are left alone.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
