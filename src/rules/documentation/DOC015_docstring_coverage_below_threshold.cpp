#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "app/routes/documented_routes.h"
#include "rules/application_check.h"
#include "rules/missing_docstring.h"
#include "rules/package_coverage.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "semantic/visibility.h"
#include "text/name_words.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::int64_t kSmallest = 10;  // fewer definitions are not worth a number

enum Part : std::uint8_t { kModule, kClass, kFunction, kEndpoint };

struct Coverage : PackageCoverage {
  Coverage()
      : PackageCoverage({{"module", "modules", "DOC001"},
                         {"class", "classes", "DOC002"},
                         {"function", "functions", "DOC003"},
                         {"endpoint", "endpoints", "API003"}}) {}

  const FileModel* file = nullptr;  // where the finding stands: __init__.py, else the first counted
};

// Functions that answer requests.
struct Endpoints {
  std::unordered_set<const Node*> shown;   // in OpenAPI
  std::unordered_set<const Node*> served;  // these, and the hidden ones

  explicit Endpoints(const app::Application& application) {
    for (const app::Route* route : app::documented_endpoints(application)) {
      shown.insert(route->handler.definition.node);
    }
    for (const app::Route* route : application.distinct_routes().all()) {
      served.insert(route->handler.definition.node);
    }
  }
};

// `@router.get("/", summary="…")` says in OpenAPI what API003 asks for.
bool is_described_by_route(const FunctionDef& function, const FileModel& file) {
  const Call* route = file.route_decorator(function);
  return route != nullptr && (semantic::argument(file, *route, -1, "summary") != nullptr ||
                              semantic::argument(file, *route, -1, "openapi_extra") != nullptr ||
                              semantic::passes_unpacked_mapping(*route));
}

void count_module(const FileModel& file, Coverage& coverage) {
  const Module& module = file.tree().root();
  if (file.docstring(module) != nullptr) {
    coverage.add_present();
    return;
  }
  const std::string& name = file.file().module_name;
  const Offset begin = module.body.front()->begin;
  coverage.add_missing(kModule, file, {begin, begin + 1}, name.empty() ? file.file().path : name);
}

void count_function(const FunctionDef& function, const FileModel& file, const Endpoints& endpoints,
                    Coverage& coverage) {
  if (semantic::is_magic_name(file.text(function.name)) || !file.is_public(function) ||
      file.enclosing_function(function) != nullptr) {
    return;
  }
  if (file.docstring(function) != nullptr) {
    const bool counts =
        !file.is_overload(function) && !semantic::is_part_of_property(file, function);
    if (counts) coverage.add_present();
    return;
  }
  if (!needs_docstring(function, file)) return;
  const bool is_shown = endpoints.shown.contains(&function) && is_operation(function, file);
  const bool is_unserved =
      is_operation(function, file) && !is_shown && !endpoints.served.contains(&function);
  if (is_unserved || (is_shown && is_described_by_route(function, file))) return;
  coverage.add_missing(is_shown ? kEndpoint : kFunction, file, function.name_span,
                       file.text(function.name));
}

void count_file(const FileModel& file, const Endpoints& endpoints, Coverage& coverage) {
  if (!semantic::is_public_module(file) || semantic::only_re_exports(file)) return;
  if (coverage.file == nullptr) coverage.file = &file;
  count_module(file, coverage);
  for (const auto* function : file.tree().nodes_of<FunctionDef>()) {
    count_function(*function, file, endpoints, coverage);
  }
  for (const auto* cls : file.tree().nodes_of<ClassDef>()) {
    if (!file.is_public(*cls)) continue;
    if (file.docstring(*cls) != nullptr) {
      coverage.add_present();
    } else if (!semantic::speaks_for_itself(file, *cls)) {
      coverage.add_missing(kClass, file, cls->name_span, file.text(cls->name));
    }
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

using Packages = std::map<Package, Coverage>;

std::set<std::string_view> folders_of(const Packages& packages) {
  std::set<std::string_view> folders;
  for (const auto& entry : packages) folders.insert(entry.first.folder);
  return folders;
}

// Whether there are packages below it, which are not counted with it.
bool has_packages_below(const Package& package, const std::set<std::string_view>& folders) {
  const std::string inside = std::string(package.folder) + "/";
  const auto next = folders.lower_bound(inside);
  return !package.folder.empty() && next != folders.end() && next->starts_with(inside);
}

std::string named(std::string_view name, bool has_packages_below) {
  if (name.empty()) return "The modules outside packages";
  return "Package `" + std::string(name) + "`" +
         (has_packages_below ? " without the packages below it" : "");
}

void report(const std::string& name, const Coverage& coverage, ApplicationCheck& check) {
  const std::int64_t least = check.option("min-coverage");
  Draft draft = check.report(
      *coverage.file, {0, 0},
      "{}: {} of the {} docstrings that are asked for are there ({} %); missing are those of {}",
      {name, coverage.present(), coverage.all(), coverage.rounded_below(least),
       coverage.missing()});
  draft.fix("Write these: {} % are to be there, in packages where ten or more are asked for.",
            {least});
  coverage.lead_to_missing(draft, least);
}

void check(ApplicationCheck& check) {
  Packages packages;
  Names names(check.model());
  const Endpoints endpoints(check.application());
  for (const FileModel& file : check.model().files()) {
    const bool is_broken = !file.tree().errors().empty();
    if (file.file().role != project::Role::Application || is_broken) continue;
    const auto [at, is_new] = packages.try_emplace(package_of(file.file()));
    if (is_new) names.add(at->first);
    Coverage& coverage = at->second;
    if (file.file().is_package) coverage.file = &file;
    count_file(file, endpoints, coverage);
  }
  const Doubles doubles(check.model());
  const std::set<std::string_view> folders = folders_of(packages);
  const std::int64_t least = check.option("min-coverage");
  for (const auto& [package, coverage] : packages) {
    if (coverage.all() < kSmallest || coverage.reaches(least)) continue;
    if (doubles.include(package)) continue;
    report(named(names.of(package), has_packages_below(package, folders)), coverage, check);
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
        "Document what other packages use first: DOC001, DOC002, DOC003 and, for endpoints, API003 "
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

Counted is what has a docstring and what DOC001 to DOC003 and API003 ask for one: no private names, special methods,
overloads, setters, methods that inherit one, nor functions inside functions, classes that are only a name and a base,
endpoints that OpenAPI describes otherwise. A package's number is that of the modules directly in it. In the reports
for people it is told with a rule whose findings are enough to reach `min-coverage`, else with the first of those that together are. Not reported: packages named after
tests, mocks or fakes that only tests import.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
