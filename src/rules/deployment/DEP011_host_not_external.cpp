#include "rules/delivery_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::Host;
using deploy::StartCommand;

void check(DeliveryCheck& check) {
  for (const StartCommand* command : check.delivery().servers()) {
    const Host& host = command->server.host;
    if (host.kind != Host::Kind::Local) continue;
    if (command->origin == StartCommand::Origin::Procfile && command->name != "web") continue;
    const std::string_view server = deploy::name_of(command->server.server);
    Draft draft = report_setting(
        check, *command, host.setting,
        host.setting ? "`{}` listens on {} only, which nothing outside of the container reaches"
                     : "`{}` listens on {} only, its default, which nothing outside of the "
                       "container reaches",
        {server, host.text});
    if (command->server.server == deploy::Server::Program) {
      draft.fix("Say `uvicorn.run(…, host=\"0.0.0.0\")`.");
    } else if (host.setting && host.setting.file->path.ends_with(".py")) {
      draft.fix(
          "Bind all addresses: `bind = \"0.0.0.0:8000\"`, with the port that you have there.");
    } else if (!host.setting && command->server.server == deploy::Server::Uvicorn) {
      add_option(draft, command->server, "--host", "0.0.0.0");
    } else if (host.setting && host.setting.file->slice(host.setting.span) == host.text) {
      draft.edit(host.setting.span, "0.0.0.0");
    }
  }
}

}  // namespace

extern constinit const Rule DEP011 = {
    .code = "DEP011",
    .name = "host-not-external",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"https://cloud.google.com/run/docs/container-contract#port",
                   "https://www.uvicorn.org/settings/#socket-binding"},
    .risk =
        "Inside a container 127.0.0.1 is the container itself: probes and requests are refused, "
        "and "
        "the deployment never becomes healthy.",
    .advice = "Bind all addresses: `--host 0.0.0.0`. The container's network is the boundary.",
    .docs = R"md(
The command that production runs listens on the loopback address, which is uvicorn's and hypercorn's default.

```python bad
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--port", "8000"]
```

```python good
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
```

This is the opposite of what rules against `0.0.0.0` (bandit's B104) say, and is meant so: a container has to. Fine as they
are: `fastapi run`, gunicorn without `--bind` (it listens on `0.0.0.0:$PORT`), `UVICORN_HOST` in the image.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
