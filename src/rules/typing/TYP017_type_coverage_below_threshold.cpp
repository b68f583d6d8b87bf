#include <algorithm>
#include <map>
#include <string>

#include "rules/package_coverage.h"
#include "rules/rule.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "semantic/visibility.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::int64_t kSmallest = 20;  // parameters and results; fewer say nothing

enum Part : std::uint8_t { kParameter, kResult };

// How many parameters and results of a package there are, and how many have a type.
struct Coverage : PackageCoverage {
  Coverage()
      : PackageCoverage({{"parameter", "parameters", "TYP001"}, {"result", "results", "TYP002"}}) {}

  const FileModel* file = nullptr;  // the first one
  bool has_needless = false;        // what has no type and needs none
};

void count(Coverage& coverage, bool has_type, bool needs_type, Part part, const FileModel& file,
           Span place) {
  if (has_type || !needs_type) {
    coverage.add_present();
    coverage.has_needless |= !has_type;
  } else {
    coverage.add_missing(part, file, place, file.file().slice(place));
  }
}

bool is_dummy(std::string_view name) {
  return name.find_first_not_of('_') == std::string_view::npos;
}

bool is_typed_constructor(const FileModel& file, const FunctionDef& function) {
  const auto& all = function.args->all;
  return file.is_method(function) && file.text(function.name) == "__init__" &&
         std::any_of(all.begin(), all.end(),
                     [](const Arg* one) { return one->annotation != nullptr; });
}

void count(const FileModel& file, const FunctionDef& function, Coverage& coverage) {
  const Arg* owner = semantic::owner_parameter(file, function);
  const bool is_told = semantic::has_stub(file) || file.follows_overload(function);
  for (const Arg* arg : function.args->all) {
    if (arg == owner) continue;
    const bool needs_type = !is_told && !is_dummy(file.text(arg->name));
    count(coverage, arg->annotation != nullptr, needs_type, kParameter, file, arg->span());
  }
  const bool needs_result = !is_told && !is_typed_constructor(file, function);
  count(coverage, function.returns != nullptr, needs_result, kResult, file, function.name_span);
}

std::string package_of(const FileModel& file) {
  const std::string& module = file.file().module_name;
  return module.substr(0, module.find('.'));
}

void report(const std::string& package, const Coverage& coverage, ProjectCheck& check) {
  const std::int64_t least = check.option("min-coverage");
  if (coverage.all() < kSmallest || coverage.reaches(least)) return;
  Draft draft = check.report(
      *coverage.file, Span{0, 0},
      "`{}`: {} of {} parameters and results have a type{} ({} %); missing are those of {}",
      {package.empty() ? std::string("the top folder") : package, coverage.present(),
       coverage.all(), coverage.has_needless ? " or need none" : "", coverage.rounded_below(least),
       coverage.missing()});
  draft.fix("Type these: {} % are asked for.", {least});
  coverage.lead_to_missing(draft, least);
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
  for (const auto& [package, coverage] : packages) report(package, coverage, check);
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
    .advice =
        "Annotate the modules that change most first: TYP001 and TYP002 name what has no type.",
    .docs = R"md(
How much of a package is typed, as one number to be raised: annotated parameters and results of all there are. `self`
and `cls` do not count, nor functions inside functions. What TYP001 and TYP002 do not ask for, such as the result of an
`__init__` with an annotated parameter, counts as typed.

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

One finding for each top-level package with at least 20 parameters and results. TYP001 and TYP002 name the functions; in the
reports for people this one is told with the one whose findings are enough to reach `min-coverage`, else with the first.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
