#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "project/path_and_line.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::PythonStatement;
using Origin = PythonStatement::Origin;

// The last minor of Python 3 that gets no security fixes any more, with the month of its end
// (https://devguide.python.org/versions/).
struct EndOfLife {
  int minor;
  std::string_view month;
};
constexpr std::array kEnds = {EndOfLife{6, "December 2021"}, EndOfLife{7, "June 2023"},
                              EndOfLife{8, "October 2024"}, EndOfLife{9, "October 2025"}};

std::string version(int minor) { return "3." + std::to_string(minor); }

std::string place_of(const PythonStatement& one) {
  return "`" + path_and_line(*one.file, one.span.begin) + "`";
}

// Tests of other versions are welcome beside those of the deployed one.
bool is_tested(const std::vector<PythonStatement>& all, int minor) {
  return std::any_of(all.begin(), all.end(), [&](const PythonStatement& one) {
    return one.origin == Origin::Workflow && one.minor == minor;
  });
}

// Images of services that have nothing in common, each with packages of its own.
bool are_apart(const DeliveryCheck& check, const PythonStatement& one,
               const PythonStatement& other) {
  if (one.origin != Origin::Image || other.origin != Origin::Image) return false;
  const auto around = [&](const PythonStatement& statement) {
    std::vector<const deploy::PackageManifest*> result;
    for (const auto& manifest : check.delivery().packages().manifests()) {
      if (is_inside(statement.file->path, manifest.folder)) result.push_back(&manifest);
    }
    return result;
  };
  const auto ours = around(one);
  const auto theirs = around(other);
  return !ours.empty() && !theirs.empty() &&
         folder_of(one.file->path) != folder_of(other.file->path) &&
         std::none_of(ours.begin(), ours.end(), [&](const auto* manifest) {
           return std::find(theirs.begin(), theirs.end(), manifest) != theirs.end();
         });
}

void check_agreement(DeliveryCheck& check, const std::vector<PythonStatement>& all) {
  const PythonStatement& first = all.front();
  if (!first.is_deployed()) return;
  std::string others;
  std::vector<const PythonStatement*> steps;
  std::set<int> seen = {first.minor};
  const bool tested = is_tested(all, first.minor);
  for (const PythonStatement& one : all) {
    if (one.minor == first.minor || (!one.is_deployed() && tested)) continue;
    if (are_apart(check, first, one)) continue;
    steps.push_back(&one);
    if (!seen.insert(one.minor).second) continue;
    const auto least = check.model().dependencies().least_python_minor(one.file->path);
    others += (others.empty() ? "" : ", ") + version(one.minor) + " in " + place_of(one);
    if (least && one.minor < *least) {
      others += ", although the project requires " + version(*least) + " or later";
    }
  }
  if (others.empty()) return;
  Draft draft =
      check.report(*first.file, first.span, "Python {} here, {}", {version(first.minor), others});
  for (const PythonStatement* one : steps) {
    draft.step(*one->file, one->span, "Python {}", {version(one->minor)});
  }
}

// `-e .` in a list of packages installs the project by it.
bool lists_project(const DeliveryCheck& check) {
  const auto& lists = check.delivery().manifests().requirements;
  return std::any_of(lists.begin(), lists.end(), [](const deploy::TextFile* one) {
    const std::string text = "\n" + std::string(one->text.view()) + "\n";
    return contains_any(text, {"\n-e .", "\n.\n", "\n.[", "\n--editable ."});
  });
}

// Whether the project itself is installed with that Python, by which what it requires is looked at:
// `pip install -r requirements.txt` does not.
bool installs_project(const DeliveryCheck& check, const PythonStatement& one) {
  if (lists_project(check)) return true;
  const auto& images = check.delivery().images();
  if (one.origin == Origin::Image) {
    return std::any_of(images.begin(), images.end(), [&](const auto& image) {
      return &image->file() == one.file && image->installs_project();
    });
  }
  const auto& files = check.delivery().files();
  for (std::string_view lock : {"uv.lock", "poetry.lock", "pdm.lock"}) {
    if (!files.ending_with(lock).empty()) return true;
  }
  return false;
}

void explain_bound(Draft& draft, const DeliveryCheck& check,
                   const std::vector<PythonStatement>& all, const PythonStatement& one, int least) {
  if (installs_project(check, one)) {
    draft.severity(Severity::Critical)
        .risk("The installation of the project fails, or what it uses of newer Pythons does.")
        .fix("Let it be Python {} here, too, as the project says.", {version(least)});
    return;
  }
  const bool tested = is_tested(all, one.minor);
  draft
      .risk(
          "The project itself is not installed here, so that nothing refuses; but what its authors "
          "use of newer Pythons fails when it runs.")
      .fix("Decide: Python {} here, too, or let the project's metadata allow {}{}.",
           {version(least), version(one.minor),
            tested ? ", which is the version that the pipeline tests" : ""});
}

void check_bound(DeliveryCheck& check, const std::vector<PythonStatement>& all) {
  for (const PythonStatement& one : all) {
    if (!one.is_deployed()) continue;
    const auto least = check.model().dependencies().least_python_minor(one.file->path);
    if (!least || one.minor >= *least) continue;
    Draft draft =
        check.report(*one.file, one.span, "Python {} here, and the project requires {} or later",
                     {version(one.minor), version(*least)});
    explain_bound(draft, check, all, one, *least);
  }
}

void check_numbers(DeliveryCheck& check, const std::vector<PythonStatement>& all) {
  for (const PythonStatement& one : all) {
    if (!one.is_number) continue;
    check
        .report(*one.file, one.span, "`{}` without quotes is the number 3.{}",
                {one.file->slice(one.span), version(one.minor / 10).substr(2)})
        .risk("YAML drops the zero: the job runs with Python 3.1, or fails to find it.")
        .fix("Quote it.")
        .edit(one.span, "\"" + std::string(one.file->slice(one.span)) + "\"");
  }
}

// One finding a version: the repository says it in several places and moves from it once.
void check_age(DeliveryCheck& check, const std::vector<PythonStatement>& all) {
  for (const EndOfLife& end : kEnds) {
    std::vector<const PythonStatement*> here;
    for (const PythonStatement& one : all) {
      if (one.is_deployed() && one.minor == end.minor) here.push_back(&one);
    }
    if (here.empty()) continue;
    Draft draft =
        check.report(*here.front()->file, here.front()->span,
                     "Python {} gets no security fixes since {}", {version(end.minor), end.month});
    draft.risk("Holes in the interpreter and its library stay open.")
        .fix(
            "Move to a supported version, 3.12 or later, with releases of the pinned packages that "
            "know it.");
    for (std::size_t i = 1; i < here.size(); ++i) {
      draft.step(*here[i]->file, here[i]->span, "Python {} here, too", {version(end.minor)});
    }
  }
}

// python313/Dockerfile, Dockerfile.3.13: one of several, each for a version.
bool is_named_after_version(const PythonStatement& one) {
  const std::string minor = std::to_string(one.minor);
  return one.file->path.find("3" + minor) != std::string::npos ||
         one.file->path.find("3." + minor) != std::string::npos;
}

// Files that say the version for a folder say it for the application only if that is below it.
bool concerns(const DeliveryCheck& check, const PythonStatement& one) {
  const project::Role role = one.file->role;
  if (role == project::Role::Test || role == project::Role::Example) return false;
  if (one.origin == Origin::Workflow) return true;
  if (deploy::is_for_development(one.file->path)) return false;
  if (one.origin != Origin::VersionFile && one.origin != Origin::RuntimeFile) return true;
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return true;
  const std::string folder(folder_of(one.file->path));
  return folder.empty() || main->app->construction.file->file().path.starts_with(folder + "/");
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  std::vector<PythonStatement> all = check.delivery().python_statements();
  std::erase_if(all, [&](const PythonStatement& one) { return !concerns(check, one); });
  if (all.empty()) return;
  check_bound(check, all);
  check_numbers(check, all);
  check_age(check, all);
  std::erase_if(all, is_named_after_version);
  if (!all.empty()) check_agreement(check, all);
}

}  // namespace

extern constinit const Rule DEP007 = {
    .code = "DEP007",
    .name = "python-version-incoherent",
    .family = Family::Deployment,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Everywhere,
    .references = {"https://devguide.python.org/versions/",
                   "https://devcenter.heroku.com/articles/python-runtimes"},
    .risk = "What was tested is not what runs: syntax, library and dependencies differ.",
    .advice =
        "Say one version everywhere; uv, pyenv, buildpacks and setup-python can read it from "
        "`.python-version`, images and firebase.json name it themselves.",
    .docs = R"md(
The Python of firebase.json, of the images that serve, of `.python-version` and `runtime.txt`, and of the workflows: where they do not agree. One
finding, at the first of them.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .python-version
3.12
# --- Dockerfile
FROM python:3.11-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .python-version
3.12
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

A pipeline may test more versions than the deployed one. Also: versions below `requires-python` (critical where the project itself is installed with
them, as by `pip install .` or `uv sync`), versions without security fixes, and
`python-version: 3.10` without quotes, which is the number 3.1.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
