#include <algorithm>
#include <array>
#include <string>

#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using deploy::Delivery;
using deploy::PackageManifest;

// Whether the folder has one of the files by which buildpacks know what to install
// (https://devcenter.heroku.com/articles/python-package-managers).
bool has_buildpack_manifest(const Delivery& delivery, std::string_view folder) {
  static constexpr std::array<std::string_view, 6> kFiles = {
      "requirements.txt", "Pipfile.lock", "poetry.lock", "uv.lock", "pyproject.toml", "setup.py"};
  return std::any_of(kFiles.begin(), kFiles.end(), [&](std::string_view name) {
    return delivery.files().has_file(deploy::joined_path(folder, name));
  });
}

bool names_python_packages(const deploy::PackageSets& packages) {
  return std::any_of(packages.manifests().begin(), packages.manifests().end(),
                     [](const PackageManifest& one) { return one.declares_packages(); }) ||
         packages.installed_by_commands().contains("fastapi");
}

// An image that starts from one that has everything may need no list.
bool stands_on_own_base(const Delivery& delivery) {
  return std::any_of(delivery.images().begin(), delivery.images().end(), [](const auto& image) {
    const std::string base = image->base();
    return !base.starts_with("python") && base.find("/python") == std::string::npos;
  });
}

void report_nothing_declared(DeliveryCheck& check) {
  const Delivery& delivery = check.delivery();
  const app::AppRoutes* app = check.application().main_app();
  if (app == nullptr || stands_on_own_base(delivery)) return;
  check.report(*app->app, "No file of the repository says which packages the application needs")
      .confidence(delivery.platforms().empty() ? Confidence::Medium : Confidence::High);
}

// A Procfile makes a buildpack build what is in its folder.
void look_at_procfiles(DeliveryCheck& check) {
  const Delivery& delivery = check.delivery();
  if (!delivery.images().empty() || !delivery.manifests().koyeb.empty()) return;
  for (const auto& procfile : delivery.manifests().procfiles) {
    const auto* web = procfile.content.find("web");
    const std::string_view folder = folder_of(procfile.file->path);
    if (web == nullptr || has_buildpack_manifest(delivery, folder)) continue;
    check
        .report(*procfile.file, web->name_span,
                "Nothing beside the Procfile says which packages to install")
        .confidence(Confidence::Medium)
        .risk(
            "A buildpack looks for requirements.txt, uv.lock, poetry.lock or Pipfile.lock in the "
            "folder that it builds, and refuses the build without one.");
  }
}

void check(DeliveryCheck& check) {
  const Delivery& delivery = check.delivery();
  if (!delivery.has_application() || delivery.is_release()) return;
  if (!names_python_packages(delivery.packages())) return report_nothing_declared(check);
  look_at_procfiles(check);
}

}  // namespace

extern constinit const Rule DEP001 = {
    .code = "DEP001",
    .name = "dependency-manifest-missing",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://12factor.net/dependencies",
                   "https://packaging.python.org/en/latest/specifications/pyproject-toml/",
                   "https://www.koyeb.com/docs/build-and-deploy/build-from-git/python"},
    .risk =
        "Nobody but the author can build it: a platform that builds from git refuses, or starts "
        "without FastAPI.",
    .advice =
        "List the packages with versions in requirements.txt, or in pyproject.toml with a lock "
        "file "
        "(`uv lock`), beside the application.",
    .docs = R"md(
Applications in a repository of which no file names the packages to install: no requirements file, pyproject.toml, Pipfile, setup.py or
setup.cfg, no conda environment, no `pip install fastapi` in a Dockerfile or script. Also a Procfile in a folder that has none of
the files a buildpack installs from.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- requirements.txt
fastapi==0.141.0
uvicorn==0.35.0
```

Certain where the repository says where it is deployed; else it is to be confirmed. Images on a base of their own are left alone: it
may have everything.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
