#include <algorithm>
#include <array>
#include <string>

#include "knowledge/log_calls.h"
#include "rules/log_words.h"
#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "semantic/constant_test.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::FileModel;

// Whether the name is the last part of the module's, and stands for no topic of its own.
bool is_own_name(std::string_view name, const FileModel& file) {
  constexpr std::array<std::string_view, 4> kTopics = {"audit", "security", "access", "events"};
  const std::string_view module = file.file().module_name;
  const std::size_t dot = module.rfind('.');
  return dot != module.npos && module.substr(dot + 1) == name &&
         std::find(kTopics.begin(), kTopics.end(), name) == kTopics.end();
}

// `own = getLogger("memory")`, `own.addHandler(…)`: a log of its own, to be found by that name.
bool has_handlers_of_its_own(const Call& call, const FileModel& file) {
  const auto* assigned = file.enclosing_statement(call).as<Assign>();
  if (assigned == nullptr) return false;
  const std::string name(file.text(*assigned->targets[0]));
  const std::string_view text = file.file().text.view();
  return text.find(name + ".addHandler(") != text.npos ||
         text.find(name + ".propagate") != text.npos;
}

// getLogger(__file__), getLogger("__name__"): no name that configuration would know.
void check_name(const Call& call, Check& check) {
  const FileModel& file = check.file();
  // What is run by itself is called `__main__`: its own name is the better one.
  if (call.args.empty() || file.file().role != project::Role::Application) return;
  const auto* name = call.args[0]->as<Name>();
  const auto* text = call.args[0]->as<Constant>();
  const bool is_path =
      name != nullptr && (file.text(*name) == "__file__" || file.text(*name) == "__cached__");
  const bool is_quoted = text != nullptr && text->is_str() && text->value == "__name__";
  if (text != nullptr && is_own_name(text->value, file) && !has_handlers_of_its_own(call, file) &&
      !is_terminal_program(file)) {
    check
        .report(*text, "The logger is called `{}`, and its module `{}`",
                {text->value, file.file().module_name})
        .fix("Name it after the module: `logging.getLogger(__name__)`.")
        .edit(text->span(), "__name__");
  }
  if (!is_path && !is_quoted) return;
  check
      .report(*call.args[0], "The logger is named after {}, and not after its module",
              {is_path ? "the path of a file" : "the letters of `__name__`"})
      .fix("Name it after the module: `logging.getLogger(__name__)`.")
      .edit(call.args[0]->span(), "__name__");
}

// Whether the statement is in the except or finally clause of a try around it.
bool handles_an_exception(const FileModel& file, const Node& node) {
  if (semantic::enclosing_handler(file, node) != nullptr) return true;
  for (const Node* at = &node; at != nullptr && at->as<FunctionDef>() == nullptr;
       at = file.parent(*at)) {
    const auto* attempt = as<Try>(file.parent(*at));
    if (attempt != nullptr && std::find(attempt->finalbody.begin(), attempt->finalbody.end(), at) !=
                                  attempt->finalbody.end()) {
      return true;
    }
  }
  return false;
}

// Whether no exception is being handled wherever the function runs, as far as its callers tell.
bool runs_without_exception(const FileModel& file, const FunctionDef& function) {
  if (file.is_route_handler(function)) return true;
  const auto sites = file.project().calls_of(file.qualified_name(function));
  return !sites.empty() && function.decorator_list.empty() &&
         std::none_of(sites.begin(), sites.end(), [](const CallSite& site) {
           return handles_an_exception(*site.file, *site.call) ||
                  site.file->enclosing_function(*site.call) == nullptr ||
                  !site.file->is_route_handler(*site.file->enclosing_function(*site.call));
         });
}

void check_exc_info(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* asked = semantic::argument(file, call, -1, "exc_info");
  const auto value = asked != nullptr ? file.constant(*asked) : std::nullopt;
  if (!value || value->type != semantic::ConstantValue::Type::Bool || value->integer == 0) return;
  const FunctionDef* function = file.enclosing_function(call);
  if (function == nullptr || handles_an_exception(file, call) ||
      !runs_without_exception(file, *function)) {
    return;
  }
  check.report(*asked, "`exc_info=True` where no exception is handled adds `NoneType: None`")
      .risk("Whoever reads the log looks for an error that there was not.")
      .fix("Take it out, or log in the `except` clause.")
      .fix_class(FixClass::None);
}

// `warn()`: deprecated since Python 3.3.
void check_warn(const Call& call, Check& check) {
  const auto* method = call.func->as<Attribute>();
  Draft draft = check.report(*call.func, "`{}` is deprecated: the method is called `warning`",
                             {check.file().text(*call.func)});
  draft
      .risk(
          "It shows a warning of its own wherever these are shown, and may go in any version of "
          "Python.")
      .fix("Say `warning`.");
  if (method == nullptr) return void(draft.fix_class(FixClass::None));
  constexpr Offset kLength = 4;
  draft.edit({method->end - kLength, method->end}, "warning");
}

bool runs(const FileModel& file, const Call& call) {
  return !semantic::never_runs(file, call) && !semantic::is_switched_off(file, call) &&
         !file.in_main_block(call);
}

// `logging.info(…)`, `info(…)` of logging: by the logger "root".
bool is_by_root(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  return knowledge::log_call(target) != nullptr && target.starts_with("logging.") &&
         target.find('.') == target.rfind('.') && runs(file, call);
}

void say_own_logger(const LogWords& words, const FileModel& file, const Call& call, Draft& draft) {
  const auto* method = call.func->as<Attribute>();
  const std::string_view level = file.text(method->attr);
  const std::string written = words.told(words.call(level, "…"));
  if (words.is_at_hand()) {
    draft.fix("The module has `{}`: write {}.", {words.name(), written});
  } else {
    draft.fix("Write {}{}.", {written, words.preparation()});
  }
}

// All calls of a module by the root logger are one finding, at the first.
void check_root(Check& check) {
  const FileModel& file = check.file();
  if (file.file().role != project::Role::Application || is_terminal_program(file)) return;
  const Call* first = nullptr;
  std::size_t others = 0;
  for (const Call* one : file.tree().nodes_of<Call>()) {
    if (one->func->as<Attribute>() == nullptr || !is_by_root(file, *one)) continue;
    others += first != nullptr ? 1 : 0;
    first = first != nullptr ? first : one;
  }
  if (first == nullptr) return;
  const std::string more =
      others == 0   ? ""
      : others == 1 ? ", and so does another call of the module"
                    : ", and so do " + std::to_string(others) + " other calls of the module";
  Draft draft = check.report(
      *first->func, "`{}` uses the root logger{}: {} not name this module",
      {file.text(*first->func), more, others == 0 ? "its record does" : "their records do"});
  draft.fix_class(FixClass::None);
  say_own_logger(LogWords(file, *first), file, *first, draft);
}

// Whether the function asks which handlers there are, or remembers what it gave.
bool is_guarded(const FileModel& file, const FunctionDef& function) {
  if (!function.decorator_list.empty()) return true;
  for (const Attribute* one : file.tree().nodes_of<Attribute>(function)) {
    const std::string_view name = file.text(one->attr);
    if (name == "handlers" || name == "hasHandlers" || name == "removeHandler") return true;
  }
  return std::any_of(function.body.begin(), function.body.end(),
                     [](const Stmt* one) { return one->is(Kind::Global); });
}

// The getLogger(…) that gave `expr` its value in the same function; null if it is none.
const Call* maker_of(const FileModel& file, const Expr& expr, const FunctionDef& function) {
  for (const Assign* one : file.tree().nodes_of<Assign>(function)) {
    if (file.text(*one->targets[0]) != file.text(expr)) continue;
    const auto* call = one->value->as<Call>();
    return call != nullptr && file.resolve(call->func) == "logging.getLogger" ? call : nullptr;
  }
  return nullptr;
}

// addHandler() on one and the same logger in a function that is called from several places.
void check_handler(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const FunctionDef* function = file.enclosing_function(call);
  const auto* method = call.func->as<Attribute>();
  if (function == nullptr || method == nullptr || is_guarded(file, *function)) return;
  const Call* maker = maker_of(file, *method->value, *function);
  if (maker == nullptr) return;
  const bool is_same = maker->args.empty() || file.constant_string(*maker->args[0]).has_value() ||
                       file.text(*maker->args[0]) == "__name__";
  const auto sites = file.project().calls_of(file.qualified_name(*function));
  const auto in_function = std::count_if(sites.begin(), sites.end(), [](const CallSite& site) {
    return site.file->file().role == project::Role::Application;
  });
  if (!is_same || in_function < 2) return;
  check
      .report(call, "Each call of `{}` adds one more handler to the same logger",
              {file.text(function->name)})
      .risk("Each record is written once for each call so far: twice, three times, …")
      .fix("Add it once, where the program starts; or `if not logger.handlers:` before it.")
      .fix_class(FixClass::None);
}

void check(const Call& call, Check& check) {
  const std::string_view target = check.target();
  if (target == "logging.getLogger") return check_name(call, check);
  if (target == "logging.Logger.addHandler") return check_handler(call, check);
  const knowledge::LogCall* logged = knowledge::log_call(target);
  if (logged == nullptr || logged->logger != knowledge::LoggerKind::Stdlib) return;
  check_exc_info(call, check);
  if (target.ends_with(".warn")) check_warn(call, check);
}

}  // namespace

extern constinit const Rule LOG016 = {
    .code = "LOG016",
    .name = "logger-hygiene",
    .family = Family::Logging,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::ApplicationScripts,
    .references = {"https://docs.python.org/3/library/logging.html#logging.getLogger",
                   "https://docs.python.org/3/howto/logging.html#advanced-logging-tutorial"},
    .risk =
        "Levels and handlers are set by names of modules: what goes by another name cannot be "
        "switched on or off by itself.",
    .advice =
        "Put `logger = logging.getLogger(__name__)` at the top of each module, and log by it.",
    .docs = R"md(
Small things that make logs harder to steer:

- `getLogger(__file__)` and `getLogger("__name__")`: no configuration knows that name; nor does one for the package reach
  `getLogger("orders")` in `app/orders.py`;
- `logging.info(…)` and the like in an application: the record belongs to `root` (one finding for a module);
- `logger.warn(…)`: deprecated, it is called `warning`;
- `exc_info=True` where no exception is handled: the record ends with `NoneType: None`;
- `addHandler()` on one and the same logger in a function that is called from several places.

```python bad
import logging

logger = logging.getLogger(__file__)


def pay(order):
    logger.warn("not paid: %s", order)
```

```python good
import logging

logger = logging.getLogger(__name__)
audit = logging.getLogger("audit")


def pay(order):
    logger.warning("not paid: %s", order)
    audit.info("asked for payment: %s", order)
```

Loggers with a name of their own ("audit", "uvicorn.access") are left alone, scripts may log as `root`, and a function that is called
while an exception is handled may ask for its traceback. Names are judged in applications only: what is run by itself is
called `__main__`.
)md",
    .on_file = check_root,
    .calls = {"logging.*"},
    .on_call = check,
};

}  // namespace fastidious::rules
