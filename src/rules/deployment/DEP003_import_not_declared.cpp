#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/instrumentation/loaded_files.h"
#include "knowledge/distributions.h"
#include "project/module_names.h"
#include "rules/delivery_check.h"
#include "rules/missing_lists.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::Provision;
using knowledge::Providers;
using project::ImportEdge;
using semantic::FileModel;
using ProvisionKind = Provision::Kind;

// Every import of one package by files that are loaded with the application.
struct Wanted {
  std::string module;  // of the first import
  Providers providers;
  std::vector<std::pair<const FileModel*, Span>> at;
};

// Where the edge's module stands in its statement.
Span place_of(const FileModel& file, const ImportEdge& edge) {
  if (const auto* plain = edge.statement->as<Import>()) {
    for (const Alias* alias : plain->names) {
      if (alias->name == edge.module) return alias->span();
    }
  }
  const std::string_view text = file.text(*edge.statement);
  const std::size_t at = text.find(std::string_view(edge.module).substr(0, edge.module.find('.')));
  const Span whole = edge.statement->span();
  if (at == text.npos) return whole;
  const auto begin = whole.begin + static_cast<Offset>(at);
  const std::size_t end = text.find_first_of(" \t\n\\", at);
  return {begin, whole.begin + static_cast<Offset>(std::min(end, text.size()))};
}

class Search {
 public:
  explicit Search(DeliveryCheck& check) : check_(check), code_(check.model()) {
    for (std::string_view path : check.delivery().files().all()) add_names(path);
  }

  void run() {
    const std::vector<bool> loaded = app::loaded_files(check_.application());
    for (const ImportEdge& edge : code_.imports().edges()) {
      if (edge.to.valid() || !loaded[edge.from.value] || !edge.at_load_time()) continue;
      const FileModel& file = code_.file(edge.from);
      if (file.file().role == project::Role::Application) look_at(file, edge);
    }
    for (const auto& [key, wanted] : wanted_) report(wanted);
  }

 private:
  // Folders and files of the repository, by the names that an import would use: what has one of
  // them may be a module that is made, mounted or put on the path elsewhere.
  void add_names(std::string_view path) {
    while (!path.empty()) {
      const std::size_t slash = std::min(path.find('/'), path.size());
      const std::string_view part = path.substr(0, slash);
      own_.insert(part.substr(0, slash == path.size() ? part.find('.') : part.npos));
      path.remove_prefix(std::min(slash + 1, path.size()));
    }
  }

  void look_at(const FileModel& file, const ImportEdge& edge) {
    const std::string_view module = edge.module;
    const std::string_view first = module.substr(0, module.find('.'));
    const auto* from = edge.statement->as<ImportFrom>();
    if (first.empty() || (from != nullptr && from->level > 0) || first.starts_with("_") ||
        project::is_standard_library(first) || own_.contains(first)) {
      return;
    }
    if (!app::must_succeed(file, *edge.statement)) return;
    Providers providers = knowledge::providers_of(module);
    if (!providers.distributions.empty()) return add(file, edge, module, std::move(providers));
    if (from == nullptr) return;
    for (const Alias* alias : from->names) {  // `from google.cloud import firestore`
      const std::string whole = std::string(module) + "." + std::string(alias->name);
      providers = knowledge::providers_of(whole);
      if (!providers.distributions.empty()) add(file, edge, whole, std::move(providers));
    }
  }

  void add(const FileModel& file, const ImportEdge& edge, std::string_view module,
           Providers providers) {
    const std::string key = group_of(file) + providers.distributions.front();
    Wanted& wanted = wanted_[key];
    if (wanted.at.empty()) {
      wanted.module = module;
      wanted.providers = std::move(providers);
    }
    const Span place = place_of(file, edge);
    const bool again = !wanted.at.empty() && wanted.at.back().first == &file;
    if (!again) wanted.at.emplace_back(&file, place);
  }

  // Services of one repository are judged each by itself.
  const std::string& group_of(const FileModel& file) {
    const std::string_view path = file.file().path;
    const auto [at, is_new] = groups_.try_emplace(std::string(folder_of(path)));
    if (!is_new) return at->second;
    const auto manifests = check_.delivery().packages().manifests_for(path);
    if (!manifests.empty()) at->second = manifests.front()->file->path + "\n";
    return at->second;
  }

  void report(const Wanted& wanted) {
    const auto& [file, span] = wanted.at.front();
    const Provision provision =
        check_.delivery().packages().provision(wanted.providers.distributions, file->file().path);
    switch (provision.kind) {
      case ProvisionKind::Declared:
      case ProvisionKind::Optional: return;
      case ProvisionKind::Transitive: return report_transitive(wanted, provision);
      case ProvisionKind::Development: return report_development(wanted);
      case ProvisionKind::Missing: return report_missing(wanted, provision);
    }
  }

  void report_missing(const Wanted& wanted, const Provision& provision) {
    // A package that no table knows may have modules of any name.
    if (!wanted.providers.is_known && !provision.is_certain) return;
    const bool certain =
        provision.is_certain && wanted.providers.is_known && !provision.is_declared_elsewhere;
    const std::string& package = wanted.providers.distributions.front();
    Draft draft =
        start(wanted, provision.is_declared_elsewhere
                          ? "`{}` is imported, and `{}` is declared for another part of the "
                            "repository only"
                          : "`{}` is imported, and no manifest declares `{}`");
    if (!provision.is_certain) {
      draft.severity(Severity::Warning)
          .risk(
              "Unless a package that is declared brings it along, the application does not start.");
    }
    draft.confidence(certain ? Confidence::High : Confidence::Medium)
        .fix("Add `{}` to the requirements of the application, with a version.", {package});
    say_if_in_missing_list(missing_list_for(check_, wanted.at.front().first->file().path), draft);
  }

  void report_development(const Wanted& wanted) {
    Draft draft = start(wanted, "`{}` is imported, and `{}` is declared for development only");
    draft.confidence(Confidence::Medium)
        .fix("Move `{}` to the requirements that production installs.",
             {wanted.providers.distributions.front()});
    const std::string command = command_that_installs_all(wanted.at.front().first->file().path);
    if (command.empty()) return;
    draft.severity(Severity::Warning)
        .risk(
            "The image has it because `{}` installs what is for developers as well: the day on "
            "which that is left out, as it should be, the application does not start.",
            {command});
  }

  // "poetry install" of an image around the file, which asks for the developers' group as well.
  std::string command_that_installs_all(std::string_view path) const {
    for (const auto& image : check_.delivery().images()) {
      if (!image->contains(path)) continue;
      for (const deploy::Instruction& one : image->dockerfile().instructions()) {
        if (one.keyword != "RUN") continue;
        const std::string& text = one.arguments.text();
        for (const std::string_view command : {"poetry install", "uv sync", "pdm install"}) {
          if (text.find(command) != text.npos && !leaves_developers_out(text)) {
            return std::string(command);
          }
        }
      }
    }
    return {};
  }

  static bool leaves_developers_out(std::string_view text) {
    return contains_any(text, {"--no-dev", "--only", "--without", "--prod", "--no-default-groups",
                               "--no-group", "NO_DEV"});
  }

  void report_transitive(const Wanted& wanted, const Provision& provision) {
    if (provision.is_handed_on || (provision.is_by_extra && !provision.is_by_bundle)) return;
    const std::string& package = wanted.providers.distributions.front();
    Draft draft = provision.by.empty()
                      ? start(wanted,
                              "`{}` is imported, and `{}` is in the lock file only because "
                              "something else needs it")
                      : start(wanted,
                              "`{}` is imported, and `{}` is installed only because others need "
                              "it, such as `{}`",
                              provision.by);
    draft.severity(Severity::Warning)
        .risk("The import fails on the day on which the other package does without it.")
        .fix("Declare `{}` yourself, with a version.", {package});
  }

  Draft start(const Wanted& wanted, std::string_view pattern, std::string_view by = {}) {
    const auto& [file, span] = wanted.at.front();
    Draft draft = check_.report(*file, span, pattern,
                                {wanted.module, wanted.providers.distributions.front(), by});
    for (std::size_t i = 1; i < std::min<std::size_t>(wanted.at.size(), 6); ++i) {
      draft.step(*wanted.at[i].first, wanted.at[i].second, "and here");
    }
    return draft;
  }

  DeliveryCheck& check_;
  const semantic::Model& code_;
  std::set<std::string_view> own_;
  std::map<std::string, Wanted> wanted_;
  std::map<std::string, std::string> groups_;  // by folder
};

void check(DeliveryCheck& check) {
  // What a release needs is said in its metadata, which is not read.
  if (!check.delivery().has_application() || check.delivery().is_release()) return;
  if (check.delivery().packages().has_declared()) Search(check).run();
}

}  // namespace

extern constinit const Rule DEP003 = {
    .code = "DEP003",
    .name = "import-not-declared",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://12factor.net/dependencies", "PEP 508"},
    .risk =
        "The next clean installation starts with ModuleNotFoundError; it works where somebody once "
        "installed the package by hand.",
    .advice = "Declare every package that the code imports, with a version.",
    .docs = R"md(
Imports that run whenever the application is loaded, of packages that nothing installs: no manifest around the file, none that these
include, no lock file, no `pip install` in a Dockerfile or script. Which package an import needs is a table (`yaml` is PyYAML's, `jose`
python-jose's, `google.cloud.firestore` google-cloud-firestore's).

```python bad
# --- main.py
import yaml
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
```

```python good
# --- main.py
import yaml
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
PyYAML==6.0.2
```

A warning where another package brings it along; not where that package's users are meant to import it, as Starlette's by FastAPI's. To be
confirmed where only a development group or another part of the repository declares it, and where no table knows the name. Also a warning where
requirements are computed, come from other places or are packages of whose own requirements nothing is known. Left alone: modules whose name some file or folder of the repository
has, imports under `try … except ImportError`, `if` and `TYPE_CHECKING`, those inside functions, tests and scripts, and what extras and
optional groups declare.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
