#include <algorithm>
#include <array>

#include "rules/delivery_check.h"
#include "rules/delivery_report.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

constexpr std::array<std::string_view, 5> kLinters = {"ruff", "flake8", "pylint", "local",
                                                      "pycodestyle"};
constexpr std::array<std::string_view, 5> kFormatters = {"ruff-format", "black", "isort",
                                                         "autopep8", "yapf"};
constexpr std::array<std::string_view, 12> kScanners = {"gitleaks",
                                                        "detect-secrets",
                                                        "detect-private-key",
                                                        "trufflehog",
                                                        "ggshield",
                                                        "talisman",
                                                        "detect-aws-credentials",
                                                        "ripsecrets",
                                                        "secretlint",
                                                        "git-secrets",
                                                        "kingfisher",
                                                        "noseyparker"};
// Other tools for the same; what they run is not looked at.
constexpr std::array<std::string_view, 7> kOthers = {
    "lefthook.yml", ".lefthook.yml",   "lefthook.yaml", ".husky",
    "prek.toml",    ".overcommit.yml", "lefthook.toml"};

// ruff has hooks of both kinds, from one repository.
bool has_linter(std::string_view hooks) {
  const bool formats_only =
      hooks.find("id: ruff-format") != hooks.npos && hooks.find("id: ruff\n") == hooks.npos &&
      hooks.find("id: ruff-check") == hooks.npos && hooks.find("ruff check") == hooks.npos;
  return std::any_of(kLinters.begin(), kLinters.end(), [&](std::string_view linter) {
    return hooks.find(linter) != hooks.npos && !(linter == "ruff" && formats_only);
  });
}

void check_hooks(DeliveryCheck& check, const deploy::TextFile& file) {
  const std::string_view hooks = file.text.view();
  const bool lints = has_linter(hooks);
  const bool looks = lints || contains_any(hooks, kFormatters);
  const bool scans = contains_any(hooks, kScanners);
  if (looks && scans) return;
  const std::size_t repos = hooks.find("repos:");
  if (repos == hooks.npos) return;
  // Where the pipeline runs the hooks, CIC002 asks for a scan; one hook is both.
  const deploy::Pipeline& pipeline = check.delivery().pipeline();
  if (looks && pipeline.runs_hooks() && !pipeline.uses_foreign_workflows()) return;
  const auto begin = static_cast<Offset>(repos);
  const std::string_view message =
      lints   ? "The hooks check the code, and none would look for secrets"
      : looks ? "The hooks format, and none lints Python or looks for secrets"
      : scans ? "None of the hooks lints Python"
              : "None of the hooks lints Python or looks for secrets";
  Draft draft = check.report(file, {begin, begin + 5}, message);
  const Linter linter = linter_of(check);
  if (lints) {
    draft.fix("Add a hook of `gitleaks`.");
  } else if (looks) {
    draft.fix("Add hooks of `{}` and `gitleaks`.", {linter.hook});
  } else {
    draft.fix(scans ? "Add hooks of `{}` and `{}`." : "Add hooks of `{}`, `{}` and `gitleaks`.",
              {linter.hook, linter.formatter});
  }
  if (scans) draft.risk("What a linter finds in a second is left to whoever reads the change.");
}

// A file that is meant to be pre-commit's, by a name that it does not look for; empty if none is.
std::string_view misnamed_hooks(const deploy::RepositoryFiles& files) {
  constexpr std::array<std::string_view, 4> kNames = {"pre-commit-config.yaml",
                                                      "pre-commit-config.yml",
                                                      ".pre-commit-config.yml", ".pre-commit.yaml"};
  const auto found = std::find_if(kNames.begin(), kNames.end(),
                                  [&](std::string_view path) { return files.has_file(path); });
  return found == kNames.end() ? std::string_view{} : *found;
}

// What the hooks leave to a pipeline that is there: not the same tools once more.
std::string_view and_pipeline(const deploy::Delivery& delivery) {
  const deploy::Pipeline& pipeline = delivery.pipeline();
  if (pipeline.has(deploy::PipelineStage::Lint)) {
    return " Give them the versions that the pipeline runs, whose own steps stay.";
  }
  const bool is_known = !delivery.manifests().workflows.empty() &&
                        pipeline.other_system().empty() && !pipeline.uses_foreign_workflows();
  return is_known ? " In the pipeline `pre-commit run --all-files` stands for steps of the linter "
                    "and the formatter; secrets need a step of their own there, for gitleaks' hook "
                    "looks only at what is staged."
                  : "";
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  if (!delivery.has_application() || delivery.is_release()) return;
  const auto& files = delivery.files();
  if (std::any_of(kOthers.begin(), kOthers.end(),
                  [&](std::string_view path) { return files.has(path); })) {
    return;
  }
  const auto& hooks = delivery.manifests().pre_commits;
  if (const std::string_view misnamed = misnamed_hooks(files); hooks.empty() && !misnamed.empty()) {
    check.report_missing("pre-commit does not read `{}`: nothing looks at changes", {misnamed})
        .fix(
            "Rename it `.pre-commit-config.yaml`, add a hook of `gitleaks` if none of it looks for "
            "secrets, and let everybody run `pre-commit install`.");
  } else if (hooks.empty()) {
    const Linter linter = linter_of(check);
    check.report_missing("Nothing looks at changes before they are committed")
        .fix(
            "Write a `.pre-commit-config.yaml` with `{}`, `{}` and `gitleaks`, and let everybody "
            "run `pre-commit install`.{}",
            {linter.hook, linter.formatter, and_pipeline(delivery)});
  } else {
    check_hooks(check, *hooks.front());
  }
}

}  // namespace

extern constinit const Rule CIC009 = {
    .code = "CIC009",
    .name = "pre-commit-missing",
    .family = Family::Ci,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"https://pre-commit.com"},
    .risk = "A secret that was pushed is out, whatever the pipeline says afterwards.",
    .advice =
        "Write a `.pre-commit-config.yaml` with `ruff`, `ruff-format` and `gitleaks`, and let "
        "everybody run `pre-commit install`.",
    .docs = R"md(
No pre-commit (or lefthook, husky, prek) in the repository of an application, or one whose hooks do not lint or do not look for secrets.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- .pre-commit-config.yaml
repos:
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.9.0
    hooks:
      - id: ruff
  - repo: https://github.com/gitleaks/gitleaks
    rev: v8.21.0
    hooks:
      - id: gitleaks
```

What other tools than pre-commit run is not looked at.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
