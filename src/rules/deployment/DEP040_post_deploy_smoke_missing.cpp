#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rules/asked_path.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Command;
using deploy::DeployStep;

bool asks(const Command& command) {
  const std::string text = deploy::joined(command.words);
  for (std::string_view part :
       {"curl", "wget", "httpie", "xh ", "smoke", "healthcheck", "health_check", "wait-on",
        "schemathesis", "newman", "k6 run", "playwright"}) {
    if (text.find(part) != text.npos) return true;
  }
  return false;
}

bool any_asks(const std::vector<Command>& commands, Offset after) {
  return std::any_of(commands.begin(), commands.end(),
                     [&](const Command& one) { return one.span.begin >= after && asks(one); });
}

bool is_followed_in_script(const DeployStep& step) {
  return any_asks(step.script->content.commands, step.span.end);
}

bool job_asks(const deploy::WorkflowJob& job, const deploy::WorkflowStep* after) {
  bool behind = after == nullptr;
  for (const deploy::WorkflowStep& step : job.steps) {
    if (behind && any_asks(step.script.commands, 0)) return true;
    if (behind && step.uses.find("health") != step.uses.npos) return true;
    if (&step != after) continue;
    behind = true;
    // Behind the deployment in the same script.
    if (any_asks(step.script.commands, 0)) return true;
  }
  return false;
}

bool is_followed_in_workflow(const DeployStep& step) {
  if (job_asks(*step.job, step.step)) return true;
  const auto& jobs = step.workflow->jobs;
  return std::any_of(jobs.begin(), jobs.end(), [&](const deploy::WorkflowJob& job) {
    const bool later = step.workflow->waits_for(job, *step.job);
    return later && (!job.uses.empty() || job_asks(job, nullptr));
  });
}

// A preview of a pull request, which no user calls.
bool is_preview(const DeployStep& step) {
  std::string names = lower_case(deploy::name_of(step.file->path));
  if (step.job != nullptr) {
    names.append(lower_case(step.job->id)).append(lower_case(step.job->name));
  }
  return names.find("preview") != names.npos;
}

// A job that builds with npm and speaks of no Python deploys a service of another language.
bool is_of_node(const DeployStep& step) {
  if (step.job == nullptr) return false;
  bool node = false;
  for (const deploy::WorkflowStep& one : step.job->steps) {
    if (one.action() == "actions/setup-python") return false;
    node = node || one.action() == "actions/setup-node";
    for (const Command& command : one.script.commands) {
      const std::string text = deploy::joined(command.words);
      if (has_word(text, "python") || has_word(text, "pip") || has_word(text, "uv")) return false;
      node = node || text.starts_with("npm ") || text.starts_with("yarn ");
    }
  }
  return node;
}

// Koyeb's checks, and Cloud Run's startup probe, hold a bad revision back.
bool is_checked_by_platform(const DeliveryCheck& check, const DeployStep& step) {
  if (step.option("--checks") != nullptr || step.option("service-checks") != nullptr ||
      step.option("--startup-probe") != nullptr) {
    return true;
  }
  for (const deploy::Probe& probe : check.delivery().probes()) {
    if (probe.origin == deploy::Probe::Origin::CloudRun) return true;
  }
  return false;
}

// Of each script or job the deployment to ask behind: the first, but for those of one commit.
std::vector<const DeployStep*> deployments(const deploy::Delivery& delivery) {
  std::vector<const DeployStep*> chosen;
  std::map<const void*, std::size_t> place;  // in `chosen`; looked up only
  for (const DeployStep& step : delivery.deploy_steps()) {
    const bool other = step.tool == DeployStep::Tool::Other;
    const bool hosting = step.tool == DeployStep::Tool::FirebaseAction && step.step != nullptr &&
                         step.step->action() == "FirebaseExtended/action-hosting-deploy";
    if (other || hosting || (step.script == nullptr && step.job == nullptr)) continue;
    const void* path = step.script != nullptr ? static_cast<const void*>(step.script) : step.job;
    const auto [at, is_new] = place.emplace(path, chosen.size());
    if (is_new) {
      chosen.push_back(&step);
    } else if (chosen[at->second]->is_of_one_commit() && !step.is_of_one_commit()) {
      chosen[at->second] = &step;
    }
  }
  return chosen;
}

// What a service of Cloud Run that is not public wants to see; empty for others.
std::string_view identity_for(const DeployStep& step) {
  using Tool = DeployStep::Tool;
  if (step.tool != Tool::GcloudRun && step.tool != Tool::CloudRunAction) return {};
  const DeployStep::Option* flags = step.option("flags");
  const bool is_public =
      step.option("--allow-unauthenticated") != nullptr ||
      (flags != nullptr && contains_any(flags->value.text, {"--allow-unauthenticated"}));
  if (is_public) return {};
  return step.job != nullptr ? "-H \"Authorization: Bearer $(gcloud auth print-identity-token "
                               "--audiences=$URL)\" "
                             : "-H \"Authorization: Bearer $(gcloud auth print-identity-token)\" ";
}

// Where the service answers, as the workflow may write it.
std::string address_of(const DeployStep& step) {
  const bool is_told = step.tool == DeployStep::Tool::CloudRunAction && step.step != nullptr;
  if (!is_told || step.step->id.empty()) return "the service's address";
  return "`${{ steps." + std::string(step.step->id) + ".outputs.url }}`";
}

void fix(const DeliveryCheck& check, const DeployStep& step, Draft& draft) {
  if (step.tool == DeployStep::Tool::KoyebAction) {
    draft.risk(
        "Without checks Koyeb waits for the open port only: a release that answers 500 to "
        "everything counts as a success until a user calls.");
  }
  const std::string asked = path_that_tells_most(check.application());
  if (asked.empty()) return;
  const std::string_view identity = identity_for(step);
  draft.fix("Ask it behind the deployment{}: `curl -fsS --retry 5 {}\"$URL{}\"`, with {} in `URL`.",
            {identity.empty() ? "" : ", with a token unless it is public", identity, asked,
             address_of(step)});
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  for (const DeployStep* step : deployments(check.delivery())) {
    if (is_checked_by_platform(check, *step) || is_preview(*step) || is_of_node(*step)) continue;
    const bool followed =
        step->script != nullptr ? is_followed_in_script(*step) : is_followed_in_workflow(*step);
    if (followed) continue;
    Draft draft = check.report(*step->file, step->span,
                               "Nothing asks the service after its deployment whether it works");
    fix(check, *step, draft);
  }
}

}  // namespace

extern constinit const Rule DEP040 = {
    .code = "DEP040",
    .name = "post-deploy-smoke-missing",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://cloud.google.com/run/docs/configuring/healthchecks"},
    .risk = "A release that answers 500 to everything counts as a success until a user calls.",
    .advice =
        "Add a route that says how it is, and ask for it behind the deployment: `curl -fsS --retry "
        "5 "
        "\"$URL/health\"`.",
    .docs = R"md(
A script or job that deploys to Koyeb, Cloud Run or Firebase, and no command behind it that calls what was deployed (curl, wget, a smoke
test), there or in a job that waits for it.

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
curl -fsS --retry 5 "$URL/health"
```

Of several deployments in one job the finding stands at the one whose service has a fixed name. Silent where the platform is told to probe before it sends traffic: `koyeb --checks`, a startup probe.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
