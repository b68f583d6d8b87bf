#include <algorithm>
#include <string>

#include "app/endpoints/purpose.h"
#include "rules/endpoint_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;
using app::Placed;
using app::Route;
using semantic::FileModel;

// Files for everybody: what a page is made of.
constexpr std::string_view kPrivateFolders[] = {
    "upload",       "uploads", "media",    "private",     "files",      "documents",
    "docs_private", "reports", "export",   "exports",     "data",       "storage",
    "backup",       "backups", "invoices", "attachments", "attachment", "user_files"};

bool names_private_files(std::string_view path) {
  const std::vector<std::string> words = app::words_of_path(path);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(std::begin(kPrivateFolders), std::end(kPrivateFolders), word) !=
           std::end(kPrivateFolders);
  });
}

// StaticFiles, or a class of the repository that is one.
bool serves_files(const app::Value& handler) {
  const auto* cls = as<ClassDef>(handler.definition.node);
  if (cls == nullptr) return handler.text.ends_with(".StaticFiles");
  const FileModel& file = *handler.definition.file;
  return file.inherits_from(*cls, "starlette.staticfiles.StaticFiles") ||
         file.inherits_from(*cls, "fastapi.staticfiles.StaticFiles");
}

// A folder of uploads or reports; pictures and scripts are for everybody.
bool is_worth_guarding(const Route& mount) {
  if (!mount.handler.is(app::Value::Kind::Call)) return true;
  if (!serves_files(mount.handler)) return true;
  if (names_private_files(mount.path)) return true;
  const Placed folder = app::argument_of(mount.handler.source, 0, "directory");
  const app::Value value = folder ? app::evaluate(folder) : app::Value{};
  return value.is(app::Value::Kind::Str) && names_private_files(value.text);
}

void report_mount(ApplicationCheck& check, const Route& mount) {
  const Placed at = mount.registered_at;
  Draft draft = check.report(
      *at.file, at.expr->span(),
      "The application's `dependencies` do not run for what is mounted at `{}`: {}",
      {mount.path, serves_files(mount.handler) ? "everybody can get these files"
                                               : "it has to ask itself who is calling"});
  if (!serves_files(mount.handler)) draft.confidence(Confidence::Low);
}

void report_endpoints(ApplicationCheck& check, const std::vector<const Endpoint*>& open) {
  const Endpoint& first = *open.front();
  const Placed at = first.left_out_at;
  const bool mounted = at.expr != first.route->registered_at.expr;
  Draft draft =
      check.report(*at.file, at.expr->span(),
                   mounted ? "The application's `dependencies` do not run for what is "
                             "mounted here: `{}`{} asks nobody who is calling"
                           : "The application's `dependencies` do not run for Starlette's "
                             "routes: `{}`{} asks nobody who is calling",
                   {first.label(), open.size() > 1 ? ", …" : ""});
  list_endpoints(draft, open);
}

bool is_open(const Endpoint& endpoint) {
  return endpoint.left_out_at && endpoint.authentication.answers && !app::is_webhook(endpoint) &&
         !app::is_for_operations(endpoint);
}

void check(ApplicationCheck& check) {
  const app::Endpoints& endpoints = check.application().endpoints();
  for (const Route* mount : endpoints.unguarded_mounts()) {
    if (is_worth_guarding(*mount)) report_mount(check, *mount);
  }
  std::vector<const Endpoint*> open;
  for (const Endpoint& endpoint : endpoints.all()) {
    if (!is_open(endpoint)) continue;
    if (!open.empty() && open.front()->left_out_at.expr != endpoint.left_out_at.expr) {
      report_endpoints(check, open);
      open.clear();
    }
    open.push_back(&endpoint);
  }
  if (!open.empty()) report_endpoints(check, open);
}

}  // namespace

extern constinit const Rule API028 = {
    .code = "API028",
    .name = "app-dependencies-not-inherited",
    .family = Family::Api,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/advanced/sub-applications/", "CWE-862",
                   "OWASP API5:2023"},
    .risk =
        "What is beside the application's own routes looks guarded in the code, and is open to "
        "everybody.",
    .advice =
        "Give the mounted application the dependency itself, `FastAPI(dependencies=[Depends(…)])`; "
        "make an `add_route` an `add_api_route`; serve files by an endpoint that asks who is "
        "calling; or check in a middleware, which does run for mounts.",
    .docs = R"md(
`FastAPI(dependencies=[…])` guards the application's own routes. It does not run for applications and folders that are mounted,
nor for `add_route`. Reported are such places where the application's dependencies refuse strangers, and nothing else does.

```python bad
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import find


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


app = FastAPI(dependencies=[Depends(get_user)])
reports = FastAPI()


@reports.get("/sales")
def sales() -> list[int]:
    return [find(1)]


app.mount("/reports", reports)
```

```python good
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from app.users import find


def get_user(authorization: Annotated[str, Header()]) -> str:
    user = find(authorization)
    if user is None:
        raise HTTPException(401)
    return user


app = FastAPI(dependencies=[Depends(get_user)])
reports = FastAPI(dependencies=[Depends(get_user)])


@reports.get("/sales")
def sales() -> list[int]:
    return [find(1)]


app.mount("/reports", reports)
```

Folders are reported only where their names speak of uploads, reports or other people's data; pictures, scripts and pages are for everybody.
Applications of other frameworks may ask themselves: low confidence. The pages of the documentation, for which the dependencies do
not run either, are API002's. What is reported here is left out by SEC050. Not reported: what a middleware guards.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
