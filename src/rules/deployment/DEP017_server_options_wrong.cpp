#include <algorithm>
#include <optional>

#include "app/settings/accepted_values.h"
#include "rules/delivery_report.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "text/numbers.h"

namespace fastidious::rules {
namespace {

using deploy::Server;
using deploy::StartCommand;

bool serves_asgi(std::string_view worker_class) {
  for (std::string_view part : {"uvicorn", "Uvicorn", "asgi", "hypercorn", "daphne", "$", "."}) {
    if (worker_class.find(part) != worker_class.npos) return true;
  }
  return false;
}

void check_gunicorn(DeliveryCheck& check, const StartCommand& command) {
  const deploy::ServerCommand& server = command.server;
  const bool ours = command.served.kind == deploy::ServedObject::Kind::Application;
  if (!ours || server.config) return;
  if (command.image != nullptr && command.image->environment().contains("GUNICORN_CMD_ARGS"))
    return;
  const std::string app = command.served.module + ":" + command.served.attribute;
  if (!server.worker_class) {
    Draft draft = report_server(
        check, command, "gunicorn serves `{}`, an ASGI application, by its WSGI workers", {app});
    add_option(draft, server, "--worker-class", "uvicorn_worker.UvicornWorker");
  } else if (!serves_asgi(server.worker_class.text)) {
    report_setting(check, command, server.worker_class,
                   "Workers of class `{}` cannot serve `{}`, an ASGI application",
                   {server.worker_class.text, app});
  }
}

bool has_workers(const deploy::ServerCommand& server) {
  return server.workers && whole_number(server.workers.text).value_or(0) > 1;
}

// uvicorn.run(app, workers=4): an object cannot be handed to other processes.
bool passes_object(const StartCommand& command) {
  return command.server.server == Server::Program && command.served.app != nullptr &&
         command.served.module.empty();
}

// Whether the command is what production runs: a platform's own, or that of an image where
// something says that images are what is deployed.
bool is_of_production(const DeliveryCheck& check, const StartCommand& command) {
  if (command.origin != StartCommand::Origin::Dockerfile) return true;
  const auto& platforms = check.delivery().platforms();
  return command.file->path.find("prod") != std::string::npos ||
         std::any_of(platforms.begin(), platforms.end(), [](const auto& one) {
           return one.platform != deploy::Platform::Docker &&
                  one.platform != deploy::Platform::Buildpack;
         });
}

void check_reload(DeliveryCheck& check, const StartCommand& command) {
  const deploy::ServerCommand& server = command.server;
  if (passes_object(command) && (has_workers(server) || server.reload)) {
    report_setting(check, command, server.workers,
                   "uvicorn.run() gets the application itself: with `{}` it ends at once",
                   {server.reload ? "reload" : "workers"})
        .risk("uvicorn says \"You must pass the application as an import string\" and exits.")
        .fix("Name it: `uvicorn.run(\"app.main:app\", …)`.");
  } else if (server.reload && command.origin != StartCommand::Origin::Compose) {
    const bool is_certain = is_of_production(check, command);
    report_server(check, command,
                  is_certain ? "`{}` runs with reload in production{}"
                             : "The image's command runs `{}` with reload{}",
                  {deploy::name_of(server.server),
                   has_workers(server) ? ", which makes it ignore its workers" : ""})
        .severity(Severity::Warning)
        .confidence(is_certain ? Confidence::High : Confidence::Medium)
        .risk(
            "One process watches all files and restarts the other whenever one changes; there is "
            "one "
            "worker only.")
        .fix(server.server == deploy::Server::Program
                 ? "Leave it to development: let `reload=` be false unless developers ask for it."
                 : "Leave `--reload` to development.");
  }
}

// `uvicorn.run(…, reload=True if config.env != "production" else False)`, where the variable can
// have no such value.
void check_switches(DeliveryCheck& check) {
  const app::Application& application = check.delivery().application();
  for (const semantic::CallSite& run : application.code().calls_of("uvicorn.run")) {
    if (run.file->file().role == project::Role::Test) continue;
    const Expr* reload = semantic::argument(*run.file, *run.call, -1, "reload");
    const auto* choice = as<IfExp>(reload);
    const Expr* test = choice != nullptr ? choice->test : reload;
    if (test == nullptr) continue;
    const auto settled =
        app::settled_test(application.code(), application.settings(), {run.file, test});
    if (!settled) continue;
    const Expr* taken = choice == nullptr ? nullptr
                        : settled->holds  ? choice->body
                                          : choice->orelse;
    const bool reloads =
        taken == nullptr ? settled->holds : app::evaluate(*run.file, taken).is_true();
    if (!reloads) continue;
    Draft draft = check.report(
        *run.file, test->span(),
        "uvicorn reloads in every environment: `{}` {}, for `{}` can have no such value",
        {run.file->text(*test), settled->holds ? "always holds" : "never holds",
         settled->values.variable});
    draft.severity(Severity::Warning)
        .risk(
            "One process watches all files and restarts the other whenever one changes; there is "
            "one worker only.")
        .fix("{}.", {app::advice_on(*settled)})
        .step(*settled->values.at.file, settled->values.at.expr->span(),
              "any other value ends in KeyError");
    const app::Placed given = app::set_by_function(application.code(), settled->values.variable);
    if (!given) continue;
    draft
        .fix(
            "Decide it by `{}`, and import what reads the settings only behind the line that sets "
            "`{}`: without a reloader this process serves, by settings that it read before.",
            {given.file->text(*given.expr), settled->values.variable})
        .step(*given.file, given.expr->span(), "`{}` is set here", {settled->values.variable});
  }
}

void check(DeliveryCheck& check) {
  check_switches(check);
  for (const StartCommand* command : check.delivery().servers()) {
    if (command->server.server == Server::Gunicorn) check_gunicorn(check, *command);
    check_reload(check, *command);
  }
}

}  // namespace

extern constinit const Rule DEP017 = {
    .code = "DEP017",
    .name = "server-options-wrong",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"https://www.uvicorn.org/deployment/#gunicorn",
                   "https://fastapi.tiangolo.com/deployment/server-workers/"},
    .risk =
        "Each request fails with `__call__() missing 1 required positional argument: 'send'`: WSGI "
        "workers call the application the wrong way.",
    .advice =
        "Add `--worker-class uvicorn_worker.UvicornWorker` (package uvicorn-worker), or run "
        "`uvicorn --workers 4`.",
    .docs = R"md(
gunicorn speaks WSGI unless its workers are uvicorn's.

```python bad
# --- Procfile
web: gunicorn main:app
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

```python good
# --- Procfile
web: gunicorn main:app --worker-class uvicorn_worker.UvicornWorker
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

Also: `uvicorn.run(app, workers=…)` and `reload=True` with an application object, at which uvicorn gives up; and, as a warning, reload in
the command that production runs, or where its condition holds in every environment, with medium confidence where that is an image's and nothing says that it is deployed. An image that holds
no sources and that a compose file gives them by a mount is a developer's. Silent where a configuration file (`-c`) or `GUNICORN_CMD_ARGS` may name the class.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
