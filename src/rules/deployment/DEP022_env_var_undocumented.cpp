#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "deploy/environment/contract.h"
#include "deploy/pages.h"
#include "rules/delivery_check.h"
#include "rules/kept_for_nothing.h"
#include "rules/rule.h"
#include "rules/unused_fields.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using deploy::ContractVariable;
using deploy::EnvironmentContract;

constexpr std::size_t kListed = 12;  // names in a message
constexpr std::size_t kShown = 20;   // places in a trace

bool is_misspelt(const EnvironmentContract& contract, const ContractVariable& variable) {
  return std::any_of(contract.misspelt().begin(), contract.misspelt().end(),
                     [&](const auto& one) { return one.read == &variable; });
}

std::string list_of(const std::vector<const ContractVariable*>& variables) {
  std::string text;
  for (std::size_t i = 0; i < std::min(variables.size(), kListed); ++i) {
    text += (i > 0 ? ", `" : "`") + variables[i]->name + "`";
  }
  if (variables.size() <= kListed) return text;
  return text + " and " + std::to_string(variables.size() - kListed) + " more";
}

// " `Mysql` and `Sqlite`, which no code names, read 11 more: delete them, or …"
std::string about_unused_classes(const std::vector<const ContractVariable*>& unused) {
  std::set<std::string_view> classes;
  for (const ContractVariable* one : unused) classes.insert(one->unused_class);
  if (classes.empty()) return {};
  constexpr std::size_t kNamed = 3;
  std::string names;
  std::size_t number = 0;
  for (const std::string_view one : classes) {
    if (++number > kNamed) break;
    const bool is_last = number == classes.size();
    names += (number == 1 ? "`" : is_last ? " and `" : ", `") + std::string(one) + "`";
  }
  if (number > kNamed) names += " and " + std::to_string(classes.size() - kNamed) + " more";
  const bool alone = classes.size() == 1;
  return " " + names + ", which no code names, read" + (alone ? "s " : " ") +
         std::to_string(unused.size()) + " more: delete " + (alone ? "it" : "them") +
         " (COD015), or list these as well once " + (alone ? "it is" : "they are") + " used.";
}

// Those that only classes read which no code names are kept apart.
std::vector<const ContractVariable*> undocumented(const EnvironmentContract& contract,
                                                  std::vector<const ContractVariable*>& unused) {
  std::vector<const ContractVariable*> missing;
  for (const auto& [name, variable] : contract.variables()) {
    const bool known = !variable.documented.empty() || !variable.provided.empty();
    if (known || variable.is_of_platform || variable.is_state || is_misspelt(contract, variable))
      continue;
    // In `.env` it would overlap with the secret: the deployment is refused.
    if (variable.is_in_secret_store) continue;
    (variable.unused_class.empty() ? missing : unused).push_back(&variable);
  }
  // What the application does not start without comes first.
  std::stable_sort(missing.begin(), missing.end(),
                   [](const ContractVariable* a, const ContractVariable* b) {
                     return a->is_required && !b->is_required;
                   });
  return missing;
}

// A parameter of Firebase that is to be deleted (FIR005) is not to be documented: gives what is to
// be said of those.
std::string leave_out_unused(const semantic::Model& model,
                             std::vector<const ContractVariable*>& variables) {
  if (variables.empty()) return {};
  const KeptForNothing kept(model);
  std::vector<const ContractVariable*> unused;
  std::erase_if(variables, [&](const ContractVariable* one) {
    const bool is_unused = std::all_of(
        one->reads.begin(), one->reads.end(),
        [&](const deploy::VariableRead& read) { return kept.is_made_at(*read.file, read.span); });
    if (is_unused) unused.push_back(one);
    return is_unused;
  });
  if (unused.empty()) return {};
  return " " + list_of(unused) + (unused.size() == 1 ? " stays" : " stay") +
         " out as well: nothing uses " + (unused.size() == 1 ? "it" : "them") + " (FIR005).";
}

std::string deleted_or_used(const std::vector<const ContractVariable*>& of_no_use) {
  if (of_no_use.empty()) return {};
  const bool alone = of_no_use.size() == 1;
  const std::string_view them = alone ? "it" : "them";
  return fmt::format(
      " {} {} read into settings that nothing uses: delete {}, or use {}, for setting {} changes "
      "nothing today.",
      list_of(of_no_use), alone ? "is" : "are", them, them, them);
}

// The address of error tracking, which no code sends anything to so far.
std::string used_by_tracking(const std::vector<const ContractVariable*>& tracked) {
  if (tracked.empty()) return {};
  return fmt::format(" {} {} set for nothing until error tracking is (OBS001).", list_of(tracked),
                     tracked.size() == 1 ? "is" : "are");
}

// Takes out what is read into a setting that nothing asks for, and says what becomes of it.
std::string without_use(const semantic::Model& model,
                        std::vector<const ContractVariable*>& missing) {
  if (missing.empty()) return {};
  UnusedFields settings(model);
  std::vector<const ContractVariable*> of_no_use;
  std::erase_if(missing, [&](const ContractVariable* one) {
    const bool is_unused =
        std::all_of(one->reads.begin(), one->reads.end(), [&](const deploy::VariableRead& read) {
          return settings.is_field_of_no_use(*read.file, read.span);
        });
    if (is_unused && !one->is_required) of_no_use.push_back(one);
    return is_unused && !one->is_required;
  });
  const auto tracking = std::stable_partition(
      of_no_use.begin(), of_no_use.end(),
      [](const ContractVariable* one) { return one->name.find("SENTRY") == std::string::npos; });
  const std::vector<const ContractVariable*> tracked(tracking, of_no_use.end());
  of_no_use.erase(tracking, of_no_use.end());
  return deleted_or_used(of_no_use) + used_by_tracking(tracked);
}

// What `.env` must not hold, and an example of it need not: Firebase refuses to deploy a name that
// is its secret's as well.
std::string about_secrets(const EnvironmentContract& contract) {
  const auto& all = contract.variables();
  const auto found = std::find_if(all.begin(), all.end(), [](const auto& one) {
    return one.second.is_in_secret_store && one.second.provided.empty();
  });
  if (found == all.end()) return {};
  return " Secrets that Firebase keeps (`" + found->first + "`) stay out.";
}

bool is_any_required(const std::vector<const ContractVariable*>& variables) {
  return std::any_of(variables.begin(), variables.end(),
                     [](const ContractVariable* one) { return one->is_required; });
}

// Without what has a default the application starts all the same.
void lower_for_defaults(Draft& draft, const EnvironmentContract& contract,
                        const std::vector<const ContractVariable*>& missing) {
  if (is_any_required(missing)) return;
  draft.severity(Severity::Suggestion);
  if (contract.is_set_by_program()) {
    draft.risk(
        "The application starts without them, and sets some itself: that the environment decides, "
        "too, is found by those who read the code.");
  } else {
    draft.risk(
        "The application starts without them: what can be set is found by those who read the code, "
        "and by nobody else.");
  }
}

// Lines for the example: what is required empty, to be filled in; the rest as comments.
std::string lines_for(const std::vector<const ContractVariable*>& variables) {
  std::string lines;
  for (const ContractVariable* one : variables) {
    lines += (one->is_required ? "" : "# ") + one->name + "=\n";
  }
  return lines;
}

Draft report_at_example(DeliveryCheck& check, const project::TextFile& file,
                        const std::vector<const ContractVariable*>& missing,
                        std::string_view unused) {
  const Offset end = file.text.size();
  const bool open = end > 0 && !file.text.view().ends_with('\n');
  Draft draft = check.report(file, Span{0, std::min<Offset>(1, end)},
                             "Read by the application and not listed here: {}", {list_of(missing)});
  draft.fix(
      "List each in `{}`, with a word on what it is for, and a harmless value where one is "
      "needed to start and it is no secret.{}",
      {file.path, unused});
  draft.edit({end, end}, (open ? "\n" : "") + lines_for(missing));
  return draft;
}

// Whether the example is for the part of the repository that reads the variable: one in the folder
// of an application says nothing about the others.
bool is_for(const EnvironmentContract& contract, const ContractVariable& variable) {
  const std::string_view folder = folder_of(contract.example()->file->path);
  const auto is_read_inside = [&](const deploy::VariableRead& read) {
    return fastidious::is_inside(read.file->file().path, folder);
  };
  const auto any_inside = [&](const ContractVariable& one) {
    return std::any_of(one.reads.begin(), one.reads.end(), is_read_inside);
  };
  return folder.empty() || any_inside(variable) ||
         std::none_of(contract.variables().begin(), contract.variables().end(),
                      [&](const auto& one) { return any_inside(one.second); });
}

void list_reads(Draft& draft, const std::vector<const ContractVariable*>& missing) {
  for (std::size_t i = 0; i < std::min(missing.size(), kShown); ++i) {
    const deploy::VariableRead& read = missing[i]->reads.front();
    draft.step(*read.file, read.span, "`{}` is read here", {missing[i]->name});
  }
}

// The file that already gives the most of what the application reads: where people look. Null if
// there is none.
const deploy::TextFile* usual_file(const DeliveryCheck& check,
                                   const EnvironmentContract& contract) {
  const deploy::TextFile* usual = nullptr;
  std::size_t most = 0;
  for (const auto& one : check.delivery().manifests().env_files) {
    const auto given = std::count_if(
        contract.variables().begin(), contract.variables().end(), [&](const auto& variable) {
          const auto& places = variable.second.provided;
          return std::any_of(places.begin(), places.end(),
                             [&](const auto& place) { return place.file == one.file; });
        });
    if (static_cast<std::size_t>(given) <= most) continue;
    most = static_cast<std::size_t>(given);
    usual = one.file;
  }
  return usual;
}

void report_nowhere(DeliveryCheck& check, const EnvironmentContract& contract,
                    const std::vector<const ContractVariable*>& missing, bool has_site,
                    std::string_view unused) {
  const deploy::VariableRead& first = missing.front()->reads.front();
  Draft draft = check.report(
      *first.file, first.span,
      "Read from the environment and named in no guide, example, manifest or script: {}",
      {list_of(missing)});
  draft.fix_class(FixClass::None);
  if (has_site) {
    draft.severity(Severity::Suggestion)
        .fix(
            "List each in the documentation, where the others are, or in a `.env.example`, with a "
            "word on what it is for, and a harmless value where one is needed to start and it is "
            "no secret.{}",
            {unused});
  } else if (const deploy::TextFile* usual = usual_file(check, contract)) {
    const auto folder = std::string_view(usual->path).substr(0, usual->path.rfind('/') + 1);
    draft.fix(
        usual->tracked
            ? "List each in `{}`, or in the `{}.env.example` that takes its place in git (SEC005), "
              "with a word on what it is for, and a harmless value where one is needed to start "
              "and it is no secret.{}"
            : "List each in a `{}.env.example` beside `{}`, which git keeps in its place, with a "
              "word on what it is for, and a harmless value where one is needed to start and it is "
              "no secret.{}",
        {usual->tracked ? usual->path : folder, usual->tracked ? folder : usual->path, unused});
  } else {
    draft.fix(
        "Start a `.env.example` that lists them, with a word on what each is for, and a harmless "
        "value where one is needed to start and it is no secret.{}",
        {unused});
  }
  lower_for_defaults(draft, contract, missing);
  list_reads(draft, missing);
}

void check(DeliveryCheck& check) {
  const deploy::Delivery& delivery = check.delivery();
  if (!delivery.has_application()) return;
  const EnvironmentContract& contract = delivery.environment();
  const auto* example = contract.example();
  std::vector<const ContractVariable*> missing, nowhere, unused;
  for (const ContractVariable* one : undocumented(contract, unused)) {
    (example != nullptr && is_for(contract, *one) ? missing : nowhere).push_back(one);
  }
  const std::string deleted = leave_out_unused(check.model(), missing);
  leave_out_unused(check.model(), nowhere);
  const std::string here = without_use(check.model(), missing);
  const std::string elsewhere = without_use(check.model(), nowhere);
  // Pages that are not here may say it all, and so may those of a release.
  const bool is_told_elsewhere =
      delivery.is_release() ||
      deploy::has_documentation_site(delivery.manifests(), delivery.files());
  if (!missing.empty()) {
    Draft draft =
        report_at_example(check, *example->file, missing,
                          about_secrets(contract) + deleted + here + about_unused_classes(unused));
    lower_for_defaults(draft, contract, missing);
    if (is_told_elsewhere) draft.severity(Severity::Suggestion);
    list_reads(draft, missing);
  }
  // Pages that are here were read.
  const bool has_pages = !delivery.is_release() && !delivery.manifests().pages.empty();
  if (nowhere.size() < 2 || (is_told_elsewhere && !has_pages)) return;
  report_nowhere(check, contract, nowhere, is_told_elsewhere,
                 elsewhere + (missing.empty() ? about_unused_classes(unused) : std::string()));
}

}  // namespace

extern constinit const Rule DEP022 = {
    .code = "DEP022",
    .name = "env-var-undocumented",
    .family = Family::Deployment,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::Everywhere,
    .references = {"https://12factor.net/config"},
    .risk =
        "Whoever sets up the next environment learns of the variable when something fails without "
        "it.",
    .advice =
        "List each in `.env.example`, with a word on what it is for, and a harmless value where "
        "one is needed to start and it is no secret.",
    .docs = R"md(
Variables of the environment that application code reads, by settings classes (with prefixes and aliases), `os.environ` or parameters of
Firebase, and that neither an env file, a README or page of the documentation, nor any manifest, script or workflow names. One finding, at
the example file if there is one, and one for parts of the repository that an example in a folder is not for.

```python bad
# --- .env.example
DATABASE_URL=postgresql://localhost/app
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
key = os.environ["SESSION_KEY"]
```

```python good
# --- .env.example
DATABASE_URL=postgresql://localhost/app
# SESSION_KEY=signs the cookies
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
url = os.environ["DATABASE_URL"]
key = os.environ["SESSION_KEY"]
```

A suggestion where all have a default or there is a site of documentation; nothing is said where its pages are not here and there is no example, of releases, of what a file
reads that is a program by itself (`__main__.py`), of settings that are made of others, of all members of an enumeration or a clock, and of what the code sets itself
(`settings.running = False`) or changes in place (`self.seen.add(id)` in a settings class). What platforms set (`PORT`, `K_SERVICE`, `KOYEB_…`, `GITHUB_…`) is left out, and so is what the code writes into the environment itself. What only a settings class reads that no code names is no setting, nor is a field that nothing asks for: the advice says so.
Of a setting with several names one is enough. `fastidious dump environment` shows the whole contract.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
