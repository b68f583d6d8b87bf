#include <algorithm>
#include <string>

#include "rules/call_edits.h"
#include "rules/rule.h"
#include "semantic/reaching_values.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

bool is_none(const FileModel& file, const Expr& value) {
  const auto* constant = value.as<Constant>();
  if (constant != nullptr) return constant->type == ConstantKind::None;
  const auto folded = file.constant(value);
  return folded && folded->type == semantic::ConstantValue::Type::None;
}

// Whether the file gives sessions a timeout in a way that calls do not show: an adapter, a
// subclass.
bool sets_timeouts_elsewhere(const FileModel& file) {
  const std::string_view text = file.file().slice(file.tree().root().span());
  return text.find("HTTPAdapter") != text.npos || text.find("setdefaulttimeout") != text.npos;
}

void report_missing(const Call& call, std::string_view argument, std::string_view effect,
                    Severity severity, Check& check) {
  const FileModel& file = check.file();
  Draft draft =
      check.report(call, "`{}` is called without a timeout: {}", {file.text(*call.func), effect});
  draft.severity(severity);
  if (file.file().role == project::Role::Script) {
    draft.severity(Severity::Suggestion)
        .risk("The script hangs when the other side stops answering.");
  }
  draft.fix("Write `{}`.", {argument});
  append_argument(draft, file, call, argument);
}

// client.stream("GET", url, timeout=None): between two events any time may pass, not before the
// connection is there.
void report_endless_stream(const Call& call, Check& check) {
  check
      .report(call, "`{}` waits for ever for the connection, too: `timeout=None`",
              {check.file().text(*call.func)})
      .severity(Severity::Suggestion)
      .risk("A peer that does not answer is not told from one that has nothing to say.")
      .fix("Write `timeout=httpx.Timeout(10, read=None)`.");
}

// timeout=None
void report_none(const Call& call, const Expr& value, Check& check) {
  check
      .report(call, "`{}` is told to wait for ever: `timeout=None`",
              {check.file().text(*call.func)})
      .fix("Write `timeout=10`.")
      .edit(value.span(), "10");
}

void check_requests(const Call& call, bool is_session, Check& check) {
  const FileModel& file = check.file();
  const Expr* timeout = semantic::argument(file, call, -1, "timeout");
  if (timeout != nullptr) {
    if (is_none(file, *timeout)) report_none(call, *timeout, check);
    return;
  }
  if (semantic::passes_unpacked_mapping(call) || (is_session && sets_timeouts_elsewhere(file)))
    return;
  report_missing(call, "timeout=10", "it waits for ever", Severity::Warning, check);
}

void check_httpx(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* timeout = semantic::argument(file, call, -1, "timeout");
  if (check.target() == "httpx.Timeout") {
    const bool is_passed =
        file.parent(call)->is(Kind::Keyword);  // else it may be a default to replace
    const bool is_plain = call.args.size() == 1 && call.keywords.empty();
    timeout = is_passed && is_plain ? call.args.front() : nullptr;
  }
  if (timeout == nullptr || !is_none(file, *timeout)) return;
  const bool is_stream = check.target().ends_with(".stream");
  is_stream ? report_endless_stream(call, check) : report_none(call, *timeout, check);
}

// Whether the function around passes a timeout anywhere: perhaps to each call of the session.
bool passes_timeout_nearby(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return false;
  const auto nodes = file.tree().subtree(*function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* keyword = node->as<Keyword>();
    return keyword != nullptr && file.text(keyword->arg) == "timeout";
  });
}

void check_aiohttp(const Call& call, Check& check) {
  if (semantic::passes_unpacked_mapping(call) || passes_timeout_nearby(check.file(), call)) return;
  check
      .report(call, "`{}` has no timeout of its own: a call may take 300 seconds",
              {check.file().text(*call.func)})
      .severity(Severity::Suggestion)
      .fix("Write `aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))`.");
}

void check_psycopg(const Call& call, Check& check) {
  const FileModel& file = check.file();
  if (semantic::passes_unpacked_mapping(call) ||
      semantic::argument(file, call, -1, "connect_timeout") != nullptr ||
      (call.args.empty() && call.keywords.empty())) {
    return;
  }
  const Expr* dsn = semantic::argument(file, call, 0, "dsn");
  const auto text = dsn != nullptr ? file.constant_string(*dsn) : std::nullopt;
  if (text && text->find("connect_timeout") != text->npos) return;
  const bool is_known = dsn == nullptr || text;
  Draft draft =
      check.report(call, "`{}` is called without `connect_timeout`", {file.text(*call.func)});
  draft.severity(is_known ? Severity::Warning : Severity::Suggestion);
  draft.confidence(is_known ? Confidence::High : Confidence::Medium);
  draft.risk(
      "While the database's host does not answer, each request waits for the kernel's two "
      "minutes.");
  draft.fix("Write `connect_timeout=5`.");
  append_argument(draft, file, call, "connect_timeout=5");
}

// Functions of the standard library that take `timeout` at a position.
struct Positional {
  std::string_view target;
  int index;
};
constexpr Positional kPositional[] = {{"urllib.request.urlopen", 2},
                                      {"smtplib.SMTP", 3},
                                      {"smtplib.SMTP_SSL", 5},
                                      {"http.client.HTTPConnection", 2},
                                      {"http.client.HTTPSConnection", -1},
                                      {"socket.create_connection", 1}};

void check_standard(const Call& call, Check& check) {
  const FileModel& file = check.file();
  for (const Positional& entry : kPositional) {
    if (entry.target != check.target()) continue;
    const Expr* timeout = semantic::argument(file, call, entry.index, "timeout");
    const bool is_opaque = semantic::passes_unpacked_mapping(call) ||
                           (!call.args.empty() && call.args.back()->is(Kind::Starred));
    const bool is_lazy = call.args.empty() && call.keywords.empty();  // SMTP(): connects later
    if (timeout != nullptr || is_opaque || is_lazy || sets_timeouts_elsewhere(file)) return;
    report_missing(call, "timeout=10", "it waits for ever", Severity::Warning, check);
  }
}

void check(const Call& call, Check& check) {
  const std::string_view target = check.target();
  if (target.starts_with("requests."))
    return check_requests(call, target.starts_with("requests.S"), check);
  if (target.starts_with("httpx.")) return check_httpx(call, check);
  if (target.starts_with("aiohttp.")) return check_aiohttp(call, check);
  target == "psycopg2.connect" ? check_psycopg(call, check) : check_standard(call, check);
}

}  // namespace

extern constinit const Rule SEC095 = {
    .code = "SEC095",
    .name = "outbound-timeout-missing",
    .family = Family::Security,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::ApplicationScripts,
    .references = {"CWE-1088", "OWASP API4:2023", "ASVS 13.2.6",
                   "https://requests.readthedocs.io/en/latest/user/advanced/#timeouts"},
    .risk =
        "When the other side stops answering, every worker ends up waiting for it, and the service "
        "is down with it.",
    .advice = "Say how long to wait: `timeout=10`.",
    .docs = R"md(
A peer that accepts a connection and says nothing is a matter of time. Without a timeout the caller
waits as long as the peer likes.

```python bad
import requests


def rates() -> dict:
    return requests.get("https://api.rates.example/latest").json()
```

```python good
import requests


def rates() -> dict:
    return requests.get("https://api.rates.example/latest", timeout=10).json()
```

Looked at: requests and its sessions (no default), `timeout=None` of httpx, `urlopen`, `smtplib`,
`http.client` and `psycopg2.connect` without `connect_timeout` (a suggestion where the DSN cannot
be read, which may hold it). `aiohttp.ClientSession()` waits for 300 seconds: a suggestion. httpx's
own default of 5 seconds is fine, and `timeout=None` of a `stream(…)`, which may wait for events, a suggestion: it should be
for reading alone. In scripts a missing timeout is a suggestion. Calls that pass `**options` are left alone, as are sessions in
files that mount an `HTTPAdapter`. Retries of cloud SDKs are not looked at.
)md",
    .calls = {"requests.get",
              "requests.post",
              "requests.put",
              "requests.patch",
              "requests.delete",
              "requests.head",
              "requests.options",
              "requests.request",
              "requests.Session.get",
              "requests.Session.post",
              "requests.Session.put",
              "requests.Session.patch",
              "requests.Session.delete",
              "requests.Session.head",
              "requests.Session.options",
              "requests.Session.request",
              "httpx.get",
              "httpx.post",
              "httpx.put",
              "httpx.patch",
              "httpx.delete",
              "httpx.head",
              "httpx.options",
              "httpx.request",
              "httpx.stream",
              "httpx.Client",
              "httpx.AsyncClient",
              "httpx.Timeout",
              "httpx.Client.get",
              "httpx.Client.post",
              "httpx.Client.put",
              "httpx.Client.patch",
              "httpx.Client.delete",
              "httpx.Client.request",
              "httpx.Client.stream",
              "httpx.AsyncClient.get",
              "httpx.AsyncClient.post",
              "httpx.AsyncClient.put",
              "httpx.AsyncClient.patch",
              "httpx.AsyncClient.delete",
              "httpx.AsyncClient.request",
              "httpx.AsyncClient.stream",
              "aiohttp.ClientSession",
              "psycopg2.connect",
              "urllib.request.urlopen",
              "smtplib.SMTP",
              "smtplib.SMTP_SSL",
              "http.client.HTTPConnection",
              "http.client.HTTPSConnection",
              "socket.create_connection"},
    .on_call = check,
};

}  // namespace fastidious::rules
