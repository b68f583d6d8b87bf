#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/formats/document.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

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

// Those of copies of other products are not looked after here.
std::vector<std::string_view> locks_of_uv(const deploy::RepositoryFiles& files) {
  std::vector<std::string_view> locks = files.ending_with("uv.lock");
  std::erase_if(locks, [&](std::string_view path) { return files.is_copied(path); });
  return locks;
}

std::string listed(const std::set<std::string>& folders, std::size_t most) {
  if (folders.size() < 2) {
    return "`directory: \"" + (folders.empty() ? "/" : *folders.begin()) + "\"`";
  }
  if (folders.size() > most) return "`directories: [\"**/*\"]`";
  std::string text;
  for (const std::string& one : folders) text += (text.empty() ? "\"" : ", \"") + one + "\"";
  return "`directories: [" + text + "]`";
}

// Whether the file is of the project itself.
bool is_own(const project::TextFile& file, const deploy::RepositoryFiles& files) {
  return file.role != project::Role::Test && file.role != project::Role::Example &&
         !files.is_copied(file.path);
}

// `directories: ["/backend", "/worker"]`: where manifests of Python's packages stand, or the locks
// of uv.
std::string directories_of(const deploy::Manifests& manifests,
                           const deploy::RepositoryFiles& files) {
  constexpr std::size_t kNamed = 4;
  std::set<std::string> folders;
  for (std::string_view lock : locks_of_uv(files)) {
    folders.insert("/" + std::string(folder_of(lock)));
  }
  if (!folders.empty()) return listed(folders, kNamed);
  for (const auto* list : {&manifests.pyprojects, &manifests.requirements}) {
    for (const project::TextFile* one : *list) {
      if (is_own(*one, files)) folders.insert("/" + std::string(folder_of(one->path)));
    }
  }
  return listed(folders, kNamed);
}

std::string_view ecosystem_of(const deploy::RepositoryFiles& files) {
  return locks_of_uv(files).empty() ? "pip" : "uv";
}

// "`docker` (`directories: ["/api", "/worker"]`)": where the files stand; nothing is said of the
// root. Empty where there is none.
template <class List>
std::string entry_of(std::string_view ecosystem, const List& list,
                     const deploy::RepositoryFiles& files) {
  constexpr std::size_t kNamed = 4;
  std::set<std::string> folders;
  for (const auto& one : list) {
    if (is_own(*one.file, files)) folders.insert("/" + std::string(folder_of(one.file->path)));
  }
  if (folders.empty()) return {};
  const bool at_root = folders.size() == 1 && *folders.begin() == "/";
  return "`" + std::string(ecosystem) + "`" +
         (at_root ? std::string() : " (" + listed(folders, kNamed) + ")");
}

// ", and others for `github-actions` and `docker`": what else there is to be kept fresh; Dependabot
// fails where an ecosystem has no file.
std::string others_of(const deploy::Manifests& manifests, const deploy::RepositoryFiles& files) {
  std::vector<std::string> names;
  if (!manifests.workflows.empty()) names.emplace_back("`github-actions`");
  names.push_back(entry_of("docker", manifests.dockerfiles, files));
  names.push_back(entry_of("docker-compose", manifests.compose, files));
  std::erase(names, std::string());
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0                  ? names.size() == 1 ? ", and one for " : ", and others for "
            : i + 1 == names.size() ? " and "
                                    : ", ";
    text += names[i];
  }
  return text;
}

// Whether a manifest says a version that a newer one could take the place of.
bool names_versions(const deploy::Manifests& manifests, const deploy::RepositoryFiles& files) {
  if (!manifests.pyprojects.empty() || !locks_of_uv(files).empty()) return true;
  const auto& lists = manifests.requirements;
  return lists.empty() || std::any_of(lists.begin(), lists.end(), [](const auto* one) {
           return contains_any(one->text.view(), {"==", "~=", ">=", "<", "!=", "@"});
         });
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
    check.report(*one.file, first->span, "Dependabot looks after other packages, not Python's")
        .fix("Add an entry to `updates` of this file: `package-ecosystem: {}`, {}, weekly.",
             {ecosystem_of(files), directories_of(delivery.manifests(), files)});
    return;
  }
  if (std::any_of(kDependabot.begin(), kDependabot.end(), exists)) return;
  if (!names_versions(delivery.manifests(), files)) return;  // DEP005 says so
  check
      .report_missing("No file here has a bot propose newer versions of the dependencies regularly")
      .fix(
          "Add `.github/dependabot.yml` with a weekly entry for `package-ecosystem: {}`, {}{}. "
          "Dependabot's security updates come without such a file, all others do not.",
          {ecosystem_of(files), directories_of(delivery.manifests(), files),
           others_of(delivery.manifests(), files)});
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
    .risk =
        "Versions grow old until somebody happens to look, those with known holes as well where "
        "the "
        "platform's own settings do not switch on updates for them.",
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

Bots that are switched on in a platform's settings cannot be seen. Nothing is said where no requirement has a version: each build takes the newest, which is DEP005's.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
