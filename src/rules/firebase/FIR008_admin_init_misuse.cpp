#include <optional>
#include <string>

#include "app/effects/serving_functions.h"
#include "app/values/file_place.h"
#include "rules/delivery_check.h"
#include "rules/rule.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using app::FilePlace;
using deploy::Platform;
using semantic::CallSite;
using semantic::FileModel;

constexpr std::string_view kInitialize = "firebase_admin.initialize_app";
constexpr std::string_view kCertificate = "firebase_admin.credentials.Certificate";

// Below an `if` or in a `try`, somebody has thought of the second time.
bool is_guarded(const FileModel& file, const Node& node) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::If) || at->is(Kind::Try)) return true;
    if (at->is(Kind::FunctionDef) || at->is(Kind::AsyncFunctionDef)) return false;
  }
  return false;
}

bool is_default_app(const CallSite& site) {
  return semantic::argument(*site.file, *site.call, 2, "name") == nullptr &&
         !semantic::passes_unpacked_mapping(*site.call);
}

void check_key(DeliveryCheck& check, const CallSite& site) {
  const Expr* key = semantic::argument(*site.file, *site.call, 0, "cert");
  if (key == nullptr) return;
  const FilePlace place =
      app::file_place({site.file, key}, check.delivery().application().settings());
  const bool is_own = place.kind == FilePlace::Kind::Local || place.text.starts_with('~');
  if (!is_own || place.text.empty()) return;
  check
      .report(*site.file, key->span(), "The key of a service account is read from `{}`",
              {place.text})
      .risk("The file has to be in the image, where whoever can pull it has it, and never expires.")
      .fix(
          "On Google's platforms `initialize_app()` without a credential takes the service's own.");
}

void check_calls(DeliveryCheck& check) {
  const app::ServingFunctions serving(check.application());
  const CallSite* first = nullptr;
  const auto sites = check.model().calls_of(kInitialize);
  for (const CallSite& site : sites) {
    if (site.file->file().role != project::Role::Application || !is_default_app(site)) continue;
    if (is_guarded(*site.file, *site.call)) continue;
    const bool in_function = site.file->enclosing_function(*site.call) != nullptr;
    if (in_function && serving.runs_for_request(*site.file, *site.call)) {
      check.report(
          *site.file, site.call->func->span(),
          "`initialize_app` is called for each request: the second call raises ValueError");
    } else if (!in_function && serving.runs(*site.file, *site.call)) {
      if (first != nullptr) {
        check
            .report(*site.file, site.call->func->span(),
                    "`initialize_app` is called once more for the same process")
            .step(*first->file, first->call->func->span(), "The other call");
      } else {
        first = &site;
      }
    }
  }
}

void check(DeliveryCheck& check) {
  if (!check.delivery().has_application()) return;
  if (!check.model().calls_of(kInitialize).empty()) check_calls(check);
  if (!check.delivery().runs_on_google()) return;
  for (const CallSite& site : check.model().calls_of(kCertificate)) {
    if (site.file->file().role == project::Role::Application) check_key(check, site);
  }
}

}  // namespace

extern constinit const Rule FIR008 = {
    .code = "FIR008",
    .name = "admin-init-misuse",
    .family = Family::Firebase,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://firebase.google.com/docs/admin/setup#initialize_the_sdk_in_non-google_"
                   "environments",
                   "https://cloud.google.com/docs/authentication/application-default-credentials"},
    .risk = "The default app exists once in a process; a second call raises ValueError.",
    .advice = "Call `firebase_admin.initialize_app()` once, at the level of the entry module.",
    .docs = R"md(
`firebase_admin.initialize_app()` that requests lead to, or that two imported modules call; and keys of service accounts that are read from
a file beside the code where the application runs on Google's platforms, which have credentials of their own.

```python bad
import firebase_admin
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def read() -> None:
    firebase_admin.initialize_app()
```

```python good
import firebase_admin
from fastapi import FastAPI

firebase_admin.initialize_app()
app = FastAPI()
```

Left alone: named apps, calls below an `if` or in a `try` (`get_app()`), scripts and tests, and keys on other platforms.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
