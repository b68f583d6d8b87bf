#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "app/instrumentation/loaded_files.h"
#include "rules/delivery_check.h"
#include "rules/delivery_report.h"
#include "rules/kept_sessions.h"
#include "rules/missing_lists.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Value;
using deploy::Provision;
using deploy::StartCommand;
using project::ImportEdge;
using semantic::CallSite;
using semantic::FileModel;

// What uses a package without importing it.
struct Feature {
  std::string_view name;  // qualified: of a function, class or module
  std::string_view what;  // as it is written
  std::string_view package;
};
constexpr Feature kCalls[] = {
    {"fastapi.Form", "Form()", "python-multipart"},
    {"fastapi.File", "File()", "python-multipart"},
    {"fastapi.templating.Jinja2Templates", "Jinja2Templates", "jinja2"},
    {"starlette.templating.Jinja2Templates", "Jinja2Templates", "jinja2"},
};
constexpr Feature kAnnotations[] = {
    {"fastapi.UploadFile", "UploadFile", "python-multipart"},
    {"starlette.datastructures.UploadFile", "UploadFile", "python-multipart"},
    {"fastapi.security.OAuth2PasswordRequestForm", "OAuth2PasswordRequestForm", "python-multipart"},
    {"fastapi.security.OAuth2PasswordRequestFormStrict", "OAuth2PasswordRequestFormStrict",
     "python-multipart"},
};
// Modules of libraries that import the package as soon as they are imported.
constexpr Feature kModules[] = {
    {"starlette.middleware.sessions", "SessionMiddleware", "itsdangerous"},
    {"starlette.schemas", "starlette.schemas", "pyyaml"},
};
// Names whose use in an annotation or as an argument needs the package.
constexpr Feature kNames[] = {
    {"pydantic.EmailStr", "EmailStr", "email-validator"},
    {"pydantic.NameEmail", "NameEmail", "email-validator"},
    {"fastapi.responses.ORJSONResponse", "ORJSONResponse", "orjson"},
    {"fastapi.responses.UJSONResponse", "UJSONResponse", "ujson"},
};
constexpr Feature kHashes[] = {{"bcrypt", "bcrypt", "bcrypt"}, {"argon2", "argon2", "argon2-cffi"}};

// Drivers by what stands before "://" in a URL of SQLAlchemy
// (https://docs.sqlalchemy.org/en/20/dialects/).
struct Driver {
  std::string_view scheme;
  std::string_view packages;  // separated by blanks, the usual one first
};
constexpr Driver kDrivers[] = {
    {"postgresql+asyncpg", "asyncpg"},
    {"postgresql+psycopg2", "psycopg2-binary psycopg2"},
    {"postgresql+psycopg", "psycopg"},
    {"postgresql+psycopg_async", "psycopg"},
    {"postgresql+pg8000", "pg8000"},
    {"postgresql", "psycopg2-binary psycopg2"},
    {"mysql+pymysql", "pymysql"},
    {"mysql+aiomysql", "aiomysql"},
    {"mysql+asyncmy", "asyncmy"},
    {"mysql+mysqldb", "mysqlclient"},
    {"mysql+mysqlconnector", "mysql-connector-python"},
    {"mysql", "mysqlclient"},
    {"mariadb+pymysql", "pymysql"},
    {"mariadb+mariadbconnector", "mariadb"},
    {"sqlite+aiosqlite", "aiosqlite"},
    {"sqlite+pysqlcipher", "sqlcipher3-binary sqlcipher3"},
    {"oracle+oracledb", "oracledb"},
    {"oracle+cx_oracle", "cx-oracle"},
    {"oracle", "cx-oracle"},
    {"mssql+pyodbc", "pyodbc"},
    {"mssql+aioodbc", "aioodbc"},
    {"mssql+pymssql", "pymssql"},
};
constexpr std::array<std::string_view, 2> kEngines = {"sqlalchemy.create_engine",
                                                      "sqlalchemy.ext.asyncio.create_async_engine"};

const Driver* driver_of(std::string_view url) {
  const std::string_view scheme = url.substr(0, url.find("://"));
  const auto* found = std::find_if(std::begin(kDrivers), std::end(kDrivers),
                                   [&](const Driver& one) { return one.scheme == scheme; });
  return found == std::end(kDrivers) ? nullptr : found;
}

// The packages that a server's command needs; empty where the image may have them.
std::string_view packages_of(deploy::Server server) {
  switch (server) {
    case deploy::Server::Uvicorn: return "uvicorn";
    case deploy::Server::Gunicorn: return "gunicorn";
    case deploy::Server::Hypercorn: return "hypercorn";
    case deploy::Server::Granian: return "granian";
    case deploy::Server::FastapiRun:
    case deploy::Server::FastapiDev: return "fastapi-cli";
    default: return {};
  }
}

class Search {
 public:
  explicit Search(DeliveryCheck& check)
      : check_(check), code_(check.model()), loaded_(app::loaded_files(check.application())) {}

  void run() {
    look_at_calls();
    look_at_handlers();
    look_at_imports();
    look_at_hashes();
    look_at_engines();
    look_at_commands();
  }

 private:
  bool is_loaded(const FileModel& file) const {
    return loaded_[file.file().id.value] && file.file().role == project::Role::Application;
  }

  void look_at_calls() {
    for (const Feature& feature : kCalls) {
      for (const CallSite& site : code_.calls_of(feature.name)) {
        if (is_loaded(*site.file)) need(feature, *site.file, site.call->func->span());
      }
    }
  }

  // Forms that a handler's own signature asks for.
  void look_at_handlers() {
    for (const app::Endpoint& endpoint : check_.application().endpoints().all()) {
      const auto* function = syntax::as<FunctionDef>(endpoint.handler.node);
      if (function == nullptr || endpoint.route == nullptr) continue;
      const FileModel& file = *endpoint.handler.file;
      if (!is_loaded(file)) continue;
      for (const Arg* parameter : function->args->all) {
        if (parameter->annotation != nullptr) look_at_annotation(file, *parameter->annotation);
      }
    }
  }

  void look_at_annotation(const FileModel& file, const Expr& annotation) {
    const std::string_view type = file.type_of_annotation(annotation);
    for (const Feature& feature : kAnnotations) {
      if (feature.name == type) need(feature, file, annotation.span());
    }
  }

  void look_at_imports() {
    std::set<std::uint32_t> seen;
    for (const ImportEdge& edge : code_.imports().edges()) {
      const FileModel& file = code_.file(edge.from);
      if (edge.to.valid() || edge.type_checking) continue;
      if (file.file().role == project::Role::Test) look_at_test(file, edge);
      if (!is_loaded(file)) continue;
      for (const Feature& feature : kModules) {
        if (feature.name == edge.module && edge.at_load_time() &&
            app::must_succeed(file, *edge.statement)) {
          need(feature, file, edge.statement->span());
        }
      }
      const bool may_name =
          edge.module.starts_with("pydantic") || edge.module.starts_with("fastapi");
      if (may_name && seen.insert(edge.from.value).second) look_at_names(file);
    }
  }

  void look_at_names(const FileModel& file) {
    for (const auto* name : file.tree().nodes_of<Name>()) {
      const std::string_view text = file.text(name->name);
      for (const Feature& feature : kNames) {
        if (text != feature.what || file.resolve(*name) != feature.name) continue;
        const bool in_body =
            file.enclosing_function(*name) != nullptr && !file.in_annotation(*name);
        if (!in_body && !file.in_type_checking_block(*name)) need(feature, file, name->span());
      }
    }
  }

  // FastAPI's and Starlette's test clients are httpx's since FastAPI 0.87, httpx2's since
  // Starlette 1.2, which takes httpx as well and says that it will not for ever.
  void look_at_test(const FileModel& file, const ImportEdge& edge) {
    if (edge.module != "fastapi.testclient" && edge.module != "starlette.testclient") return;
    if (!told_.insert("httpx").second) return;
    const std::string& path = file.file().path;
    const auto newer = code_.dependencies().is_at_least("fastapi", "0.87", path);
    const Provision provision =
        check_.delivery().packages().provision(std::vector<std::string>{"httpx", "httpx2"}, path);
    if (newer == project::Answer::No || provision.kind != Provision::Kind::Missing) return;
    const bool second = wants_second_client(path);
    check_
        .report(file, edge.statement->span(), "`TestClient` needs `{}`, which no manifest declares",
                {second ? "httpx2" : "httpx"})
        .severity(Severity::Warning)
        .confidence(provision.is_certain ? Confidence::High : Confidence::Medium)
        .risk("The tests end with an error when they are collected.")
        .fix(second ? "Add `httpx2` to the development requirements, or `httpx` for a Starlette "
                      "before 1.2."
                    : "Add `httpx` to the development requirements.");
  }

  // What the next installation gets, where nothing holds Starlette back.
  bool wants_second_client(std::string_view path) const {
    const project::Dependencies& known = code_.dependencies();
    const auto starlette = known.is_at_least("starlette", "1.2", path);
    if (starlette != project::Answer::Unknown) return starlette == project::Answer::Yes;
    const project::Dependency* fastapi = known.find("fastapi", path);
    return fastapi != nullptr && !fastapi->range.upper;
  }

  void look_at_hashes() {
    for (const CallSite& site : code_.calls_of("passlib.context.CryptContext")) {
      if (!is_loaded(*site.file)) continue;
      const Value schemes = app::evaluate(app::argument_of({site.file, site.call}, 0, "schemes"));
      if (schemes.items.empty()) continue;
      for (const Feature& feature : kHashes) {
        if (schemes.items.front().text != feature.name) continue;
        need(feature, *site.file, site.call->span());
      }
    }
  }

  void look_at_engines() {
    for (const CallSite& site : code_.calls_of_any(kEngines)) {
      if (!is_loaded(*site.file)) continue;
      const app::Placed url = app::argument_of({site.file, site.call}, 0, "url");
      if (!url || is_of_settings(url)) continue;
      const Value value = app::evaluate(url);
      const Driver* driver = value.is(Value::Kind::Str) ? driver_of(value.text) : nullptr;
      if (driver == nullptr) continue;
      need("`" + std::string(driver->scheme) + "://…`", blank_separated(driver->packages),
           *site.file, url.expr->span());
    }
  }

  // The default of a setting is what runs only where nobody sets it.
  bool is_of_settings(app::Placed url) const {
    return static_cast<bool>(check_.application().settings().field_of(url));
  }

  // Servers that a buildpack or an image of plain Python starts.
  void look_at_commands() {
    for (const StartCommand* command : check_.delivery().servers()) {
      const std::string_view package = packages_of(command->server.server);
      if (package.empty() || command->is_for_development) continue;
      if (command->image != nullptr && !has_plain_base(*command->image)) continue;
      if (command->served.file == nullptr) continue;
      const std::string_view place = command->served.file->file().path;
      const std::string key = command->file->path + std::string(package);
      if (!told_.insert(key).second) continue;
      report_command(*command, package, check_.delivery().packages().provision(package, place));
    }
  }

  static bool has_plain_base(const deploy::Image& image) {
    const std::string base = image.base();
    return base.starts_with("python:") || base.find("/python:") != std::string::npos ||
           base.starts_with("debian:") || base.starts_with("ubuntu:");
  }

  void report_command(const StartCommand& command, std::string_view package,
                      const Provision& provision) {
    const bool is_missing = provision.kind == Provision::Kind::Missing;
    if (!is_missing && provision.kind != Provision::Kind::Development) return;
    Draft draft = report_server(
        check_, command, "The command starts `{}`, which {}",
        {package, is_missing ? "no manifest declares" : "is declared for development only"});
    draft.confidence(is_missing && provision.is_certain ? Confidence::High : Confidence::Medium)
        .risk("The container ends at once: there is no such command.")
        .fix("Add `{}` to the requirements that production installs, with a version.", {package});
    if (command.image == nullptr) return;
    say_if_in_missing_list(missing_list(check_, *command.image), draft);
  }

  void need(const Feature& feature, const FileModel& file, Span span) {
    need("`" + std::string(feature.what) + "`", {std::string(feature.package)}, file, span);
  }

  // Once for each package, at the first use.
  void need(const std::string& what, const std::vector<std::string>& packages,
            const FileModel& file, Span span) {
    if (!told_.insert(packages.front()).second) return;
    const Provision provision = check_.delivery().packages().provision(packages, file.file().path);
    switch (provision.kind) {
      case Provision::Kind::Declared:
      case Provision::Kind::Optional: return;
      case Provision::Kind::Transitive:
        return report_transitive(what, packages.front(), provision, file, span);
      case Provision::Kind::Development:
      case Provision::Kind::Missing: break;
    }
    const bool development = provision.kind == Provision::Kind::Development;
    Draft draft =
        check_.report(file, span,
                      development ? "{} needs `{}`, which is declared for development only"
                                  : "{} needs `{}`, which no manifest declares",
                      {what, packages.front()});
    draft
        .confidence(provision.is_certain && !development && !provision.is_declared_elsewhere
                        ? Confidence::High
                        : Confidence::Medium)
        .fix("Add `{}` to the requirements of the application, with a version.",
             {packages.front()});
    say_if_in_missing_list(missing_list_for(check_, file.file().path), draft);
  }

  void report_transitive(const std::string& what, const std::string& package,
                         const Provision& provision, const FileModel& file, Span span) {
    if (provision.is_handed_on || provision.is_by_extra) return;
    Draft draft =
        provision.by.empty()
            ? check_.report(file, span,
                            "{} needs `{}`, which is in the lock file only because something else "
                            "needs it",
                            {what, package})
            : check_.report(
                  file, span,
                  "{} needs `{}`, which is installed only because others need it, such as `{}`",
                  {what, package, provision.by});
    draft.severity(Severity::Warning)
        .risk("It fails on the day on which the other package does without it.")
        .fix("Declare `{}` yourself, with a version{}.", {package, if_it_stays(package)});
  }

  // The middleware for sessions may go in its place (SEC064).
  std::string if_it_stays(std::string_view package) const {
    return package == "itsdangerous" && !keeps_something_in_session(code_)
               ? "; or take `SessionMiddleware` out, as nothing here keeps anything in the session"
               : "";
  }

  DeliveryCheck& check_;
  const semantic::Model& code_;
  std::vector<bool> loaded_;
  std::set<std::string> told_;
};

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application() || check.delivery().is_release()) return;
  if (check.delivery().packages().has_declared()) Search(check).run();
}

}  // namespace

extern constinit const Rule DEP004 = {
    .code = "DEP004",
    .name = "implicit-runtime-dependency-missing",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::AllCode,
    .references = {"https://fastapi.tiangolo.com/#dependencies",
                   "https://docs.sqlalchemy.org/en/20/dialects/",
                   "https://www.starlette.io/#dependencies"},
    .risk =
        "The application starts with an error that names the package, or answers the first such "
        "request "
        "with one.",
    .advice = "Declare the package, with a version, or the extra that has it: `fastapi[standard]`.",
    .docs = R"md(
Packages that the code or the start command uses without importing them, and that nothing installs:

| what | needs |
|---|---|
| `Form`, `File`, `UploadFile`, `OAuth2PasswordRequestForm` | python-multipart |
| `EmailStr`, `NameEmail` | email-validator |
| `Jinja2Templates` | jinja2 |
| `SessionMiddleware` | itsdangerous |
| `ORJSONResponse`, `UJSONResponse` | orjson, ujson |
| `CryptContext(schemes=["bcrypt"])` | bcrypt; argon2-cffi for `argon2` |
| `postgresql+asyncpg://`, `mysql+aiomysql://`, … in an engine's URL | the driver |
| the start command | uvicorn, gunicorn, hypercorn, granian, fastapi-cli |
| `TestClient` in tests (a warning) | httpx, from Starlette 1.2 on httpx2 |

```python bad
# --- main.py
from fastapi import FastAPI, Form

app = FastAPI()


@app.post("/login")
def login(name: str = Form()) -> str:
    return name
# --- requirements.txt
fastapi==0.141.0
```

```python good
# --- main.py
from fastapi import FastAPI, Form

app = FastAPI()


@app.post("/login")
def login(name: str = Form()) -> str:
    return name
# --- requirements.txt
fastapi==0.141.0
python-multipart==0.0.20
```

A warning where another package brings it along. Extras are known (`fastapi[standard]`, `pydantic[email]`, `sqlalchemy[asyncio]`). To be
confirmed where requirements are computed, or are packages of whose own requirements nothing is known.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
