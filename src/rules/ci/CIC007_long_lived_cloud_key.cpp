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

// Inputs of actions that take a key, where the same action, or its platform, takes OpenID Connect.
struct KeyInput {
  std::string_view action;
  std::string_view input;
};
constexpr std::array kInputs = {
    KeyInput{"google-github-actions/auth", "credentials_json"},
    KeyInput{"google-github-actions/setup-gcloud", "service_account_key"},
    KeyInput{"google-github-actions/deploy-cloudrun", "credentials"},
    KeyInput{"FirebaseExtended/action-hosting-deploy", "firebaseServiceAccount"},
    KeyInput{"aws-actions/configure-aws-credentials", "aws-secret-access-key"},
    KeyInput{"azure/login", "creds"},
    KeyInput{"Azure/login", "creds"},
};
// Variables that the clouds' tools read.
constexpr std::array<std::string_view, 4> kVariables = {
    "FIREBASE_TOKEN", "GCP_SA_KEY", "AWS_SECRET_ACCESS_KEY", "GOOGLE_CREDENTIALS"};

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

// What the cloud's action takes instead of the key that has this name.
std::string_view proof_for(std::string_view name) {
  const std::string words = upper_case(name);
  if (contains_any(words, {"FIREBASE", "GCP", "GOOGLE", "GCLOUD", "KEY FILE"})) {
    return "`workload_identity_provider` of `google-github-actions/auth`";
  }
  if (contains_any(words, {"AWS"})) {
    return "`role-to-assume` of `aws-actions/configure-aws-credentials`";
  }
  if (contains_any(words, {"AZURE"})) return "`client-id` of `azure/login`";
  return "`workload_identity_provider` (Google), `role-to-assume` (AWS), `client-id` (Azure)";
}

class Search {
 public:
  Search(DeliveryCheck& check, const deploy::TextFile& file) : check_(check), file_(file) {}

  void look_at(const Workflow& workflow) {
    look_at_variables(workflow.env);
    for (const WorkflowJob& job : workflow.jobs) {
      look_at_variables(job.env);
      for (const WorkflowStep& step : job.steps) look_at(step);
    }
  }
  // `place` maps a span of the command into the file.
  template <class Place>
  void look_at(const Command& command, Place&& place) {
    const std::string text = deploy::joined(command.words);
    if (text.starts_with("gcloud auth activate-service-account")) {
      report(place(command.span), "a key file");
    }
    const bool firebase = text.find("firebase ") != text.npos;
    for (std::size_t i = 0; firebase && i < command.words.size(); ++i) {
      const deploy::Word& word = command.words[i];
      const bool equals = word.text.starts_with("--token=");
      if (!equals && (word.text != "--token" || i + 1 == command.words.size())) continue;
      const deploy::Word& value = equals ? word : command.words[i + 1];
      report(place(value.span), name_of(value));
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
      if (step.action() == one.action) look_at_value(step.with, one.input);
    }
    if (step.action() == "docker/login-action" && step.with != nullptr &&
        step.with->text_of("username").starts_with("_json_key")) {
      look_at_value(step.with, "password");
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
      report(step.place(command.span), secret);
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
    for (std::string_view name : kVariables) look_at_value(variables, name);
  }

  void look_at_value(const Node* map, std::string_view key) {
    const Node* value = map != nullptr ? map->find(key) : nullptr;
    if (value == nullptr || !value->is_scalar()) return;
    const std::string secret = secret_in(value->text);
    if (!secret.empty()) report(value->span, secret);
  }

  void report(Span place, const std::string& name) {
    if (name.empty() || (name != "a key file" && !seen_.insert(name).second)) return;
    check_
        .report(file_, place, "A key that does not expire signs in to the cloud: {}",
                {name == "a key file" ? name : "`" + name + "`"})
        .fix(
            "Let the job prove who it is: `permissions: id-token: write` and {}; then delete the "
            "key.",
            {proof_for(name)});
  }

  DeliveryCheck& check_;
  const deploy::TextFile& file_;
  std::set<std::string> seen_;
  const WorkflowStep* looked_at_ = nullptr;
  bool signs_in_ = false;
  const WorkflowStep* written_ = nullptr;  // its key file is reported where it is written
};

void check(DeliveryCheck& check) {
  const deploy::Manifests& manifests = check.delivery().manifests();
  for (const Read<Workflow>& workflow : manifests.workflows) {
    Search(check, *workflow.file).look_at(workflow.content);
  }
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
        "Let the job prove who it is: `permissions: id-token: write` and "
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

Review is requested: what the key may do cannot be seen. Koyeb and other platforms without OpenID Connect are left alone, and so are
literal values (emulators) and keys with a session token.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
