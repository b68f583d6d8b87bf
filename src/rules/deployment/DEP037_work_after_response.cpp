#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "app/effects/serving_functions.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using deploy::DeployStep;
using deploy::Platform;
using semantic::CallSite;
using semantic::FileModel;

constexpr std::array<std::string_view, 4> kTasks = {
    "fastapi.BackgroundTasks.add_task", "fastapi.background.BackgroundTasks.add_task",
    "starlette.background.BackgroundTasks.add_task", "starlette.background.BackgroundTask"};
constexpr std::array<std::string_view, 3> kSpawned = {"asyncio.create_task",
                                                      "asyncio.ensure_future", "threading.Thread"};

bool says(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// Whether the CPU stays when the response is out.
bool keeps_cpu(const deploy::Delivery& delivery) {
  for (const DeployStep& step : delivery.deploy_steps()) {
    if (step.option("--no-cpu-throttling") != nullptr) return true;
    const DeployStep::Option* flags = step.option("flags");
    if (flags != nullptr && says(flags->value.text, "--no-cpu-throttling")) return true;
    for (const deploy::Argument& word : step.words) {
      if (word.text.starts_with("${") && says(word.text, "[@]")) return true;
    }
  }
  for (const auto& service : delivery.manifests().services) {
    if (says(service.file->text.view(), "run.googleapis.com/cpu-throttling: \"false\"") ||
        says(service.file->text.view(), "run.googleapis.com/cpu-throttling: 'false'")) {
      return true;
    }
  }
  const auto& files = delivery.files().all();
  return std::any_of(files.begin(), files.end(),
                     [](std::string_view path) { return path.ends_with(".tf"); });
}

// `create_task(…)` and `Thread(…).start()` as statements of their own: nobody waits for them.
bool is_left_alone(const FileModel& file, const Call& call) {
  const Node* at = file.parent(call);
  if (at != nullptr && at->is(Kind::Attribute)) at = file.parent(*at);  // .start
  if (at != nullptr && at->is(Kind::Call)) at = file.parent(*at);
  return at != nullptr && at->is(Kind::ExprStmt);
}

class Search {
 public:
  explicit Search(DeliveryCheck& check) : check_(check) {}

  void run(bool tasks_too) {
    if (tasks_too) {
      for (const CallSite& site : check_.model().calls_of_any(kTasks)) look_at_task(site);
    }
    for (const CallSite& site : check_.model().calls_of_any(kSpawned)) {
      if (!is_left_alone(*site.file, *site.call) || !runs(site)) continue;
      Draft draft = check_.report(
          *site.file, site.call->func->span(),
          "What `{}` starts goes on after the response, when Cloud Run gives it no CPU",
          {site.file->text(*site.call->func)});
      if (site.file->resolve(*site.call->func) == "threading.Thread") continue;
      draft.fix(
          "Hand it to Cloud Tasks or Pub/Sub; do it before the response only if it ends well "
          "within "
          "the request's timeout. For a service of Cloud Run `--no-cpu-throttling` lets it go on. "
          "A task that goes on so needs a reference that is kept: else it may be collected before "
          "it ends (ASY005).");
    }
  }

 private:
  bool runs(const CallSite& site) {
    if (site.file->file().role != project::Role::Application) return false;
    if (!serving_) serving_.emplace(check_.application());
    return serving_->runs_for_request(*site.file, *site.call);
  }

  void look_at_task(const CallSite& site) {
    const Expr* task = semantic::argument(*site.file, *site.call, 0, "func");
    if (task == nullptr || !runs(site)) return;
    check_.report(*site.file, site.call->func->span(),
                  "`{}` runs after the response, when Cloud Run gives it no CPU",
                  {site.file->text(*task)});
  }

  DeliveryCheck& check_;
  std::optional<app::ServingFunctions> serving_;
};

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  if (!delivery.has_application()) return;
  const bool run = delivery.runs_on(Platform::CloudRun);
  // Behind a2wsgi a function of Firebase ends when its background tasks have ended.
  const bool functions = !check.application().functions().empty();
  if ((!run && !functions) || keeps_cpu(delivery)) return;
  Search(check).run(run);
}

}  // namespace

extern constinit const Rule DEP037 = {
    .code = "DEP037",
    .name = "work-after-response",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://cloud.google.com/run/docs/configuring/billing-settings",
                   "https://cloud.google.com/functions/docs/bestpractices/tips#do_not_start_"
                   "background_activities"},
    .risk =
        "With billing by request the CPU is taken away when the response is out: the work stands "
        "still, is done during somebody else's request, or is lost with the instance.",
    .advice =
        "Hand it to Cloud Tasks or Pub/Sub; do it before the response only if it ends well within "
        "the request's timeout. For a service of Cloud Run `--no-cpu-throttling` lets it go on.",
    .docs = R"md(
Background tasks, `asyncio.create_task` and threads that requests start, and that nobody waits for, where the application runs on Cloud Run or
in functions of Firebase and CPU is given during requests only, which is the default.

```python bad
# --- deploy.sh
set -e
gcloud run deploy api --source . --project example
# --- main.py
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


@app.post("/orders")
def order(tasks: BackgroundTasks) -> None:
    tasks.add_task(print, "sent")
```

```python good
# --- deploy.sh
set -e
gcloud run deploy api --source . --project example --no-cpu-throttling
# --- main.py
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


@app.post("/orders")
def order(tasks: BackgroundTasks) -> None:
    tasks.add_task(print, "sent")
```

Silent with `--no-cpu-throttling` and with Terraform, which may say so; and about `BackgroundTasks` where the application runs in functions
only: bridges to WSGI wait for them.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
