#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

#include "app/effects/shown_values.h"
#include "app/instrumentation/function_logging.h"
#include "knowledge/lazy_message.h"
#include "rules/log_words.h"
#include "rules/logged_values.h"
#include "rules/logging_programs.h"
#include "rules/rule.h"
#include "rules/terminal_programs.h"
#include "semantic/exception_handlers.h"
#include "semantic/function_values.h"
#include "semantic/reaching_values.h"
#include "text/in_words.h"
#include "text/name_words.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// Where the text goes: `file=` leads elsewhere, unless it is one of the two standard streams.
enum class Stream { Output, Errors, Elsewhere };

Stream stream_of(const Call& call, const FileModel& file) {
  const Expr* stream = semantic::argument(file, call, -1, "file");
  const std::string_view name = file.resolve(stream);
  if (stream == nullptr || name == "sys.stdout") return Stream::Output;
  return name == "sys.stderr" ? Stream::Errors : Stream::Elsewhere;
}

// `print_summary()`, `_safe_print()`: who calls it wants something printed.
bool is_asked_to_print(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr) return false;
  constexpr std::array<std::string_view, 6> kWords = {"print",   "pprint", "banner",
                                                      "display", "notice", "debug"};
  return names_any_of(file.text(function->name), kWords);
}

// One value, and nothing about how it is written: what a logger would take as well.
const Expr* only_value(const Call& call) {
  const bool is_one = call.args.size() == 1 && call.keywords.empty();
  return is_one && !call.args[0]->is(Kind::Starred) ? call.args[0] : nullptr;
}

// What a logger of this kind is given for it, as code: `"order %s", order.id`. Empty where it would
// be long, or holds line breaks that are there for a terminal.
std::string as_record(const FileModel& file, const Call& call, knowledge::LoggerKind kind) {
  constexpr std::size_t kLongest = 100;
  const Expr* value = only_value(call);
  const auto* text = as<Constant>(value);
  std::string written;
  if (text != nullptr && text->is_str()) written = std::string(file.text(*text));
  if (value != nullptr && kind != knowledge::LoggerKind::Structlog) {
    if (auto lazy = knowledge::lazy_message(file, *value, kind)) written = lazy->arguments;
  }
  const bool is_short = written.size() <= kLongest &&
                        written.find_first_of("\n`") == written.npos &&
                        written.find("\\n") == written.npos;
  return is_short ? written : "";
}

// "Error: …", "failed to …"
bool tells_of_failure(const FileModel& file, const Call& call) {
  constexpr std::array<std::string_view, 7> kWords = {"warning", "error",   "failed", "failure",
                                                      "cannot",  "invalid", "unable"};
  constexpr std::array<std::string_view, 6> kSigns = {"❌", "⚠", "失败", "失敗", "错误", "錯誤"};
  constexpr std::size_t kLooked = 60;
  if (call.args.empty()) return false;
  const std::string_view text = file.text(*call.args[0]);
  return names_any_of(text.substr(0, kLooked), kWords) || contains_any(text, kSigns);
}

// Whether it says what was caught: `print(f"cache: {error}")`.
bool shows_exception(const FileModel& file, const Call& call, const ExceptHandler& handler) {
  const auto names = file.tree().nodes_of<Name>(call);
  return std::any_of(names.begin(), names.end(),
                     [&](const Name* one) { return semantic::is_caught_exception(handler, *one); });
}

// Whether something has told of the failure before, and this tells of what was done about it:
// `print("loaded", rows)` behind `rows = load_slowly()`.
bool stands_behind_recovery(const FileModel& file, const Call& call, const ExceptHandler& handler) {
  if (tells_of_failure(file, call) || shows_exception(file, call, handler)) return false;
  return semantic::any_own_node(file, handler, [&](const Node& node) {
    const auto* other = node.as<Call>();
    const std::string_view target = other == nullptr ? "" : file.resolve(*other->func);
    return other != nullptr && other->end <= call.begin &&
           (target == "builtins.print" || knowledge::log_call(target) != nullptr) &&
           shows_exception(file, *other, handler);
  });
}

// What the text says of its own level: "error" of `"Error: no token"`. Empty if nothing.
std::string_view level_said(std::string_view text) {
  const std::string start = lower_case(text.substr(0, 16));
  const std::size_t quote = start.find_first_of("'\"");
  const std::string_view words = std::string_view(start).substr(std::min(quote, start.size()));
  for (const std::string_view level : {"error", "warning"}) {
    if (words.size() > 1 && words.substr(1).starts_with(std::string(level) + ": ")) return level;
  }
  return {};
}

// `"no token"` of `"Error: no token"`: the level is the method's.
std::string without_level(std::string record) {
  const std::string_view level = level_said(record);
  const std::size_t begin = record.find_first_of("'\"") + 1, end = begin + level.size() + 2;
  const bool has_more = end < record.size() && record[end] != '%' && record[end] != '{';
  if (!level.empty() && has_more) record.erase(begin, end - begin);
  return record;
}

// A print in an except clause tells of a failure.
std::string_view method_for(const FileModel& file, const Call& call) {
  const ExceptHandler* handler = semantic::enclosing_handler(file, call);
  if (handler != nullptr && stands_behind_recovery(file, call, *handler)) return "info";
  if (handler != nullptr && semantic::catches_everything(file, *handler)) return "exception";
  if (handler == nullptr && !call.args.empty() && level_said(file.text(*call.args[0])) == "error") {
    return "error";
  }
  return handler != nullptr || tells_of_failure(file, call) ? "warning" : "info";
}

// Whether a logger is given the function, or the lambda, that `node` is, to write its records by.
bool is_given_to_logger(const FileModel& file, const Node& node) {
  constexpr std::size_t kMostSites = 20;
  const auto sites = file.project().calls_of("loguru.Logger.add");
  for (const semantic::CallSite& site : sites.first(std::min(sites.size(), kMostSites))) {
    const Expr* sink = semantic::argument(*site.file, *site.call, 0, "sink");
    if (sink == nullptr) continue;
    if (semantic::function_value(*site.file, *sink).node == &node) return true;
  }
  return false;
}

// Whether the print is where records end: a sink of loguru, a handler of the standard library.
bool is_end_of_records(const FileModel& file, const Call& call) {
  for (const Node* at = file.parent(call); at != nullptr; at = file.parent(*at)) {
    const auto* cls = at->as<ClassDef>();
    if (cls != nullptr && file.inherits_from(*cls, "logging.Handler")) return true;
    const bool is_function = at->is(Kind::Lambda) || as<FunctionDef>(at) != nullptr;
    if (is_function && is_given_to_logger(file, *at)) return true;
  }
  return false;
}

// Whether the statement of the module that holds the place is no definition.
bool is_of_module(const FileModel& file, Offset place) {
  const auto& body = file.tree().root().body;
  const auto next = std::upper_bound(body.begin(), body.end(), place,
                                     [](Offset at, const Stmt* one) { return at < one->begin; });
  if (next == body.begin()) return true;
  const Stmt* holder = *(next - 1);
  return holder->end <= place ||
         (as<FunctionDef>(holder) == nullptr && !holder->is(Kind::ClassDef));
}

// "# print, as no logger is configured yet", above it in the same function or module.
bool is_explained(const FileModel& file, const Call& call) {
  constexpr std::uint32_t kLinesAbove = 50;
  const LineIndex& lines = file.file().lines;
  const FunctionDef* function = file.enclosing_function(call);
  const std::uint32_t line = lines.line_of(call.begin);
  const auto comments = file.tree().comments();
  auto after = std::upper_bound(comments.begin(), comments.end(), call.end,
                                [](Offset at, Span one) { return at < one.begin; });
  while (after != comments.begin()) {
    const Span comment = *--after;
    const bool is_near = function == nullptr || lines.line_of(comment.begin) + kLinesAbove >= line;
    if (!is_near || (function != nullptr && comment.begin < function->begin)) return false;
    const std::string text = lower_case(file.file().slice(comment));
    const bool says_why =
        contains_any(text, {"print"}) && contains_any(text, {"logger", "logging"});
    if (says_why && (function != nullptr || is_of_module(file, comment.begin))) return true;
  }
  return false;
}

// What it shows has no place in a log either: a secret, what a client sent, a person's address.
std::optional<app::ShownValue::What> shown_in_clear(const FileModel& file, const Call& call) {
  for (const app::ShownValue& one : app::shown_by_call(file, call)) {
    if (one.what != app::ShownValue::What::Given) return one.what;
  }
  return std::nullopt;
}

// `"=" * 60`, `"---"`, nothing at all: for the eye.
bool is_decoration(const FileModel& file, const Expr& value) {
  if (const auto* text = value.as<Constant>()) {
    return text->is_str() && std::none_of(text->value.begin(), text->value.end(), [](char c) {
             return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
           });
  }
  if (const auto* many = value.as<BinOp>()) {
    return many->op == Operator::Mult && is_decoration(file, *many->left);
  }
  if (const auto* field = value.as<FormattedValue>()) return is_decoration(file, *field->value);
  const auto* joined = value.as<JoinedStr>();
  return joined != nullptr &&
         std::all_of(joined->values.begin(), joined->values.end(),
                     [&](const Expr* part) { return is_decoration(file, *part); });
}

// Whether a record beside it has the same text.
bool is_said_twice(const FileModel& file, const Call& call) {
  constexpr std::size_t kMost = 100;
  const Expr* value = only_value(call);
  const Node* around = file.parent(file.enclosing_statement(call));
  if (value == nullptr || around == nullptr || around->is(Kind::Module)) return false;
  std::size_t seen = 0;
  for (const Call* one : file.tree().nodes_of<Call>(*around)) {
    if (++seen > kMost) break;
    if (one != &call && !one->args.empty() && file.text(*one->args[0]) == file.text(*value) &&
        knowledge::log_call(file.resolve(*one->func)) != nullptr) {
      return true;
    }
  }
  return false;
}

bool is_traceback(const FileModel& file, const Expr& value) {
  const auto calls = file.tree().nodes_of<Call>(value);
  if (std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
        return file.resolve(*one->func) == "traceback.format_exc";
      })) {
    return true;
  }
  const auto* name = value.as<Name>();
  if (name == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(file, *name);
  const auto* call = bindings.size() == 1 ? as<Call>(bindings[0]->value) : nullptr;
  return call != nullptr && file.resolve(*call->func) == "traceback.format_exc";
}

// `print(traceback.format_exc())` behind a print that told of the error.
bool shows_traceback_only(const FileModel& file, const Call& call) {
  const ExceptHandler* handler = semantic::enclosing_handler(file, call);
  const Expr* value = only_value(call);
  if (handler == nullptr || value == nullptr || !is_traceback(file, *value)) return false;
  return semantic::any_own_node(file, *handler, [&](const Node& node) {
    const auto* other = node.as<Call>();
    return other != nullptr && other->end <= call.begin &&
           (file.resolve(*other->func) == "builtins.print" ||
            knowledge::log_call(file.resolve(*other->func)) != nullptr);
  });
}

// `def on_starting(server):` of gunicorn's configuration: its log is the server's.
std::string gunicorn_log(const FileModel& file, const Call& call) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || file.file().path.find("gunicorn") == std::string::npos) return {};
  for (const Arg* one : function->args->all) {
    const std::string_view name = file.text(one->name);
    if (name == "server" || name == "worker" || name == "arbiter")
      return std::string(name) + ".log";
  }
  return {};
}

// How the programs of the repository set up logging; made when it is first asked for.
class Programs {
 public:
  explicit Programs(const semantic::Model& model) : all_(model), functions_(model) {}

  // What is lost until logging is configured, where nothing does that; where a program of its own
  // runs the place, for that one.
  std::string what_comes_first(const LogWords& words, std::string_view method,
                               const FileModel& file, const Call& call) {
    if (is_explained(file, call)) return " Configure logging above it first, where it is not yet.";
    if (words.kind() != knowledge::LoggerKind::Stdlib) return {};
    const std::string_view lost = method == "info"
                                      ? "Python drops records at info."
                                      : "Python writes the message alone, without level or time.";
    if (all_.leave_unconfigured(file)) {
      return " Nothing configures logging here yet: until that is done, " + std::string(lost);
    }
    const FunctionDef* function = file.enclosing_function(call);
    if (function == nullptr) return at_import(file, method);
    const std::vector<std::string> names = functions_.unconfigured_that_run(*function);
    if (names.empty()) return {};
    return " " + in_code(names) +
           (names.size() == 1 ? ", a function of Firebase, runs it, and nothing"
                              : ", functions of Firebase, run it, and nothing") +
           " there configures logging: until that is done, " + std::string(lost);
  }

 private:
  // What a module writes while it is imported is mostly before a program gets to configure logging.
  static std::string at_import(const FileModel& file, std::string_view method) {
    const std::string_view text = file.file().text.view();
    if (method != "info" || contains_any(text, {"basicConfig(", "dictConfig("})) return {};
    return " It runs while the module is imported: what configures logging has to run before, or "
           "the record is dropped.";
  }

  LoggingPrograms all_;
  app::FunctionLogging functions_;
};

void say_logger(const FileModel& file, const Call& call, Programs& programs, Draft& draft) {
  const auto shown = shown_in_clear(file, call);
  using What = app::ShownValue::What;
  if (shown == What::Secret) {
    draft.risk("Whoever reads the log, or runs what collects it, has the secret and can use it.");
    return void(draft.fix("Take it out: what it writes is a secret."));
  }
  if (shown == What::Headers || shown == What::Body) {
    return void(draft.fix("Take it out: what it writes may hold what clients keep secret."));
  }
  const Expr* value = only_value(call);
  if (call.args.empty() || (value != nullptr && is_decoration(file, *value))) {
    return void(draft.fix("Take it out: a line for the eye says nothing in a log."));
  }
  if (is_said_twice(file, call)) {
    return void(draft.fix("Take it out: a record beside it says the same."));
  }
  if (shows_traceback_only(file, call)) {
    return void(draft.fix(
        "Take it out: a logger's `exception(…)` in place of what is written before it adds the "
        "traceback."));
  }
  if (const std::string log = gunicorn_log(file, call); !log.empty()) {
    return void(draft.fix("Write `{}.info(…)`, which gunicorn sets up.", {log}));
  }
  const LogWords words(file, call);
  const std::string_view method = method_for(file, call);
  const std::string record = words.kind() && !shown ? as_record(file, call, *words.kind()) : "";
  const bool says_level = level_said(record) == method || method == "exception";
  const std::string shown_record = says_level ? without_level(record) : record;
  draft.fix("Write {}{}.{}",
            {words.told(words.call(method, record.empty() ? "…" : shown_record)),
             words.preparation(), programs.what_comes_first(words, method, file, call)});
  if (words.is_at_hand() && words.kind() && only_value(call) != nullptr) {
    draft.edit(call.func->span(), std::string(words.name()) + "." + std::string(method));
  }
}

void report(const FileModel& file, const Call& call, Programs& programs, ProjectCheck& check) {
  const FunctionDef* function = file.enclosing_function(call);
  Draft draft = check.report(
      file, call.func->span(), "`{}` in {}{}{} writes text without level, time or request",
      {file.text(*call.func), function != nullptr ? "`" : "",
       function != nullptr ? file.text(function->name) : std::string_view("the module"),
       function != nullptr ? "`" : ""});
  // Somebody has thought about it; nothing holds it back, and no other output is mixed with it.
  if (stream_of(call, file) == Stream::Errors || is_explained(file, call)) {
    draft.severity(Severity::Suggestion);
  }
  say_logger(file, call, programs, draft);
}

// Whether all who call the function are programs for a terminal; tests say nothing of that.
bool is_run_in_terminal(const FileModel& file, const Call& call, TerminalPrograms& terminal) {
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || !function->decorator_list.empty()) return false;
  constexpr std::size_t kMostSites = 20;
  const auto sites = file.project().calls_of(file.qualified_name(*function));
  if (sites.size() > kMostSites) return false;
  bool is_called = false;
  for (const semantic::CallSite& site : sites) {
    const project::Role role = site.file->file().role;
    if (role == project::Role::Test) continue;
    is_called = true;
    if (role != project::Role::Script && !terminal.include(*site.file)) return false;
  }
  return is_called;
}

void check(ProjectCheck& check) {
  constexpr std::array<std::string_view, 3> kPrinters = {"builtins.print", "pprint.pprint",
                                                         "pprint.pp"};
  TerminalPrograms terminal(check.model());
  std::optional<Programs> programs;  // made when it is needed
  for (const semantic::CallSite& site : check.model().calls_of_any(kPrinters)) {
    const FileModel& file = *site.file;
    if (file.file().role != project::Role::Application || file.in_main_block(*site.call) ||
        stream_of(*site.call, file) == Stream::Elsewhere || is_asked_to_print(file, *site.call) ||
        is_for_developers(file, *site.call) || terminal.include(file) ||
        is_run_in_terminal(file, *site.call, terminal) || is_end_of_records(file, *site.call)) {
      continue;
    }
    if (!programs) programs.emplace(check.model());
    report(file, *site.call, *programs, check);
  }
}

}  // namespace

extern constinit const Rule LOG001 = {
    .code = "LOG001",
    .name = "print-in-production",
    .family = Family::Logging,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://docs.python.org/3/howto/logging.html#when-to-use-logging",
                   "https://12factor.net/logs"},
    .risk =
        "The line has no level, time, logger or request id: it cannot be filtered, alerted on or "
        "found "
        "again, and a container may hold it back in a buffer.",
    .advice =
        "Use the module's logger: `logger = logging.getLogger(__name__)` and "
        "`logger.info(\"order %s created\", order.id)`.",
    .docs = R"md(
`print()` and `pprint()` are for people in front of a terminal. In a service the same words belong in the log,
with a level and the values that let somebody find them.

```python bad
def create_order(order) -> None:
    print("created", order.id)
```

```python good
import logging

logger = logging.getLogger(__name__)


def create_order(order) -> None:
    logger.info("order %s created", order.id)
```

Left alone: code below `if __name__ == "__main__":` and modules that are run that way, modules that import
argparse, click, typer or the like, that ask (`input()`, `sys.stdin`) or that are called `cli`, `commands` or `__main__`,
what only such modules, or migrations, import, folders of tools (`evals`, `testing`, `benchmarks`), scripts (also those that nothing imports and that do their work when they are loaded),
tests, examples, functions whose name says that they print (`print_summary`, `display_notice`), what stands under `if debug:` or
`if verbose:`, `print(…, file=handle)`, and where records end: a sink that loguru is given, a `logging.Handler`. What goes to `sys.stderr`, or what a comment above explains (no logger is
configured yet), is a suggestion. The fix is offered where the module has a logger and one value is printed.
)md",
    .on_project = check,
};

}  // namespace fastidious::rules
