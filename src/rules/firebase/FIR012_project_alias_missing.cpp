#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::DeployStep;
using deploy::Document;
using deploy::Node;
using deploy::Read;

// What people call their environments; anything else may be the id of a project.
constexpr std::array<std::string_view, 9> kNames = {
    "prod", "production", "live", "staging", "stage", "dev", "development", "test", "qa"};

bool is_firebase(const DeployStep& step) {
  return step.tool == DeployStep::Tool::Firebase || step.tool == DeployStep::Tool::FirebaseAction;
}

// The step that deploys to staging by its script's or job's name; null if none does.
const DeployStep* staging_step(const deploy::Delivery& delivery) {
  for (const DeployStep& step : delivery.deploy_steps()) {
    if (!is_firebase(step)) continue;
    std::string name(deploy::name_of(step.file->path));
    if (step.job != nullptr) name += " " + std::string(step.job->id);
    name = lower_case(name);
    if (name.find("staging") != name.npos || name.find("stage") != name.npos) return &step;
  }
  return nullptr;
}

void check_aliases(DeliveryCheck& check, const Read<Document>& manifest, const Node& projects) {
  const Node& place = *manifest.content.root()->key_of("projects");
  std::set<std::string_view> ids;
  for (const Node* id : projects.items) ids.insert(id->text);
  if (ids.size() == 1 && projects.items.size() > 1) {
    check.report(*manifest.file, place.span, "All aliases lead to the same project, `{}`",
                 {*ids.begin()});
    return;
  }
  const DeployStep* step = staging_step(check.delivery());
  if (ids.size() != 1 || step == nullptr) return;
  check
      .report(*manifest.file, place.span,
              "There is one project for everything, and `{}` deploys to staging",
              {step->file->path})
      .step(*step->file, step->span, "The deployment");
}

void check_uses(DeliveryCheck& check, const Node& projects) {
  for (const DeployStep& step : check.delivery().deploy_steps()) {
    if (step.tool != DeployStep::Tool::Firebase) continue;
    for (const char* name : {"--project", "-P"}) {
      const DeployStep::Option* option = step.option(name);
      if (option == nullptr || !is_one_of(option->value.text, kNames)) continue;
      if (projects.key_of(option->value.text) != nullptr) continue;
      check.report(*step.file, option->value.span, "There is no alias `{}` in .firebaserc",
                   {option->value.text});
    }
  }
}

void check(DeliveryCheck& check) {
  const auto& all = check.delivery().manifests().firebaserc;
  for (const Read<Document>& manifest : all) {
    const Node* projects = manifest.content.root()->find("projects");
    if (projects == nullptr || !projects->is_map()) continue;
    check_aliases(check, manifest, *projects);
    if (all.size() == 1) check_uses(check, *projects);
  }
}

}  // namespace

extern constinit const Rule FIR012 = {
    .code = "FIR012",
    .name = "project-alias-missing",
    .family = Family::Firebase,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://firebase.google.com/docs/projects/multiprojects"},
    .risk = "What is tried out in staging changes the functions, rules and data of production.",
    .advice =
        "A project for each environment: `firebase use --add`, then `\"projects\": {\"staging\": "
        "\"…\", \"production\": \"…\"}` and `--project staging`.",
    .docs = R"md(
.firebaserc knows one project while a script or job named after staging deploys, its aliases all lead to the same project, or a deployment
names an environment that is no alias.

```python bad
# --- .firebaserc
{"projects": {"default": "orders"}}
# --- deploy_staging.sh
set -e
firebase deploy --only functions
```

```python good
# --- .firebaserc
{"projects": {"staging": "orders-staging", "production": "orders"}}
# --- deploy_staging.sh
set -e
firebase deploy --only functions --project staging
```

A repository with one project and no staging is left alone, and so are ids of projects given by name.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
