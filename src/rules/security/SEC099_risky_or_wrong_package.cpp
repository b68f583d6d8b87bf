#include <algorithm>
#include <set>
#include <string>

#include "base/nearest.h"
#include "deploy/formats/sections.h"
#include "knowledge/distributions.h"
#include "knowledge/risky_packages.h"
#include "project/path_and_line.h"
#include "rules/delivery_check.h"
#include "rules/lock_file.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using deploy::DeclaredPackage;
using knowledge::RiskyPackage;
using Risk = RiskyPackage::Risk;

constexpr std::size_t kShortest = 5;  // of names that are compared: shorter ones are too much alike

// "`auth.py:12`".
std::string place_of(const semantic::CallSite& site) {
  const project::SourceFile& file = site.file->file();
  return "`" + path_and_line(file, site.call->begin) + "`";
}

// "`payload=` for `claims=` (`auth.py:12`)": the first call that gives the argument by a name that
// is another one in PyJWT; empty if none does.
std::string renamed(const semantic::Model& model, std::string_view target, std::string_view from,
                    std::string_view to) {
  for (const semantic::CallSite& site : model.calls_of(target)) {
    if (semantic::argument(*site.file, *site.call, -1, from) == nullptr) continue;
    return "`" + std::string(to) + "=` for `" + std::string(from) + "=` (" + place_of(site) + ")";
  }
  return {};
}

// Whether the call of `decode` leaves the algorithms to the token, as far as all arguments are
// seen.
bool takes_any_algorithm(const semantic::CallSite& site) {
  const Call& call = *site.call;
  const bool is_seen = std::none_of(call.keywords.begin(), call.keywords.end(),
                                    [](const Keyword* one) { return one->arg.empty(); }) &&
                       std::none_of(call.args.begin(), call.args.end(),
                                    [](const Expr* one) { return one->is(Kind::Starred); });
  return is_seen && semantic::argument(*site.file, call, 2, "algorithms") == nullptr &&
         semantic::argument(*site.file, call, 3, "options") == nullptr;
}

// What PyJWT does not take: a token of any algorithm; and a function that it does not have.
std::string lacking_in_pyjwt(const semantic::Model& model) {
  const auto decodes = model.calls_of("jose.jwt.decode");
  const auto open = std::find_if(decodes.begin(), decodes.end(), takes_any_algorithm);
  std::string text;
  if (open != decodes.end()) {
    text = ", `decode` fails without `algorithms=` (" + place_of(*open) + ")";
  }
  const auto unverified = model.calls_of("jose.jwt.get_unverified_claims");
  if (!unverified.empty()) {
    text += ", `get_unverified_claims` (" + place_of(unverified.front()) +
            ") is `decode` with `options={\"verify_signature\": False}`";
  }
  return text;
}

// What PyJWT calls otherwise than python-jose, as far as calls name it.
std::string in_pyjwt(const semantic::Model& model, std::string_view words) {
  constexpr std::string_view kSame = "take the same arguments";
  std::string names = renamed(model, "jose.jwt.encode", "claims", "payload");
  const std::string decoded = renamed(model, "jose.jwt.decode", "token", "jwt");
  if (!names.empty() && !decoded.empty()) names += " and ";
  names += decoded;
  std::string text(words);
  text.insert(text.rfind(')'), lacking_in_pyjwt(model));
  if (names.empty()) return text;
  return text.insert(text.find(kSame) + kSame.size(), " but for the first one's name, " + names);
}

// Stubs of the package that the lists beside its own have: they go with it.
std::string with_stubs(const DeliveryCheck& check, const DeclaredPackage& package) {
  const std::string stubs = "types-" + package.name();
  for (const deploy::PackageManifest& manifest : check.delivery().packages().manifests()) {
    if (folder_of(manifest.file->path) != folder_of(package.file->path)) continue;
    for (const DeclaredPackage& one : manifest.packages) {
      if (one.name() == stubs) return ", and remove `" + one.requirement.written + "`";
    }
  }
  return {};
}

// What to use in its place, without what concerns users of SQLAlchemy only where there are none.
std::string instead_of(const DeliveryCheck& check, const RiskyPackage& known) {
  constexpr std::string_view kBegin = " (for SQLAlchemy";
  if (known.name == "python-jose") return in_pyjwt(check.model(), known.instead);
  std::string words(known.instead);
  const std::size_t at = words.find(kBegin);
  if (at == words.npos) return words;
  for (const deploy::PackageManifest& manifest : check.delivery().packages().manifests()) {
    for (const DeclaredPackage& one : manifest.packages) {
      if (one.name() == "sqlalchemy" || one.name() == "sqlmodel") return words;
    }
  }
  return words.erase(at, words.find(')', at) + 1 - at);
}

// Whether application code, a script or a migration imports something that may load the driver.
bool may_load_driver(const semantic::Model& model) {
  constexpr std::string_view kUsers[] = {"psycopg2", "aiopg",  "peewee",      "pony",
                                         "django",   "celery", "apscheduler", "records"};
  const auto& edges = model.imports().edges();
  return std::any_of(edges.begin(), edges.end(), [&](const project::ImportEdge& edge) {
    const std::string_view module = std::string_view(edge.module).substr(0, edge.module.find('.'));
    return is_one_of(module, kUsers) && model.file(edge.from).file().role != project::Role::Test;
  });
}

// The synchronous engine of a test, if nothing but tests makes one; else null.
const semantic::CallSite* only_tests_connect(const semantic::Model& model) {
  constexpr std::string_view kEngines[] = {"sqlalchemy.create_engine", "sqlmodel.create_engine",
                                           "sqlalchemy.engine_from_config",
                                           "sqlalchemy.engine.create_engine"};
  if (may_load_driver(model)) return nullptr;
  const semantic::CallSite* found = nullptr;
  for (const std::string_view engine : kEngines) {
    for (const semantic::CallSite& site : model.calls_of(engine)) {
      if (site.file->file().role != project::Role::Test) return nullptr;
      if (found == nullptr) found = &site;
    }
  }
  return found;
}

// Whether an import of `module`, or of one of the packages around it, is provided by the package.
bool is_provided_by(std::string_view module, const std::string& package) {
  for (std::size_t dot = module.find('.');; dot = module.find('.', dot + 1)) {
    const auto providers = knowledge::providers_of(module.substr(0, dot)).distributions;
    if (std::find(providers.begin(), providers.end(), package) != providers.end()) return true;
    if (dot == module.npos) return false;
  }
}

bool is_imported(const semantic::Model& model, const std::string& package) {
  const auto& edges = model.imports().edges();
  return std::any_of(edges.begin(), edges.end(), [&](const project::ImportEdge& edge) {
    return is_provided_by(edge.module, package);
  });
}

// What concerns older versions, unless the lock file, the pin or the bounds leave these out.
std::string_view flaw_of_older(const DeliveryCheck& check, const DeclaredPackage& package) {
  for (const knowledge::MendedFlaw& flaw : knowledge::kMendedFlaws) {
    if (flaw.name != package.name()) continue;
    const auto& installed = check.model().dependencies();
    const auto mended = installed.is_at_least(flaw.name, flaw.mended_in, package.file->path);
    return mended == project::Answer::Yes ? std::string_view{} : flaw.what;
  }
  return {};
}

// Whether a command in the text installs the extra so named.
bool installs_extra(const deploy::TextFile& file, const std::string& name) {
  return contains_any(file.text.view(),
                      {std::string_view("--all-extras"), std::string_view("[" + name + "]"),
                       std::string_view("--extra " + name), std::string_view("--extra=" + name)});
}

// The developers' extra of a pyproject.toml that workflows install and no image does; empty if
// there is none.
std::string developers_extra(const deploy::Manifests& manifests, const deploy::TextFile& file) {
  if (deploy::name_of(file.path) != "pyproject.toml") return {};
  const auto installs = [](const std::string& name) {
    return [&name](const auto& one) { return installs_extra(*one.file, name); };
  };
  for (const deploy::Section& section : deploy::parse_sections(file.text.view())) {
    if (section.name != "project.optional-dependencies") continue;
    constexpr std::size_t kMostExtras = 20;
    if (section.settings.size() > kMostExtras) return {};
    for (const deploy::SectionEntry& one : section.settings) {
      const std::string name(one.key);
      const auto& images = manifests.dockerfiles;
      const auto& workflows = manifests.workflows;
      if (deploy::is_development_name(name) &&
          std::any_of(workflows.begin(), workflows.end(), installs(name)) &&
          std::none_of(images.begin(), images.end(), installs(name))) {
        return name;
      }
    }
  }
  return {};
}

void report_known(DeliveryCheck& check, const DeclaredPackage& package, const RiskyPackage& known) {
  Draft draft =
      check.report(*package.file, package.span, "`{}`: {}{}",
                   {package.requirement.written, known.why, flaw_of_older(check, package)});
  if (known.risk == Risk::Abandoned) draft.severity(Severity::Warning);
  if (known.risk == Risk::Discouraged) {
    draft.severity(Severity::Suggestion).confidence(Confidence::High);
    draft.risk("A hole in OpenSSL or libpq stays open until the package has a new release.");
  }
  if (known.risk == Risk::Backport) {
    draft.severity(Severity::Warning)
        .risk("Backports are known to break builds on newer Pythons, and nobody looks after them.");
  }
  if (known.risk == Risk::Abandoned && !is_imported(check.model(), package.name())) {
    draft.fix(
        "Remove `{}`, which no file here imports, unless another package needs it (`pip show {}` "
        "names that behind `Required-by`){}.",
        {package.requirement.written, package.requirement.written,
         then_lock(check.delivery().files(), *package.file)});
  } else if (known.instead.empty()) {
    draft.fix("Remove `{}`, and change no import{}.",
              {package.requirement.written, then_lock(check.delivery().files(), *package.file)});
  } else if (const auto* site =
                 known.name == "psycopg2-binary" ? only_tests_connect(check.model()) : nullptr) {
    const project::SourceFile& file = site->file->file();
    const std::string extra = developers_extra(check.delivery().manifests(), *package.file);
    draft.fix("Only tests connect with it (`{}:{}`): move it to {} and no image does{}.",
              {file.path, file.lines.line_of(site->call->begin),
               extra.empty() ? "what only developers install"
                             : "the extra `" + extra + "`, which workflows install",
               then_lock(check.delivery().files(), *package.file)});
  } else {
    draft.fix("Use {} instead of `{}`{}{}.",
              {instead_of(check, known), package.requirement.written, with_stubs(check, package),
               then_lock(check.delivery().files(), *package.file)});
  }
}

// The package that this one may be mistaken for; empty if there is none.
std::string_view imitated_by(std::string_view name) {
  if (name.size() < kShortest || knowledge::requirements_of(name, "") != nullptr) return {};
  if (knowledge::providers_of(name).is_known || is_one_of(name, knowledge::kImitatedPackages) ||
      is_one_of(name, knowledge::kNoImitations)) {
    return {};
  }
  const auto* found =
      std::find_if(std::begin(knowledge::kImitatedPackages), std::end(knowledge::kImitatedPackages),
                   [&](std::string_view one) {
                     return one.size() >= kShortest && edit_distance(name, one) == 1;
                   });
  return found == std::end(knowledge::kImitatedPackages) ? std::string_view{} : *found;
}

void look_at(DeliveryCheck& check, const DeclaredPackage& package) {
  const auto* known =
      std::find_if(std::begin(knowledge::kRiskyPackages), std::end(knowledge::kRiskyPackages),
                   [&](const RiskyPackage& one) { return one.name == package.name(); });
  if (known != std::end(knowledge::kRiskyPackages)) return report_known(check, package, *known);
  const std::string_view meant = imitated_by(package.name());
  if (meant.empty()) return;
  check
      .report(*package.file, package.span, "`{}` is one letter away from `{}`",
              {package.requirement.written, meant})
      .confidence(Confidence::Low)
      .fix("If `{}` was meant, write it; otherwise add this one to `ignore-packages`.", {meant});
}

bool is_allowed(const DeliveryCheck& check, const std::string& name) {
  const auto allowed = check.option_names("ignore-packages");
  return std::find(allowed.begin(), allowed.end(), name) != allowed.end();
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  for (const deploy::PackageManifest* manifest : check.delivery().packages().deployed_manifests()) {
    if (manifest->is_compiled) continue;
    std::set<std::string_view> seen;
    for (const DeclaredPackage& package : manifest->packages) {
      if (package.name().empty() || package.group == deploy::PackageGroup::Development) continue;
      if (package.is_located() || is_allowed(check, package.name())) continue;
      if (seen.insert(package.name()).second) look_at(check, package);
    }
  }
}

}  // namespace

extern constinit const Rule SEC099 = {
    .code = "SEC099",
    .name = "risky-or-wrong-package",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::None,
    .where = Where::Everywhere,
    .references = {"CWE-1357", "ASVS 15.1.4",
                   "https://fastapi.tiangolo.com/tutorial/security/oauth2-jwt/",
                   "https://www.psycopg.org/docs/install.html"},
    .options = {names_option("ignore-packages", "packages that are meant, whatever their names")},
    .risk =
        "Code runs with your credentials that nobody looks after, or that you never meant to "
        "install.",
    .advice = "Install the package that is maintained, under its own name.",
    .docs = R"md(
Packages declared for production that are known to be the wrong ones (`jwt` is not PyJWT, `dotenv` not python-dotenv), that are given up
or part of the interpreter (a warning: python-jose, passlib, pycrypto, aioredis, `asyncio`) or whose own documentation
advises against them (a suggestion: psycopg2-binary), and names one letter away from those of packages that backends install.

```python bad
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
jwt==1.3.1
```

```python good
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
PyJWT==2.10.1
```

`ignore-packages` lists names that are meant. Development requirements and files that a resolver made are left alone.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
