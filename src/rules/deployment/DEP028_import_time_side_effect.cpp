#include "knowledge/blocking_calls.h"
#include "rules/rule.h"
#include "rules/run_by_hand.h"

namespace fastidious::rules {
namespace {

using knowledge::Waits;
using semantic::FileModel;

// Constructors that connect later, when they are used.
constexpr std::string_view kLazy[] = {"redis.Redis",         "redis.StrictRedis", "redis.from_url",
                                      "pymongo.MongoClient", "requests.Session",  "httpx.Client"};

bool is_constructor(std::string_view target) {
  const std::size_t dot = target.rfind('.');
  const char first = target[dot == target.npos ? 0 : dot + 1];
  return first >= 'A' && first <= 'Z';
}

std::string_view partner_of(Waits waits) {
  switch (waits) {
    case Waits::Http: return "an HTTP server";
    case Waits::Database: return "a database";
    case Waits::Cloud: return "a cloud service";
    case Waits::Mail: return "a mail server";
    default: return {};
  }
}

// What DBT006 reports: a connection that the module keeps.
bool is_kept_connection(std::string_view target) { return target.ends_with(".connect"); }

// Inside `if os.getenv("X"):` or a try it still runs, but somebody has thought of it.
bool is_guarded(const FileModel& file, const Node& node) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::If) || at->is(Kind::Try) || at->is(Kind::Lambda)) return true;
  }
  return false;
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  if (file.enclosing_function(call) != nullptr || is_guarded(file, call)) return;
  const std::string_view target = check.target();
  if (knowledge::is_local_call(target)) return;
  const std::string_view partner = partner_of(knowledge::waits_for(target));
  if (partner.empty() || is_constructor(target) || is_kept_connection(target)) return;
  for (const std::string_view lazy : kLazy) {
    if (target == lazy) return;
  }
  if (is_run_by_hand(file)) return;
  check.report(call, "Importing this module calls `{}` and waits for {}", {target, partner});
}

constexpr CallList blocking() { return CallList::of(knowledge::kBlockingCalls); }

}  // namespace

extern constinit const Rule DEP028 = {
    .code = "DEP028",
    .name = "import-time-side-effect",
    .family = Family::Deployment,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://cloud.google.com/functions/docs/bestpractices/tips",
                   "https://firebase.google.com/docs/functions/tips"},
    .risk =
        "The module cannot be imported without the network: tests, tools and whatever else imports "
        "it fail with what it calls, and each start waits.",
    .advice =
        "Do it when it is first needed, in a function with `@lru_cache`, or in the application's "
        "lifespan.",
    .docs = R"md(
Requests, queries, secrets and other calls over the network that run when a module is imported.

```python bad
import requests

RATES = requests.get("https://rates.example.com/today", timeout=5).json()
```

```python good
from functools import lru_cache

import requests

session = requests.Session()


@lru_cache
def rates() -> dict:
    return session.get("https://rates.example.com/today", timeout=5).json()
```

Clients that connect when they are used may be made at import. Left alone: calls below an `if` or in a `try`,
`__main__` blocks, programs of statements that nobody imports, and connections that the module keeps, which are DBT006's.
)md",
    .calls = blocking(),
    .on_call = check,
};

}  // namespace fastidious::rules
