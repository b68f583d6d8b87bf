#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "deploy/environment/env_file_folders.h"
#include "deploy/environment/example_files.h"
#include "repo/ignore.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

// A file with secrets, and the pattern that keeps files like it out of git.
struct Kept {
  std::string_view path;
  std::string_view pattern;
};
constexpr Kept kEnv = {".env", ".env"};
constexpr Kept kOtherEnvs = {".env.production", ".env.*"};
constexpr std::array<Kept, 3> kKeys = {{{"shop-serviceAccount.json", "*serviceAccount*.json"},
                                        {"service-account.json", "service-account*.json"},
                                        {"server.pem", "*.pem"}}};

std::string as_code(std::string_view pattern) { return "`" + std::string(pattern) + "`"; }

// What `.env.*` would keep out and is for everybody: the names without secrets.
std::set<std::string> templates_in(const repo::Inventory& inventory) {
  std::set<std::string> names;
  for (const repo::RepositoryFile& file : inventory.files) {
    const std::string_view name = deploy::name_of(file.path);
    if (name.starts_with(".env.") && deploy::is_example_of_environment(name)) names.emplace(name);
  }
  return names.empty() ? std::set<std::string>{".env.example"} : names;
}

// `!.env.test`, which `.env.*` behind it would take back.
void add_exceptions_of(std::string_view ignore_file, std::set<std::string>& names) {
  constexpr std::string_view kException = "!.env.";
  while (!ignore_file.empty()) {
    const std::size_t end = std::min(ignore_file.find('\n'), ignore_file.size());
    const std::string_view line = trimmed(ignore_file.substr(0, end));
    ignore_file.remove_prefix(std::min(end + 1, ignore_file.size()));
    if (line.starts_with(kException)) names.emplace(line.substr(1));
  }
}

// Patterns that are missing, as a list to be read and as lines to be added.
struct Missing {
  std::set<std::string> templates;
  std::string list;
  std::string lines;
  std::string exceptions;  // a list as well

  void add(std::string_view pattern) {
    list += (list.empty() ? "" : ", ") + as_code(pattern);
    lines += std::string(pattern) + "\n";
    if (pattern != kOtherEnvs.pattern) return;
    for (const std::string& name : templates) {
      exceptions += (exceptions.empty() ? "" : ", ") + as_code("!" + name);
      lines += "!" + name + "\n";
    }
  }
};

// An env file of the root that is in the work tree.
const repo::RepositoryFile* env_file(const repo::Inventory& inventory) {
  for (const repo::RepositoryFile& file : inventory.files) {
    if (file.path == kEnv.path) return &file;
  }
  return nullptr;
}

// Whether git leaves the file out: the ignore file next to it that names it decides.
bool is_ignored_by_any(std::string_view path, const deploy::Manifests& manifests) {
  std::size_t nearest = 0;
  repo::Verdict verdict = repo::Verdict::Unsaid;
  for (const project::TextFile* file : manifests.git_ignores) {
    const std::string_view folder = folder_of(file->path);
    if (!is_inside(path, folder) || folder.size() < nearest) continue;
    const std::string base = folder.empty() ? std::string() : std::string(folder) + "/";
    const repo::Verdict said = repo::IgnorePatterns(file->text.view(), base).verdict(path, false);
    if (said == repo::Verdict::Unsaid) continue;
    verdict = said;
    nearest = folder.size();
  }
  return verdict == repo::Verdict::Ignored;
}

bool is_tracked(const repo::Inventory& inventory, std::string_view path) {
  return std::any_of(
      inventory.files.begin(), inventory.files.end(),
      [&](const repo::RepositoryFile& file) { return file.path == path && file.tracked; });
}

// How bad it is that `.env` is not named: whether developers keep one that would be added, as far
// as the repository tells.
Severity weight_of(const deploy::Delivery& delivery) {
  auto folders = deploy::folders_with_env_file(delivery);
  std::erase_if(folders, [&](std::string_view folder) {
    return is_tracked(delivery.inventory(), deploy::joined_path(folder, ".env"));
  });
  if (folders.empty()) return Severity::Warning;
  const bool is_kept_out =
      std::all_of(folders.begin(), folders.end(), [&](std::string_view folder) {
        return is_ignored_by_any(deploy::joined_path(folder, ".env"), delivery.manifests());
      });
  return is_kept_out ? Severity::Suggestion : Severity::Critical;
}

// Whether developers may have a key file of a service account: it runs there, or calls its
// services.
bool uses_google(const deploy::Delivery& delivery) {
  const auto is_googles = [](std::string_view name) {
    return name.starts_with("google") || name.starts_with("firebase") ||
           name.starts_with("gcloud") || name.starts_with("gspread");
  };
  if (delivery.runs_on_google()) return true;
  for (const deploy::PackageManifest& manifest : delivery.packages().manifests()) {
    for (const deploy::DeclaredPackage& one : manifest.packages) {
      if (is_googles(one.name())) return true;
    }
  }
  return false;
}

void check_file(const project::TextFile& file, DeliveryCheck& check) {
  const std::string_view text = file.text.view();
  const repo::IgnorePatterns patterns(text, "");
  const auto is_ignored = [&](const Kept& kept) {
    return patterns.verdict(kept.path, false) == repo::Verdict::Ignored;
  };
  const repo::RepositoryFile* present = env_file(check.delivery().inventory());
  const bool is_tracked = present != nullptr && present->tracked;  // SEC005 says so
  Missing missing = {templates_in(check.delivery().inventory()), {}, {}, {}};
  add_exceptions_of(text, missing.templates);
  const bool env = is_tracked || is_ignored(kEnv);
  if (!env) missing.add(kEnv.pattern);
  if (!is_tracked && !is_ignored(kOtherEnvs)) missing.add(kOtherEnvs.pattern);
  const bool with_google = uses_google(check.delivery());
  // Most repositories never see a key file: alone, their pattern is not worth a finding.
  const auto is_googles = [](const Kept& kept) {
    return kept.pattern.find("service") != kept.pattern.npos;
  };
  // Who keeps one name of it out knows of the file.
  const bool knows_google = std::any_of(kKeys.begin(), kKeys.end(), [&](const Kept& kept) {
    return is_googles(kept) && is_ignored(kept);
  });
  for (const Kept& kept : kKeys) {
    const bool wanted =
        is_googles(kept) ? with_google && !knows_google : with_google || !missing.lines.empty();
    if (wanted && !is_ignored(kept)) missing.add(kept.pattern);
  }
  if (missing.lines.empty()) return;
  const auto end = static_cast<Offset>(text.size());
  const auto first = static_cast<Offset>(std::min(text.find('\n'), text.size()));
  const std::string gap = text.empty() || text.ends_with('\n') ? "" : "\n";
  const bool sure = env || present != nullptr;
  check.report(file, {0, first}, "`.gitignore` does not name {}", {missing.list})
      .severity(env ? Severity::Suggestion : weight_of(check.delivery()))
      .confidence(sure ? Confidence::High : Confidence::Medium)
      .fix("Add {} to the file{}.",
           {missing.list.find(", ") == missing.list.npos ? "it" : "them",
            missing.exceptions.empty() ? "" : ", and " + missing.exceptions + " behind `.env.*`"})
      .edit({end, end}, gap + missing.lines);
}

// A library has no environment of its own.
void check(DeliveryCheck& check) {
  if (check.application().apps().empty()) return;
  for (const project::TextFile* file : check.delivery().manifests().git_ignores) {
    if (file->path == ".gitignore") check_file(*file, check);
  }
}

}  // namespace

extern constinit const Rule SEC006 = {
    .code = "SEC006",
    .name = "env-not-ignored",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Safe,
    .where = Where::Everywhere,
    .references = {"CWE-540", "ASVS 13.3.1", "https://git-scm.com/docs/gitignore"},
    .risk =
        "The next `git add .` of a developer who has such a file puts its secrets into the "
        "history.",
    .advice = "Add the patterns to `.gitignore`, and `!.env.example` behind `.env.*`.",
    .docs = R"md(
The `.gitignore` of the root is asked as git would be whether it keeps `.env` and `.env.production` out, in a repository with an
application; key files of service accounts, where it needs a package of Google's or runs there; and, where one of these is missing,
`*.pem`. Where it does not keep `.env` out and developers have one - an example or a
compose file shows it, or code loads one -, review is requested, and it is certain where that file is there and not tracked (SEC005
is about those that are). Where nothing shows a `.env` it is a warning; where only others are missing, or the folder's own
`.gitignore` keeps it out, a suggestion.
`.git/info/exclude` does not count, for only one clone has it.

```python bad
# --- .gitignore
__pycache__/
# --- .env.example
SECRET_KEY=
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
```

```python good
# --- .gitignore
__pycache__/
.env
.env.*
!.env.example
*serviceAccount*.json
service-account*.json
*.pem
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
```
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
