#include <algorithm>

#include "rules/debug_level.h"
#include "rules/logged_values.h"
#include "rules/rule.h"
#include "semantic/expressions.h"
#include "semantic/reaching_values.h"
#include "text/name_words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using What = app::ShownValue::What;

// What is left of it where few read the record.
std::string_view what_is_left(const Check& check, const Call& call, const LoggedValue& logged) {
  if (is_for_developers(check.file(), call)) {
    return "This is written for developers only: as long as nobody switches it on where real "
           "clients are.";
  }
  if (logged.value.what == What::Headers && passes_redacting_filter(check, logged)) {
    return "A filter of the repository takes the secrets that it knows out of records; "
           "cookies and keys of another form are in the log in clear.";
  }
  return {};
}

// At debug it is no more than a warning, but where that level is the default.
void say_level(const semantic::Model& model, What what, Draft& draft) {
  const std::string_view lost = what == What::Headers ? "tokens, cookies and API keys"
                                                      : "passwords, tokens and personal data";
  const std::string place = debug_by_default(model);
  if (place.empty()) {
    draft.severity(Severity::Warning)
        .risk(
            "Wherever the level is DEBUG, {} are in the log, for all who read it. A warning, as "
            "production mostly logs from INFO on.",
            {lost});
    return;
  }
  draft.risk(
      "DEBUG is the level where nobody sets another (`{}`): {} are in the log, for all who read "
      "it.",
      {place, lost});
}

bool is_masked(const FileModel& file, const Expr* value) {
  constexpr std::string_view kMasking[] = {"mask",  "masked",   "redact",    "redacted",
                                           "scrub", "sanitize", "anonymize", "censor"};
  const auto* call = as<Call>(value);
  return call != nullptr && names_any_of(semantic::last_name(file, *call->func), kMasking);
}

// `text = mask(body)`, and something else only where that fails: somebody has thought of it.
bool is_masked_first(const FileModel& file, const Call& call) {
  constexpr std::size_t kMostNames = 50;
  std::size_t seen = 0;
  for (const auto* name : file.tree().nodes_of<Name>(call)) {
    if (++seen > kMostNames) break;
    const auto bindings = semantic::reaching_bindings(file, *name);
    const bool is_one_masked =
        std::any_of(bindings.begin(), bindings.end(),
                    [&](const semantic::Binding* one) { return is_masked(file, one->value); });
    if (is_one_masked && bindings.size() > 1) return true;
  }
  return false;
}

void check(const Call& call, Check& check) {
  for (const LoggedValue& one : logged_values(check, call, {What::Headers, What::Body})) {
    if (one.value.what == What::Body && is_masked_first(check.file(), call)) continue;
    Draft draft = report_logged(check, call, one,
                                one.value.is_part ? "A part of {} is written to the log by `{}`"
                                                  : "All of {} is written to the log by `{}`");
    const std::string_view left = what_is_left(check, call, one);
    if (!left.empty()) draft.severity(Severity::Suggestion).risk(left);
    if (one.value.what == What::Headers) {
      draft.fix(
          "Log the headers that you need by name (`request.headers.get(\"user-agent\")`), or "
          "leave out `authorization`, `cookie` and API keys.");
    } else if (left.empty()) {
      draft.risk(
          "Passwords, tokens and personal data that clients send are in the log in clear, and "
          "whoever sends much fills the disk.");
    }
    const bool is_dropped = left.empty() && say_if_dropped(check, draft);
    if (!left.empty() || !check.target().ends_with(".debug")) continue;
    if (is_dropped) {
      draft.severity(Severity::Warning);
    } else {
      say_level(check.file().project(), one.value.what, draft);
    }
  }
}

}  // namespace

extern constinit const Rule LOG006 = {
    .code = "LOG006",
    .name = "request-body-logged",
    .family = Family::Logging,
    .tier = Tier::P1,
    .severity = Severity::Critical,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Security,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-532", "ASVS 16.2.5",
                   "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html"},
    .risk =
        "Headers hold tokens, cookies and API keys: whoever reads the log can send requests as "
        "these clients.",
    .advice =
        "Log what you need of the request by name, its method, path, size and id; leave the "
        "rest out.",
    .docs = R"md(
A middleware or handler writes all headers of a request, or its body as it came, into a log, a trace or error tracking.

```python bad
import logging

from fastapi import FastAPI, Request

app = FastAPI()
logger = logging.getLogger(__name__)


@app.middleware("http")
async def log_requests(request: Request, call_next):
    logger.info("headers: %s", dict(request.headers))
    return await call_next(request)
```

```python good
import logging

from fastapi import FastAPI, Request

app = FastAPI()
logger = logging.getLogger(__name__)


@app.middleware("http")
async def log_requests(request: Request, call_next):
    logger.info("%s %s", request.method, request.headers.get("user-agent"))
    return await call_next(request)
```

Looked at are the same calls as for LOG004. A part that is cut off (`body[:500]`) counts too. Not reported: single headers,
what a function made of them (`redact(request.headers)`), comprehensions and loops that leave out or change some, bodies that are masked first
(`text = mask(body)`, and something else only where that raises),
the length of a body. At debug it is a warning, but where a settings class, `os.getenv` or `basicConfig` makes that the level by default. Headers are a suggestion where only development writes them (`if settings.debug:`), and where the repository uses a `logging.Filter` that hides secrets (LOG004). Secret headers by name, and cookies, are LOG004.
)md",
    .calls = recording_calls(),
    .on_call = check,
};

}  // namespace fastidious::rules
