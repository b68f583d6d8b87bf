#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "deploy/built_image.h"
#include "rules/delivery_report.h"
#include "rules/rule.h"
#include "text/numbers.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using deploy::DeployStep;
using deploy::Document;
using deploy::Node;
using deploy::Read;
using Tool = DeployStep::Tool;

// An option, the other name it goes by, whether it is reported when it alone is missing, and a
// value to begin with.
struct Flag {
  std::string_view name;
  std::string_view other;
  bool matters;
  std::string_view value;
};
constexpr std::array kFlags = {
    Flag{"--region", "region", false, "europe-west1"},
    Flag{"--service-account", "service_account", true, "api@…"},
    Flag{"--max-instances", "--max", true, "10"},
    Flag{"--memory", "memory", false, "512Mi"},
    Flag{"--timeout", "timeout", false, "60"},
    Flag{"--concurrency", "concurrency", false, "80"},
};
// Packages by which an application holds connections to a database.
constexpr std::array<std::string_view, 14> kDatabases = {
    "sqlalchemy",  "sqlmodel",  "psycopg", "psycopg2",    "psycopg2-binary",
    "asyncpg",     "databases", "pymysql", "aiomysql",    "asyncmy",
    "mysqlclient", "pymongo",   "motor",   "tortoise-orm"};

bool has_database(const DeliveryCheck& check) {
  const std::string_view path = deployed_path(check.delivery());
  const auto& packages = check.model().dependencies();
  return std::any_of(kDatabases.begin(), kDatabases.end(),
                     [&](std::string_view one) { return packages.find(one, path) != nullptr; });
}

std::string list_of(const std::vector<std::string_view>& missing) {
  std::string text;
  for (std::string_view one : missing)
    text += (text.empty() ? "`" : ", `") + std::string(one) + "`";
  return text;
}

// Whether the step says it: as an option, or among the `flags` of the action.
bool says(const DeployStep& step, const Flag& flag) {
  if (step.option(flag.name) != nullptr || step.option(flag.other) != nullptr) return true;
  const DeployStep::Option* flags = step.option("flags");
  return flags != nullptr && (flags->value.text.find(flag.name) != std::string::npos ||
                              (flag.other.starts_with("--") &&
                               flags->value.text.find(flag.other) != std::string::npos));
}

// Words that may hold anything: "${FLAGS[@]}", a file of the service, `replace`.
bool is_open(const DeployStep& step) {
  if (step.option("metadata") != nullptr || step.option("--flags-file") != nullptr) return true;
  if (const DeployStep::Option* flags = step.option("flags")) {
    if (flags->value.text.find("${{") != std::string::npos) return true;
  }
  for (std::size_t i = 0; i < step.words.size(); ++i) {
    const deploy::Argument& word = step.words[i];
    const bool is_value = i > 0 && step.words[i - 1].text.starts_with("--") &&
                          step.words[i - 1].text.find('=') == std::string::npos;
    if (word.text == "replace") return true;
    const bool whole = !word.expansions.empty() && word.text.starts_with('$');
    if (whole && !is_value && (i < 2 || step.words[i - 1].text != "deploy")) return true;
  }
  return false;
}

// `gcloud config set run/region`, or a variable that gcloud reads.
bool region_is_configured(const DeployStep& step) {
  const std::string_view text = step.file->text.view();
  return text.find("run/region") != text.npos || text.find("CLOUDSDK_RUN_REGION") != text.npos;
}

bool has_terraform(const deploy::Delivery& delivery) {
  const auto& all = delivery.files().all();
  return std::any_of(all.begin(), all.end(), [](std::string_view path) {
    return path.ends_with(".tf") || path.ends_with("Pulumi.yaml");
  });
}

// "--memory=512Mi --timeout=60": those of `missing`, with values to begin with.
std::string flags_for(const std::vector<std::string_view>& missing, char between) {
  std::string text;
  for (const Flag& flag : kFlags) {
    if (std::find(missing.begin(), missing.end(), flag.name) == missing.end()) continue;
    text += (text.empty() ? "" : " ") + std::string(flag.name) + between + std::string(flag.value);
  }
  return text;
}

// Releases before v0.5.0 have no input `flags` and pass over it.
bool ignores_flags(const DeployStep& step) {
  constexpr int kFirst = 5;
  const std::string_view version = step.step->version();
  if (!version.starts_with("v0.")) return false;
  return leading_number(version.substr(3)).value_or(kFirst) < kFirst;
}

// How many requests an instance takes is bounded by its connections, which only the team knows; the
// flag is taken from `missing` then.
std::string leave_concurrency(const DeliveryCheck& check, std::vector<std::string_view>& missing) {
  if (!has_database(check) || std::erase(missing, "--concurrency") == 0) return {};
  return " Choose `--concurrency` by the connections to the database that one instance may hold.";
}

void fix_action(const DeliveryCheck& check, Draft& draft, const DeployStep& step,
                std::vector<std::string_view> missing) {
  const bool no_region = std::erase(missing, "--region") > 0;
  const std::string region = no_region ? "`region: europe-west1` and " : "";
  const std::string more = leave_concurrency(check, missing);
  const std::string flags = flags_for(missing, '=');
  if (ignores_flags(step)) {
    draft.fix(
        "`flags:` came with v0.5.0 of the action, and {} passes over it: move to `@v2`, and say "
        "{}`flags: {}`.{}",
        {step.step->version(), region, flags, more});
  } else {
    draft.fix("Say them to the action: {}`flags: {}`.{}", {region, flags, more});
  }
}

// Of what is missing: a bound that is said is not doubted.
std::string risk_of(const DeliveryCheck& check, const std::vector<std::string_view>& missing) {
  const bool account = is_one_of("--service-account", missing);
  std::string risk = "What is not said is the platform's default: ";
  if (account) risk += "the account of the project, which mostly may change everything";
  if (!is_one_of("--max-instances", missing)) return risk + ".";
  if (account) risk += ", and ";
  return risk + (has_database(check)
                     ? "up to a hundred instances, each with its connections to the database."
                     : "up to a hundred instances, each of which is paid for.");
}

void check_flags(DeliveryCheck& check, const DeployStep& step) {
  std::vector<std::string_view> missing;
  bool matters = false;
  for (const Flag& flag : kFlags) {
    if (says(step, flag) || (flag.name == "--region" && region_is_configured(step))) continue;
    missing.push_back(flag.name);
    matters = matters || flag.matters;
  }
  if (!matters) return;
  Draft draft =
      check.report(*step.file, step.span, "The service is deployed with no {}", {list_of(missing)});
  draft.risk(risk_of(check, missing));
  if (step.tool == Tool::CloudRunAction) return fix_action(check, draft, step, missing);
  const std::string more = leave_concurrency(check, missing);
  draft.fix("Say them: `{}`.{}", {flags_for(missing, ' '), more});
}

// ---- who may call it ----------------------------------------------------------------------------

bool changes_something(const Endpoint& endpoint) {
  return std::any_of(endpoint.methods.begin(), endpoint.methods.end(), [](const std::string& one) {
    return one == "POST" || one == "PUT" || one == "PATCH" || one == "DELETE";
  });
}

// The first endpoint of the application, or of any if it is null, that changes something and asks
// nobody who he is, where none asks; null if some do, or none changes anything.
const Endpoint* open_endpoint(const DeliveryCheck& check, const app::AppRoutes* app) {
  const Endpoint* open = nullptr;
  for (const Endpoint& one : check.application().endpoints().all()) {
    using Status = app::Authentication::Status;
    if (one.app == nullptr || one.authentication.status == Status::Public) continue;
    if (app != nullptr && one.app != app) continue;
    if (one.authentication.status != Status::None) return nullptr;
    if (open == nullptr && changes_something(one)) open = &one;
  }
  return open;
}

void check_public(DeliveryCheck& check, const DeployStep& step) {
  const DeployStep::Option* option = step.option("--allow-unauthenticated");
  if (option == nullptr) return;
  // Of several applications the one that the step's image starts, where that can be told.
  const app::AppRoutes* app = deploy::deployed_app(check.delivery(), step);
  if (app == nullptr && check.application().served_apps().size() > 1) return;
  const Endpoint* endpoint = open_endpoint(check, app);
  if (endpoint == nullptr || !endpoint->handler) return;
  const auto& function = *endpoint->handler.node->as<FunctionDef>();
  check
      .report(*step.file, option->value.span,
              "Everybody may call the service, and no route asks who it is: `{}` for everybody",
              {endpoint->label()})
      .severity(Severity::Critical)
      .confidence(Confidence::Medium)
      .risk("Anybody who finds the address changes data.")
      .fix("Guard the routes, or deploy with `--no-allow-unauthenticated`.")
      .step(*endpoint->handler.file, function.name_span, "For example here");
}

void check_service(DeliveryCheck& check, const Read<Document>& service) {
  for (const Node* root : service.content.roots()) {
    const Node* spec = root->find("spec");
    const Node* place = spec != nullptr ? spec->key_of("template") : nullptr;
    if (place == nullptr || root->text_of("kind") != "Service") continue;
    const Node* annotations = root->find({"spec", "template", "metadata", "annotations"});
    const Node* account = root->find({"spec", "template", "spec", "serviceAccountName"});
    std::vector<std::string_view> missing;
    if (annotations == nullptr ||
        annotations->find("autoscaling.knative.dev/maxScale") == nullptr) {
      missing.push_back("maxScale");
    }
    if (account == nullptr) missing.push_back("serviceAccountName");
    if (missing.empty()) continue;
    check.report(*service.file, place->span, "The service has no {}", {list_of(missing)})
        .fix(
            "Say them: the annotation `autoscaling.knative.dev/maxScale: \"10\"` of the template, "
            "and `serviceAccountName: api@…` in its spec.");
  }
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  if (!delivery.has_application()) return;
  const bool elsewhere = has_terraform(delivery);
  for (const DeployStep& step : delivery.deploy_steps()) {
    if (step.tool != Tool::GcloudRun && step.tool != Tool::CloudRunAction) continue;
    if (!elsewhere && !is_open(step)) check_flags(check, step);
    check_public(check, step);
  }
  for (const Read<Document>& service : delivery.manifests().services) check_service(check, service);
}

}  // namespace

extern constinit const Rule DEP036 = {
    .code = "DEP036",
    .name = "cloud-run-flags",
    .family = Family::Deployment,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://cloud.google.com/sdk/gcloud/reference/run/deploy",
                   "https://cloud.google.com/run/docs/securing/service-identity",
                   "OWASP API4:2023"},
    .risk =
        "What is not said is the platform's default: the account of the project, which mostly may "
        "change everything, and up to a hundred instances, each with its connections to the "
        "database.",
    .advice =
        "Say them: `--region europe-west1 --service-account api@… --max-instances 10 --memory "
        "512Mi --timeout 60`, and a `--concurrency` that an instance's connections to the "
        "database are enough for.",
    .docs = R"md(
Deployments to Cloud Run, by `gcloud run deploy`, its action or a service's manifest, that do not say the account they run as or how many
instances there may be; what else is left to defaults is named too. And `--allow-unauthenticated` for an application in which no
route asks for credentials and some change data, for which review is requested.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- deploy.sh
set -e
gcloud run deploy api --image "$IMAGE" --project example
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- deploy.sh
set -e
gcloud run deploy api --image "$IMAGE" --project example --region europe-west1 --service-account "$ACCOUNT" --max-instances 10
```

Of several applications, the one is judged that starts in the image which the same script or workflow builds. Silent where that cannot be
told, where flags come from a variable or a file, and where Terraform or Pulumi is in the repository.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
