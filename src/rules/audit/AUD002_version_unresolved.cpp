#include <array>
#include <string>
#include <vector>

#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Packages whose versions decide what rules say.
struct Package {
  std::string_view name, import, least;  // `least`: a version that tells old from new
};
constexpr std::array<Package, 4> kPackages = {{
    {"fastapi", "fastapi", "0.100"},
    {"starlette", "starlette", "1.0"},
    {"pydantic", "pydantic", "2"},
    {"sqlalchemy", "sqlalchemy", "2"},
}};

bool imports(const FileModel& file, const Stmt& statement, std::string_view package) {
  const auto is_it = [&](std::string_view module) {
    return module == package ||
           (module.starts_with(package) && module.substr(package.size()).starts_with('.'));
  };
  if (const auto* from = statement.as<ImportFrom>()) return from->level == 0 && is_it(from->module);
  const auto* plain = statement.as<Import>();
  if (plain == nullptr || file.in_type_checking_block(statement)) return false;
  for (const Alias* one : plain->names) {
    if (is_it(one->name)) return true;
  }
  return false;
}

// The first import of the package in a file that cannot tell its version.
struct Place {
  const FileModel* file = nullptr;
  const Stmt* import = nullptr;
};
Place unresolved_import(const semantic::Model& model, const Package& package) {
  for (const FileModel& file : model.files()) {
    if (file.file().role != repo::Role::Application) continue;
    for (const Stmt* statement : file.tree().imports()) {
      if (!imports(file, *statement, package.import)) continue;
      const project::Answer answer =
          model.dependencies().is_at_least(package.name, package.least, file.file().path);
      if (answer == project::Answer::Unknown) return {&file, statement};
      break;
    }
  }
  return {};
}

// Starlette comes with FastAPI, whose version decides it.
bool is_implied(const semantic::Model& model, const Package& package, const FileModel& file) {
  if (package.name == "pydantic") {
    return semantic::uses_pydantic_2(file) != project::Answer::Unknown;
  }
  return package.name == "starlette" &&
         model.dependencies().find("fastapi", file.file().path) != nullptr;
}

void check(ProjectCheck& check) {
  for (const Package& package : kPackages) {
    const Place place = unresolved_import(check.model(), package);
    if (place.file == nullptr || is_implied(check.model(), package, *place.file)) continue;
    check
        .report(
            *place.file, place.import->span(),
            "No manifest says which version of {} runs here: what depends on it is judged by the "
            "newest one, or not at all",
            {package.name})
        .fix(
            "Name it with a lower bound in pyproject.toml or requirements.txt, `{}>=…`, and commit "
            "the lock file.",
            {package.name});
  }
}

}  // namespace

extern constinit const Rule AUD002 = {
    .code = "AUD002",
    .name = "version-unresolved",
    .family = Family::Audit,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"CWE-1357",
                   "https://packaging.python.org/en/latest/specifications/pyproject-toml/"},
    .risk = "What the audit says may be about another version than the one that is deployed.",
    .advice = "Name the package with its version in a manifest, and commit the lock file.",
    .docs = R"md(
FastAPI, Starlette, Pydantic and SQLAlchemy behave differently from version to version, and so do the rules about
them. The version comes from lock files, pins and bounds in manifests. Where none says it, rules take the newest
version that they know, or keep quiet.

```python bad
from fastapi import FastAPI

app = FastAPI()
```

```python good
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.6
```

One finding for each package, at its first import. Pydantic's version also follows from FastAPI's and from what the
code imports.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
