#include <algorithm>

#include "rules/delivery_report.h"
#include "rules/rule.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Platform;
using deploy::Port;
using deploy::StartCommand;
using Origin = StartCommand::Origin;

constexpr int kCloudRunPort = 8080;
constexpr int kKoyebPort = 8000;

// Whether a deployment of the repository tells the platform this very port.
bool is_configured(const DeliveryCheck& check, int port) {
  const std::string number = std::to_string(port);
  for (const deploy::DeployStep& step : check.delivery().deploy_steps()) {
    for (const char* name : {"--port", "--ports", "port", "service-ports"}) {
      const auto* option = step.option(name);
      if (option == nullptr) continue;
      const std::string_view text = option->value.text;
      if (text.substr(0, text.find(':')) == number) return true;
    }
    const auto* flags = step.option("flags");
    if (flags != nullptr && flags->value.text.find("--port=" + number) != std::string::npos) {
      return true;
    }
  }
  return false;
}

// Whether the repository deploys to Cloud Run and nowhere else that takes a Procfile.
bool is_for_cloud_run_only(const deploy::Delivery& delivery) {
  return delivery.runs_on(Platform::CloudRun) && !delivery.runs_on(Platform::Koyeb) &&
         !delivery.runs_on(Platform::Other);
}

// Whether Cloud Run builds the Dockerfile that lies beside the Procfile, and never reads this.
bool is_passed_over(const deploy::Delivery& delivery, const StartCommand& command) {
  if (command.origin != Origin::Procfile || !is_for_cloud_run_only(delivery)) return false;
  const std::string_view folder = folder_of(command.file->path);
  const auto& images = delivery.manifests().dockerfiles;
  return std::any_of(images.begin(), images.end(), [&](const auto& one) {
    const std::string_view path = one.file->path;
    return folder_of(path) == folder && path.ends_with("Dockerfile");
  });
}

Severity severity_of(const DeliveryCheck& check, const StartCommand& command, int port) {
  const deploy::Delivery& delivery = check.delivery();
  if (command.origin == Origin::Procfile || command.origin == Origin::Koyeb) {
    const bool is_harmless = is_configured(check, port) || is_passed_over(delivery, command) ||
                             (port == kCloudRunPort && is_for_cloud_run_only(delivery));
    return is_harmless ? Severity::Warning : Severity::Critical;
  }
  const bool cloud_run = delivery.runs_on(Platform::CloudRun);
  const bool koyeb = delivery.runs_on(Platform::Koyeb);
  if (!cloud_run && !koyeb) return Severity::Suggestion;
  const bool expected = (cloud_run && port == kCloudRunPort) || (koyeb && port == kKoyebPort);
  return expected || is_configured(check, port) ? Severity::Warning : Severity::Critical;
}

// Whether pages tell to run it where `PORT` is set, and not to this port.
bool is_told_elsewhere(const deploy::Delivery& delivery, int port) {
  const std::string number = std::to_string(port);
  bool told = false;
  for (const deploy::TextFile* page : delivery.manifests().documents) {
    const std::string text = lower_case(page->text.view());
    const auto names = [&](std::string_view part) { return text.find(part) != text.npos; };
    const bool cloud_run = names("cloud run") || names("gcloud run");
    if (names("--port " + number) || names("--port=" + number)) return false;
    if (cloud_run && port == kCloudRunPort) return false;
    told = told || cloud_run || names("heroku") || names("railway.app") || names("koyeb");
  }
  return told;
}

// Of an image nobody may know where it runs; most places let its owner say the port.
bool is_of_interest(const deploy::Delivery& delivery, Severity severity, int port) {
  return severity != Severity::Suggestion || delivery.files().has_file("heroku.yml") ||
         is_told_elsewhere(delivery, port);
}

// `uvicorn main:app` -> `uvicorn main:app --port ${PORT:-8000}`; not in the exec form, where nobody
// puts the value in.
void offer_port(Draft& draft, const deploy::ServerCommand& server, std::string_view variable) {
  if (!server.words.front().expansions.empty() || server.reload) return;
  const bool exec = server.file()->slice(server.words.back().span).starts_with('"');
  if (!exec) add_option(draft, server, "--port", variable);
}

void report(DeliveryCheck& check, const StartCommand& command) {
  const Port& port = command.server.port;
  const bool given = static_cast<bool>(port.setting);
  Draft draft = report_setting(check, command, port.setting,
                               given ? "`{}` listens on port {}, whatever `PORT` says"
                                     : "`{}` listens on its default port {}, not on `PORT`",
                               {deploy::name_of(command.server.server), *port.number});
  const bool told = command.origin == Origin::Dockerfile && is_configured(check, *port.number);
  draft.severity(told ? Severity::Suggestion : severity_of(check, command, *port.number));
  if (told) {
    draft.risk(
        "The deployment tells the platform the same number: who changes one of the two places has "
        "to know of the other, or the deployment fails.");
  }
  if (is_passed_over(check.delivery(), command)) {
    draft.risk(
        "Cloud Run builds the Dockerfile beside it. What reads the Procfile tells the port in "
        "`PORT`, and a deployment there fails where it is another one.");
  }
  const bool in_shell = port.setting.is_expanded;
  const std::string variable = "${PORT:-" + std::to_string(*port.number) + "}";
  if (command.server.server == deploy::Server::Program) {
    draft.fix("Read it: `port=int(os.environ.get(\"PORT\", \"{}\"))`.", {*port.number});
    return;
  }
  if (given && port.setting.file->path.ends_with(".py")) {
    draft.fix("Read it: `bind = \"0.0.0.0:\" + os.environ.get(\"PORT\", \"{}\")`.", {*port.number});
    return;
  }
  if (command.server.server == deploy::Server::Gunicorn) {
    draft.fix("Take the platform's port, in a shell: `--bind 0.0.0.0:{}`.", {variable});
  } else if (in_shell && port.setting.file != nullptr && port.setting.file != command.file) {
    draft.fix("Take the platform's port in this script: `--port \"{}\"`.", {variable});
  } else if (command.origin == Origin::Procfile) {
    draft.fix("Take the platform's port: `--port {}`; the Procfile's command runs in a shell.",
              {variable});
  } else {
    draft.fix(
        "Take the platform's port: `--port {}` in a shell (`CMD exec uvicorn …`), or let `fastapi "
        "run` or gunicorn read `PORT` themselves.",
        {variable});
  }
  if (!in_shell) return;
  if (!given) {
    offer_port(draft, command.server, variable);
  } else if (port.setting.file->slice(port.setting.span) == std::to_string(*port.number)) {
    draft.edit(port.setting.span, variable);
  }
}

void check(DeliveryCheck& check) {
  for (const StartCommand* command : check.delivery().servers()) {
    const Port& port = command->server.port;
    const bool fixed = port.kind == Port::Kind::Literal || port.kind == Port::Kind::Default;
    if (!fixed || !port.number) continue;
    // Other processes of a Procfile get no requests.
    if (command->origin == Origin::Procfile && command->name != "web") continue;
    const Severity severity = severity_of(check, *command, *port.number);
    if (is_of_interest(check.delivery(), severity, *port.number)) report(check, *command);
  }
}

}  // namespace

extern constinit const Rule DEP010 = {
    .code = "DEP010",
    .name = "port-hardcoded",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"https://cloud.google.com/run/docs/container-contract#port",
                   "https://www.koyeb.com/docs/build-and-deploy/environment-variables"},
    .risk =
        "The platform tells the port in `PORT` and waits for an answer there; where it is another "
        "one the deployment fails.",
    .advice =
        "Take the platform's port: `--port ${PORT:-8000}` in a shell (`CMD exec uvicorn …`), or "
        "let "
        "`fastapi run` or gunicorn read `PORT` themselves.",
    .docs = R"md(
The command that production runs listens on a fixed port.

```python bad
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port 8000
```

```python good
# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
```

Critical in a Procfile and on platforms that the repository deploys to; a suggestion where the deployment of an image names the same port, a warning where that of a Procfile does
(`gcloud run deploy --port`, `koyeb --ports`), where Cloud Run builds the Dockerfile beside it, or it is the platform's default (8080 on Cloud Run, 8000 on Koyeb); a suggestion for
images where only a page names such a platform. Images of which nobody says where they run are left alone: compose and Kubernetes say
the port themselves. Fine: `fastapi run` and gunicorn without `--bind`, which read `PORT`, and
uvicorn.run() with a port from the environment.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
