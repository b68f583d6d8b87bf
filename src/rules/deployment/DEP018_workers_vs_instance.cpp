#include <charconv>
#include <string>

#include "rules/delivery_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::DeployStep;
using deploy::Platform;
using deploy::StartCommand;

// The number in front: 4 of "4", "2.5", "4Gi"; 0 if there is none.
int number_in(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Whether somebody has chosen an instance of several CPUs, or chooses it where we do not look.
bool may_be_big(const deploy::Delivery& delivery) {
  for (const DeployStep& step : delivery.deploy_steps()) {
    const DeployStep::Option* cpu = step.option("--cpu");
    const DeployStep::Option* type = step.option("--instance-type");
    if (type == nullptr) type = step.option("service-instance-type");
    if (cpu != nullptr && (!number_in(cpu->value.text) || number_in(cpu->value.text) > 1))
      return true;
    if (type != nullptr && type->value.text.find("nano") == std::string::npos &&
        type->value.text.find("micro") == std::string::npos && type->value.text != "free" &&
        type->value.text != "small") {
      return true;
    }
  }
  for (const auto& service : delivery.manifests().services) {
    const std::string_view text = service.file->text.view();
    if (text.find("cpu:") != text.npos) return true;
  }
  for (std::string_view path : delivery.files().all()) {
    if (path.ends_with(".tf")) return true;
  }
  return false;
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const bool run = delivery.runs_on(Platform::CloudRun);
  if (!run && !delivery.runs_on(Platform::Koyeb)) return;
  for (const StartCommand* command : delivery.servers()) {
    if (command->is_for_development || command->origin == StartCommand::Origin::Compose) continue;
    const int workers = number_in(command->server.workers.text);
    if (workers < 2 || may_be_big(delivery)) continue;
    report_setting(check, *command, command->server.workers,
                   "{} workers share the one CPU of an instance of {}",
                   {workers, deploy::name_of(run ? Platform::CloudRun : Platform::Koyeb)});
  }
}

}  // namespace

extern constinit const Rule DEP018 = {
    .code = "DEP018",
    .name = "workers-vs-instance",
    .family = Family::Deployment,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Everywhere,
    .references =
        {"https://fastapi.tiangolo.com/deployment/docker/#replication-number-of-processes",
         "https://cloud.google.com/run/docs/tips/python#optimize_gunicorn"},
    .risk =
        "Each worker has its own memory, pool of connections and start; the platform adds "
        "instances "
        "where more is needed, and the database sees workers times instances times the pool.",
    .advice = "One worker in a container, and as many instances as are needed.",
    .docs = R"md(
A server with several workers where the platform multiplies instances itself (Koyeb, Cloud Run), whose instances have one CPU unless more is
asked for.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8080", "--workers", "4"]
# --- deploy.sh
set -e
gcloud run deploy api --source . --project example
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8080"]
# --- deploy.sh
set -e
gcloud run deploy api --source . --project example
```

Silent where a deployment asks for more than one CPU, or says so where it is not read (Terraform), and in compose files.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
