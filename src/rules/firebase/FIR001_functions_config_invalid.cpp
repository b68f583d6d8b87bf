#include <algorithm>
#include <array>
#include <string>

#include "deploy/formats/sections.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using deploy::Document;
using deploy::Node;
using deploy::Read;

// firebase-tools 15.28, src/deploy/functions/runtimes/supported/types.ts
constexpr std::array<std::string_view, 5> kRuntimes = {"python310", "python311", "python312",
                                                       "python313", "python314"};

struct Codebase {
  const Read<Document>* manifest;
  const Node* node;
  const Node* source;   // null if it is not given
  const Node* runtime;  // the same
  std::string folder;
};

bool is_python(const DeliveryCheck& check, const Codebase& one) {
  if (one.runtime != nullptr) return one.runtime->text.starts_with("python");
  const auto& files = check.delivery().files();
  return files.has_file(deploy::joined_path(one.folder, "main.py")) &&
         !files.has_file(deploy::joined_path(one.folder, "package.json"));
}

bool ignores(const Node* list, std::string_view name) {
  if (list == nullptr) return false;
  return std::any_of(list->items.begin(), list->items.end(),
                     [&](const Node* one) { return one->text.find(name) != std::string::npos; });
}

// Which Python the repository shows that it is tried with, and by what: 11, ".python-version".
struct Tried {
  int minor = 0;
  std::string where;
};

// requires-python = ">=3.12", python = "^3.12"
Tried tried_by_project(const deploy::Manifests& manifests) {
  for (const deploy::TextFile* file : manifests.pyprojects) {
    for (const deploy::Section& section : deploy::parse_sections(file->text.view())) {
      const std::string_view bound = section.name == "tool.poetry.dependencies"
                                         ? section.value_of("python")
                                         : section.value_of("requires-python");
      const std::size_t at = bound.find("3.");
      const int minor = at == bound.npos ? 0 : deploy::python_minor(bound.substr(at));
      if (minor != 0) return {minor, file->path};
    }
  }
  return {};
}

Tried tried_python(const DeliveryCheck& check) {
  using Origin = deploy::PythonStatement::Origin;
  for (const deploy::PythonStatement& said : check.delivery().python_statements()) {
    const bool version = said.origin == Origin::VersionFile || said.origin == Origin::RuntimeFile;
    if (version) return {said.minor, said.file->path};
  }
  return tried_by_project(check.delivery().manifests());
}

bool is_runtime(std::string_view name) {
  return std::find(kRuntimes.begin(), kRuntimes.end(), name) != kRuntimes.end();
}

void check_runtime(DeliveryCheck& check, const Codebase& one) {
  const deploy::TextFile& file = *one.manifest->file;
  if (one.runtime == nullptr) {
    Draft draft = check.report(
        file, {one.node->span.begin, one.node->span.begin + 1},
        "The functions have no `runtime`: the newest Python that the CLI knows is taken");
    draft.severity(Severity::Warning)
        .risk("The next version of firebase-tools deploys with another Python than you tested.");
    const Tried tried = tried_python(check);
    const std::string runtime = "python3" + std::to_string(tried.minor);
    if (is_runtime(runtime)) {
      draft.fix("Say which: `\"runtime\": \"{}\"`, as `{}` has it.", {runtime, tried.where});
    } else {
      draft.fix(
          "Say which, by `\"runtime\"`: the version that you test with, as the functions' own "
          "`venv` "
          "has it.");
    }
  } else if (one.runtime->text == "python310") {
    check.report(file, one.runtime->span, "The runtime `python310` is deprecated since 2026-10-04")
        .severity(Severity::Warning)
        .risk("From 2027-04-04 on, firebase-tools refuses to deploy it.")
        .fix("Move to `python312` or later.");
  } else if (!is_runtime(one.runtime->text)) {
    check.report(file, one.runtime->span, "There is no runtime `{}`", {one.runtime->text})
        .fix("Take one of `python311` to `python314`.");
  }
}

void check_source(DeliveryCheck& check, const Codebase& one) {
  const auto& files = check.delivery().files();
  const deploy::TextFile& file = *one.manifest->file;
  if (!files.has_folder(one.folder)) {
    check.report(file, one.source->span, "There is no folder `{}`", {one.source->text})
        .fix("`source` is relative to firebase.json.");
    return;
  }
  if (!is_python(check, one)) return;
  if (!files.has_file(deploy::joined_path(one.folder, "requirements.txt"))) {
    check.report(file, one.source->span, "`{}` has no requirements.txt", {one.source->text})
        .risk("firebase-tools knows Python by that file alone; pyproject.toml is not enough.")
        .fix("Write it, or export it: `uv export --no-dev > requirements.txt`.");
  }
  const Node* ignore = one.node->find("ignore");
  if (ignores(ignore, "venv")) return;
  check
      .report(file, ignore != nullptr ? ignore->span : one.source->span,
              "The virtual environment is uploaded with the functions: `ignore` lacks `venv`")
      .severity(Severity::Warning)
      .risk("Uploads take minutes, and hit the limit of the size of sources.")
      .fix("`\"ignore\": [\"venv\", \".git\", \"__pycache__\", \"*.local\"]`.");
}

void check_codebase(DeliveryCheck& check, const Read<Document>& manifest, const Node& node) {
  if (!node.is_map() || node.find("remoteSource") != nullptr) return;
  Codebase one{&manifest, &node, node.find("source"), node.find("runtime"), {}};
  if (one.source == nullptr) {
    if (node.find("runtime") == nullptr && node.keys.empty()) return;
    // The CLI takes the folder `functions` where it is there and nothing is said.
    const std::string folder =
        deploy::joined_path(folder_of(manifest.file->path), "functions");
    if (check.delivery().files().has_folder(folder)) return;
    check.report(*manifest.file, {node.span.begin, node.span.begin + 1},
                 "The functions have no `source`");
    return;
  }
  one.folder = deploy::joined_path(folder_of(manifest.file->path), one.source->text);
  if (one.folder.empty() && one.source->text != ".") return;
  check_source(check, one);
  if (is_python(check, one)) check_runtime(check, one);
}

void check(DeliveryCheck& check) {
  for (const Read<Document>& manifest : check.delivery().manifests().firebase) {
    const Node* functions = manifest.content.root()->find("functions");
    if (functions == nullptr) continue;
    if (functions->is_list()) {
      for (const Node* one : functions->items) check_codebase(check, manifest, *one);
    } else {
      check_codebase(check, manifest, *functions);
    }
  }
}

}  // namespace

extern constinit const Rule FIR001 = {
    .code = "FIR001",
    .name = "functions-config-invalid",
    .family = Family::Firebase,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://firebase.google.com/docs/functions/manage-functions",
                   "https://firebase.google.com/docs/cli#the_firebasejson_file"},
    .risk = "`firebase deploy` stops with an error, or deploys something else than was tested.",
    .advice =
        "Write `\"functions\": [{\"source\": \"functions\", \"runtime\": \"python312\", "
        "\"ignore\": "
        "[\"venv\", "
        "\".git\"]}]`.",
    .docs = R"md(
The `functions` of firebase.json: a `source` that is missing or no folder, a Python folder without requirements.txt, a runtime that is missing, unknown
or deprecated (as firebase-tools 15.28 has them), and an `ignore` without `venv`.

```python bad
# --- firebase.json
{"functions": [{"source": "functions", "runtime": "python39", "ignore": ["venv"]}]}
# --- functions/requirements.txt
firebase-functions==0.4.2
# --- functions/main.py
x = 1
```

```python good
# --- firebase.json
{"functions": [{"source": "functions", "runtime": "python312", "ignore": ["venv", ".git"]}]}
# --- functions/requirements.txt
firebase-functions==0.4.2
# --- functions/main.py
x = 1
```

Functions in other languages and remote sources are left alone.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
