#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/visibility.h"
#include "text/name_words.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::int64_t kSmallest = 10;  // fewer definitions are not worth a number

struct Coverage {
  const FileModel* file = nullptr;  // where the finding stands: __init__.py, else the first counted
  std::int64_t documented = 0;
  std::int64_t all = 0;
  // The first that have none: they tell of the same.
  std::vector<std::pair<const FileModel*, Span>> missing;
};

void count(Coverage& coverage, bool has_docstring) {
  ++coverage.all;
  coverage.documented += has_docstring ? 1 : 0;
}

void count(Coverage& coverage, bool has_docstring, const FileModel& file, Span name) {
  constexpr std::size_t kNamed = 3;
  count(coverage, has_docstring);
  if (!has_docstring && coverage.missing.size() < kNamed) coverage.missing.push_back({&file, name});
}

// What DOC001 to DOC003 ask a docstring of.
bool is_asked(const FunctionDef& function, const FileModel& file) {
  return file.is_public(function) && !semantic::is_magic_name(file.text(function.name)) &&
         !file.is_overload(function) && !semantic::is_part_of_property(file, function) &&
         file.enclosing_function(function) == nullptr;
}

void count_file(const FileModel& file, Coverage& coverage) {
  if (!semantic::is_public_module(file) || semantic::only_re_exports(file)) return;
  if (coverage.file == nullptr) coverage.file = &file;
  count(coverage, file.docstring(file.tree().root()) != nullptr);
  for (const auto* function : file.tree().nodes_of<FunctionDef>()) {
    if (!is_asked(*function, file)) continue;
    count(coverage,
          file.docstring(*function) != nullptr || semantic::inherits_docstring(file, *function),
          file, function->name_span);
  }
  for (const auto* cls : file.tree().nodes_of<ClassDef>()) {
    const bool documented = file.docstring(*cls) != nullptr;
    if (!file.is_public(*cls) || (!documented && semantic::speaks_for_itself(file, *cls))) continue;
    count(coverage, documented, file, cls->name_span);
  }
}

// Packages below different folders without __init__.py have one name.
struct Package {
  std::string name;         // "" for the modules outside packages
  std::string_view folder;  // where it has a name
  bool operator<(const Package& other) const {
    return std::tie(name, folder) < std::tie(other.name, other.folder);
  }
};

Package package_of(const project::SourceFile& file) {
  const std::size_t dot = file.module_name.rfind('.');
  const std::string name = file.is_package            ? file.module_name
                           : dot == std::string::npos ? ""
                                                      : file.module_name.substr(0, dot);
  return {name, name.empty() ? std::string_view{} : folder_of(file.path)};
}

// Packages named after tests that only tests import: doubles of what the application uses.
class Doubles {
 public:
  explicit Doubles(const semantic::Model& model) {
    for (const project::ImportEdge& edge : model.imports().edges()) {
      if (!edge.to.valid()) continue;
      const std::string_view folder = folder_of(model.file(edge.to).file().path);
      if (!is_named_so(folder.substr(folder.rfind('/') + 1))) continue;
      const project::SourceFile& from = model.file(edge.from).file();
      if (from.role == project::Role::Test) {
        by_tests_.insert(folder);
      } else if (folder_of(from.path) != folder) {
        by_others_.insert(folder);
      }
    }
  }

  bool include(const Package& package) const {
    return by_tests_.count(package.folder) != 0 && by_others_.count(package.folder) == 0;
  }

 private:
  static bool is_named_so(std::string_view name) {
    constexpr std::string_view kWords[] = {"test",  "tests", "testing", "mock",
                                           "mocks", "fake",  "fakes"};
    return contains_any(name, {"test", "mock", "fake"}) && names_any_of(name, kWords);
  }

  std::set<std::string_view> by_tests_, by_others_;  // folders
};

// How packages are told apart in messages.
class Names {
 public:
  explicit Names(const semantic::Model& model) {
    for (const FileModel& file : model.files()) {
      if (file.file().is_package) folders_.insert(folder_of(file.file().path));
    }
  }
  void add(const Package& package) { ++packages_[package.name]; }

  // Its folder where two have one name, and where a folder without __init__.py is part of the name:
  // it may as well be where the imports start.
  std::string_view of(const Package& package) const {
    if (packages_.at(package.name) > 1) return package.folder;
    const auto dots = std::count(package.name.begin(), package.name.end(), '.');
    std::string_view folder = package.folder;
    for (auto i = dots; i >= 0; --i, folder = folder_of(folder)) {
      if (!folders_.contains(folder)) return package.folder;
    }
    return is_inside_package(folder) ? package.folder : package.name;
  }

 private:
  // Above a folder without __init__.py there is a package: `auth` is but the end of a name.
  bool is_inside_package(std::string_view folder) const {
    for (; !folder.empty(); folder = folder_of(folder)) {
      if (folders_.contains(folder)) return true;
    }
    return false;
  }

  std::set<std::string_view> folders_;                // of packages
  std::map<std::string, int, std::less<>> packages_;  // by name
};

void report(std::string_view name, const Coverage& coverage, ProjectCheck& check) {
  Draft draft = check.report(
      *coverage.file, {0, 0},
      "{}: {} of {} modules, classes and functions have a docstring ({} %; {} % are asked for)",
      {name.empty() ? "The modules outside packages" : "Package `" + std::string(name) + "`",
       coverage.documented, coverage.all,
       (coverage.documented * 100 + coverage.all / 2) / coverage.all,
       check.option("min-coverage")});
  for (const auto& [file, at] : coverage.missing) {
    draft.step(*file, at, "`{}` has none", {file->file().slice(at)});
  }
}

void check(ProjectCheck& check) {
  std::map<Package, Coverage> packages;
  Names names(check.model());
  for (const FileModel& file : check.model().files()) {
    if (file.file().role != project::Role::Application) continue;
    const auto [at, is_new] = packages.try_emplace(package_of(file.file()));
    if (is_new) names.add(at->first);
    Coverage& coverage = at->second;
    if (file.file().is_package) coverage.file = &file;
    count_file(file, coverage);
  }
  const Doubles doubles(check.model());
  const std::int64_t least = check.option("min-coverage");
  for (const auto& [package, coverage] : packages) {
    if (coverage.all < kSmallest || coverage.documented * 100 / coverage.all >= least) continue;
    if (!doubles.include(package)) report(names.of(package), coverage, check);
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
        "Who is new to the package learns the rest of it from its bodies; what that promises is "
        "anybody's guess.",
    .advice =
        "Document what other packages use first; DOC001, DOC002, DOC003 and, for endpoints, API003 "
        "name what is missing.",
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
functions, classes that are only a name and a base; methods that inherit a docstring have one. Not reported: packages named
after tests, mocks or fakes that only tests import.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
