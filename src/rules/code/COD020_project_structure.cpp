#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/endpoints/served.h"
#include "knowledge/sql_sinks.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/counted.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using semantic::CallSite;
using semantic::FileModel;

// Drivers of databases; sessions and engines of ORMs are none.
bool is_driver_call(std::string_view target) {
  for (std::string_view driver : {"psycopg2.", "psycopg.", "asyncpg.", "sqlite3.", "aiosqlite.",
                                  "pymysql.", "MySQLdb.", "google.cloud.firestore."}) {
    if (target.starts_with(driver)) return true;
  }
  return false;
}

bool is_query(std::string_view target) {
  const std::string_view method = target.substr(target.rfind('.') + 1);
  for (std::string_view one : {"get", "set", "update", "delete", "add", "stream"}) {
    if (method == one) return true;
  }
  return knowledge::find_sql_sink(target) != nullptr;
}

std::string_view folder_around(const FileModel& file) {
  const std::string_view path = file.file().path;
  return path.substr(0, path.rfind('/') + 1);
}

class Structure {
 public:
  explicit Structure(ApplicationCheck& check) : check_(check) {
    for (const Endpoint& one : check.application().endpoints().all()) {
      const bool counts = one.route != nullptr && one.handler &&
                          one.handler.file->file().role == project::Role::Application;
      if (!counts) continue;
      handlers_[one.handler.file->file().path].insert(one.handler.node);
      all_.insert(one.handler.node);
    }
  }

  void report() {
    const auto most = static_cast<std::size_t>(check_.option("max-routes"));
    if (all_.size() <= most) return;  // a small service is one file
    report_main(most);
    report_layers();
  }

 private:
  // Handlers beside FastAPI() itself, once for all applications that the file makes.
  void report_main(std::size_t most) {
    std::set<std::string_view> told;
    for (const app::AppRoutes* app : check_.application().served_apps()) {
      const FileModel& file = *app->app->construction.file;
      const auto handlers = handlers_.find(file.file().path);
      if (handlers == handlers_.end() || handlers->second.size() <= most) continue;
      if (!told.insert(file.file().path).second) continue;
      check_
          .report(*app->app, "`{}` makes the application and holds {} of its handlers",
                  {file.file().path, handlers->second.size()})
          .fix(
              "Give each subject an `APIRouter` in a module of its own below `{}`, and include "
              "these here (`include_router`).",
              {folder_of_routers(file)});
    }
  }

  // Where the repository has its routers, if beside the file; else where they usually are.
  std::string folder_of_routers(const FileModel& file) const {
    const std::string folder(folder_around(file));
    for (std::string_view name : {"routers/", "routes/", "api/", "endpoints/"}) {
      const std::string candidate = folder + std::string(name);
      const auto& files = check_.model().files();
      const bool exists = std::any_of(files.begin(), files.end(), [&](const FileModel& one) {
        return one.file().path.starts_with(candidate);
      });
      if (exists) return candidate;
    }
    return folder + "routers/";
  }

  // Handlers that speak to the database's driver themselves.
  void report_layers() {
    std::map<std::string_view, std::set<const Node*>> files;
    std::map<std::string_view, const CallSite> first;
    check_.model().calls().for_each([&](Identifier target, std::span<const CallSite> sites) {
      const std::string_view name = check_.model().text(target);
      if (!is_driver_call(name) || !is_query(name)) return;
      for (const CallSite& site : sites) {
        const FunctionDef* function = site.file->enclosing_function(*site.call);
        if (function == nullptr || all_.count(function) == 0) continue;
        const std::string_view path = site.file->file().path;
        files[path].insert(function);
        const auto [at, added] = first.try_emplace(path, site);
        if (!added && site.call->begin < at->second.call->begin) {
          first.erase(at);
          first.try_emplace(path, site);
        }
      }
    });
    constexpr std::size_t kFew = 3;
    for (const auto& [path, functions] : files) {
      if (functions.size() < kFew) continue;
      const CallSite& site = first.at(path);
      check_
          .report(*site.file, site.call->span(),
                  "{} handlers of this file speak to the database's driver themselves",
                  {functions.size()})
          .risk(
              "Queries cannot be tried or used without HTTP, and each handler opens, commits and "
              "fails in its own way.")
          .fix(
              "Move the queries into functions that take a connection and return models, in a "
              "module of their own; the handler calls one.");
    }
  }

  ApplicationCheck& check_;
  std::map<std::string_view, std::set<const Node*>> handlers_;
  std::set<const Node*> all_;
};

void check(ApplicationCheck& check) { Structure(check).report(); }

// The folder of the outermost package around the file, with a slash; empty if it is in none.
std::string package_of(const semantic::Model& model, const FileModel& file) {
  std::string package;
  std::string folder(folder_around(file));
  while (!folder.empty() && model.file_at(folder + "__init__.py") != nullptr) {
    package = folder;
    const std::size_t slash = folder.rfind('/', folder.size() - 2);
    folder = slash == folder.npos ? "" : folder.substr(0, slash + 1);
  }
  return package;
}

// A script that a person starts to try something, though its functions are named like tests.
bool is_started_by_hand(const FileModel& file) {
  const auto calls = file.tree().nodes_of<Call>();
  return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    const std::string_view target = file.resolve(*call->func);
    return file.in_main_block(*call) && !target.starts_with("pytest.") &&
           !target.starts_with("unittest.");
  });
}

bool defines_test(const FileModel& file) {
  const std::string_view path = file.file().path;
  if (file.file().role != project::Role::Test ||
      !path.substr(path.rfind('/') + 1).starts_with("test_")) {
    return false;
  }
  if (is_started_by_hand(file)) return false;
  const auto functions = file.tree().nodes_of<FunctionDef>();
  return std::any_of(functions.begin(), functions.end(), [&](const FunctionDef* one) {
    return file.text(one->name).starts_with("test");
  });
}

struct TestsInside {
  const FileModel* first = nullptr;
  std::size_t count = 0;
  const deploy::Image* image = nullptr;  // that holds the first
};

// Files of tests in each package that is served, by its folder.
std::map<std::string, TestsInside> tests_inside(const DeliveryCheck& check) {
  std::map<std::string, TestsInside> packages;
  for (const app::AppRoutes* app : check.application().served_apps()) {
    std::string package = package_of(check.model(), *app->app->construction.file);
    if (!package.empty()) packages.try_emplace(std::move(package));
  }
  for (const FileModel& file : check.model().files()) {
    if (!defines_test(file)) continue;
    // Of packages none is inside another: the one before the path is the only one around it.
    auto at = packages.upper_bound(file.file().path);
    if (at == packages.begin() || !file.file().path.starts_with((--at)->first)) continue;
    if (at->second.first == nullptr) at->second.first = &file;
    ++at->second.count;
  }
  std::erase_if(packages, [](const auto& one) { return one.second.first == nullptr; });
  for (auto& [package, inside] : packages) {
    for (const auto& image : check.delivery().images()) {
      const bool holds =
          check.delivery().serves(*image) && image->contains(inside.first->file().path);
      if (holds) inside.image = image.get();
    }
  }
  return packages;
}

// "`**/tests`", "`**/test_*.py`": what a `.dockerignore` leaves them out by.
std::string_view pattern_of_tests(std::string_view path, std::string_view package) {
  path.remove_prefix(package.size());
  if (path.starts_with("tests/") || path.find("/tests/") != path.npos) return "**/tests";
  if (path.starts_with("test/") || path.find("/test/") != path.npos) return "**/test";
  return "**/test_*.py";
}

void report_tests(DeliveryCheck& check, const std::string& package, const TestsInside& inside) {
  Draft draft =
      check.report(*inside.first, Span{0, 0}, "{} of tests in the package that is served, `{}`",
                   {counted(inside.count, "file"), package});
  if (inside.image != nullptr) {
    const auto* ignore = inside.image->ignore();
    draft
        .risk(
            "`{}` copies them into the image: code that nobody runs in production, and whatever it "
            "depends on.",
            {inside.image->file().path})
        .fix("Unless they are run in the container, leave them out of the image: `{}` in `{}`.",
             {pattern_of_tests(inside.first->file().path, package),
              ignore != nullptr ? ignore->file->path
                                : deploy::joined_path(inside.image->context(), ".dockerignore")});
    return;
  }
  const std::string_view around =
      folder_of(std::string_view(package).substr(0, package.size() - 1));
  draft
      .risk(
          "They go wherever the package goes: code that nobody runs in production, and whatever it "
          "depends on.")
      .fix("Move them to `{}{}tests/`, beside the package, or leave them out of what is deployed.",
           {around, around.empty() ? "" : "/"});
}

// Tests in the package that is served are shipped with it. Where images are built, those in them
// count; else those of the largest application.
void check_tests(DeliveryCheck& check) {
  std::set<const Node*> handlers;
  for (const Endpoint& one : check.application().endpoints().all()) {
    if (one.route != nullptr && one.handler && app::is_served(one))
      handlers.insert(one.handler.node);
  }
  if (handlers.size() <= static_cast<std::size_t>(check.option("max-routes"))) return;
  const std::map<std::string, TestsInside> packages = tests_inside(check);
  const bool any_image = std::any_of(packages.begin(), packages.end(),
                                     [](const auto& one) { return one.second.image != nullptr; });
  const app::AppRoutes* main = check.application().main_app();
  const std::string largest =
      main == nullptr ? "" : package_of(check.model(), *main->app->construction.file);
  for (const auto& [package, inside] : packages) {
    const bool is_shipped = any_image ? inside.image != nullptr : package == largest;
    if (is_shipped) report_tests(check, package, inside);
  }
}

}  // namespace

extern constinit const Rule COD020 = {
    .code = "COD020",
    .name = "project-structure",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::Everywhere,
    .references = {"https://fastapi.tiangolo.com/tutorial/bigger-applications/",
                   "https://github.com/zhanymkanov/fastapi-best-practices#project-structure"},
    .options = {number_option("max-routes", 10,
                              "handlers of an application that may all stand in one file")},
    .risk =
        "One file in which everybody works: each change touches it, and its parts cannot be tried "
        "or moved by themselves.",
    .advice =
        "A package for each subject: routers, schemas, services, repositories; `main.py` puts "
        "them together.",
    .docs = R"md(
Of an application with more than ten handlers:

- the file that makes it holds more than ten of them itself;
- files of tests are part of the package that is served, and shipped with it;
- three handlers or more of a router call the database's driver (psycopg, asyncpg, sqlite3, Firestore) themselves.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/a")
def a() -> None: ...


@app.get("/b")
def b() -> None: ...


@app.get("/c")
def c() -> None: ...


@app.get("/d")
def d() -> None: ...


@app.get("/e")
def e() -> None: ...


@app.get("/f")
def f() -> None: ...


@app.get("/g")
def g() -> None: ...


@app.get("/h")
def h() -> None: ...


@app.get("/i")
def i() -> None: ...


@app.get("/j")
def j() -> None: ...


@app.get("/k")
def k() -> None: ...
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> None: ...
```

Smaller services are left alone: one file is a fine structure for them. Sessions of an ORM in handlers are COD025's.
)md",
    .on_application = check,
    .on_delivery = check_tests,
};

}  // namespace fastidious::rules
