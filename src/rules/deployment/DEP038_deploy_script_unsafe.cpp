#include <algorithm>
#include <string>
#include <vector>

#include "knowledge/secret_names.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::Command;
using deploy::DeployStep;
using deploy::Read;
using deploy::Script;
using Tool = DeployStep::Tool;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// Where something may stand that holds for the whole script: behind the #! line and its comments.
Offset after_header(const deploy::TextFile& file) {
  const std::string_view text = file.text.view();
  std::size_t at = 0;
  while (at < text.size() && text[at] == '#') {
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  return static_cast<Offset>(at);
}

bool is_bash(const Script& script) {
  return script.interpreter.empty() || contains(script.interpreter, "bash") ||
         contains(script.interpreter, "zsh");
}

// `#!/bin/bash -e` and `set -e`; what fails in the middle must stop the rest.
void check_options(DeliveryCheck& check, const Read<Script>& script) {
  const Script& content = script.content;
  if (content.commands.size() < 2 || content.sets('e') || contains(content.interpreter, " -e")) {
    return;
  }
  const bool chained = std::all_of(
      content.commands.begin(), content.commands.end() - 1,
      [](const Command& one) { return one.after == Command::Link::And || one.is_condition; });
  if (chained) return;
  const Offset at = after_header(*script.file);
  check
      .report(*script.file, content.commands.front().span,
              "The script goes on after a failed step and deploys anyway: `set -e` is missing")
      .fix("Begin with `{}`.", {is_bash(content) ? "set -euo pipefail" : "set -eu"})
      .edit({at, at}, is_bash(content) ? "set -euo pipefail\n" : "set -eu\n");
}

// The names that `.firebaserc` has for projects.
std::vector<std::string_view> aliases_of(const deploy::Delivery& delivery) {
  std::vector<std::string_view> aliases;
  for (const Read<deploy::Document>& manifest : delivery.manifests().firebaserc) {
    const deploy::Node* projects = manifest.content.root()->find("projects");
    if (projects == nullptr || !projects->is_map()) continue;
    for (const deploy::Node* key : projects->keys) aliases.push_back(key->text);
  }
  return aliases;
}

// "the id of the project that is meant", and which aliases there are.
std::string projects_to_name(bool firebase, const std::vector<std::string_view>& aliases) {
  if (!firebase) return "the id of the project that is meant";
  if (aliases.empty()) return "an alias of `.firebaserc` or the project's id";
  std::string text =
      "the id of the project that is meant, or an alias of `.firebaserc`, which has ";
  for (std::size_t i = 0; i < aliases.size(); ++i) {
    text += (i == 0 ? "`" : ", `") + std::string(aliases[i]) + "`";
  }
  return aliases.size() == 1 ? text + " only" : text;
}

// Without it, the project that somebody used last.
void check_project(DeliveryCheck& check, const DeployStep& step) {
  const bool firebase = step.tool == Tool::Firebase;
  if (!firebase && step.tool != Tool::GcloudRun) return;
  for (const char* option : {"--project", "-P", "--account-id"}) {
    if (step.option(option) != nullptr) return;
  }
  for (const Command& command : step.script->content.commands) {
    const std::string text = deploy::joined(command.words);
    if (contains(text, "firebase use ") || contains(text, "config set project") ||
        contains(text, "config configurations activate") || contains(text, "CORE_PROJECT")) {
      return;
    }
    for (const deploy::Assignment& set : command.assignments) {
      if (set.name == "CLOUDSDK_CORE_PROJECT" || set.name == "GOOGLE_CLOUD_PROJECT") return;
    }
  }
  if (contains(step.script->file->text.view(), "CLOUDSDK_CORE_PROJECT")) return;
  const std::vector<std::string_view> aliases =
      firebase ? aliases_of(check.delivery()) : std::vector<std::string_view>{};
  const bool has_default = std::find(aliases.begin(), aliases.end(), "default") != aliases.end();
  check
      .report(*step.file, step.span,
              has_default ? "`{}` deploys to whatever project `firebase use` chose on the machine, "
                            "else to `default` of `.firebaserc`"
                          : "`{}` deploys to whatever project is active on the machine",
              {firebase ? "firebase deploy" : "gcloud run deploy"})
      .severity(Severity::Critical)
      .confidence(Confidence::Medium)
      .risk("Whoever worked on production last deploys to production, believing it to be staging.")
      .fix("Name it: `--project`, with {}.", {projects_to_name(firebase, aliases)});
}

void check_force(DeliveryCheck& check, const DeployStep& step) {
  const DeployStep::Option* force = step.option("--force");
  if (step.tool != Tool::Firebase || force == nullptr) return;
  check
      .report(*force->value.file, force->value.span,
              "`--force` deletes functions that the sources do not have, without asking")
      .risk("A branch without a function takes it away from everybody.")
      .fix("Leave it out; delete by name: `firebase functions:delete old`.");
}

bool is_quoted(const deploy::Word& word, const deploy::Expansion& expansion) {
  return expansion.is_quoted || word.text.find('=') < word.text.find('$');
}

// rm and cd with a variable that splits at blanks, or is empty.
void check_quotes(DeliveryCheck& check, const Read<Script>& script, const Command& command) {
  if (command.name() != "rm" && command.name() != "cd") return;
  for (const deploy::Word& word : command.words) {
    for (const deploy::Expansion& expansion : word.expansions) {
      if (expansion.kind != deploy::Expansion::Kind::Variable || is_quoted(word, expansion))
        continue;
      check
          .report(*script.file, word.span, "`{}` is not quoted in `{}`",
                  {word.text, command.name()})
          .risk(
              "A value with a blank becomes two arguments, an empty one none: `rm` takes another "
              "folder.")
          .fix("Write `\"{}\"`.", {word.text});
      return;
    }
  }
}

void check_echo(DeliveryCheck& check, const Read<Script>& script, const Command& command) {
  if (command.name() != "echo" || command.after == Command::Link::Pipe ||
      !command.redirections.empty() || command.in_substitution) {
    return;
  }
  for (const deploy::Word& word : command.words) {
    for (const deploy::Expansion& expansion : word.expansions) {
      if (knowledge::evidence_of_name(expansion.name) == knowledge::NameEvidence::None) continue;
      check.report(*script.file, word.span, "The value of `{}` is printed", {expansion.name})
          .risk("It stays in the logs of the pipeline and in terminals.")
          .fix("Print that it is set, not what it is: `[ -n \"${}\" ]`.", {expansion.name});
    }
  }
}

void check_script(DeliveryCheck& check, const Read<Script>& script) {
  check_options(check, script);
  for (const Command& command : script.content.commands) {
    check_quotes(check, script, command);
    check_echo(check, script, command);
  }
}

void check(DeliveryCheck& check) {
  const Read<Script>* last = nullptr;
  for (const DeployStep& step : check.delivery().deploy_steps()) {
    if (step.script == nullptr || step.tool == Tool::Other) continue;
    if (step.script != last) check_script(check, *step.script);
    last = step.script;
    check_project(check, step);
    check_force(check, step);
  }
}

}  // namespace

extern constinit const Rule DEP038 = {
    .code = "DEP038",
    .name = "deploy-script-unsafe",
    .family = Family::Deployment,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#set",
                   "https://firebase.google.com/docs/cli#project_aliases"},
    .risk = "Half a deployment is reported as a whole one.",
    .advice = "Begin with `set -euo pipefail`, and name the project in each command.",
    .docs = R"md(
Of scripts that deploy (to Koyeb, Cloud Run, Firebase): no `set -e`; no `--project`, so that the active one is taken (critical, to be
confirmed); `--force`; unquoted variables of `rm` and `cd`; secrets that are printed.

```python bad
# --- deploy.sh
#!/bin/bash
docker build -t "$IMAGE" .
docker push "$IMAGE"
gcloud run deploy api --image "$IMAGE" --project example
```

```python good
# --- deploy.sh
#!/bin/bash
set -euo pipefail
docker build -t "$IMAGE" .
docker push "$IMAGE"
gcloud run deploy api --image "$IMAGE" --project example
```

Fine: commands joined by `&&`, `firebase use`, `gcloud config set project` and `CLOUDSDK_CORE_PROJECT` in the script.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
