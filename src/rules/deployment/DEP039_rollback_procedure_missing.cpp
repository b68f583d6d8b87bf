#include <array>
#include <string>

#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::DeployStep;

// Words and commands by which a release is taken back.
constexpr std::array<std::string_view, 14> kPrimitives = {
    "rollback",           "roll back",          "rolled back",          "rolling back",
    "roll-back",          "update-traffic",     "hosting:rollback",     "--skip-build",
    "to-revisions",       "redeploy the",       "the previous version", "the previous revision",
    "a previous version", "a previous revision"};

bool speaks_of_it(const deploy::TextFile& file) {
  const std::string text = lower_case(file.text.view());
  for (std::string_view primitive : kPrimitives) {
    // Transactions are rolled back, too.
    for (std::size_t at = text.find(primitive); at != text.npos;
         at = text.find(primitive, at + 1)) {
      const std::string_view before = std::string_view(text).substr(at < 10 ? 0 : at - 10, 10);
      if (before.find("session.") == before.npos && before.find("db.") == before.npos) return true;
    }
  }
  return false;
}

bool is_documented(const deploy::Manifests& manifests) {
  const auto any = [](const auto& files) {
    for (const auto* file : files) {
      if (speaks_of_it(*file)) return true;
    }
    return false;
  };
  if (any(manifests.documents) || any(manifests.makefiles)) return true;
  for (const auto& one : manifests.scripts) {
    if (speaks_of_it(*one.file)) return true;
  }
  for (const auto& one : manifests.workflows) {
    if (speaks_of_it(*one.file)) return true;
  }
  // DeploymentCircuitBreaker: {Enable: true, Rollback: true}
  return any(manifests.stacks);
}

// Helm takes back an upgrade that fails by itself.
bool is_taken_back(const DeployStep& step) {
  return step.option("--atomic") != nullptr || step.option("--rollback-on-failure") != nullptr;
}

// How those who deploy here take a release back.
std::string ways_back(const deploy::Delivery& delivery) {
  using Tool = DeployStep::Tool;
  bool run = false, koyeb = false, firebase = false;
  for (const DeployStep& step : delivery.deploy_steps()) {
    run = run || step.tool == Tool::GcloudRun || step.tool == Tool::CloudRunAction;
    koyeb = koyeb || step.tool == Tool::KoyebCli || step.tool == Tool::KoyebAction;
    firebase = firebase || step.tool == Tool::Firebase || step.tool == Tool::FirebaseAction;
  }
  std::string ways;
  if (run) {
    ways += " Cloud Run: `gcloud run services update-traffic SERVICE --to-revisions=REVISION=100`.";
  }
  if (koyeb) ways += " Koyeb: `koyeb services update APP/SERVICE --git-sha SHA`.";
  if (firebase) ways += " Firebase: check out the commit that was deployed before and deploy it.";
  return ways;
}

// Whether the job or the file is for an environment in which nobody is under load, by its name.
bool is_for_trial(const DeployStep& step) {
  const std::string name = lower_case(deploy::name_of(step.file->path)) + " " +
                           lower_case(step.job != nullptr ? std::string_view(step.job->id) : "");
  const bool is_real = name.find("prod") != name.npos || name.find("live") != name.npos;
  return !is_real && contains_any(name, {"staging", "stage", "dev", "preview", "review", "test"});
}

void check(DeliveryCheck& check) {
  const DeployStep* first = nullptr;
  bool is_trial = true;
  for (const DeployStep& step : check.delivery().deploy_steps()) {
    // What a script does with kubectl or helm may be a trial of somebody's.
    if (step.tool == DeployStep::Tool::Other && step.job == nullptr) continue;
    if (is_taken_back(step)) return;
    is_trial = is_trial && is_for_trial(step);
    const bool is_better =
        first != nullptr && ((step.script != nullptr && first->script == nullptr) ||
                             (first->is_of_one_commit() && !step.is_of_one_commit()));
    if (first == nullptr || is_better) first = &step;
  }
  if (first == nullptr || !check.delivery().has_application()) return;
  if (is_documented(check.delivery().manifests())) return;
  Draft draft = check.report(*first->file, first->span,
                             "Nothing in scripts, workflows or pages says how a release is taken "
                             "back");
  if (is_trial) {
    draft.severity(Severity::Suggestion)
        .risk(
            "What is deployed here is a trial; production, whose deployment is not here, has to "
            "know the way back as well.");
  }
  const std::string ways = ways_back(check.delivery());
  if (first->tool == DeployStep::Tool::Other || ways.empty()) {
    const bool migrates = !check.delivery().files().ending_with("alembic.ini").empty();
    draft.fix("Write it down and try it once: how the commit before is deployed again{}.",
              {migrates ? ", and what becomes of the migrations that came with the new one" : ""});
  } else {
    draft.fix("Write it down and try it once.{}", {ways});
  }
}

}  // namespace

extern constinit const Rule DEP039 = {
    .code = "DEP039",
    .name = "rollback-procedure-missing",
    .family = Family::Deployment,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://cloud.google.com/run/docs/rollouts-rollbacks-traffic-migration"},
    .risk = "Whoever is on duty finds out in the middle of the night, under load.",
    .advice =
        "Write it down and try it once. Cloud Run: `gcloud run services update-traffic SERVICE "
        "--to-revisions=REVISION=100`. Koyeb: `koyeb services update APP/SERVICE --git-sha SHA`. "
        "Firebase: check out the commit that was deployed before and deploy it.",
    .docs = R"md(
The repository deploys, by a script or workflow, and nothing in it speaks of a rollback: no `update-traffic`, no script, no section of the
README or of a page about deploying, no stack that goes back by itself, no `helm upgrade --atomic`. One finding, at the first deployment.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- deploy.sh
gcloud run deploy api --image "$IMAGE" --project example
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- deploy.sh
gcloud run deploy api --image "$IMAGE" --project example
# --- README.md
## Rollback

    gcloud run services update-traffic api --to-revisions=REVISION=100
```

Medium confidence, for it may be written down elsewhere. A suggestion where every deployment is for staging, development or previews by
the name of its file or job.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
