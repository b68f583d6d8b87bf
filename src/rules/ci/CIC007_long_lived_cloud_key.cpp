#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "deploy/formats/expression.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Command;
using deploy::Node;
using deploy::Read;
using deploy::Workflow;
using deploy::WorkflowJob;
using deploy::WorkflowStep;

// What each cloud takes instead of a key.
constexpr std::string_view kGoogle = "`workload_identity_provider` of `google-github-actions/auth`";
constexpr std::string_view kAws = "`role-to-assume` of `aws-actions/configure-aws-credentials`";
constexpr std::string_view kAzure =
    "`client-id`, `tenant-id` and `subscription-id` of `azure/login`";

// Inputs of actions that take a key, where the same action, or its platform, takes OpenID Connect.
struct KeyInput {
  std::string_view action;
  std::string_view input;
  std::string_view instead;
  bool until_v1 = false;  // the versions from v1 on have no such input
};
constexpr std::array kInputs = {
    KeyInput{"google-github-actions/auth", "credentials_json", kGoogle},
    KeyInput{"google-github-actions/setup-gcloud", "service_account_key", kGoogle, true},
    KeyInput{"google-github-actions/deploy-cloudrun", "credentials", kGoogle, true},
    KeyInput{"FirebaseExtended/action-hosting-deploy", "firebaseServiceAccount", kGoogle},
    KeyInput{"aws-actions/configure-aws-credentials", "aws-secret-access-key", kAws},
    KeyInput{"azure/login", "creds", kAzure},
    KeyInput{"Azure/login", "creds", kAzure},
};
// Variables that the clouds' tools read.
struct KeyVariable {
  std::string_view name;
  std::string_view instead;
};
constexpr std::array kVariables = {
    KeyVariable{"FIREBASE_TOKEN", kGoogle}, KeyVariable{"GCP_SA_KEY", kGoogle},
    KeyVariable{"AWS_SECRET_ACCESS_KEY", kAws}, KeyVariable{"GOOGLE_CREDENTIALS", kGoogle}};

// `v1`, `v2.1.0`, `main`; a commit does not say.
bool is_v1_or_later(std::string_view version) {
  if (version == "main") return true;
  if (version.starts_with('v')) version.remove_prefix(1);
  const std::string_view major = version.substr(0, version.find('.'));
  return !major.empty() && major.size() < 3 && major != "0" &&
         major.find_first_not_of("0123456789") == major.npos;
}

// Whether jobs with these permissions may ask GitHub for a token that says who they are.
bool may_identify(const Node* permissions) {
  return permissions != nullptr &&
         (permissions->text == "write-all" || permissions->text_of("id-token") == "write");
}

// "GCP_KEY" of "${{ secrets.GCP_KEY }}", as it is written; empty if it is no secret of the store.
std::string secret_in(std::string_view text) {
  for (const deploy::Expression& one : deploy::expressions_in(text)) {
    constexpr std::string_view kStore = "secrets.";
    const std::size_t at = one.text.find(kStore);
    if (at == one.text.npos) continue;
    const std::string_view name = one.text.substr(at + kStore.size());
    const auto is_name = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    };
    return {name.begin(), std::find_if_not(name.begin(), name.end(), is_name)};
  }
  return {};
}

class Search {
 public:
  Search(DeliveryCheck& check, const deploy::TextFile& file) : check_(check), file_(file) {}

  void look_at(const Workflow& workflow) {
    identifies_itself_ = may_identify(workflow.permissions);
    look_at_variables(workflow.env);
    for (const WorkflowJob& job : workflow.jobs) {
      const Node* permissions = job.permissions != nullptr ? job.permissions : workflow.permissions;
      identifies_itself_ = may_identify(permissions);
      look_at_variables(job.env);
      for (const WorkflowStep& step : job.steps) look_at(step);
    }
  }
  // `place` maps a span of the command into the file.
  template <class Place>
  void look_at(const Command& command, Place&& place) {
    const std::string text = deploy::joined(command.words);
    if (text.starts_with("gcloud auth activate-service-account")) {
      report(place(command.span), "a key file", kGoogle);
    }
    const bool firebase = text.find("firebase ") != text.npos;
    for (std::size_t i = 0; firebase && i < command.words.size(); ++i) {
      const deploy::Word& word = command.words[i];
      const bool equals = word.text.starts_with("--token=");
      if (!equals && (word.text != "--token" || i + 1 == command.words.size())) continue;
      const deploy::Word& value = equals ? word : command.words[i + 1];
      report(place(value.span), name_of(value), kGoogle);
    }
  }

 private:
  static std::string name_of(const deploy::Word& value) {
    std::string name = secret_in(value.text);
    for (const deploy::Expansion& one : value.expansions) {
      if (name.empty() && one.kind == deploy::Expansion::Kind::Variable) name = one.name;
    }
    return name;
  }

  void look_at(const WorkflowStep& step) {
    look_at_variables(step.env);
    for (const KeyInput& one : kInputs) {
      if (step.action() != one.action) continue;
      const bool is_none = one.until_v1 && is_v1_or_later(step.version());
      is_none ? look_at_lost(step, one) : look_at_value(step.with, one.input, one.instead);
    }
    if (step.action() == "docker/login-action" && step.with != nullptr &&
        step.with->text_of("username").starts_with("_json_key")) {
      look_at_value(step.with, "password", kGoogle);
    }
    for (const Command& command : step.script.commands) {
      const bool writes = look_at_written(step, command);
      if (!writes) look_at(command, [&](Span span) { return step.place(span); });
    }
  }

  // echo '${{ secrets.KEY }}' > key.json, and what signs in with it.
  bool look_at_written(const WorkflowStep& step, const Command& command) {
    if (written_ != &step && command.name() == "echo" && !command.redirections.empty()) {
      const std::string secret = secret_in(deploy::joined(command.words, 1));
      if (secret.empty() || !signs_in(step)) return false;
      report(step.place(command.span), secret, kGoogle);
      written_ = &step;
    }
    return written_ == &step;
  }

  // Whether a command of the step signs in with a key file; looked for once in each step.
  bool signs_in(const WorkflowStep& step) {
    if (looked_at_ == &step) return signs_in_;
    looked_at_ = &step;
    const auto& all = step.script.commands;
    signs_in_ = std::any_of(all.begin(), all.end(), [](const Command& one) {
      return deploy::joined(one.words).starts_with("gcloud auth activate-service-account");
    });
    return signs_in_;
  }

  void look_at_variables(const Node* variables) {
    for (const KeyVariable& one : kVariables) look_at_value(variables, one.name, one.instead);
  }

  void look_at_value(const Node* map, std::string_view key, std::string_view instead) {
    const Node* value = map != nullptr ? map->find(key) : nullptr;
    if (value == nullptr || !value->is_scalar()) return;
    const std::string secret = secret_in(value->text);
    if (!secret.empty()) report(value->span, secret, instead);
  }

  // A key for an input that the action does not have.
  void look_at_lost(const WorkflowStep& step, const KeyInput& input) {
    const Node* value = step.with != nullptr ? step.with->find(input.input) : nullptr;
    const std::string secret =
        value != nullptr && value->is_scalar() ? secret_in(value->text) : std::string();
    if (secret.empty() || !lost_.insert(secret).second) return;
    check_
        .report(file_, value->span,
                "A key that does not expire is handed to an action that does not take it: `{}`; "
                "`{}` of this version has no input `{}`",
                {secret, input.action, input.input})
        .risk(
            "The key signs in to nothing, so that what follows has no account, or another one than "
            "was meant; and whoever gets the key may still do whatever it allows.")
        .fix(
            "Let the job prove who it is: {}a step of `google-github-actions/auth` in front of it, "
            "with `workload_identity_provider`; then delete the input and the key.",
            {permission()});
  }

  // What the job still needs for a token of its own.
  std::string_view permission() const {
    return identifies_itself_ ? "" : "`permissions: {contents: read, id-token: write}` and ";
  }

  void report(Span place, const std::string& name, std::string_view instead) {
    if (name.empty() || (name != "a key file" && !seen_.insert(name).second)) return;
    check_
        .report(file_, place, "A long-lived key signs in to the cloud: {}",
                {name == "a key file" ? name : "`" + name + "`"})
        .fix("Let the job prove who it is: {}{}; then delete the key.", {permission(), instead});
  }

  DeliveryCheck& check_;
  const deploy::TextFile& file_;
  std::set<std::string> seen_;
  std::set<std::string> lost_;      // keys that an action does not take
  bool identifies_itself_ = false;  // the job that is looked at may get a token of its own
  const WorkflowStep* looked_at_ = nullptr;
  bool signs_in_ = false;
  const WorkflowStep* written_ = nullptr;  // its key file is reported where it is written
};

void check(DeliveryCheck& check) {
  const deploy::Manifests& manifests = check.delivery().manifests();
  for (const Read<Workflow>& workflow : manifests.workflows) {
    Search(check, *workflow.file).look_at(workflow.content);
  }
  // Where no job of GitHub calls a script, there is nobody who could prove who it is.
  if (manifests.workflows.empty()) return;
  for (const Read<deploy::Script>& script : manifests.scripts) {
    Search search(check, *script.file);
    for (const Command& command : script.content.commands) {
      search.look_at(command, [](Span span) { return span; });
    }
  }
}

}  // namespace

extern constinit const Rule CIC007 = {
    .code = "CIC007",
    .name = "long-lived-cloud-key",
    .family = Family::Ci,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"CWE-798", "ASVS 13.2.1",
                   "https://docs.github.com/en/actions/concepts/security/openid-connect",
                   "https://github.com/google-github-actions/auth#preferred-direct-workload-"
                   "identity-federation"},
    .risk =
        "Whoever gets it once, from a log, an action or a colleague's machine, may do whatever it "
        "allows until somebody notices and revokes it.",
    .advice =
        "Let the job prove who it is: `permissions: {contents: read, id-token: write}` and "
        "`workload_identity_provider` (Google), `role-to-assume` (AWS), `client-id` (Azure); then "
        "delete the key.",
    .docs = R"md(
Keys of service accounts and deployment tokens in the store of the CI system, where the platform takes OpenID Connect: `credentials_json`,
`FIREBASE_TOKEN` and `--token`, `firebaseServiceAccount`, AWS and Azure keys, `_json_key` of Google's registry, `gcloud auth activate-service-account`.
Each secret is reported once for a file.

```python bad
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: google-github-actions/auth@v2
        with:
          credentials_json: ${{ secrets.GCP_KEY }}
```

```python good
# --- .github/workflows/deploy.yml
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: google-github-actions/auth@v2
        with:
          workload_identity_provider: projects/1/locations/global/workloadIdentityPools/ci/providers/github
```

A key for an input that the action does not have (`service_account_key` of setup-gcloud and `credentials` of deploy-cloudrun, since v1) is
reported as that: it signs in to nothing.

Review is requested: what the key may do cannot be seen. Koyeb and other platforms without OpenID Connect are left alone, and so are
literal values (emulators) and keys with a session token.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
