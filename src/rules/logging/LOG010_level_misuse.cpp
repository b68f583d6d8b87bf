#include "knowledge/log_calls.h"
#include "rules/expected_failures.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "text/name_words.h"

namespace fastidious::rules {
namespace {

using knowledge::LogLevel;
using semantic::FileModel;

// The logger as the call writes it, short enough to be named.
std::string_view logger_of(const Call& call, const FileModel& file) {
  constexpr std::size_t kLongest = 24;
  const auto* method = call.func->as<Attribute>();
  const std::string_view name = method == nullptr ? "" : file.text(*method->value);
  return name.empty() || name.size() > kLongest ? "logger" : name;
}

bool is_import(const Node& node, const FileModel& file) {
  const auto* call = node.as<Call>();
  const std::string_view target = call == nullptr ? "" : file.resolve(*call->func);
  return node.is(Kind::Import) || node.is(Kind::ImportFrom) ||
         target == "importlib.import_module" || target == "builtins.__import__";
}

// `try: module = import_module(name) except Exception:`: what is optional may be missing.
bool only_tries_to_import(const ExceptHandler& handler, const FileModel& file) {
  const auto* attempt = as<Try>(file.parent(handler));
  if (attempt == nullptr) return false;
  bool imports = false, calls = false;
  for (const Stmt* statement : attempt->body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* call = node.as<Call>();
      const auto* method = call == nullptr ? nullptr : call->func->as<Attribute>();
      const bool makes =
          call != nullptr && (file.text(*call->func).starts_with("getattr") ||
                              (method != nullptr && file.text(method->attr) == "append"));
      imports = imports || is_import(node, file);
      calls =
          calls || node.is(Kind::Await) ||
          (statement->is(Kind::ExprStmt) && call != nullptr && !makes && !is_import(node, file));
      return false;
    });
  }
  constexpr std::size_t kMost = 3;
  return imports && !calls && attempt->body.size() <= kMost;
}

// What a payment provider or the like sends: that it is refused is not a user's mistake.
bool answers_webhook(const Call& call, const FileModel& file) {
  constexpr std::string_view kWords[] = {"webhook", "webhooks", "callback", "ipn"};
  const FunctionDef* function = file.enclosing_function(call);
  return function != nullptr && (names_any_of(file.text(function->name), kWords) ||
                                 names_any_of(file.file().module_name, kWords));
}

Draft report(const Call& call, std::string_view pattern, std::string_view level, Check& check) {
  Draft draft = check.report(*call.func, pattern, {check.file().text(*call.func)});
  const auto* method = call.func->as<Attribute>();
  if (method != nullptr && check.file().text(method->attr)[0] != 'a') {
    draft.edit(method->attr_span(), level);
  } else {
    draft.fix_class(FixClass::None);
  }
  return draft;
}

// Whether the clause also does what a failure deserves: a record at warning or above, or a raise.
bool makes_itself_heard(const ExceptHandler& handler, const FileModel& file) {
  return semantic::any_own_node(file, handler, [&](const Node& node) {
    const auto* call = node.as<Call>();
    return node.is(Kind::Raise) ||
           (call != nullptr && (knowledge::apparent_level(file, *call) >= LogLevel::Warning ||
                                file.resolve(call->func).starts_with("traceback.")));
  });
}

// `metrics.inc("sync.error")`, `self._metric_inc(…)`: somebody may be alerted by the figure.
bool is_counted(const ExceptHandler& handler, const FileModel& file) {
  constexpr std::string_view kWords[] = {"metric", "metrics", "counter", "statsd", "stats"};
  return semantic::any_own_node(file, handler, [&](const Node& node) {
    const auto* call = node.as<Call>();
    return call != nullptr && names_any_of(file.text(*call->func), kWords);
  });
}

// Whether another record stands before it in the clause: one finding is enough for both.
bool is_second(const Call& call, const ExceptHandler& handler, const FileModel& file) {
  return semantic::any_own_node(file, handler, [&](const Node& node) {
    const auto* other = node.as<Call>();
    return other != nullptr && other->begin < call.begin &&
           knowledge::log_call(file.resolve(*other->func)) != nullptr;
  });
}

// What is released may be gone already; who shuts down and says why has thought of it.
bool is_expected(const ExceptHandler& handler, const FileModel& file) {
  const auto* attempt = as<Try>(file.parent(handler));
  return (attempt != nullptr && only_tidies_up(*attempt, file)) ||
         (is_part_of_tidying_up(handler, file) &&
          (is_explained(handler, file) || is_told_by_docstring(handler, file)));
}

void check_too_low(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const ExceptHandler* handler = semantic::enclosing_handler(file, call);
  if (handler == nullptr || !semantic::catches_everything(file, *handler) ||
      knowledge::decides_on_traceback(file, call) || knowledge::records_traceback(file, call) ||
      makes_itself_heard(*handler, file) || only_tries_to_import(*handler, file) ||
      is_terminal_program(file) || is_second(call, *handler, file) || is_expected(*handler, file)) {
    return;
  }
  const bool counted = is_counted(*handler, file);
  Draft draft = report(call,
                       counted ? "`{}` is all that the log has of an exception of any kind"
                               : "`{}` is all that is said of an exception of any kind",
                       "exception", check);
  draft.severity(Severity::Suggestion)
      .confidence(Confidence::Medium)
      .risk(counted ? "A figure says that it failed; where, and by what, is in no record that "
                      "anybody looks for."
                    : "Production logs at info or above, and nobody is alerted by info: the "
                      "failure is as good as swallowed.")
      .fix(
          "Use `{}.exception(…)` for what nobody expected, `{}.warning(…)` for what the code copes "
          "with, and catch the latter by name.",
          {logger_of(call, file), logger_of(call, file)});
  if (is_explained(*handler, file)) {
    draft.fix("Catch what is expected here by its name, and use `{}.exception(…)` for the rest.",
              {logger_of(call, file)});
  }
}

// The next statement of the same block, if the call is a statement, raises an HTTP error of 4xx.
bool precedes_client_error(const Call& call, const FileModel& file) {
  const Stmt& statement = file.enclosing_statement(call);
  const std::uint32_t next = statement.last.value + 1;
  if (!statement.is(Kind::ExprStmt) || next >= file.tree().nodes().size()) {
    return false;
  }
  const auto* raise = file.tree().nodes()[next]->as<Raise>();
  if (raise == nullptr || file.parent(*raise) != file.parent(statement)) {
    return false;
  }
  const auto error = semantic::http_error(file, *raise);
  return error && error->is_client_error();
}

void check_too_high(const Call& call, LogLevel level, Check& check) {
  const FileModel& file = check.file();
  const ExceptHandler* handler = semantic::enclosing_handler(file, call);
  const bool unexpected = handler != nullptr && semantic::catches_everything(file, *handler);
  if (!unexpected && precedes_client_error(call, file) && !answers_webhook(call, file)) {
    report(call, "`{}` logs as an error of the service what is answered as the client's mistake",
           "warning", check)
        .confidence(Confidence::Medium)
        .risk("{} can raise the error rate at will, and the alert that matters drowns in it.",
              {handler != nullptr ? "A client whose request leads here" : "Any client"})
        .fix(
            "Use `{}.warning(…)`, or `{}.info(…)`: an answer of 4xx is the service at work. If it "
            "is the service that failed, answer with a 5xx.",
            {logger_of(call, file), logger_of(call, file)});
    return;
  }
  const FunctionDef* function = file.enclosing_function(call);
  if (level == LogLevel::Critical && function != nullptr && file.is_route_handler(*function)) {
    report(call, "`{}` is called for a single request", "error", check)
        .risk(
            "Critical means that the process cannot go on; used for one request it wakes people "
            "for "
            "nothing.")
        .fix("Use `{}.error(…)`, or `{}.exception(…)` in an `except` clause.",
             {logger_of(call, file), logger_of(call, file)});
  }
}

bool is_debug(const FileModel& file, const Expr* level) {
  if (level == nullptr) {
    return false;
  }
  if (file.resolve(*level) == "logging.DEBUG") {
    return true;
  }
  const auto value = file.constant(*level);
  using Type = semantic::ConstantValue::Type;
  return value && ((value->type == Type::Str && value->text == "DEBUG") ||
                   (value->type == Type::Int && value->integer == 10));
}

// logging.getLogger() and logging.root
bool is_root_logger(const FileModel& file, const Expr& logger) {
  const auto* call = logger.as<Call>();
  return call != nullptr ? file.resolve(call->func) == "logging.getLogger" && call->args.empty()
                         : file.resolve(logger) == "logging.root";
}

// Whether another module of the application configures logging, which may come first.
bool is_configured_elsewhere(const FileModel& file) {
  constexpr std::string_view kWhole[] = {"logging.basicConfig", "logging.config.dictConfig",
                                         "logging.config.fileConfig"};
  const auto sites = file.project().calls_of_any(kWhole);
  return std::any_of(sites.begin(), sites.end(), [&](const semantic::CallSite& site) {
    return site.file != &file && site.file->file().role == repo::Role::Application &&
           !site.file->in_main_block(*site.call);
  });
}

void check_default_level(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const bool configures = check.target() == "logging.basicConfig";
  const auto* method = call.func->as<Attribute>();
  const Expr* level = semantic::argument(file, call, configures ? -1 : 0, "level");
  if (!configures && (method == nullptr || !is_root_logger(file, *method->value))) {
    return;
  }
  if (file.in_main_block(call) || semantic::enclosing_handler(file, call) != nullptr) return;
  if (is_debug(file, level) && !semantic::is_conditional(file, call) &&
      file.file().role == repo::Role::Application) {
    const bool is_first = !is_configured_elsewhere(file);
    Draft draft = check.report(
        *level, is_first ? "The root logger is set to DEBUG, whatever the environment"
                         : "The root logger is set to DEBUG, unless logging is configured before");
    // `basicConfig` does nothing where somebody else was first.
    if (!is_first && configures) draft.severity(Severity::Suggestion);
    draft
        .risk(
            "Every library logs at DEBUG in production: headers, SQL parameters and message bodies "
            "end "
            "in the log, at a price per gigabyte.")
        .fix(
            "Take the level from the settings or the environment, with INFO as its default: "
            "`os.environ.get(\"LOG_LEVEL\", \"INFO\")`{}.",
            {with_import(file, "os")})
        .fix_class(FixClass::None);
  }
}

void check(const Call& call, Check& check) {
  const knowledge::LogCall* logged = knowledge::log_call(check.target());
  if (logged == nullptr) {
    check_default_level(call, check);
  } else if (logged->level == LogLevel::Debug || logged->level == LogLevel::Info) {
    check_too_low(call, check);
  } else if (logged->level >= LogLevel::Error) {
    check_too_high(call, logged->level, check);
  }
}

constexpr CallList calls_of_interest() {
  CallList list = CallList::of(knowledge::kLogCalls);
  list.items[list.count++] = "logging.basicConfig";
  list.items[list.count++] = "logging.Logger.setLevel";
  return list;
}

}  // namespace

extern constinit const Rule LOG010 = {
    .code = "LOG010",
    .name = "level-misuse",
    .family = Family::Logging,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://docs.python.org/3/howto/logging.html#when-to-use-logging",
                   "ASVS 16.2.1"},
    .risk =
        "Alerts are made from levels: what is logged too low is not seen, what is logged too high "
        "is no "
        "longer looked at.",
    .advice =
        "debug for diagnosis, info for what happened, warning for what was coped with (4xx, "
        "retries), error "
        "for a request that failed, critical for a process that cannot go on.",
    .docs = R"md(
Four uses of a level that make alerts useless:

- `info` or `debug` as the only word on an exception of any kind (`except Exception:`);
- `error` or above directly before an HTTP error of 400 to 499 is raised: the client's mistake;
- `critical` in a route handler: one request is not the process;
- DEBUG as the fixed level of the root logger.

```python bad
import logging

logger = logging.getLogger(__name__)


def charge(order) -> bool:
    try:
        order.charge()
    except Exception as error:
        logger.info("charging failed: %s", error)
        return False
    return True
```

```python good
import logging

logger = logging.getLogger(__name__)


def charge(order) -> bool:
    try:
        order.charge()
    except CardDeclined as error:
        logger.info("card declined: %s", error)
        return False
    except Exception:
        logger.exception("charging order %s failed", order.id)
        return False
    return True
```

The first is a suggestion: what only makes things nicer may fail at debug. Left alone: named exceptions at info, clauses that raise or also log at warning or above, a `try` that only releases something (`close()`), the end of a process
where a comment says why, errors of the client
inside `except Exception` (nobody knows what it was), and levels that depend on a condition or a setting.
)md",
    .calls = calls_of_interest(),
    .on_call = check,
};

}  // namespace fastidious::rules
