#include <algorithm>
#include <array>

#include "knowledge/resources.h"
#include "rules/rule.h"
#include "semantic/ownership.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;
using semantic::Ownership;

bool releases(std::string_view method) {
  constexpr std::array<std::string_view, 10> kMethods = {
      "close",  "aclose",  "shutdown", "quit",      "terminate",
      "detach", "release", "__exit__", "__aexit__", "close_all"};
  return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

// Functions that read from or write to what they are given and do not keep it.
bool borrows(std::string_view target) {
  constexpr std::array<std::string_view, 24> kFunctions = {
      "json.load",       "json.dump",          "pickle.load",    "pickle.dump",
      "yaml.load",       "yaml.safe_load",     "yaml.dump",      "yaml.safe_dump",
      "csv.reader",      "csv.writer",         "csv.DictReader", "csv.DictWriter",
      "tomllib.load",    "toml.load",          "builtins.list",  "builtins.print",
      "builtins.sorted", "builtins.len",       "builtins.sum",   "shutil.copyfileobj",
      "builtins.set",    "builtins.enumerate", "builtins.bool",  "builtins.isinstance"};
  return std::find(kFunctions.begin(), kFunctions.end(), target) != kFunctions.end();
}

// A cursor goes with its connection: that is the milder form.
void report(const Call& call, const knowledge::Resource& what, Ownership ownership, Check& check) {
  const Severity severity = what.what == "cursor" ? Severity::Suggestion : Severity::Warning;
  const std::string_view name = check.file().text(*call.func);
  if (what.what == "cursor" && ownership == Ownership::Dropped) {
    return;  // `connection.cursor().execute(…)`: nothing holds it any longer than the statement
  }
  switch (ownership) {
    case Ownership::Elsewhere:
    case Ownership::Managed: return;
    case Ownership::Sometimes:
      check
          .report(call, "The {} that `{}` gives is closed only if nothing fails before that",
                  {what.what, name})
          .severity(severity);
      return;
    case Ownership::Dropped:
      check.report(call, "The {} that `{}` gives is used and never closed", {what.what, name})
          .severity(severity);
      return;
    case Ownership::Never:
      check.report(call, "The {} that `{}` gives is never closed", {what.what, name})
          .severity(severity);
  }
}

// `Session(bind=session.connection())`: the connection is somebody else's, and closing the session
// would leave it open.
bool borrows_connection(const Call& call, const FileModel& file) {
  const auto* bind = as<Call>(semantic::argument(file, call, 0, "bind"));
  const auto* method = bind != nullptr ? bind->func->as<Attribute>() : nullptr;
  return method != nullptr && file.text(method->attr) == "connection";
}

void check_call(const Call& call, Check& check) {
  const knowledge::Resource* what = knowledge::resource(check.target());
  if (what != nullptr && !(what->what == "session" && borrows_connection(call, check.file()))) {
    report(call, *what, semantic::ownership_of(check.file(), call, releases, borrows), check);
  }
}

// `db = SessionLocal()`, where SessionLocal is a sessionmaker.
void check_session(const Node& node, Check& check) {
  constexpr knowledge::Resource kSession = {"", "close", "session"};
  const auto* call = as<Call>(node.as<Assign>()->value);
  if (call == nullptr || !call->func->is(Kind::Name)) {
    return;
  }
  const std::string_view maker = check.file().type_of(*call->func);
  if (maker == "sqlalchemy.orm.sessionmaker" ||
      maker == "sqlalchemy.ext.asyncio.async_sessionmaker") {
    report(*call, kSession, semantic::ownership_of(check.file(), *call, releases, borrows), check);
  }
}

// lock.acquire() … lock.release(), with nothing that releases it when an exception comes between.
void check_acquire(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const auto* method = call.func->as<Attribute>();
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || method == nullptr ||
      !file.enclosing_statement(call).is(Kind::ExprStmt)) {
    return;
  }
  const std::string_view lock = file.text(*method->value);
  bool released = false;
  for (const auto* other : file.tree().nodes_of<Attribute>(*function)) {
    if (file.text(other->attr) != "release" || file.text(*other->value) != lock) {
      continue;
    }
    for (const Node* at = other; at != nullptr; at = file.parent(*at)) {
      if (at->is(Kind::ExceptHandler)) {
        return;  // who releases it where all went well is another function's business
      }
      const auto* attempt = at->as<Try>();
      if (attempt != nullptr && !attempt->finalbody.empty() &&
          attempt->finalbody.front()->id <= other->id) {
        return;
      }
    }
    released = true;
  }
  if (released) {
    check.report(call, "`{}` is released only if nothing fails before that", {lock})
        .risk("An exception leaves the lock taken: every later request waits for it, for good.")
        .fix("Use `with {}:` around the work.", {lock});
  }
}

void check(const Call& call, Check& check) {
  check.target().ends_with(".acquire") ? check_acquire(call, check) : check_call(call, check);
}

constexpr CallList calls_of_interest() {
  CallList list = CallList::of(knowledge::kResources);
  for (std::string_view lock :
       {"threading.Lock.acquire", "threading.RLock.acquire", "threading.Semaphore.acquire",
        "asyncio.Lock.acquire", "asyncio.Semaphore.acquire", "multiprocessing.Lock.acquire"}) {
    list.items[list.count++] = lock;
  }
  return list;
}

}  // namespace

extern constinit const Rule COD013 = {
    .code = "COD013",
    .name = "resource-not-managed",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-772", "CWE-404", "PEP 343"},
    .risk =
        "It stays open until the garbage collector comes by; under load the process runs out of "
        "file descriptors or "
        "the server out of connections.",
    .advice =
        "Open it in a `with` block (`async with` for asynchronous clients), or close it in a "
        "`finally`.",
    .docs = R"md(
Files, sockets, sessions and pools are closed by somebody or they leak. `with` closes them on every way out, also when an
exception is raised; a `close()` at the end of the function does not.

```python bad
import json


def load(path: str) -> dict:
    handle = open(path)
    data = json.load(handle)
    handle.close()
    return data
```

```python good
import json


def load(path: str) -> dict:
    with open(path) as handle:
        return json.load(handle)
```

Known are files, archives, sockets, HTTP sessions and clients, database connections, sessions and cursors (a suggestion: a cursor goes with its connection), pools of threads and
processes; and locks that are acquired and released in one function without `finally`. Left alone is what leaves the
function: returned, yielded, stored in an attribute, passed to something that may keep it, used by a nested function, or a
variable of a module; and a session on another's connection (`Session(bind=session.connection())`).
)md",
    .calls = calls_of_interest(),
    .on_call = check,
    .kinds = {Kind::Assign},
    .on_node = check_session,
};

}  // namespace fastidious::rules
