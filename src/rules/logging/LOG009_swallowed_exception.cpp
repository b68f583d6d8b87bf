#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "knowledge/log_calls.h"
#include "rules/expected_failures.h"
#include "rules/failure_words.h"
#include "rules/log_words.h"
#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "rules/tried_causes.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "text/name_words.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Exceptions that always mean a failure outside of this program.
constexpr std::array<std::string_view, 14> kFailures = {
    "psycopg2.Error",
    "psycopg2.DatabaseError",
    "psycopg2.OperationalError",
    "psycopg.Error",
    "psycopg.OperationalError",
    "asyncpg.PostgresError",
    "sqlalchemy.exc.SQLAlchemyError",
    "sqlalchemy.exc.DBAPIError",
    "sqlalchemy.exc.OperationalError",
    "requests.RequestException",
    "httpx.HTTPError",
    "aiohttp.ClientError",
    "redis.exceptions.RedisError",
    "google.api_core.exceptions.GoogleAPIError"};

// pass, continue, `...`, a string, return, return None
bool does_nothing(const Stmt& statement) {
  if (statement.is(Kind::Pass) || statement.is(Kind::Continue)) {
    return true;
  }
  if (const auto* expression = statement.as<ExprStmt>()) {
    return expression->value->is(Kind::Constant);
  }
  const auto* result = statement.as<Return>();
  return result != nullptr && semantic::is_nothing(result->value);
}

bool is_silent(const ExceptHandler& handler) {
  for (const Stmt* statement : handler.body) {
    if (!does_nothing(*statement)) {
      return false;
    }
  }
  return true;
}

bool catches_failures(const FileModel& file, const ExceptHandler& handler) {
  return semantic::any_caught(file, handler, [&](std::string_view name) {
    for (std::string_view failure : kFailures) {
      if (name == failure) {
        return true;
      }
    }
    return false;
  });
}

// `metrics.record_hit(key)`, `requests_total.add(1)`
bool measures(const Stmt& statement, const FileModel& file) {
  if (statement.is(Kind::Import) || statement.is(Kind::ImportFrom)) return true;
  constexpr std::array<std::string_view, 7> kVerbs = {"record", "track", "observe",  "inc",
                                                      "emit",   "add",   "increment"};
  constexpr std::array<std::string_view, 11> kMeters = {
      "metric", "metrics",   "counter", "histogram", "gauge",    "telemetry",
      "total",  "analytics", "monitor", "stats",     "collector"};
  const Call* call = call_of(statement);
  const auto* method = call == nullptr ? nullptr : call->func->as<Attribute>();
  if (method == nullptr) return false;
  const auto* labelled = method->value->as<Call>();  // `total.labels(name=…).inc()`
  const Expr* meter = labelled != nullptr ? labelled->func : method->value;
  if (const auto* part = as<Attribute>(meter); part != nullptr && labelled != nullptr) {
    meter = part->value;
  }
  const std::string_view receiver = file.text(*meter);
  return names_any_of(file.text(method->attr), kVerbs) &&
         names_any_of(receiver.substr(receiver.rfind('.') + 1), kMeters);
}

// `cli/analytics.py`
bool counts(const FileModel& file) {
  constexpr std::array<std::string_view, 3> kWords = {"analytics", "telemetry", "metrics"};
  const std::string_view module = file.file().module_name;
  return names_any_of(module.substr(module.rfind('.') + 1), kWords);
}

bool only_measures(const Try& attempt, const FileModel& file) {
  return std::all_of(attempt.body.begin(), attempt.body.end(),
                     [&](const Stmt* statement) { return measures(*statement, file); });
}

// Whether a clause around it tells of the failure that counts: what goes wrong while that is dealt
// with is no more than an afterthought.
bool is_afterthought(const ExceptHandler& handler, const FileModel& file) {
  constexpr std::size_t kFew = 3;
  const ExceptHandler* around = semantic::enclosing_handler(file, *file.parent(handler));
  return around != nullptr && around->body.back()->is(Kind::Raise) &&
         as<Try>(file.parent(handler))->body.size() <= kFew;
}

// A handler, filter or formatter of records, or a module about logging.
bool is_part_of_logging(const ExceptHandler& handler, const FileModel& file) {
  constexpr std::array<std::string_view, 4> kNames = {"log", "logs", "logger", "logging"};
  const std::string_view module = file.file().module_name;
  if (names_any_of(module.substr(module.rfind('.') + 1), kNames)) return true;
  for (const Node* at = &handler; at != nullptr; at = file.parent(*at)) {
    const auto* cls = at->as<ClassDef>();
    if (cls != nullptr && (file.inherits_from(*cls, "logging.Handler") ||
                           file.inherits_from(*cls, "logging.Filter") ||
                           file.inherits_from(*cls, "logging.Formatter"))) {
      return true;
    }
  }
  return false;
}

// Who runs a program reads what it says, not its log.
void say_what_to_do(const ExceptHandler& handler, bool broad, const FileModel& file, Draft& draft) {
  if (is_terminal_program(file)) {
    draft.fix(broad ? "Catch what you expect by its name, and let the rest end the program."
                    : "Say what failed on standard error before going on.");
    return;
  }
  if (is_part_of_logging(handler, file)) {
    draft.fix(
        "Catch what you expect by its name, and tell of the rest on standard error: a record "
        "would come back here.");
    return;
  }
  const LogWords words(file, *handler.body.front());
  if (broad) {
    draft.fix("Catch what you expect by its name, and log the rest: {}{}.",
              {words.told(words.exception(failure_in_words(file, handler))), words.preparation()});
  } else {
    draft.fix("Log it before going on: {}{}.",
              {words.told(words.exception(failure_in_words(file, handler))), words.preparation()});
  }
}

// Of a `try` that does one plain thing it is known what can go wrong there.
void say_causes(const TriedCauses& causes, const ExceptHandler& handler, const FileModel& file,
                Draft& draft) {
  using Cause = TriedCauses::Kind;
  if (causes.kind == Cause::Program) {
    draft.risk("A program that is not there, one that fails and a wrong call of it look alike.");
    if (is_terminal_program(file)) return;
    const LogWords words(file, *handler.body.front());
    draft.fix("Catch what you expect, `except {}:`, and log the rest: {}{}.",
              {causes.errors, words.told(words.exception(failure_in_words(file, handler))),
               words.preparation()});
    return;
  }
  draft.severity(Severity::Suggestion)
      .risk(
          "What cannot be converted looks like what nobody gave, and so does a mistake in these "
          "lines.");
  draft.fix(causes.kind == Cause::Match
                ? "Catch what the conversion raises, `except {}:`; what a pattern of digits "
                  "matched needs no `try`."
                : "Catch what a conversion raises: `except {}:`.",
            {causes.errors});
}

// `while True: try: cache.ping() … except Exception: pass … time.sleep(1)`: what is waited for is
// not there at first.
bool waits_for_it(const Try& attempt, const FileModel& file) {
  constexpr std::string_view kSleeps[] = {"time.sleep", "asyncio.sleep", "anyio.sleep"};
  for (const Node* at = file.parent(attempt); at != nullptr; at = file.parent(*at)) {
    if (as<FunctionDef>(at) != nullptr) return false;
    const auto* loop = at->as<While>();
    if (loop == nullptr) continue;
    return std::any_of(loop->body.begin(), loop->body.end(), [&](const Stmt* one) {
      const Call* call = call_of(*one);
      return call != nullptr && is_one_of(file.resolve(*call->func), kSleeps);
    });
  }
  return false;
}

void say_how_to_wait(const ExceptHandler& handler, const FileModel& file, Draft& draft) {
  const LogWords words(file, *handler.body.front());
  draft.severity(Severity::Suggestion)
      .risk(
          "Why it is not there yet is told nowhere: a wrong password looks like a service that "
          "takes its time.");
  draft.fix(
      "Keep the error, and tell of the last one in the loop's record or where the waiting ends: "
      "{}{}.",
      {words.told(words.call("warning", "…")), words.preparation()});
}

void check(const Node& node, Check& check) {
  const auto& handler = *node.as<ExceptHandler>();
  const FileModel& file = check.file();
  if (!is_silent(handler)) {
    return;
  }
  const bool broad = semantic::catches_everything(file, handler);
  const auto* attempt = as<Try>(file.parent(handler));
  if ((!broad && !catches_failures(file, handler)) || attempt == nullptr ||
      only_tidies_up(*attempt, file) || is_afterthought(handler, file)) {
    return;
  }
  const FunctionDef* function = file.enclosing_function(handler);
  if (function != nullptr && file.text(function->name) == "__del__") {
    return;
  }
  const std::string_view written = handler.type == nullptr ? "" : file.text(*handler.type);
  const std::string_view caught = written.find('\n') == written.npos ? written : "(…)";
  const Span head = {handler.begin,
                     handler.type == nullptr ? handler.begin + 6 : handler.type->end};
  const bool measures = only_measures(*attempt, file);
  const bool is_told = is_explained(handler, file) || is_told_by_docstring(handler, file);
  // Who names the error and says why has thought of it; no program stops for its own figures.
  if ((is_told && !broad) || (is_terminal_program(file) && (measures || counts(file)))) return;
  Draft draft = check.report(
      head, "`except{}{}` throws the exception away: nothing is logged, nothing is raised",
      {caught.empty() ? "" : " ", caught});
  draft.severity(measures || is_told ? Severity::Suggestion : Severity::Warning);
  if (measures) draft.risk("What is measured there may be missing for months, and nobody sees it.");
  if (!broad) {
    draft.risk(
        "The database or service that does not answer looks like one that has nothing: "
        "nobody learns that it was down.");
  }
  say_what_to_do(handler, broad, file, draft);
  const auto causes = broad ? tried_causes(file, *attempt) : std::nullopt;
  if (causes) {
    say_causes(*causes, handler, file, draft);
  } else if (!is_terminal_program(file) && waits_for_it(*attempt, file)) {
    say_how_to_wait(handler, file, draft);
  }
}

}  // namespace

extern constinit const Rule LOG009 = {
    .code = "LOG009",
    .name = "swallowed-exception",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-390", "CWE-391", "ASVS 16.5.3"},
    .risk =
        "A typing mistake, a full disk and a lost database look alike: like nothing. The service "
        "goes on "
        "with what it does not have.",
    .advice =
        "Catch what you expect (`except FileNotFoundError:`), and log the rest with "
        "`logger.exception(…)`, which adds the traceback.",
    .docs = R"md(
An `except` clause that catches everything and only has `pass`, `continue` or `return None` hides every mistake
in its `try` block, now and later. The same holds for clauses that throw away failures of a database or of another
service (`except SQLAlchemyError: pass`).

```python bad
def load(path: str):
    try:
        return parse(path)
    except Exception:
        return None
```

```python good
import logging

logger = logging.getLogger(__name__)


def load(path: str):
    try:
        return parse(path)
    except FileNotFoundError:
        return None
    except Exception:
        logger.exception("loading %s failed", path)
        return None
```

Left alone: clauses for other named exceptions (`KeyError`, `ValueError`, `ImportError`, `CancelledError`: they are
how Python says that something is not there), a `try` that only imports or only releases something
(`close()`, `unlink()`, …), and `__del__`. A clause with a comment that explains it is a suggestion.
)md",
    .kinds = {Kind::ExceptHandler},
    .on_node = check,
};

}  // namespace fastidious::rules
