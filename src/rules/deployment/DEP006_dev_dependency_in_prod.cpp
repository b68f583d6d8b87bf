#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "rules/delivery_check.h"
#include "rules/installed_list.h"
#include "rules/lock_file.h"
#include "rules/places_of_tests.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::DeclaredPackage;
using deploy::PackageManifest;

// Tools that only developers and pipelines run.
constexpr std::array<std::string_view, 42> kTools = {"pytest",
                                                     "pytest-asyncio",
                                                     "pytest-cov",
                                                     "pytest-mock",
                                                     "pytest-xdist",
                                                     "pytest-env",
                                                     "pytest-django",
                                                     "pytest-httpx",
                                                     "pytest-sugar",
                                                     "pytest-randomly",
                                                     "nose",
                                                     "tox",
                                                     "nox",
                                                     "coverage",
                                                     "codecov",
                                                     "ruff",
                                                     "flake8",
                                                     "pylint",
                                                     "black",
                                                     "isort",
                                                     "autopep8",
                                                     "yapf",
                                                     "autoflake",
                                                     "mypy",
                                                     "pyright",
                                                     "basedpyright",
                                                     "bandit",
                                                     "pre-commit",
                                                     "pip-tools",
                                                     "pipdeptree",
                                                     "ipython",
                                                     "ipdb",
                                                     "jupyter",
                                                     "jupyterlab",
                                                     "notebook",
                                                     "factory-boy",
                                                     "freezegun",
                                                     "hypothesis",
                                                     "locust",
                                                     "sphinx",
                                                     "mkdocs-material",
                                                     "pip-audit"};

bool is_tool(std::string_view name) {
  return is_one_of(name, kTools) || name.starts_with("flake8-") || name.starts_with("types-") ||
         (name.starts_with("mypy-") && name != "mypy-extensions") || name.ends_with("-stubs");
}

// First parts of the modules that code of the application imports, in lower case: `IPython`.
std::set<std::string> imported_by_application(const semantic::Model& model) {
  std::set<std::string> names;
  for (const project::ImportEdge& edge : model.imports().edges()) {
    if (edge.to.valid() || edge.type_checking) continue;
    if (model.file(edge.from).file().role != project::Role::Application) continue;
    names.insert(lower_case(edge.module.substr(0, edge.module.find('.'))));
  }
  return names;
}

// `from types_aiobotocore_s3.client import S3Client`, while it runs: stubs that the code needs.
bool is_needed_stub(std::string_view package, const std::set<std::string>& imported) {
  const std::string_view start = package.starts_with("types-")       ? "types_"
                                 : package.starts_with("mypy-boto3") ? "mypy_boto3"
                                                                     : "";
  return !start.empty() && std::any_of(imported.begin(), imported.end(),
                                       [&](const auto& one) { return one.starts_with(start); });
}

std::string module_of(std::string_view package) {
  std::string module(package == "factory-boy" ? "factory" : package);
  std::replace(module.begin(), module.end(), '-', '_');
  return module;
}

// `[project.optional-dependencies]`: what nobody gets who does not ask for it by name.
bool is_of_extra(const DeclaredPackage& package) {
  const std::string_view text = package.file->text.view().substr(0, package.span.begin);
  const std::size_t header = text.rfind("\n[");
  return header != text.npos && text.substr(header + 1).starts_with("[project.optional");
}

// requirements-dev.txt beside the list, if it is there.
std::string list_for_developers(const deploy::PackageSets& packages,
                                const PackageManifest& manifest) {
  const auto& all = packages.manifests();
  const auto found = std::find_if(all.begin(), all.end(), [&](const PackageManifest& other) {
    return other.kind == PackageManifest::Kind::Requirements && other.is_development &&
           other.folder == manifest.folder;
  });
  return found == all.end() ? std::string() : found->file->path;
}

using Tools = std::vector<const DeclaredPackage*>;

// Whether tests need one of them.
bool are_for_tests(const Tools& tools) {
  constexpr std::string_view kOthers[] = {"coverage",    "tox",       "nox",       "nose",
                                          "factory-boy", "freezegun", "hypothesis"};
  return std::any_of(tools.begin(), tools.end(), [&](const DeclaredPackage* one) {
    return one->name().starts_with("pytest") || is_one_of(one->name(), kOthers);
  });
}

std::string file_for_tools(const deploy::Delivery& delivery, const PackageManifest& manifest,
                           const Tools& tools) {
  const std::string there = list_for_developers(delivery.packages(), manifest);
  if (!there.empty()) return "`" + there + "`";
  const bool for_tests = are_for_tests(tools);
  const std::string places = places_that_use(
      delivery, manifest, for_tests ? std::string_view("pytest") : tools.front()->name());
  return "another file, `requirements-dev.txt`, and install that where " +
         std::string(for_tests           ? "the tests run"
                     : tools.size() == 1 ? "it is used"
                                         : "they are used") +
         (places.empty() ? "" : ", also in " + places);
}

// Where a pyproject.toml keeps what production does not install.
std::string group_of_pyproject(const PackageManifest& manifest) {
  const std::string_view text = manifest.file->text.view();
  const bool has_group = std::any_of(
      manifest.packages.begin(), manifest.packages.end(),
      [](const DeclaredPackage& one) { return one.group_name == "dev" && !is_of_extra(one); });
  if (text.find("[tool.poetry.dev-dependencies]") != text.npos) {
    return "`[tool.poetry.dev-dependencies]`";
  }
  if (text.find("[tool.poetry.dependencies]") != text.npos) {
    return "`[tool.poetry.group.dev.dependencies]`";
  }
  return has_group ? "the group `dev` of `[dependency-groups]`"
                   : "a group of their own, `[dependency-groups]`";
}

// Where a manifest of this kind keeps what production does not install.
std::string group_for_tools(const deploy::Delivery& delivery, const PackageManifest& manifest,
                            const Tools& tools) {
  using Kind = PackageManifest::Kind;
  switch (manifest.kind) {
    case Kind::Pyproject: return group_of_pyproject(manifest);
    case Kind::Pipfile: return "`[dev-packages]`";
    case Kind::Requirements: return file_for_tools(delivery, manifest, tools);
    default: return "a list of their own that only developers install";
  }
}

// Where developers' own lists have a package, too.
struct Listed {
  std::string name;       // of the group, extra or file; empty if none has it
  bool is_extra = false;  // nothing has to leave it out
};

Listed listed_again(const std::vector<PackageManifest>& manifests, std::string_view name) {
  for (const PackageManifest& manifest : manifests) {
    for (const DeclaredPackage& one : manifest.packages) {
      if (one.name() != name) continue;
      if (manifest.is_development) return {manifest.file->path, false};
      if (deploy::is_development_name(one.group_name)) return {one.group_name, is_of_extra(one)};
    }
  }
  return {};
}

// Whether `[dependency-groups]` has a group of that name, quoted by "`"; an extra may have the
// same.
bool has_group(std::string_view pyproject, std::string_view quoted) {
  const std::size_t header = pyproject.find("\n[dependency-groups]");
  if (header == pyproject.npos || quoted.size() < 3) return false;
  const std::size_t end = std::min(pyproject.find("\n[", header + 1), pyproject.size());
  const std::string line = "\n" + std::string(quoted.substr(1, quoted.size() - 2)) + " = ";
  return pyproject.substr(header, end - header).find(line) != pyproject.npos;
}

// Where all of them are listed for developers already, nothing needs to be moved.
void say_where_else(Draft& draft, const deploy::Delivery& delivery, std::string_view option,
                    const Tools& tools) {
  std::string places;
  bool is_extra = true;
  for (const DeclaredPackage* one : tools) {
    const Listed listed = listed_again(delivery.packages().manifests(), one->name());
    if (listed.name.empty()) return;
    is_extra = is_extra && listed.is_extra;
    const std::string quoted = "`" + listed.name + "`";
    if (places.find(quoted) == places.npos) places += (places.empty() ? "" : " and ") + quoted;
  }
  const bool is_one = tools.size() == 1;
  if (is_extra && has_group(tools.front()->file->text.view(), places)) {
    draft.fix(
        "Move {} to the group {} of `[dependency-groups]`, which developers get by default, "
        "unlike the extra of that name{}{}.",
        {is_one ? "it" : "them", places,
         option.empty() ? "" : "; the image has to leave the group out, " + std::string(option),
         then_lock(delivery.files(), *tools.front()->file)});
    return;
  }
  const std::string left_out =
      is_extra ? std::string("; who needs ") + (is_one ? "it" : "them") + " asks for that extra"
      : option.empty() ? ""
                       : "; the image has to leave that out, " + std::string(option);
  draft.fix("Take {} out of this list: {} {} {} already{}{}.",
            {is_one ? "it" : "them", places, places.find(" and ") == places.npos ? "has" : "have",
             is_one ? "it" : "them", left_out, then_lock(delivery.files(), *tools.front()->file)});
}

// The program of a package that only developers install, if the start of an image runs it:
// `CMD poetry run poe start`. Empty if none does.
std::string tool_of_start(const deploy::Delivery& delivery) {
  for (const auto& image : delivery.images()) {
    if (deploy::is_for_development(image->file().path)) continue;
    for (const deploy::Instruction& one : image->dockerfile().instructions()) {
      if (one.keyword != "CMD" && one.keyword != "ENTRYPOINT") continue;
      for (const PackageManifest& manifest : delivery.packages().manifests()) {
        for (const DeclaredPackage& package : manifest.packages) {
          if (package.group != deploy::PackageGroup::Development) continue;
          const std::string program = package.name() == "poethepoet" ? "poe" : package.name();
          if (has_word(one.arguments.text(), program)) return program;
        }
      }
    }
  }
  return {};
}

// The option that an image's `uv sync` or `poetry install` lacks to leave the group `dev` out;
// empty if it lacks none.
std::string_view missing_option(const deploy::Delivery& delivery) {
  for (const auto& image : delivery.images()) {
    if (deploy::is_for_development(image->file().path)) continue;
    for (const deploy::Instruction& run : image->dockerfile().instructions()) {
      if (run.keyword != "RUN") continue;
      for (const deploy::Command& command : run.script().commands) {
        const std::string text = deploy::joined(command.words);
        if (contains_any(text, {"--no-dev", "--no-default-groups", "--only", "--without"}))
          continue;
        if (text.find("uv sync") != text.npos) return "`uv sync --no-dev`";
        if (text.find("poetry install") != text.npos) return "`poetry install --only main`";
      }
    }
  }
  return {};
}

// " The tests of `compose.yml:12` run in a container …": its image loses what they need.
std::string about_tests_in_image(const deploy::Delivery& delivery, const Tools& tools) {
  const std::string place = are_for_tests(tools) ? tests_in_image(delivery) : "";
  if (place.empty()) return {};
  const auto& images = delivery.images();
  const bool exports = std::any_of(images.begin(), images.end(), [](const auto& image) {
    return image->file().text.view().find("poetry export") != std::string_view::npos;
  });
  return " The tests of " + place +
         " run in a container: build that from a stage of its own that installs these, too" +
         (exports ? ", by `poetry export --with dev`." : ".");
}

// A single file for everything is what beginners have: there the tools stand with the rest, which
// costs the image its size.
void look_at(DeliveryCheck& check, const PackageManifest& manifest,
             const std::set<std::string>& imported) {
  if (manifest.is_development || manifest.is_constraints || manifest.is_compiled) return;
  Tools tools;
  for (const DeclaredPackage& one : manifest.packages) {
    if (one.group != deploy::PackageGroup::Main || !is_tool(one.name())) continue;
    if (is_needed_stub(one.name(), imported)) continue;
    const bool again = std::any_of(tools.begin(), tools.end(),
                                   [&](const auto* other) { return other->name() == one.name(); });
    if (!again && !imported.contains(module_of(one.name()))) tools.push_back(&one);
  }
  if (tools.empty()) return;
  std::string names;
  for (const DeclaredPackage* one : tools) {
    names += (names.empty() ? "`" : ", `") + one->requirement.written + "`";
  }
  Draft draft = check.report(*tools.front()->file, tools.front()->span,
                             "Production installs what only developers use: {}", {names});
  const std::string_view option =
      manifest.kind == PackageManifest::Kind::Pyproject ? missing_option(check.delivery()) : "";
  const std::string lock = then_lock(check.delivery().files(), *manifest.file);
  const std::string place = group_for_tools(check.delivery(), manifest, tools);
  const std::string_view what = tools.size() == 1 ? "it" : "them";
  const std::string started = option.empty() ? "" : tool_of_start(check.delivery());
  if (!started.empty()) {
    draft.fix(
        "Move {} to {}. The image installs that, too, and its command runs `{}` from there: call "
        "what it starts, then leave the group out, {}{}.",
        {what, place, started, option, lock});
  } else if (!option.empty()) {
    draft.fix("Move {} to {}, and let the image leave that out, which it does not do yet: {}{}.{}",
              {what, place, option, lock, about_tests_in_image(check.delivery(), tools)});
  } else {
    draft.fix("Move {} to {}{}.{}",
              {what, place, lock, about_tests_in_image(check.delivery(), tools)});
  }
  say_where_else(draft, check.delivery(), option, tools);
  for (const DeclaredPackage* one : tools) {
    if (one != tools.front()) draft.step(*one->file, one->span, "`{}`", {one->requirement.written});
  }
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application() || check.delivery().is_release()) return;
  const std::set<std::string> imported = imported_by_application(check.model());
  for (const PackageManifest* manifest : check.delivery().packages().deployed_manifests()) {
    if (is_installed(check.delivery(), *manifest)) look_at(check, *manifest, imported);
  }
}

}  // namespace

extern constinit const Rule DEP006 = {
    .code = "DEP006",
    .name = "dev-dependency-in-prod",
    .family = Family::Deployment,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Everywhere,
    .references = {"ASVS 15.2.3", "PEP 735",
                   "https://docs.astral.sh/uv/concepts/projects/dependencies/"},
    .risk =
        "The image is larger and slower to build, and every tool in it is code that an intruder "
        "can "
        "use and that advisories ask you to update.",
    .advice = "Move them to a group of their own: `[dependency-groups]`, or requirements-dev.txt.",
    .docs = R"md(
Test runners, linters, type checkers, stubs and shells among the requirements that production installs. One finding a manifest.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
pytest==8.4.0
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
# --- requirements-dev.txt
-r requirements.txt
pytest==8.4.0
```

Packages that the application itself imports are left alone, and so are files that a resolver made, and files that no image installs.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
