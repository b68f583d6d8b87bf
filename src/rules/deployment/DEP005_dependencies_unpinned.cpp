#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "rules/delivery_check.h"
#include "rules/installed_list.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::DeclaredPackage;
using deploy::PackageManifest;

constexpr std::size_t kNamed = 5;  // in a message

// Whether the next major version would be installed.
bool is_unbounded(const DeclaredPackage& package) {
  return !package.name().empty() && !package.is_located() &&
         package.group == deploy::PackageGroup::Main && !package.range.upper;
}

// Each package once: pip merges what a file says of one in several lines.
std::vector<const DeclaredPackage*> unbounded_of(const PackageManifest& manifest) {
  std::set<std::string_view> settled;
  for (const DeclaredPackage& one : manifest.packages) {
    const bool always = one.group == deploy::PackageGroup::Main && one.requirement.marker.empty();
    if (always && !is_unbounded(one)) settled.insert(one.name());
  }
  std::vector<const DeclaredPackage*> loose;
  for (const DeclaredPackage& one : manifest.packages) {
    if (is_unbounded(one) && settled.insert(one.name()).second) loose.push_back(&one);
  }
  return loose;
}

// "`redis`", "3 packages (`fastapi`, `uvicorn`, `redis`)"
std::string shown(const std::vector<const DeclaredPackage*>& packages) {
  if (packages.size() == 1) return "`" + packages.front()->requirement.written + "`";
  std::string names = std::to_string(packages.size()) + " packages (";
  for (std::size_t i = 0; i < std::min(packages.size(), kNamed); ++i) {
    names += (i > 0 ? ", `" : "`") + packages[i]->requirement.written + "`";
  }
  return names + (packages.size() > kNamed ? ", …)" : ")");
}

bool lists(const PackageManifest& manifest, std::string_view name) {
  const auto& all = manifest.packages;
  return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name() == name; });
}

bool leaves_open(const PackageManifest& manifest, std::string_view name) {
  const auto& all = manifest.packages;
  return std::any_of(all.begin(), all.end(), [&](const DeclaredPackage& one) {
    return one.name() == name && is_unbounded(one);
  });
}

// "`starlette` with `fastapi`": what tells that the list names only what was asked for, for each
// version of the one needs the other; empty if nothing does.
std::string comes_along(const deploy::PackageSets& packages, const PackageManifest& manifest) {
  struct Need {
    std::string_view package, needs;
    bool of_newest = false;  // older versions do without
  };
  constexpr Need kNeeds[] = {{"fastapi", "starlette"},   {"uvicorn", "h11"},
                             {"requests", "urllib3"},    {"flask", "werkzeug"},
                             {"bleach", "webencodings"}, {"gunicorn", "packaging", true}};
  const auto is_listed = [&](std::string_view name) {
    const auto& all = packages.manifests();
    return lists(manifest, name) ||
           (!manifest.includes.empty() &&
            std::any_of(all.begin(), all.end(), [&](const auto& one) { return lists(one, name); }));
  };
  for (const Need& one : kNeeds) {
    if (!lists(manifest, one.package) || is_listed(one.needs)) continue;
    if (one.of_newest && !leaves_open(manifest, one.package)) continue;
    return "`" + std::string(one.needs) + "` with `" + std::string(one.package) + "`";
  }
  return {};
}

// Whether constraints beside it bound what it leaves open.
bool is_constrained(const deploy::PackageSets& packages, const PackageManifest& manifest) {
  const auto& all = packages.manifests();
  return std::any_of(all.begin(), all.end(), [&](const PackageManifest& other) {
    return other.is_constraints && other.folder == manifest.folder;
  });
}

// requirements.in, of which a resolver makes the requirements.txt beside it.
bool is_source_of_another(const deploy::Delivery& delivery, std::string_view path) {
  if (!path.ends_with(".in")) return false;
  return delivery.files().has_file(std::string(path.substr(0, path.size() - 2)) + "txt");
}

// An image that installs the project as a package asks no lock file.
bool is_installed_by_ranges(const deploy::Delivery& delivery) {
  const auto& images = delivery.images();
  return std::any_of(images.begin(), images.end(), [](const auto& image) {
    return image->installs_by_ranges() && !deploy::is_for_development(image->file().path);
  });
}

// " --extra cuda" where an image installs `.[cuda]`.
std::string extras_of_images(const deploy::Delivery& delivery) {
  for (const auto& image : delivery.images()) {
    for (const deploy::Instruction& run : image->dockerfile().instructions()) {
      if (run.keyword != "RUN") continue;
      for (const deploy::Command& command : run.script().commands) {
        for (const deploy::Word& word : command.words) {
          const std::string& text = word.text;
          if (!text.starts_with(".[") || !text.ends_with(']')) continue;
          if (text.find(',') != text.npos) continue;
          return " --extra " + text.substr(2, text.size() - 3);
        }
      }
    }
  }
  return {};
}

// Whether most of the list has its versions: the rest was forgotten.
bool is_mostly_pinned(const PackageManifest& manifest, std::size_t loose) {
  const auto pinned = std::count_if(manifest.packages.begin(), manifest.packages.end(),
                                    [](const DeclaredPackage& one) { return one.is_exact(); });
  return static_cast<std::size_t>(pinned) >= 2 * loose;
}

// "pip freeze", with the option for what it else leaves out:
// https://pip.pypa.io/en/stable/cli/pip_freeze/
std::string_view command_for_versions(const PackageManifest& manifest) {
  constexpr std::string_view kLeftOut[] = {"setuptools", "wheel", "pip", "distribute"};
  const bool needs_all =
      std::any_of(std::begin(kLeftOut), std::end(kLeftOut),
                  [&](std::string_view one) { return leaves_open(manifest, one); });
  return needs_all ? "pip freeze --all" : "pip freeze";
}

// How a list gets its versions: those that it lacks, where it names all that gets installed.
void fix_list(Draft& draft, const deploy::Delivery& delivery, const PackageManifest& manifest,
              std::size_t loose) {
  const std::string name(deploy::name_of(manifest.file->path));
  const std::string stem = name.substr(0, name.rfind('.'));
  const bool has_source = delivery.files().has_file(
      manifest.file->path.substr(0, manifest.file->path.rfind('.')) + ".in");
  const bool is_whole = comes_along(delivery.packages(), manifest).empty();
  if (is_whole && is_mostly_pinned(manifest, loose)) {
    draft.fix("Write `name==version` for {}, as for the others: `{}` says what is installed.",
              {loose == 1 ? "it" : "them", command_for_versions(manifest)});
  } else if (name.ends_with(".in") || has_source) {
    draft.fix("Make the list of what gets installed: `uv pip compile {}.in -o {}.txt`.",
              {stem, stem});
  } else {
    draft.fix(
        "Lock all that gets installed: rename the list `{}.in`, which is changed by hand from then "
        "on, and make the one that is installed of it, `uv pip compile {}.in -o {}.txt`.",
        {stem, stem, stem});
  }
}

void fix(Draft& draft, const deploy::Delivery& delivery, const PackageManifest& manifest,
         std::size_t loose) {
  if (manifest.kind == PackageManifest::Kind::Requirements) {
    return fix_list(draft, delivery, manifest, loose);
  }
  if (is_installed_by_ranges(delivery)) {
    draft.fix(
        "Lock what gets installed, and let the image install from the lock, for a package's "
        "metadata are ranges: `uv pip compile {}{} -o requirements.txt`, and in the image `pip "
        "install -r requirements.txt`, then the project itself with `--no-deps`.",
        {manifest.file->path, extras_of_images(delivery)});
  } else if (manifest.kind == PackageManifest::Kind::Pyproject) {
    draft.fix("Lock what gets installed: `uv lock` or `poetry lock`, and commit the lock file.");
  } else if (manifest.kind == PackageManifest::Kind::Pipfile) {
    draft.fix("Lock what gets installed: `pipenv lock`, and commit the lock file.");
  }
}

void look_at(DeliveryCheck& check, const PackageManifest& manifest) {
  const deploy::PackageSets& packages = check.delivery().packages();
  if (manifest.is_development || manifest.is_compiled || manifest.is_constraints) return;
  if (is_source_of_another(check.delivery(), manifest.file->path)) return;
  const std::vector<const DeclaredPackage*> loose = unbounded_of(manifest);
  if (loose.empty() || is_constrained(packages, manifest)) return;
  if (packages.is_locked(manifest.file->path)) return;
  const DeclaredPackage& first = *loose.front();
  const std::string along = comes_along(packages, manifest);
  Draft draft = check.report(
      *first.file, first.span,
      "The next build may install a later version of {}{}: no lock file says which",
      {shown(loose), along.empty() ? "" : " and of what comes along, as " + along + " does"});
  fix(draft, check.delivery(), manifest, loose.size());
  for (const DeclaredPackage* one : loose) {
    if (one != &first) draft.step(*one->file, one->span, "`{}`", {one->requirement.written});
  }
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application() || check.delivery().is_release()) return;
  for (const PackageManifest* manifest : check.delivery().packages().deployed_manifests()) {
    if (is_installed(check.delivery(), *manifest)) look_at(check, *manifest);
  }
}

}  // namespace

extern constinit const Rule DEP005 = {
    .code = "DEP005",
    .name = "dependencies-unpinned",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://12factor.net/dependencies", "ASVS 15.2.4", "PEP 440",
                   "https://pip.pypa.io/en/stable/topics/repeatable-installs/"},
    .risk =
        "Two builds of one commit differ: a release of somebody else breaks yours, on the day on "
        "which "
        "you only wanted to redeploy.",
    .advice =
        "Pin them with `==`; or lock all that gets installed, also what these need: keep this list "
        "as "
        "`requirements.in` and let `uv pip compile requirements.in -o requirements.txt` write the "
        "file.",
    .docs = R"md(
Requirements of the application with neither an upper bound nor a pin, where no lock file (uv, Poetry, PDM, Pipenv), no compiled
requirements and no constraints say which version gets installed. One finding a manifest, at the first of them. A list that is pinned but
for these has to be locked all the same where it names only what was asked for (`fastapi`, and no `starlette`).

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi
uvicorn>=0.30
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
uvicorn>=0.30,<1
```

Development requirements, extras and groups are left alone, and so are repositories without an application: a library states ranges.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
