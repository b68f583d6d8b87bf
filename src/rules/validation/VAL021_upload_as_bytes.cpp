#include <set>

#include "app/routes/route_label.h"
#include "rules/application_check.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

bool holds_bytes(const app::Type& type) {
  if (type.is_scalar("builtins.bytes")) return true;
  for (const app::Type& one : type.args) {
    if (holds_bytes(one)) return true;
  }
  return false;
}

void check(ApplicationCheck& check) {
  std::set<const Arg*> seen;  // looked up only
  for (const app::Route* route : check.application().distinct_routes().all()) {
    const semantic::Definition handler = app::handler_of(*route);
    for (const app::Parameter& one : route->dependant.parameters) {
      const bool upload = one.in == app::Parameter::In::File && holds_bytes(one.field.type);
      if (!upload || one.arg == nullptr || !handler || !handler.node->encloses(*one.arg)) continue;
      if (!seen.insert(one.arg).second) continue;
      check.report(*handler.file, one.arg->span(),
                   "`{}` takes the upload `{}` as bytes: all of it in memory",
                   {app::label_of(*route), handler.file->text(one.arg->name)});
    }
  }
}

}  // namespace

extern constinit const Rule VAL021 = {
    .code = "VAL021",
    .name = "upload-as-bytes",
    .family = Family::Validation,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-770", "https://fastapi.tiangolo.com/tutorial/request-files/"},
    .risk = "A few large uploads at once use up the memory of the worker.",
    .advice = "Take an `UploadFile`: it is spooled to disk, and is read in pieces.",
    .docs = R"md(
A file parameter typed `bytes` is read as a whole before the endpoint runs. An `UploadFile` goes to disk when it is
large, and knows its name and content type.

```python bad
from typing import Annotated

from fastapi import FastAPI, File

app = FastAPI()


@app.post("/avatar")
def upload(file: Annotated[bytes, File()]) -> int:
    return len(file)
```

```python good
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/avatar")
def upload(file: UploadFile) -> int | None:
    return file.size
```

Looked at are the endpoints' own parameters. For files that are small by their nature it does no harm.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
