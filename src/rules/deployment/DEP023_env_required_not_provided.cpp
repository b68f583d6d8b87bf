#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "deploy/environment/contract.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::ContractVariable;
using deploy::EnvironmentContract;
using deploy::EnvironmentList;

bool gives(const EnvironmentList& list, const ContractVariable& variable) {
  return std::any_of(list.names.begin(), list.names.end(), [&](const std::string& name) {
    return same_but_for_case(name, variable.name) ||
           std::find(variable.others.begin(), variable.others.end(), name) != variable.others.end();
  });
}

// Whether the container is the application's: it gets a variable that the application reads.
bool is_for_application(const EnvironmentContract& contract, const EnvironmentList& list) {
  return std::any_of(
      contract.variables().begin(), contract.variables().end(),
      [&](const auto& one) { return !one.second.is_of_platform && gives(list, one.second); });
}

// Whether what a compose service is built from has the application in it: others, of the same file,
// are other people's programs that share a name or two with it.
bool has_application(const deploy::Delivery& delivery, const EnvironmentList& list) {
  const app::AppRoutes* main = delivery.application().main_app();
  if (main == nullptr || list.dockerfile.empty()) return true;
  const std::string_view path = main->app->construction.file->file().path;
  const std::string folder = list.context.empty() ? "" : list.context + "/";
  if (!path.starts_with(folder)) return false;
  for (const auto& image : delivery.images()) {
    if (image->file().path != list.dockerfile) continue;
    return !image->context_is_known() || image->contains(path);
  }
  return true;
}

std::vector<const ContractVariable*> missing_in(const EnvironmentContract& contract,
                                                const EnvironmentList& list) {
  std::vector<const ContractVariable*> missing;
  for (const auto& [name, variable] : contract.variables()) {
    // What another manifest, an image or an env file gives may be there too.
    if (!variable.is_required || variable.is_of_platform || !variable.provided.empty()) continue;
    if (!gives(list, variable)) missing.push_back(&variable);
  }
  return missing;
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  const EnvironmentContract& contract = check.delivery().environment();
  std::set<std::string_view> told;  // files: one finding says it of all their containers
  for (const EnvironmentList& list : contract.lists()) {
    if (list.file->role != project::Role::Application) continue;
    if (!is_for_application(contract, list) || !has_application(check.delivery(), list)) continue;
    const std::vector<const ContractVariable*> missing = missing_in(contract, list);
    if (missing.empty() || !told.insert(list.file->path).second) continue;
    std::string names;
    for (const ContractVariable* one : missing) {
      names += (names.empty() ? "`" : ", `") + one->name + "`";
    }
    Draft draft = check.report(*list.file, list.span,
                               "The application needs {}, which nothing here provides", {names});
    for (const ContractVariable* one : missing) {
      draft.step(*one->reads.front().file, one->reads.front().span,
                 "`{}` is read here, without a default", {one->name});
    }
  }
}

}  // namespace

extern constinit const Rule DEP023 = {
    .code = "DEP023",
    .name = "env-required-not-provided",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::None,
    .where = Where::Everywhere,
    .references = {"https://12factor.net/config",
                   "https://docs.pydantic.dev/latest/concepts/pydantic_settings/"},
    .risk =
        "The new revision ends with a validation error or a KeyError as it starts, unless the "
        "variable "
        "was set by hand on the platform.",
    .advice = "Provide it beside the others: from the platform's secrets if it is one.",
    .docs = R"md(
Manifests that list the variables of a deployed container (Knative `service.yaml`, `koyeb.yaml`, compose files with `build`, `gcloud run deploy
--set-env-vars`, `koyeb services create --env`) without one that the application needs to start: a setting without default, `os.environ["X"]`.

```python bad
# --- service.yaml
apiVersion: serving.knative.dev/v1
kind: Service
spec:
  template:
    spec:
      containers:
        - image: shop
          env:
            - name: DATABASE_URL
              value: postgresql://db/shop
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
key = os.environ["SESSION_KEY"]
```

```python good
# --- service.yaml
apiVersion: serving.knative.dev/v1
kind: Service
spec:
  template:
    spec:
      containers:
        - image: shop
          env:
            - name: DATABASE_URL
              value: postgresql://db/shop
            - name: SESSION_KEY
              valueFrom:
                secretKeyRef:
                  name: session-key
                  key: latest
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
key = os.environ["SESSION_KEY"]
```

To be confirmed, for what is set by hand on a platform is not in the repository. Silent where any other manifest, script, workflow or env file
names the variable, where the list has a part elsewhere (`env_file`, `envFrom`, `--env-vars-file`), for compose files of developers and services that are not
built from the application, and for settings that are only made under a condition.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
