#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "knowledge/distributions.h"
#include "project/advisories.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using deploy::DeclaredPackage;
using deploy::PackageGroup;
using deploy::PackageManifest;
using project::Advisory;
using project::Dependency;
using project::Rating;
using project::Version;

constexpr std::size_t kNamesShown = 5;

// Where the application imports a package first.
struct Use {
  const semantic::FileModel* file = nullptr;
  Span span;
};
using Uses = std::map<std::string, Use>;

Uses uses_of_packages(const semantic::Model& model) {
  Uses uses;
  for (const project::ImportEdge& edge : model.imports().edges()) {
    const semantic::FileModel& file = model.file(edge.from);
    if (edge.to.valid() || edge.type_checking || file.file().role != project::Role::Application) {
      continue;
    }
    for (std::string& name : knowledge::providers_of(edge.module).distributions) {
      uses.try_emplace(std::move(name), Use{&file, edge.statement->span()});
    }
  }
  return uses;
}

// A package as it gets installed, and what is known to be wrong with it.
struct Victim {
  Dependency package;
  std::vector<const Advisory*> hits;
  const DeclaredPackage* declared = nullptr;  // null: something else brings it along
  const Use* use = nullptr;                   // null: the application does not import it
  bool for_developers = false;

  bool is_exact() const { return package.range.is_exact(); }
};

// The ratings of the vulnerabilities, each of which may have several advisories: the gravest of
// them, and Unknown only where none of them is rated.
Rating gravest_of(const std::vector<const Advisory*>& hits) {
  Rating gravest = Rating::Unknown;
  for (const Advisory* one : hits) gravest = std::max(gravest, one->rating);
  return gravest;
}

// "CVE-2030-0001, CVE-2030-0002", each once: GitHub and PyPA number the same ones.
std::string names_of(const std::vector<const Advisory*>& hits) {
  std::set<std::string_view> known;
  std::vector<std::string_view> names;
  for (const Advisory* one : hits) {
    bool is_new = known.insert(one->id).second;
    for (const std::string& alias : one->aliases) is_new &= known.insert(alias).second;
    if (is_new) names.push_back(one->name());
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kNamesShown); ++i) {
    text += (i == 0 ? "" : ", ") + std::string(names[i]);
  }
  const std::size_t more = names.size() - std::min(names.size(), kNamesShown);
  return more == 0 ? text : text + " and " + std::to_string(more) + " more";
}

// How the program that wrote the lock file takes a newer version of one package.
std::string_view command_of(std::string_view lock) {
  if (lock.ends_with("uv.lock")) return "uv lock --upgrade-package";
  if (lock.ends_with("poetry.lock")) return "poetry update";
  if (lock.ends_with("pdm.lock")) return "pdm update";
  return lock.ends_with("Pipfile.lock") ? "pipenv upgrade" : "";
}

class Search {
 public:
  explicit Search(DeliveryCheck& check)
      : check_(check),
        known_(*check.delivery().advisories()),
        manifests_(check.delivery().packages().deployed_manifests()),
        uses_(uses_of_packages(check.model())) {
    for (const PackageManifest& one : check.delivery().packages().manifests()) {
      own_.insert(one.project_name);
    }
  }

  void run() {
    for (const app::AppRoutes* one : check_.application().served_apps()) {
      look_at(one->app->construction.file->file().path);
    }
    for (const app::CloudFunction& one : check_.application().functions()) {
      look_at(one.handler.file->file().path);
    }
  }

 private:
  // What the project of `path` installs.
  void look_at(std::string_view path) {
    std::set<std::string> names;
    for (const Dependency* one : check_.model().dependencies().all(path)) names.insert(one->name);
    for (const PackageManifest* manifest : manifests_) {
      for (const DeclaredPackage& one : manifest->packages) names.insert(one.name());
    }
    for (const std::string& name : names) {
      // A member of the repository may be called as a package of others is.
      if (!known_.of(name).empty() && !own_.contains(name)) look_at(name, path);
    }
  }

  void look_at(const std::string& name, std::string_view path) {
    const Dependency* found = check_.model().dependencies().find(name, path);
    const DeclaredPackage* declared = declaration_of(name, found);
    // A fork, or a copy of the repository's own, may have been mended.
    if (declared != nullptr && declared->is_located()) return;
    Victim victim;
    if (found != nullptr) victim.package = *found;
    if (found == nullptr && declared != nullptr) victim.package = as_dependency(*declared);
    for (const Advisory& one : known_.of(name)) {
      if (is_hit(one, victim.package)) victim.hits.push_back(&one);
    }
    if (victim.hits.empty() || !told_.insert(name + " " + versions_of(victim)).second) return;
    victim.declared = declared;
    const auto use = uses_.find(name);
    victim.use = use == uses_.end() ? nullptr : &use->second;
    victim.for_developers = victim.use == nullptr && is_for_developers(name, declared, path);
    report(victim);
  }

  // Of a range: whichever version of it gets installed.
  static bool is_hit(const Advisory& advisory, const Dependency& package) {
    return package.range.is_exact() ? advisory.affects(*package.range.lower)
                                    : advisory.affects_all(package.range);
  }

  bool is_for_developers(const std::string& name, const DeclaredPackage* declared,
                         std::string_view path) const {
    if (declared != nullptr) return declared->group == PackageGroup::Development;
    return check_.delivery().packages().provision(name, path).kind ==
           deploy::Provision::Kind::Development;
  }

  // The one that is for production rather than for developers, and in the file that decides.
  const DeclaredPackage* declaration_of(const std::string& name, const Dependency* found) const {
    const DeclaredPackage* best = nullptr;
    const auto rank = [&](const DeclaredPackage& one) {
      const bool decides = found != nullptr && one.file->path == found->file;
      return static_cast<int>(one.group) * 2 + (decides ? 0 : 1);
    };
    for (const PackageManifest* manifest : manifests_) {
      for (const DeclaredPackage& one : manifest->packages) {
        if (one.name() == name && (best == nullptr || rank(one) < rank(*best))) best = &one;
      }
    }
    return best;
  }

  static Dependency as_dependency(const DeclaredPackage& declared) {
    Dependency package;
    package.name = declared.name();
    package.range = declared.range;
    package.file = declared.file->path;
    package.line = declared.file->lines.line_of(declared.span.begin);
    return package;
  }

  // "2.3.0", or "in all versions that are allowed".
  std::string versions_of(const Victim& victim) const {
    return victim.is_exact() ? known_.written(victim.package.name, *victim.package.range.lower)
                             : "in every version that is allowed";
  }

  void report(const Victim& victim) {
    const Dependency& package = victim.package;
    const std::string place =
        package.file + (package.line > 0 ? ":" + std::to_string(package.line) : "");
    const std::string_view imported =
        victim.use == nullptr ? "" : ", and the application imports it";
    const std::string_view pattern = "`{}` {} ({}) is vulnerable{}: {}";
    const std::string name =
        victim.declared == nullptr ? package.name : victim.declared->requirement.written;
    const std::string versions = versions_of(victim);
    const std::string names = names_of(victim.hits);
    Draft draft = victim.declared != nullptr
                      ? check_.report(*victim.declared->file, victim.declared->span, pattern,
                                      {name, versions, place, imported, names})
                      : check_.report_missing(pattern, {name, versions, place, imported, names});
    rate(draft, victim);
    add_risk(draft, victim);
    add_fix(draft, victim, name);
    if (victim.use != nullptr) draft.step(*victim.use->file, victim.use->span, "imported here");
  }

  // Critical where its database or score says high, sure where the application imports the very
  // version; what nobody has rated is to be looked at.
  static void rate(Draft& draft, const Victim& victim) {
    const Rating rating = gravest_of(victim.hits);
    if (rating == Rating::Low) {
      draft.severity(Severity::Suggestion);
    } else if (rating == Rating::Moderate || victim.for_developers) {
      draft.severity(Severity::Warning);
    }
    const bool sure = victim.use != nullptr && victim.is_exact() && rating != Rating::Unknown;
    draft.confidence(sure ? Confidence::High : Confidence::Medium);
  }

  static void add_risk(Draft& draft, const Victim& victim) {
    const Advisory* gravest = *std::max_element(
        victim.hits.begin(), victim.hits.end(),
        [](const Advisory* a, const Advisory* b) { return a->rating < b->rating; });
    std::string_view summary = gravest->summary;
    if (summary.ends_with('.')) summary.remove_suffix(1);
    if (!summary.empty()) draft.risk("{}.", {summary});
  }

  void add_fix(Draft& draft, const Victim& victim, const std::string& name) const {
    const Dependency& package = victim.package;
    const Version from = package.range.lower.value_or(Version());
    const std::string fixed = known_.fixed_version(package.name, from, victim.hits);
    if (fixed.empty()) return add_fix_without_version(draft, victim);
    if (const std::string_view command = command_of(package.file); !command.empty()) {
      draft.fix("Move to `{}` {} or later: `{} {}`.", {name, fixed, command, package.name});
    } else {
      draft.fix("Move to `{}` {} or later.", {name, fixed});
    }
  }

  static void add_fix_without_version(Draft& draft, const Victim& victim) {
    for (const Advisory* one : victim.hits) {
      for (const Advisory::Range& range : one->ranges) {
        if (range.last_affected) {
          return void(draft.fix("Move to a version later than {}, the last that it names.",
                                {range.last_affected->text}));
        }
      }
    }
    draft.fix("No version without it is known: do without the package.");
  }

  DeliveryCheck& check_;
  const project::Advisories& known_;
  std::vector<const PackageManifest*> manifests_;
  Uses uses_;
  std::set<std::string> own_;  // the repository's own packages
  std::set<std::string> told_;
};

void check(DeliveryCheck& check) {
  if (check.delivery().advisories() != nullptr && check.delivery().has_application()) {
    Search(check).run();
  }
}

}  // namespace

extern constinit const Rule SEC098 = {
    .code = "SEC098",
    .name = "vulnerable-dependency",
    .family = Family::Security,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::None,
    .where = Where::Everywhere,
    .references = {"CWE-1395", "ASVS 15.2.1", "PEP 440", "https://ossf.github.io/osv-schema/"},
    .risk = "How to break it is published, and scanners look for it.",
    .advice = "Move to a version in which it is fixed.",
    .docs = R"md(
Packages whose locked or pinned version an advisory names. The advisories are yours: `--advisories PATH`, or `advisories` in the
configuration, is a file or folder of JSON in OSV's format, such as the unpacked export of osv.dev for PyPI, or `github-reviewed` of GitHub's
database. Nothing is fetched. Without them the rule is not evaluated, and the report says so.

```python bad
# --- fastidious.toml
advisories = "osv.json"
# --- osv.json
{"id": "GHSA-0000-demo", "aliases": ["CVE-2030-0001"], "summary": "Forged tokens are accepted.",
 "database_specific": {"severity": "HIGH"},
 "affected": [{"package": {"ecosystem": "PyPI", "name": "PyJWT"},
   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.4.0"}]}]}]}
# --- main.py
import jwt
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
PyJWT==2.3.0
```

```python good
# --- fastidious.toml
advisories = "osv.json"
# --- osv.json
{"id": "GHSA-0000-demo", "aliases": ["CVE-2030-0001"], "summary": "Forged tokens are accepted.",
 "database_specific": {"severity": "HIGH"},
 "affected": [{"package": {"ecosystem": "PyPI", "name": "PyJWT"},
   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.4.0"}]}]}]}
# --- main.py
import jwt
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
PyJWT==2.4.0
```

One finding a package, with the least version that mends all of it. Critical where the advisory is rated high or critical (`severity` of its
database, else CVSS 3), a warning where moderate, a suggestion where low. It is certain where the application imports the package; what is not
imported, or not rated, is to be confirmed. At most a warning for what only developers install. A range without a lock is
reported, to be confirmed, only if every version that it allows is affected. Advisories that were withdrawn, packages from a path or repository,
and members of the repository itself are left out.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
