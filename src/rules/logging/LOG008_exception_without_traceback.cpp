#include <algorithm>
#include <optional>

#include "app/effects/catching.h"
#include "app/effects/shown_values.h"
#include "knowledge/lazy_message.h"
#include "knowledge/log_calls.h"
#include "rules/loguru_sinks.h"
#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::LoggerKind;
using knowledge::LogLevel;
using semantic::FileModel;

// Whether somebody further up gets the exception, or it is an answer to the client's own mistake.
bool is_somebody_elses(const ExceptHandler& handler, const FileModel& file) {
  return semantic::any_own_node(file, handler, [&](const Node& node) {
    const auto* raise = node.as<Raise>();
    if (raise == nullptr) {
      return false;
    }
    const auto error = semantic::http_error(file, *raise);
    return !error || error->is_client_error();
  });
}

// `except HTTPException: raise`
bool lets_http_errors_by(const FileModel& file, const ExceptHandler& handler) {
  return semantic::any_caught(
      file, handler, [](std::string_view name) { return name.ends_with("HTTPException"); });
}

// Whether a clause around the call writes what comes out of it with its traceback, which has the
// error that it was raised for (`__context__`) as well.
bool is_logged_around(const FileModel& file, const Call& call) {
  for (const app::Guard& guard : app::guards_of(file, call)) {
    if (guard.attempt == nullptr) continue;
    for (const ExceptHandler* one : guard.attempt->handlers) {
      if (lets_http_errors_by(*guard.file, *one)) break;
      const bool writes = semantic::any_own_node(*guard.file, *one, [&](const Node& node) {
        const auto* record = node.as<Call>();
        return record != nullptr && knowledge::records_traceback(*guard.file, *record);
      });
      if (writes && semantic::catches_everything(*guard.file, *one)) return true;
    }
  }
  return false;
}

// Whether all who call the function write what it raises; `depth` calls further up.
bool is_logged_by_callers(const FileModel& file, const FunctionDef& function, int depth) {
  constexpr std::size_t kMostSites = 8;
  constexpr int kDeepest = 3;
  const auto sites = file.project().calls_of(file.qualified_name(function));
  if (sites.empty() || sites.size() > kMostSites || file.is_route_handler(function)) return false;
  return std::all_of(sites.begin(), sites.end(), [&](const semantic::CallSite& site) {
    if (is_logged_around(*site.file, *site.call)) return true;
    const FunctionDef* caller = site.file->enclosing_function(*site.call);
    return caller != nullptr && depth < kDeepest &&
           is_logged_by_callers(*site.file, *caller, depth + 1);
  });
}

// Whether the clause raises what whoever calls the function writes.
bool is_logged_further_up(const ExceptHandler& handler, const FileModel& file) {
  const FunctionDef* function = file.enclosing_function(handler);
  const bool raises = semantic::any_own_node(file, handler, [&](const Node& node) {
    const auto* raise = node.as<Raise>();
    return raise != nullptr && (raise->cause == nullptr || !semantic::is_nothing(raise->cause));
  });
  return raises && function != nullptr && is_logged_by_callers(file, *function, 0);
}

// A function of the repository that tells error tracking of what it is given.
bool captures(const FileModel& file, const Call& call) {
  const semantic::Definition called = file.definition_of(*call.func);
  if (as<FunctionDef>(called.node) == nullptr) return false;
  const auto calls = called.file->tree().nodes_of<Call>(*called.node);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
    return called.file->resolve(one->func) == "sentry_sdk.capture_exception";
  });
}

// `span.record_exception(error)` of OpenTelemetry
bool is_put_into_trace(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  return method != nullptr && file.text(method->attr) == "record_exception";
}

// The traceback is in the message, or another record of the same clause has it.
bool writes_traceback(const ExceptHandler& handler, const FileModel& file) {
  return semantic::any_own_node(file, handler, [&](const Node& node) {
    const auto* call = node.as<Call>();
    if (call == nullptr) {
      return false;
    }
    const std::string_view target = file.resolve(call->func);
    return target.starts_with("traceback.") || target == "sys.exc_info" ||
           target == "sentry_sdk.capture_exception" || is_put_into_trace(file, *call) ||
           captures(file, *call) || knowledge::records_traceback(file, *call);
  });
}

// Whether an error so named says where it comes from: `JSONDecodeError`, `OSError` with its file, a
// client's `ApiError`.
bool says_where(std::string_view error) {
  constexpr std::string_view kErrors[] = {
      "builtins.ValueError",      "builtins.TypeError",
      "builtins.KeyError",        "builtins.IndexError",
      "builtins.LookupError",     "builtins.AttributeError",
      "builtins.RuntimeError",    "builtins.AssertionError",
      "builtins.ArithmeticError", "sqlalchemy.exc.SQLAlchemyError",
      "psycopg2.Error",           "psycopg.Error"};
  return !is_one_of(error, kErrors);
}

// Whether the record has no more than words of its own: somebody expected the error.
bool leaves_out_error(const ExceptHandler& handler, const Call& call, const FileModel& file) {
  if (!handler.name) return true;
  const auto names = file.tree().nodes_of<Name>(call);
  return std::none_of(names.begin(), names.end(), [&](const Name* name) {
    const auto* part = as<Attribute>(file.parent(*name));
    return semantic::is_caught_exception(handler, *name) &&
           (part == nullptr || part->value != name);
  });
}

// Of a named error that only one statement can have raised, or whose name says enough.
bool is_told_by_name(const ExceptHandler& handler, const Call& call, const FileModel& file) {
  const auto* attempt = as<Try>(file.parent(handler));
  return attempt == nullptr || attempt->body.size() < 2 ||
         semantic::any_caught(file, handler, says_where) || leaves_out_error(handler, call, file);
}

// Whether an earlier record at these levels stands beside it: one of them is enough.
bool repeats(const Call& call, const FileModel& file) {
  const Stmt& own = file.enclosing_statement(call);
  const Node* around = file.parent(own);
  return semantic::any_own_node(file, *around, [&](const Node& node) {
    const auto* other = node.as<Call>();
    if (other == nullptr || other->begin >= own.begin) return false;
    const knowledge::LogCall* record = knowledge::log_call(file.resolve(*other->func));
    return record != nullptr && record->level >= LogLevel::Error &&
           file.parent(file.enclosing_statement(*other)) == around;
  });
}

// The message, if it is put together before the logger is asked.
const Expr* eager_message(const Call& call, const knowledge::LogCall& logged,
                          const FileModel& file) {
  const bool is_structlog = logged.logger == LoggerKind::Structlog;
  const Expr* message =
      semantic::argument(file, call, logged.message, is_structlog ? "event" : "msg");
  const bool is_eager =
      message != nullptr && knowledge::eager_message(file, *message) != knowledge::Eager::No;
  return is_eager ? message : nullptr;
}

// Secrets and addresses should not be repeated: LOG004 and LOG005 speak of them.
bool shows_what_should_not_be(const FileModel& file, const Call& call) {
  using What = app::ShownValue::What;
  const auto shown = app::shown_by_log_call(file, call);
  return std::any_of(shown.begin(), shown.end(), [](const app::ShownValue& one) {
    return one.what == What::Secret || one.what == What::Personal;
  });
}

// What the call is written with in its place: "\"it failed: %s\", error", or "…".
std::string arguments_of(const Call& call, const knowledge::LogCall& logged,
                         const FileModel& file) {
  constexpr std::size_t kLongest = 110;
  const Expr* message = eager_message(call, logged, file);
  const bool is_alone =
      message != nullptr && call.args.size() == 1 && logged.message == 0 && call.keywords.empty();
  if (!is_alone || logged.logger == LoggerKind::Structlog) return "…";
  if (shows_what_should_not_be(file, call)) return "…";
  const auto lazy = knowledge::lazy_message(file, *message, logged.logger);
  const bool is_short = lazy && file.text(*call.func).size() + lazy->arguments.size() < kLongest &&
                        lazy->arguments.find_first_of("\n`") == std::string::npos;
  return is_short ? lazy->arguments : "…";
}

// How this logger is told to add the traceback: loguru takes no `exc_info`.
void say_how(const Call& call, const knowledge::LogCall& logged, const FileModel& file,
             std::string_view first, Draft& draft) {
  constexpr std::size_t kLongest = 30;
  const auto* method = call.func->as<Attribute>();
  const std::string_view logger = method == nullptr ? "" : file.text(*method->value);
  const bool is_loguru = logged.logger == LoggerKind::Loguru;
  if (method == nullptr || logger.size() > kLongest) {
    draft.fix(is_loguru ? "Call `exception(…)` in its place, which adds the traceback{}."
                        : "Pass `exc_info=True`{}.",
              {first});
  } else if (logged.level != LogLevel::Error) {
    const std::string_view name = file.text(method->attr);
    if (is_loguru) {
      draft.fix("Write `{}.opt(exception=True).{}(…)`{}.", {logger, name, first});
    } else {
      draft.fix("Pass `exc_info=True` to `{}.{}`.", {logger, name});
    }
  } else {
    const bool is_async = logged.target.ends_with(".aerror");
    // A call that is written anew is so for its values as well (LOG014).
    const std::string arguments = arguments_of(call, logged, file);
    const bool has_choice = !is_loguru && arguments == "…";
    draft.fix("Call `{}.{}({})` in its place{}{}.",
              {logger, is_async ? "aexception" : "exception", arguments,
               has_choice ? ", or pass `exc_info=True`" : "", first});
  }
}

void say_format(const Call& call, const knowledge::LogCall& logged, const FileModel& file,
                Draft& draft) {
  const auto sink = loguru_sink_without_traceback(file);
  if (!sink || call.func->as<Attribute>() == nullptr) return;
  const bool is_error = logged.level == LogLevel::Error;
  const Expr& format = *semantic::argument(*sink->file, *sink->call, -1, "format");
  draft.fix(
      "Call `{}`, and let what `{}` of {} returns end with `{exception}`: loguru adds no traceback "
      "to a format that is a function. `diagnose=False` of the sink keeps values of variables out.",
      {is_error ? "exception(…)" : "opt(exception=True)", sink->file->text(format),
       sink->file->file().path});
}

// What has to be done before loguru is given a traceback. Until then no edit is safe.
std::string hide_values_first(const knowledge::LogCall& logged, const FileModel& file,
                              Draft& draft) {
  if (logged.logger != LoggerKind::Loguru) return "";
  std::string first = before_loguru_tracebacks(file);
  if (!first.empty()) draft.fix_class(FixClass::Unsafe);
  return first;
}

// Where structlog writes JSON and nothing puts tracebacks into it, which then says `"exc_info":
// true` and no more: https://www.structlog.org/en/stable/exceptions.html.
std::optional<semantic::CallSite> structlog_without_tracebacks(const semantic::Model& model) {
  std::optional<semantic::CallSite> found;
  for (const semantic::CallSite& site : model.calls_of("structlog.configure")) {
    const project::SourceFile& file = site.file->file();
    if (file.role != project::Role::Application) continue;
    const std::string_view text = file.text.view();
    const bool writes_them =
        contains_any(text, {"format_exc_info", "dict_tracebacks", "ExceptionRenderer",
                            "ExceptionPrettyPrinter", "ProcessorFormatter"});
    if (writes_them || text.find("JSONRenderer") == text.npos) return std::nullopt;
    if (!found) found = site;
  }
  return found;
}

void say_processor(const FileModel& file, Draft& draft) {
  const auto setup = structlog_without_tracebacks(file.project());
  if (!setup) return;
  draft.fix(
      "Pass `exc_info=True`, or call `exception(…)` in its place; and add "
      "`structlog.processors.format_exc_info` before the `JSONRenderer` of {}: without it "
      "the record says no more than `\"exc_info\": true`.",
      {setup->file->file().path});
}

void offer_edit(const Call& call, const knowledge::LogCall& logged, Draft& draft) {
  const auto* method = call.func->as<Attribute>();
  if (method != nullptr && logged.level == LogLevel::Error) {
    const bool is_async = logged.target.ends_with(".aerror");
    draft.edit(method->attr_span(), is_async ? "aexception" : "exception");
  } else if (logged.logger == LoggerKind::Loguru && method != nullptr) {
    draft.edit({method->value->end, method->value->end}, ".opt(exception=True)");
  } else {
    const auto& last =
        call.keywords.empty() ? static_cast<const Node&>(*call.args.back()) : *call.keywords.back();
    draft.edit({last.end, last.end}, ", exc_info=True");
  }
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const knowledge::LogCall* logged = knowledge::log_call(check.target());
  if (logged == nullptr || logged->level < LogLevel::Error || logged->records_exception() ||
      knowledge::decides_on_traceback(file, call)) {
    return;
  }
  const ExceptHandler* handler = semantic::enclosing_handler(file, call);
  if (handler == nullptr || semantic::catches_only_signals(file, *handler) ||
      is_somebody_elses(*handler, file) || writes_traceback(*handler, file)) {
    return;
  }
  const bool broad = semantic::catches_everything(file, *handler);
  if ((!broad && is_told_by_name(*handler, call, file)) || repeats(call, file) ||
      is_logged_further_up(*handler, file)) {
    return;
  }
  Draft draft = check.report(call, "`{}` writes that {} failed, without the traceback",
                             {file.text(*call.func), broad ? "something" : "it"});
  // Who runs a command reads one line more gladly.
  const bool is_read = is_command_line(file) && !makes_server(file);
  draft.severity(broad && !is_read ? Severity::Warning : Severity::Suggestion);
  say_how(call, *logged, file, hide_values_first(*logged, file, draft), draft);
  if (logged->logger == LoggerKind::Loguru) say_format(call, *logged, file, draft);
  if (logged->logger == LoggerKind::Structlog) say_processor(file, draft);
  if (logged->level == LogLevel::Error && arguments_of(call, *logged, file) != "…") {
    const Expr& message = *eager_message(call, *logged, file);
    draft.step(file, message.span(), "Its values become arguments of the new call");
  }
  if (!call.args.empty() && !call.args.back()->parenthesized) {
    offer_edit(call, *logged, draft);
  }
}

}  // namespace

extern constinit const Rule LOG008 = {
    .code = "LOG008",
    .name = "exception-without-traceback",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Safe,
    .where = Where::ApplicationScripts,
    .references = {"ASVS 16.3.4",
                   "https://docs.python.org/3/library/logging.html#logging.Logger.exception"},
    .risk =
        "The log says that it failed and not where: `KeyError: 'id'` without a file and a line "
        "takes hours "
        "to find.",
    .advice = "Use `logger.exception(…)` in the `except` clause, or pass `exc_info=True`.",
    .docs = R"md(
Where an `except` clause is the last one to see an exception, its log record is all that is left of it. A record
at level error or critical should have the traceback: `logger.exception()` adds it.

```python bad
import logging

logger = logging.getLogger(__name__)


def charge(order) -> bool:
    try:
        order.charge()
    except Exception as error:
        logger.error("charging failed: %s", error)
        return False
    return True
```

```python good
import logging

logger = logging.getLogger(__name__)


def charge(order) -> bool:
    try:
        order.charge()
    except Exception:
        logger.exception("charging order %s failed", order.id)
        return False
    return True
```

A clause that catches everything is a warning, in a command for a terminal a suggestion. One for a named exception is a suggestion, and only where the name says
nothing (`ValueError`, `KeyError`, `SQLAlchemyError`), several statements may have raised it and the record has its text. Of several
records beside each other the first is reported. Not reported: clauses that
raise again (somebody else logs it), raise an HTTP error of 400 to 499 (nothing is broken) or any that all who call the
function log with its traceback, `exc_info` of any
value, records that hold the traceback in another way, and records at level warning or below. Loggers of structlog
and loguru are known.
)md",
    .calls = CallList::of(knowledge::kLogCalls),
    .on_call = check,
};

}  // namespace fastidious::rules
