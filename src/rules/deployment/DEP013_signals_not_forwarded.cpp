#include "rules/delivery_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::StartCommand;

void check(DeliveryCheck& check) {
  for (const StartCommand* command : check.delivery().servers()) {
    if (!command->shell_stays || command->origin != StartCommand::Origin::Dockerfile) continue;
    const deploy::Setting& place = command->not_replaced;
    Draft draft = check.report(
        *place.file, place.span,
        command->is_below_init
            ? "`{}` runs below a shell, to which init hands SIGTERM: it ends and tells nobody"
            : "`{}` runs below a shell, which is process 1 of the container and keeps SIGTERM to "
              "itself",
        {deploy::name_of(command->server.server)});
    draft.edit({place.span.begin, place.span.begin}, "exec ");
    if (place.file != command->file)
      draft.step(*command->file, command->span, "It is started here");
  }
}

}  // namespace

extern constinit const Rule DEP013 = {
    .code = "DEP013",
    .name = "signals-not-forwarded",
    .family = Family::Deployment,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .where = Where::ApplicationScripts,
    .references = {"https://fastapi.tiangolo.com/deployment/docker/#use-cmd-exec-form",
                   "https://docs.docker.com/reference/dockerfile/#shell-form-entrypoint-example"},
    .risk =
        "At each deployment the server learns nothing of its end and is killed: requests are cut "
        "off, and what stands behind the `yield` of the lifespan never runs.",
    .advice = "Let the server replace the shell: put `exec` in front of the command.",
    .docs = R"md(
The platform sends SIGTERM to process 1 of the container. `CMD uvicorn …` and scripts make that a shell, which waits for its
child and passes nothing on.

```python bad
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
```

```python good
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD exec uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
```

Followed into scripts that CMD and ENTRYPOINT run. Fine: the exec form, `exec "$@"` at the end of an entrypoint script, tini and
dumb-init, and `SHELL ["/bin/bash", "-c"]`, for bash becomes the last command itself, as Alpine's `sh` does (BusyBox); that of Debian
(dash 0.5.12) does not.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
