#include <algorithm>
#include <vector>

#include "deploy/given_values.h"
#include "rules/delivery_check.h"
#include "rules/given_secret.h"
#include "rules/rule.h"
#include "text/name_words.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::GivenValue;
using Place = GivenValue::Place;

// `password: …` of an action or a registry. A word in a variable is mostly the password of a
// service that lives as long as the tests.
bool is_login(const GivenValue& given) { return given.name == "password" || given.name == "token"; }

// `scripts/login-test.sh`
bool is_of_tests(const GivenValue& given) {
  constexpr std::string_view kWords[] = {"test", "tests", "smoketest", "e2e"};
  const std::string_view path = given.file->path;
  return names_any_of(path.substr(path.rfind('/') + 1), kWords);
}

// `elif [ $case = "run-e2e-tests" ]`, `run_tests() {`: the branch or function around it makes what
// the tests need.
bool is_in_branch_of_tests(const GivenValue& given) {
  constexpr std::string_view kWords[] = {"test", "tests", "e2e"};
  std::string_view before = given.file->text.view().substr(0, given.span.begin);
  while (!before.empty()) {
    const std::size_t end = before.rfind('\n');
    const std::string_view line = trimmed(before.substr(end == before.npos ? 0 : end + 1));
    const bool begins = line.starts_with("if ") || line.starts_with("elif ") ||
                        line.find("()") != line.npos || line.ends_with(")");
    if (begins) return names_any_of(line, kWords);
    if (line == "fi" || line == "}" || line == "esac" || end == before.npos) return false;
    before = before.substr(0, end);
  }
  return false;
}

// Default credentials are SEC004; what looks generated in files of a platform is SEC002.
bool counts(const GivenValue& given, GivenSecret secret) {
  if (secret != GivenSecret::Generated && secret != GivenSecret::Chosen) return false;
  switch (given.place) {
    case Place::Workflow: return secret == GivenSecret::Generated || is_login(given);
    case Place::Script:
      return given.file->role != project::Role::Test && !is_of_tests(given) &&
             (secret == GivenSecret::Generated || !is_in_branch_of_tests(given));
    case Place::Platform: return secret == GivenSecret::Chosen;
    default: return false;
  }
}

std::string_view what(Place place) {
  switch (place) {
    case Place::Workflow: return "workflow";
    case Place::Script: return "script";
    default: return "manifest";
  }
}

// `DB_USER=shop`, `DB_NAME=shop`, `DB_PASSWORD=shop` of one file: a default that is documented so.
bool is_own_default(const std::vector<GivenValue>& values, const GivenValue& given) {
  const auto same = std::count_if(values.begin(), values.end(), [&](const GivenValue& one) {
    return one.file == given.file && one.value == given.value && one.name != given.name &&
           (lower_case(one.name).ends_with("user") || lower_case(one.name).ends_with("name"));
  });
  return same > 0;
}

// How the tools that deploy from this file take it from a store.
void advise(Draft& draft, const deploy::Delivery& delivery, const GivenValue& given) {
  using Tool = deploy::DeployStep::Tool;
  bool run = false, koyeb = false;
  for (const deploy::DeployStep& step : delivery.deploy_steps()) {
    if (step.file != given.file) continue;
    run = run || step.tool == Tool::GcloudRun || step.tool == Tool::CloudRunAction;
    koyeb = koyeb || step.tool == Tool::KoyebCli || step.tool == Tool::KoyebAction;
  }
  if (run && !koyeb && !is_read_by_code(delivery, given.name)) {
    draft.fix(
        "Revoke the credential. No Python code here reads `{}`: take it out of this file, and out "
        "of the service by `--remove-env-vars {}`; a program that needs it all the same takes it "
        "from the platform's store of secrets.",
        {given.name, given.name});
  } else if (run && !koyeb) {
    draft.fix(
        "Revoke the credential, put the new one into the platform's store of secrets, and deploy "
        "with `--set-secrets {}=SECRET:latest`; a service that has it as a plain variable takes "
        "`--remove-env-vars {}` first, in a deployment of its own.",
        {given.name, given.name});
  } else if (run != koyeb) {
    draft.fix(
        "Revoke the credential, put the new one into the platform's store of secrets, and deploy "
        "with "
        "`{}{}={}`.",
        {"--env ", given.name, "@SECRET"});
  } else if (given.place == Place::Workflow) {
    draft.fix(
        "Revoke the credential, put the new one into the repository's secrets, and refer to it: "
        "`${{ secrets.{} }}`.",
        {upper_case(given.name)});
  }
}

void check(DeliveryCheck& check) {
  const std::vector<GivenValue> values = deploy::given_values(check.delivery().manifests());
  for (const GivenValue& given : values) {
    const GivenSecret secret = given_secret(given);
    if (!counts(given, secret)) continue;
    if (secret == GivenSecret::Chosen && is_own_default(values, given)) continue;
    Draft draft =
        check.report(*given.file, given.span, "The {} gives `{}` a literal value of {} characters",
                     {what(given.place), given.name, given.value.size()});
    draft.confidence(secret == GivenSecret::Generated ? Confidence::High : Confidence::Medium);
    advise(draft, check.delivery(), given);
  }
}

}  // namespace

extern constinit const Rule SEC010 = {
    .code = "SEC010",
    .name = "secret-in-ci-or-deploy",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .where = Where::Everywhere,
    .references = {"CWE-798", "CWE-522", "ASVS 13.3.1",
                   "https://docs.github.com/en/actions/how-tos/write-workflows/"
                   "choose-what-workflows-do/use-secrets"},
    .risk =
        "Whoever can read the repository, or the log of a run, has the credential that the "
        "deployment uses.",
    .advice =
        "Revoke the credential, put the new one into the store of the CI system or the platform, "
        "and refer to "
        "it: `${{ secrets.NAME }}`, `--env NAME=@secret`, `--set-secrets NAME=secret:latest`.",
    .docs = R"md(
A variable, parameter or flag that is named like a credential and has a literal value: in GitHub workflows (`env`, `with`,
`credentials`, commands), in shell scripts (`export NAME=…`, `koyeb … --env NAME=…`, `gcloud … --set-env-vars NAME=…`), in
`koyeb.yaml`, `cloudbuild.yaml` and Cloud Run's services.

```python bad
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-24.04
    env:
      DEPLOY_PASSWORD: "vT7#qLw2Zk9x"
    steps:
      - run: ./deploy.sh
```

```python good
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-24.04
    env:
      DEPLOY_PASSWORD: ${{ secrets.DEPLOY_PASSWORD }}
    steps:
      - run: ./deploy.sh
```

References, placeholders, paths and switches are left alone, and so are a word that is the name of user or database, too, and services that a workflow starts for its tests and words
in its variables. For a word elsewhere review is requested. Tokens that their own form tells are SEC001, default passwords SEC004.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
