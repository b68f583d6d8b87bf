#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "rules/application_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using app::CloudFunction;
using semantic::CallSite;
using semantic::FileModel;

constexpr std::array<std::string_view, 2> kGlobal = {
    "firebase_functions.options.set_global_options", "firebase_functions.set_global_options"};
// The one that bounds the cost first; without it the others are named too.
constexpr std::array<std::string_view, 4> kOptions = {"max_instances", "timeout_sec", "memory",
                                                      "region"};

bool gives(const FileModel& file, const Call* call, std::string_view option) {
  return call != nullptr && (semantic::argument(file, *call, -1, option) != nullptr ||
                             semantic::passes_unpacked_mapping(*call));
}

std::vector<std::string_view> missing_of(const CloudFunction& one,
                                         const std::vector<CallSite>& global) {
  const FileModel& file = *one.decorator.file;
  const Call* call = one.decorator.expr->as<Call>();
  std::vector<std::string_view> missing;
  for (std::string_view option : kOptions) {
    const bool everywhere = std::any_of(global.begin(), global.end(), [&](const CallSite& site) {
      return gives(*site.file, site.call, option);
    });
    if (!everywhere && !gives(file, call, option)) missing.push_back(option);
  }
  return missing;
}

std::string list_of(const std::vector<std::string_view>& missing) {
  std::string text;
  for (std::string_view one : missing) {
    text += (text.empty() ? "no `" : ", no `") + std::string(one) + "`";
  }
  return text;
}

// Whether something here deploys the file: firebase-tools loads the main.py of a folder, which may
// import it. Without one beside or above it, it is an example to be copied.
bool is_deployed(const semantic::Model& model, const FileModel& file) {
  std::string_view folder = folder_of(file.file().path);
  while (!folder.empty()) {
    if (model.file_at(std::string(folder) + "/main.py") != nullptr) return true;
    folder = folder_of(folder);
  }
  return model.file_at("main.py") != nullptr;
}

// One finding for each file: its first function without a bound, and how many more there are.
void check_functions(ApplicationCheck& check, const std::vector<CallSite>& global) {
  const auto& functions = check.application().functions();
  const CloudFunction* first = nullptr;
  std::vector<std::string_view> missing;
  std::size_t others = 0;
  std::string_view second;
  const auto report = [&] {
    if (first == nullptr) return;
    const FileModel& file = *first->decorator.file;
    const std::string_view name = file.text(first->handler.node->as<FunctionDef>()->name);
    const std::string who = "`" + std::string(name) + "`" +
                            (others == 0   ? " has"
                             : others == 1 ? " and `" + std::string(second) + "` have"
                                           : " and " + std::to_string(others) + " others have");
    check.report(file, first->decorator.expr->span(), "{} {}", {who, list_of(missing)})
        .fix(
            "Once for all functions, above the first of them{}: "
            "`options.set_global_options(max_instances=10, cpu=1, region=\"europe-west1\", "
            "memory=options.MemoryOption.MB_512, timeout_sec=60)`.",
            {with_import_from(file, "firebase_functions", "options")});
  };
  for (const CloudFunction& one : functions) {
    auto lacking = missing_of(one, global);
    if (lacking.empty() || lacking.front() != kOptions.front()) continue;
    if (!is_deployed(check.model(), *one.decorator.file)) continue;
    if (first != nullptr && first->decorator.file == one.decorator.file) {
      const FileModel& file = *one.decorator.file;
      if (++others == 1) second = file.text(one.handler.node->as<FunctionDef>()->name);
      continue;
    }
    report();
    first = &one;
    missing = std::move(lacking);
    others = 0;
  }
  report();
}

bool any_says(const std::vector<CloudFunction>& functions, std::string_view option) {
  return std::any_of(functions.begin(), functions.end(), [&](const CloudFunction& one) {
    return gives(*one.decorator.file, one.decorator.expr->as<Call>(), option);
  });
}

void check(ApplicationCheck& check) {
  const auto& functions = check.application().functions();
  if (functions.empty()) return;
  const std::vector<CallSite> global = check.model().calls_of_any(kGlobal);
  check_functions(check, global);
  if (any_says(functions, "cpu")) return;
  for (const CallSite& site : global) {
    if (gives(*site.file, site.call, "cpu") || gives(*site.file, site.call, "concurrency"))
      continue;
    check
        .report(*site.file, site.call->func->span(),
                "`set_global_options` without `cpu` means \"gcf_gen1\": each instance answers one "
                "request at a time")
        .confidence(Confidence::Medium)
        .risk("Ten simultaneous requests need ten instances, each with its own cold start.")
        .fix("Say how much: `set_global_options(max_instances=10, cpu=1)`.");
  }
}

}  // namespace

extern constinit const Rule FIR006 = {
    .code = "FIR006",
    .name = "cost-dos-options-missing",
    .family = Family::Firebase,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references =
        {"https://firebase.google.com/docs/functions/manage-functions#set_runtime_options",
         "OWASP API4:2023", "CWE-770"},
    .risk =
        "A flood of requests, or a loop in a client, starts as many instances as the default "
        "allows, 100 for most functions: the bill and the connections of the database grow with "
        "them.",
    .advice =
        "Once for all functions, above the first of them, with `from firebase_functions import "
        "options`: `options.set_global_options(max_instances=10, cpu=1, region=\"europe-west1\", "
        "memory=options.MemoryOption.MB_512, timeout_sec=60)`.",
    .docs = R"md(
Functions of Firebase for which neither the decorator nor `set_global_options` says `max_instances`; what else is left to defaults
(`timeout_sec`, `memory`, `region`) is named too. And `set_global_options` without `cpu`, whose default `"gcf_gen1"` gives each instance a
part of a CPU and one request at a time.

```python bad
from firebase_functions import https_fn


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
```

```python good
from firebase_functions import https_fn


@https_fn.on_request(max_instances=10)
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
```

One finding for each file. Silent where options are given by `**`.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
