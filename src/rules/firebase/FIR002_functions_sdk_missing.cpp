#include <algorithm>
#include <string>

#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

using deploy::Node;

// The folder of Python functions that an entry names; empty if it is none.
std::string folder_of(const DeliveryCheck& check, const deploy::TextFile& manifest,
                      const Node& codebase) {
  const std::string_view source = codebase.text_of("source");
  if (source.empty() || !codebase.text_of("runtime").starts_with("python")) return {};
  std::string folder = deploy::joined_path(fastidious::folder_of(manifest.path), source);
  const auto& files = check.delivery().files();
  return files.has_file(deploy::joined_path(folder, "requirements.txt")) ? folder : std::string();
}

const deploy::TextFile* requirements_in(const DeliveryCheck& check, const std::string& folder) {
  const std::string path = deploy::joined_path(folder, "requirements.txt");
  for (const deploy::TextFile* file : check.delivery().manifests().requirements) {
    if (file->path == path) return file;
  }
  return nullptr;
}

void check_requirements(DeliveryCheck& check, const std::string& folder) {
  const deploy::TextFile* file = requirements_in(check, folder);
  if (file == nullptr) return;
  const auto& dependencies = check.model().dependencies();
  if (dependencies.find("firebase-functions", file->path) != nullptr) return;
  const std::string_view text = file->text.view();
  const bool elsewhere = text.find("-r ") != text.npos || text.find("-e ") != text.npos;
  if (elsewhere) return;
  check.report(*file, Span{0, std::min<Offset>(1, file->text.size())},
               "`firebase-functions` is not among the requirements of the functions");
}

void check_main(DeliveryCheck& check, const std::string& folder) {
  const std::string path = deploy::joined_path(folder, "main.py");
  const semantic::FileModel* main = check.model().file_at(path);
  const deploy::TextFile* file = requirements_in(check, folder);
  if (file == nullptr) return;
  if (main == nullptr) {
    check
        .report(*file, Span{0, std::min<Offset>(1, file->text.size())},
                "There is no main.py beside the requirements of the functions")
        .risk("firebase-tools imports main.py to find the functions, and finds none.")
        .fix("Import them there: `from app.functions import api`.");
    return;
  }
  const auto& files = check.model().files();
  const bool any = std::any_of(files.begin(), files.end(), [&](const semantic::FileModel& one) {
    const std::string_view text = one.file().text.view();
    return one.file().path.starts_with(folder.empty() ? "" : folder + "/") &&
           text.find("firebase_functions") != text.npos && text.find(".on_") != text.npos;
  });
  if (any) return;
  check
      .report(*main, Span{0, std::min<Offset>(1, main->file().text.size())},
              "main.py defines no function: nothing in `{}` is decorated by firebase_functions",
              {folder})
      .risk("The deployment succeeds and deploys nothing.")
      .fix("Decorate the entry point: `@https_fn.on_request()`.");
}

void check(DeliveryCheck& check) {
  for (const auto& manifest : check.delivery().manifests().firebase) {
    const Node* functions = manifest.content.root()->find("functions");
    if (functions == nullptr) continue;
    std::vector<const Node*> codebases = functions->items;
    if (functions->is_map()) codebases = {functions};
    for (const Node* codebase : codebases) {
      const std::string folder = folder_of(check, *manifest.file, *codebase);
      if (folder.empty()) continue;
      check_requirements(check, folder);
      check_main(check, folder);
    }
  }
}

}  // namespace

extern constinit const Rule FIR002 = {
    .code = "FIR002",
    .name = "functions-sdk-missing",
    .family = Family::Firebase,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://firebase.google.com/docs/functions/get-started?gen=2nd"},
    .risk = "`firebase deploy` ends with \"Failed to find location of Firebase Functions SDK\".",
    .advice = "Add `firebase-functions` to the requirements.txt beside main.py.",
    .docs = R"md(
The folder of Python functions that firebase.json names: requirements.txt without `firebase-functions`, no main.py, or no function that is
decorated.

```python bad
# --- firebase.json
{"functions": [{"source": "functions", "runtime": "python312", "ignore": ["venv"]}]}
# --- functions/requirements.txt
fastapi==0.115.0
# --- functions/main.py
from firebase_functions import https_fn


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
```

```python good
# --- firebase.json
{"functions": [{"source": "functions", "runtime": "python312", "ignore": ["venv"]}]}
# --- functions/requirements.txt
firebase-functions==0.4.2
# --- functions/main.py
from firebase_functions import https_fn


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
```
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
