#include <algorithm>

#include "rules/delivery_report.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using deploy::ServedObject;
using deploy::StartCommand;
using Kind = ServedObject::Kind;

// The name of an application that the module has; empty if there is none.
std::string name_of_app(const DeliveryCheck& check, const ServedObject& served) {
  for (const app::AppRoutes& one : check.application().apps()) {
    const app::Router& router = *one.app;
    if (router.construction.file != served.file || !router.name) continue;
    return std::string(served.file->text(*router.name.node));
  }
  return {};
}

void report_module(DeliveryCheck& check, const StartCommand& command) {
  const ServedObject& served = command.served;
  Draft draft = report_setting(check, command, command.server.target,
                               "There is no module `{}` where {} runs the command",
                               {served.module, origin_of(command)});
  if (served.elsewhere.empty()) return;
  draft.fix(
      "`{}` is there: start the server from its folder (WORKDIR, `--app-dir`), or name the module "
      "as it is seen from where the command runs.",
      {served.elsewhere});
}

void report_attribute(DeliveryCheck& check, const StartCommand& command) {
  const ServedObject& served = command.served;
  Draft draft = report_setting(check, command, command.server.target, "The module `{}` has no `{}`",
                               {served.module, served.attribute});
  const std::string name = name_of_app(check, served);
  if (name.empty()) return;
  draft.fix("The application there is `{}:{}`.", {served.module, name});
}

// uvicorn calls what needs no arguments, with a warning; with arguments it cannot.
bool needs_arguments(const StartCommand& command) {
  const ServedObject& served = command.served;
  const semantic::Definition definition =
      served.file->project().definition(served.module + "." + served.attribute);
  const auto* function = syntax::as<FunctionDef>(definition.node);
  if (function == nullptr) return false;
  return std::any_of(function->args->all.begin(), function->args->all.end(), [](const Arg* arg) {
    const bool starred =
        arg->passing == Passing::VarPositional || arg->passing == Passing::VarKeyword;
    return arg->default_value == nullptr && !starred;
  });
}

void report_factory(DeliveryCheck& check, const StartCommand& command) {
  const ServedObject& served = command.served;
  if (served.is_call || command.server.factory || !needs_arguments(command)) return;
  report_setting(check, command, command.server.target,
                 "`{}:{}` is a function that wants arguments, not an application",
                 {served.module, served.attribute});
}

void check(DeliveryCheck& check) {
  for (const StartCommand* command : check.delivery().servers()) {
    switch (command->served.kind) {
      case Kind::NoModule: report_module(check, *command); break;
      case Kind::NoAttribute: report_attribute(check, *command); break;
      case Kind::Factory: report_factory(check, *command); break;
      default: break;
    }
  }
}

}  // namespace

extern constinit const Rule DEP009 = {
    .code = "DEP009",
    .name = "app-reference-invalid",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"https://www.uvicorn.org/settings/#application"},
    .risk = "The server ends with `Error loading ASGI app`: the deployment never becomes healthy.",
    .advice = "Name the module and the object as Python imports them: `app.main:app`.",
    .docs = R"md(
`module:object` of a start command must be importable where the command runs: in the folder of the Procfile, or in the
WORKDIR of the image with what the Dockerfile copies there.

```python bad
# --- Procfile
web: uvicorn main:api --host 0.0.0.0 --port $PORT
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

```python good
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

`--app-dir`, `--chdir` and `PYTHONPATH` of the image are followed. Silent where the project is installed as a package, where
it cannot be told what the image holds, and for names that a star import may bring. Functions without required parameters
are fine: uvicorn calls them.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
