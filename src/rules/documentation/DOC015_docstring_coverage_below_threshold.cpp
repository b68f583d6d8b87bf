#include <map>
#include <string>
#include <string_view>

#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/visibility.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::int64_t kSmallest = 10;  // fewer definitions are not worth a number

struct Coverage {
  const FileModel* file = nullptr;  // where the finding stands: __init__.py, else the first file
  std::int64_t documented = 0;
  std::int64_t all = 0;
};

void count(Coverage& coverage, bool has_docstring) {
  ++coverage.all;
  coverage.documented += has_docstring ? 1 : 0;
}

// What DOC001 to DOC003 ask a docstring of.
bool is_asked(const FunctionDef& function, const FileModel& file) {
  return file.is_public(function) && !semantic::is_magic_name(file.text(function.name)) &&
         !file.is_overload(function) && !semantic::is_property_setter(file, function) &&
         file.enclosing_function(function) == nullptr;
}

void count_file(const FileModel& file, Coverage& coverage) {
  if (!semantic::is_public_module(file) || semantic::only_re_exports(file)) return;
  count(coverage, file.docstring(file.tree().root()) != nullptr);
  for (const auto* function : file.tree().nodes_of<FunctionDef>()) {
    if (!is_asked(*function, file)) continue;
    count(coverage,
          file.docstring(*function) != nullptr || semantic::inherits_docstring(file, *function));
  }
  for (const auto* cls : file.tree().nodes_of<ClassDef>()) {
    const bool documented = file.docstring(*cls) != nullptr;
    if (!file.is_public(*cls) || (!documented && semantic::speaks_for_itself(file, *cls))) continue;
    count(coverage, documented);
  }
}

std::string package_of(const project::SourceFile& file) {
  if (file.is_package) return file.module_name;
  const std::size_t dot = file.module_name.rfind('.');
  return dot == std::string::npos ? "" : file.module_name.substr(0, dot);
}

void check(ProjectCheck& check) {
  std::map<std::string, Coverage> packages;
  for (const FileModel& file : check.model().files()) {
    if (file.file().role != project::Role::Application) continue;
    Coverage& coverage = packages[package_of(file.file())];
    if (coverage.file == nullptr || file.file().is_package) coverage.file = &file;
    count_file(file, coverage);
  }
  const std::int64_t least = check.option("min-coverage");
  for (const auto& [package, coverage] : packages) {
    if (coverage.all < kSmallest) continue;
    const std::int64_t percent = coverage.documented * 100 / coverage.all;
    if (percent >= least) continue;
    check.report(
        *coverage.file, {0, 0},
        "{}: {} of {} modules, classes and functions have a docstring ({} %, asked for are {} %)",
        {package.empty() ? "The modules outside packages" : "Package `" + package + "`",
         coverage.documented, coverage.all, percent, least});
  }
}

}  // namespace

extern constinit const Rule DOC015 = {
    .code = "DOC015",
    .name = "docstring-coverage-below-threshold",
    .family = Family::Documentation,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Application,
    .references = {"PEP 257", "CWE-1059"},
    .options = {number_option("min-coverage", 80,
                              "percent of the public definitions that have a docstring")},
    .risk =
        "Who is new to the package learns it from its bodies; what it promises is anybody's guess.",
    .advice =
        "Document what other packages use first; DOC001, DOC002 and DOC003 name what is missing.",
    .docs = R"md(
A package of which less than `min-coverage` percent of the public modules, classes and functions have a docstring: one number
to be raised. One finding for each package with at least ten of them.

```python bad
def one() -> int: ...
def two() -> int: ...
def three() -> int: ...
def four() -> int: ...
def five() -> int: ...
def six() -> int: ...
def seven() -> int: ...
def eight() -> int: ...
def nine() -> int: ...
```

```python good
"""Numbers."""


def one() -> int:
    """Gives one."""
    return 1


def two() -> int:
    """Gives two."""
    return 2
```

Counted is what DOC001 to DOC003 look at: no private names, special methods, overloads, setters, nor functions inside
functions, classes that are only a name and a base; methods that inherit a docstring have one.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
