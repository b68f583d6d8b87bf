#include <algorithm>
#include <set>

#include "app/effects/writes.h"
#include "app/endpoints/purpose.h"
#include "rules/endpoint_report.h"
#include "rules/path_verbs.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using app::Endpoint;

// What has to be a GET: another site, or a mail, sends the browser here.
constexpr std::string_view kSentHere[] = {
    "callback", "oauth",  "oauth2",   "login", "logout",      "authorize", "verify",
    "confirm",  "signin", "redirect", "sso",   "unsubscribe", "webhook",   "webhooks"};

bool is_safe_method(const std::string& method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

bool is_sent_here(const Endpoint& endpoint) {
  const std::vector<std::string> words = app::words_of_path(endpoint.path);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(std::begin(kSentHere), std::end(kSentHere), word) != std::end(kSentHere);
  });
}

bool is_candidate(const Endpoint& endpoint) {
  return endpoint.kind == Endpoint::Kind::Http && endpoint.route != nullptr && endpoint.handler &&
         !endpoint.methods.empty() &&
         std::all_of(endpoint.methods.begin(), endpoint.methods.end(), is_safe_method) &&
         endpoint.handler.file->file().role == project::Role::Application &&
         !app::is_about_bookkeeping(endpoint.path) && !is_sent_here(endpoint);
}

// `DELETE /carts` for `GET /carts/clear`: the verb leaves the path with the method that lied.
void advise(ApplicationCheck& check, Draft& draft, const Endpoint& endpoint) {
  const PathVerb* verb = first_verb_in(endpoint.route->path);
  if (verb == nullptr || verb->instead == "GET") return;
  const std::string path = path_without(*verb, endpoint.path);
  const auto& all = check.application().endpoints().all();
  const bool is_taken = std::any_of(all.begin(), all.end(), [&](const Endpoint& other) {
    return other.path == path && std::find(other.methods.begin(), other.methods.end(),
                                           verb->instead) != other.methods.end();
  });
  if (path == "/" || is_taken) return;
  draft.fix(
      "Let the method say what is done, not the path: `{} {}`. Clients and links that use `GET {}` "
      "change with it.",
      {verb->instead, path, endpoint.path});
}

void report(ApplicationCheck& check, const Endpoint& endpoint,
            const std::vector<app::Write>& trace) {
  const app::Placed at = trace.back().call;
  const auto& call = *at.expr->as<Call>();
  Draft draft = check.report(*endpoint.handler.file, span_of(endpoint),
                             "`{}` (`{}`) changes what is stored: it {} `{}`",
                             {endpoint.label(), handler_name(endpoint),
                              trace.size() == 1 ? "calls" : "leads to", at.file->text(*call.func)});
  advise(check, draft, endpoint);
  const app::Placed& asked = endpoint.route->registered_at;
  draft.step(*asked.file, asked.expr->span(), "`{}` is asked for here", {endpoint.label()});
  constexpr std::size_t kNear = 3;  // handler, service, repository
  if (trace.size() > kNear) {
    draft.severity(Severity::Suggestion)
        .risk(
            "Who reads does not expect to change anything: prefetching, retries and caches decide "
            "when this is written.");
  }
  for (const app::Write& one : trace) {
    draft.step(*one.call.file, one.call.expr->span(), "{}",
               {one.next ? one.call.file->text(*one.call.expr->as<Call>()->func) : one.what});
  }
}

void check(ApplicationCheck& check) {
  app::WriteReach reach;
  std::set<const Node*> reported;  // handlers; one may have several paths
  for (const Endpoint& endpoint : check.application().endpoints().all()) {
    if (!is_candidate(endpoint)) continue;
    const std::vector<app::Write> trace = reach.trace(endpoint.handler);
    if (trace.empty() || !reported.insert(endpoint.handler.node).second) continue;
    report(check, endpoint, trace);
  }
}

}  // namespace

extern constinit const Rule SEC069 = {
    .code = "SEC069",
    .name = "side-effect-on-get",
    .family = Family::Security,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"ASVS 3.5.3", "CWE-650",
                   "https://www.rfc-editor.org/rfc/rfc9110#name-safe-methods"},
    .risk =
        "Browsers prefetch, crawlers and link previews follow, and proxies repeat GET requests: "
        "each "
        "of them changes data, and a link on any page does it with the reader's cookies.",
    .advice =
        "Let another method do it: POST, PUT or PATCH for what changes, DELETE for what goes. "
        "Clients and links that use GET change with it.",
    .docs = R"md(
Handlers of GET and HEAD that change what is stored, themselves or through the functions of the repository that they call:
`session.add`, `delete`, `merge`, `query.delete()`, `execute(insert(…))`, SQL that begins with `INSERT`, `UPDATE` or
`DELETE`, a field that is set before `session.commit()`, documents of Firestore that are set or deleted. A suggestion where the write is
more than two calls away: far from the handler it is rarely what the request is for.

```python bad
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import Order, get_db

app = FastAPI()


@app.get("/orders/{order_id}/cancel")
def cancel(order_id: int, db: Session = Depends(get_db)) -> None:
    db.query(Order).filter(Order.id == order_id).delete()
    db.commit()
```

```python good
from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.db import Order, get_db

app = FastAPI()


@app.post("/orders/{order_id}/cancel")
def cancel(order_id: int, db: Session = Depends(get_db)) -> None:
    db.query(Order).filter(Order.id == order_id).delete()
    db.commit()
```

Not reported: what only keeps books (audit logs, "last seen", caches, counters, tokens that are renewed), told by the names of
functions, classes and fields; what is made on first use (`get_or_create`); links that another site or a mail sends a browser to
(OAuth callbacks, `verify`, `confirm`, `unsubscribe`); dependencies, and what runs in the background.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
