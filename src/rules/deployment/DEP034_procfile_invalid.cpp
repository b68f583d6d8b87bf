#include <algorithm>

#include "rules/delivery_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::Procfile;
using deploy::Read;

void check_lines(DeliveryCheck& check, const Read<Procfile>& procfile) {
  for (const Span line : procfile.content.malformed) {
    check.report(*procfile.file, line, "This line is no process: `name: command` is expected");
  }
  const std::size_t at = procfile.file->text.view().find('\r');
  if (at == std::string_view::npos) return;
  const auto begin = static_cast<Offset>(at);
  check
      .report(*procfile.file, Span{begin, begin + 1},
              "The Procfile has Windows line ends: the carriage return becomes part of the command")
      .confidence(Confidence::Medium)
      .fix("Save it with `\\n` alone.");
}

void check_web(DeliveryCheck& check, const Read<Procfile>& procfile) {
  const auto& processes = procfile.content.processes;
  if (processes.empty() || procfile.content.find("web") != nullptr) return;
  const deploy::Process* almost = nullptr;
  for (const deploy::StartCommand& command : check.delivery().start_commands()) {
    if (command.file != procfile.file || command.server.server == deploy::Server::None) continue;
    if (command.server.server != deploy::Server::Program || command.served.app != nullptr) {
      almost = procfile.content.find(command.name);
      break;
    }
  }
  if (almost == nullptr) return;  // a service of workers
  check
      .report(*procfile.file, almost->name_span,
              "The process is called `{}`: only `web` gets requests", {almost->name})
      .edit(almost->name_span, "web");
}

// Procfile.txt, procfile: found by nobody.
void check_names(DeliveryCheck& check) {
  if (!check.delivery().manifests().procfiles.empty()) return;
  const app::AppRoutes* main = check.application().main_app();
  if (main == nullptr) return;
  for (std::string_view path : {"procfile", "Procfile.txt", "ProcFile", "PROCFILE"}) {
    if (!check.delivery().files().has_file(path)) continue;
    check.report(*main->app, "`{}` is no Procfile: the name has a capital P and no ending", {path});
  }
}

void check(DeliveryCheck& check) {
  for (const Read<Procfile>& procfile : check.delivery().manifests().procfiles) {
    check_lines(check, procfile);
    check_web(check, procfile);
  }
  check_names(check);
}

}  // namespace

extern constinit const Rule DEP034 = {
    .code = "DEP034",
    .name = "procfile-invalid",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://devcenter.heroku.com/articles/procfile#procfile-naming-and-location",
                   "https://www.koyeb.com/docs/build-and-deploy/build-from-git"},
    .risk = "The platform finds no start command for the web process, or a broken one.",
    .advice =
        "One process a line, the web server's called `web`: `web: uvicorn app.main:app --host "
        "0.0.0.0 --port ${PORT:-8000}`.",
    .docs = R"md(
Lines that are no `name: command`, a web server whose process is not called `web`, Windows line ends, and files called
`procfile` or `Procfile.txt`.

```python bad
# --- Procfile
server: uvicorn main:app --host 0.0.0.0 --port $PORT
```

```python good
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
worker: celery -A worker worker
```

A Procfile of workers only is fine.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
