#include <algorithm>
#include <array>

#include "knowledge/log_calls.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using knowledge::LogLevel;
using semantic::FileModel;

// Calls that pass the failure on: to a person, to error tracking, to the end of the process.
constexpr std::array<std::string_view, 8> kReporting = {"sys.exit",
                                                        "os._exit",
                                                        "builtins.exit",
                                                        "sys.exc_info",
                                                        "sentry_sdk.capture_exception",
                                                        "warnings.warn",
                                                        "pytest.fail",
                                                        "logfire.exception"};

// Calls that only make text of an exception: it is not handed on by them.
constexpr std::array<std::string_view, 6> kMakesText = {"builtins.str",        "builtins.repr",
                                                        "builtins.print",      "builtins.type",
                                                        "builtins.isinstance", "builtins.format"};

// What the body of a clause does about the exception.
struct Response {
  bool handed_on = false;  // raised, recorded with its traceback, given to somebody else
  LogLevel loudest = LogLevel::Given;
};

bool takes_it_on(const Call& call, const FileModel& file) {
  return !is_one_of(file.resolve(call.func), kMakesText) &&
         knowledge::apparent_level(file, call) == LogLevel::Given;
}

// Whether somebody gets the exception itself, not only its text.
bool is_handed_on(const Name& name, const FileModel& file) {
  const Node* parent = file.parent(name);
  const auto* call = as<Call>(parent->is(Kind::Keyword) ? file.parent(*parent) : parent);
  if (call != nullptr) {
    return call->func != &name && takes_it_on(*call, file);
  }
  return parent->is(Kind::Return) || parent->is(Kind::Yield) || parent->is(Kind::Assign) ||
         parent->is(Kind::Tuple) || parent->is(Kind::ListExpr);
}

Response response_of(const ExceptHandler& handler, const FileModel& file) {
  Response response;
  semantic::any_own_node(file, handler, [&](const Node& node) {
    if (const auto* call = node.as<Call>()) {
      const std::string_view target = file.resolve(call->func);
      response.handed_on |= is_one_of(target, kReporting) || target.starts_with("traceback.") ||
                            knowledge::records_traceback(file, *call);
      response.loudest = std::max(response.loudest, knowledge::apparent_level(file, *call));
    } else if (const auto* name = node.as<Name>()) {
      response.handed_on |=
          semantic::is_caught_exception(handler, *name) && is_handed_on(*name, file);
    }
    return response.handed_on |= node.is(Kind::Raise);
  });
  return response;
}

// Only pass, continue, return None: LOG009 says so.
bool is_silent(const ExceptHandler& handler) {
  return std::all_of(handler.body.begin(), handler.body.end(), [](const Stmt* statement) {
    const auto* result = statement->as<Return>();
    const auto* value = result == nullptr ? nullptr : as<Constant>(result->value);
    const auto* expression = statement->as<ExprStmt>();
    return statement->is(Kind::Pass) || statement->is(Kind::Continue) ||
           (expression != nullptr && expression->value->is(Kind::Constant)) ||
           (result != nullptr &&
            (result->value == nullptr || (value != nullptr && value->type == ConstantKind::None)));
  });
}

// `try: import orjson` and nothing else: any failure means that it is not there.
bool only_imports(const ExceptHandler& handler, const FileModel& file) {
  const auto* attempt = as<Try>(file.parent(handler));
  return attempt != nullptr &&
         std::all_of(attempt->body.begin(), attempt->body.end(), [](const Stmt* statement) {
           return statement->is(Kind::Import) || statement->is(Kind::ImportFrom);
         });
}

void check_bare(const ExceptHandler& handler, Check& check) {
  // A task is cancelled where it awaits something.
  const bool awaits = check.file().in_async_function(handler);
  check
      .report({handler.begin, handler.begin + 6}, "`except:` also catches {}",
              {awaits ? "KeyboardInterrupt, SystemExit and the cancellation of tasks"
                      : "KeyboardInterrupt and SystemExit"})
      .risk(awaits ? "The process cannot be stopped and a task cannot be cancelled while this "
                     "runs; a shutdown hangs until it is killed."
                   : "The process cannot be stopped while this runs; a shutdown hangs until it is "
                     "killed.")
      .fix("Name what you expect, or write `except Exception:` at the least.");
}

void check(const Node& node, Check& check) {
  const auto& handler = *node.as<ExceptHandler>();
  const FileModel& file = check.file();
  if (!semantic::catches_everything(file, handler) || only_imports(handler, file)) {
    return;
  }
  const bool raises = semantic::raises(file, handler);
  if (handler.type == nullptr && !raises) {
    check_bare(handler, check);
    return;
  }
  if (raises || is_silent(handler)) {
    return;
  }
  const Response response = response_of(handler, file);
  if (response.handed_on || response.loudest >= LogLevel::Error ||
      response.loudest == LogLevel::Info || response.loudest == LogLevel::Debug) {
    return;
  }
  const bool warns = response.loudest == LogLevel::Warning;
  const Span head = {handler.begin, handler.type->end};
  check
      .report(head, "`{}` neither raises nor logs the traceback{}",
              {file.file().slice(head), warns ? ", only a warning" : ""})
      .severity(warns ? Severity::Suggestion : Severity::Warning);
}

}  // namespace

extern constinit const Rule COD009 = {
    .code = "COD009",
    .name = "bare-or-broad-except",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-396", "PEP 8",
                   "https://docs.python.org/3/tutorial/errors.html#handling-exceptions"},
    .risk =
        "A misspelt attribute takes the same way as the failure that was meant, and nobody learns "
        "where it "
        "happened.",
    .advice =
        "Catch the exceptions that the code expects by name; where everything must be caught, "
        "log it by a logger's `exception(…)`, or `raise`.",
    .docs = R"md(
`except Exception:` catches programming mistakes together with the failure it is there for; a bare `except:` even
catches the signals that end a process or a task. That is right only where the exception is raised again, logged
with its traceback, or handed on.

```python bad
def price(order) -> float:
    try:
        return order.total * order.rate
    except Exception:
        return 0.0
```

```python good
def price(order) -> float:
    try:
        return order.total * order.rate
    except MissingRate:
        return 0.0
```

Left alone: clauses that raise, that log with the traceback or report to error tracking, that hand the exception
object to something (`future.set_exception(error)`, `errors.append(error)`, `return error`), that end the process, and a
`try` that only imports. What other rules say is not said twice: clauses that do nothing (LOG009), that log an error without
traceback (LOG008), or log at info or debug (LOG010). One that logs a warning is a suggestion.
)md",
    .kinds = {Kind::ExceptHandler},
    .on_node = check,
};

}  // namespace fastidious::rules
