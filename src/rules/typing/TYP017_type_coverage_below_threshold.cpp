#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rules/rule.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::int64_t kHundred = 100;
constexpr std::size_t kSmallest = 20;  // parameters and results; fewer say nothing

// How many parameters and results of a package there are, and how many have a type.
struct Coverage {
  const FileModel* file = nullptr;  // the first one
  std::size_t all = 0;
  std::size_t typed = 0;
  // The first that have none: they tell of the same.
  std::vector<std::pair<const FileModel*, Span>> missing;
};

void count(Coverage& coverage, bool has_type, const FileModel& file, Span place) {
  constexpr std::size_t kNamed = 3;
  ++coverage.all;
  coverage.typed += has_type ? 1 : 0;
  if (!has_type && coverage.missing.size() < kNamed) coverage.missing.push_back({&file, place});
}

void count(const FileModel& file, const FunctionDef& function, Coverage& coverage) {
  const Arg* owner = semantic::owner_parameter(file, function);
  for (const Arg* arg : function.args->all) {
    if (arg != owner) count(coverage, arg->annotation != nullptr, file, arg->span());
  }
  const bool constructor = file.text(function.name) == "__init__";
  count(coverage, function.returns != nullptr || constructor, file, function.name_span);
}

std::string package_of(const FileModel& file) {
  const std::string& module = file.file().module_name;
  return module.substr(0, module.find('.'));
}

void check(ProjectCheck& check) {
  std::map<std::string, Coverage> packages;
  for (const FileModel& file : check.model().files()) {
    if (file.file().role != repo::Role::Application) continue;
    Coverage& coverage = packages[package_of(file)];
    if (coverage.file == nullptr) coverage.file = &file;
    for (const semantic::Scope& scope : file.scopes().scopes()) {
      if (scope.kind == semantic::ScopeKind::Function) {
        const auto& function = *scope.node->as<FunctionDef>();
        if (file.enclosing_function(function) == nullptr) count(file, function, coverage);
      }
    }
  }
  const std::int64_t least = check.option("min-coverage");
  for (const auto& [package, coverage] : packages) {
    if (coverage.all < kSmallest) continue;
    const auto percent = static_cast<std::int64_t>(coverage.typed * kHundred / coverage.all);
    if (percent >= least) continue;
    Draft draft = check.report(
        *coverage.file, Span{0, 0},
        "{}% of the parameters and results of `{}` have a type, {} of {}; {}% is asked for",
        {percent, package.empty() ? std::string("the top folder") : package, coverage.typed,
         coverage.all, least});
    for (const auto& [file, at] : coverage.missing) {
      draft.step(*file, at, "`{}` has none", {file->file().slice(at)});
    }
  }
}

}  // namespace

extern constinit const Rule TYP017 = {
    .code = "TYP017",
    .name = "type-coverage-below-threshold",
    .family = Family::Typing,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"PEP 484", "https://mypy.readthedocs.io/en/stable/existing_code.html"},
    .options = {number_option("min-coverage", 90,
                              "percent of parameters and results that have a type")},
    .risk = "Type checkers are silent about what has no type, and the next change is made blindly.",
    .advice = "Annotate the modules that change most first, and raise `min-coverage` as you go.",
    .docs = R"md(
How much of a package is typed, as one number to be raised: annotated parameters and results of all there are. `self`
and `cls` do not count, nor functions inside functions, and the result of `__init__` counts as typed.

```python bad
def a(x, y): ...
def b(x, y): ...
def c(x, y): ...
def d(x, y): ...
def e(x, y): ...
def f(x, y): ...
def g(x, y): ...
```

```python good
def a(x: int, y: int) -> None: ...
def b(x: int, y: int) -> None: ...
def c(x: int, y: int) -> None: ...
def d(x: int, y: int) -> None: ...
def e(x: int, y: int) -> None: ...
def f(x: int, y: int) -> None: ...
def g(x: int, y: int) -> None: ...
```

One finding for each top-level package with at least 20 parameters and results. TYP001 and TYP002 name the functions.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
