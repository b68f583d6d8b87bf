#include <algorithm>
#include <array>
#include <string>

#include "deploy/formats/document.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using deploy::Node;

constexpr std::array<std::string_view, 2> kDependabot = {".github/dependabot.yml",
                                                         ".github/dependabot.yaml"};
constexpr std::array<std::string_view, 12> kOthers = {
    "renovate.json",    ".github/renovate.json", "renovate.json5",        ".github/renovate.json5",
    ".renovaterc.json", ".renovaterc",           ".gitlab/renovate.json", ".renovaterc.json5",
    ".pyup.yml",        "renovate.config.js",    ".github/renovate.js",   "config/renovate.json"};
constexpr std::array<std::string_view, 4> kEcosystems = {"pip", "uv", "poetry", "pipenv"};

bool runs_bot(const deploy::Manifests& manifests) {
  for (const auto& workflow : manifests.workflows) {
    const std::string_view text = workflow.file->text.view();
    if (text.find("renovate") != text.npos || text.find("uv lock --upgrade") != text.npos ||
        text.find("poetry update") != text.npos ||
        text.find("pip-compile --upgrade") != text.npos) {
      return true;
    }
  }
  return false;
}

// What Dependabot finds here: it fails where an ecosystem has no file. "pip`, `docker"
std::string ecosystems_of(const deploy::Delivery& delivery) {
  const deploy::Manifests& manifests = delivery.manifests();
  std::string names = delivery.files().has_file("uv.lock") ? "uv" : "pip";
  if (!manifests.workflows.empty()) names += "`, `github-actions";
  if (!manifests.dockerfiles.empty()) names += "`, `docker";
  if (!manifests.compose.empty()) names += "`, `docker-compose";
  return names;
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  const auto& files = delivery.files();
  const auto exists = [&](std::string_view path) { return files.has_file(path); };
  if (!delivery.has_application() || !delivery.is_developed()) return;
  if (std::any_of(kOthers.begin(), kOthers.end(), exists) || runs_bot(delivery.manifests())) return;
  for (const auto& one : delivery.manifests().dependabots) {
    const Node* updates =
        one.content.root() != nullptr ? one.content.root()->find("updates") : nullptr;
    if (updates == nullptr || updates->items.empty()) return;
    const bool python =
        std::any_of(updates->items.begin(), updates->items.end(), [](const Node* update) {
          return is_one_of(update->text_of("package-ecosystem"), kEcosystems);
        });
    const Node* first = updates->items.front()->find("package-ecosystem");
    if (python || first == nullptr) return;
    check.report(*one.file, first->span, "Dependabot looks after other packages, not Python's");
    return;
  }
  if (std::any_of(kDependabot.begin(), kDependabot.end(), exists)) return;
  check.report_missing("No bot proposes newer versions of the dependencies")
      .fix("Add `.github/dependabot.yml` with a weekly entry for each `package-ecosystem`: `{}`.",
           {ecosystems_of(delivery)});
}

}  // namespace

extern constinit const Rule CIC010 = {
    .code = "CIC010",
    .name = "update-bot-missing",
    .family = Family::Ci,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Everywhere,
    .references = {"ASVS 15.1.1", "CWE-1104",
                   "https://docs.github.com/en/code-security/dependabot"},
    .risk = "Versions with known holes stay until somebody happens to look.",
    .advice =
        "Add `.github/dependabot.yml` with `package-ecosystem: pip` (or `uv`), `github-actions` "
        "and "
        "`docker`, weekly.",
    .docs = R"md(
No Dependabot, Renovate or job of their kind looks after the Python packages of an application.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.0
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.0
# --- .github/dependabot.yml
version: 2
updates:
  - package-ecosystem: pip
    directory: /
    schedule:
      interval: weekly
```

Bots that are switched on in a platform's settings cannot be seen.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
