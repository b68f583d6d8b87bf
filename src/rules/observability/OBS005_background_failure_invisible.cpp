#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "app/effects/catching.h"
#include "app/effects/request_functions.h"
#include "knowledge/log_calls.h"
#include "rules/application_check.h"
#include "rules/log_words.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

constexpr std::string_view kStarts[] = {"fastapi.BackgroundTasks.add_task",
                                        "starlette.background.BackgroundTasks.add_task",
                                        "asyncio.create_task",
                                        "asyncio.ensure_future",
                                        "threading.Thread",
                                        "threading.Timer"};

// The function that runs beside the request; null if it is no function of the repository.
const Expr* started(const FileModel& file, const Call& call, std::string_view target) {
  if (target == "threading.Thread") return semantic::argument(file, call, 1, "target");
  if (target == "threading.Timer") return semantic::argument(file, call, 1, "function");
  if (target.ends_with(".add_task")) return semantic::argument(file, call, 0, "func");
  const auto* made = as<Call>(semantic::argument(file, call, 0, "coro"));
  if (made == nullptr) return nullptr;
  const std::string_view wrapper = file.resolve(*made->func);  // asyncio.to_thread(function, …)
  const bool in_thread = wrapper == "asyncio.to_thread" || wrapper.ends_with("run_in_threadpool");
  return in_thread ? semantic::argument(file, *made, 0, "func") : made->func;
}

// `create_task(send(order))` of a plain `def send`: it has run before there is a task.
bool runs_before(const FileModel& file, const Expr& function, const semantic::Definition& found) {
  const auto* called = as<Call>(file.parent(function));
  const auto* plain = as<FunctionDef>(found.node);
  return called != nullptr && called->func == &function && plain != nullptr && !plain->is_async();
}

// A task that is kept may be awaited or watched by whoever keeps it; one that is not never is.
bool is_kept(const FileModel& file, const Call& call, std::string_view target) {
  const bool is_task = target.ends_with("create_task") || target.ends_with("ensure_future");
  return is_task && !file.parent(call)->is(Kind::ExprStmt);
}

// `contextlib.suppress(Exception)`
bool suppresses_everything(const FileModel& file, const Node& node) {
  const auto* call = node.as<Call>();
  if (call == nullptr || file.resolve(*call->func) != "contextlib.suppress") return false;
  return std::any_of(call->args.begin(), call->args.end(), [&](const Expr* type) {
    const std::string_view name = file.resolve(*type);
    return name == "builtins.Exception" || name == "builtins.BaseException";
  });
}

bool catches_something(const FileModel& file, const FunctionDef& function) {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* handler = node->as<ExceptHandler>();
    return (handler != nullptr && semantic::catches_everything(file, *handler)) ||
           suppresses_everything(file, *node);
  });
}

// `asyncio.gather(…, return_exceptions=True)`: what goes wrong is among the results.
bool hands_errors_over(const FileModel& file, const Call& call) {
  if (file.resolve(*call.func) != "asyncio.gather") return false;
  const auto* given = as<Constant>(semantic::argument(file, call, -1, "return_exceptions"));
  return given != nullptr && file.text(*given) == "True";
}

// `create_task(self.work())`, the call to start it and what is started: it runs on its own.
bool starts_a_task(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  return target == "asyncio.create_task" || target == "asyncio.ensure_future";
}

bool is_started(const FileModel& file, const Call& call) {
  const auto* starter = as<Call>(file.parent(call));
  const auto* function = as<FunctionDef>(file.definition_of(*call.func).node);
  return starter != nullptr && function != nullptr && function->is_async() &&
         starts_a_task(file, *starter);
}

// Sleeping, logging, looking at an event, a queue, a lock or a process, letting go of one: nothing
// that fails in practice.
bool is_plain(const FileModel& file, const Call& call) {
  constexpr std::string_view kPlain[] = {"sleep",
                                         "is_set",
                                         "wait",
                                         "clear",
                                         "set",
                                         "append",
                                         "add",
                                         "discard",
                                         "done",
                                         "get",
                                         "time",
                                         "cancel",
                                         "is_run",
                                         "monotonic",
                                         "empty",
                                         "release",
                                         "poll",
                                         "locked",
                                         "acquire",
                                         "kill",
                                         "terminate",
                                         "join",
                                         "perf_counter",
                                         "notify",
                                         "waitpid",
                                         "put_nowait",
                                         "put",
                                         "get_running_loop",
                                         "get_event_loop",
                                         "new_event_loop",
                                         "set_event_loop",
                                         "run_forever",
                                         "all_tasks",
                                         "is_closed",
                                         "interrupt",
                                         "is_open"};
  const std::string_view target = file.resolve(*call.func);
  if (target.starts_with("builtins.") || knowledge::log_call(target) != nullptr) return true;
  if (hands_errors_over(file, call)) return true;
  if (starts_a_task(file, call) || is_started(file, call)) return true;
  const auto* method = call.func->as<Attribute>();
  const std::string_view name = method != nullptr ? file.text(method->attr) : target;
  return !file.definition_of(*call.func) &&
         std::find(std::begin(kPlain), std::end(kPlain), name.substr(name.rfind('.') + 1)) !=
             std::end(kPlain);
}

// `async def run(): await self.work()`, `while True: await sleep(1); await self.flush()`: what it
// calls does the catching.
bool leaves_it_to_others(const semantic::Definition& found, int calls = 0) {
  constexpr int kMostCalls = 3;
  constexpr std::size_t kMostStatements = 2;  // of a function that only hands on
  const FileModel& file = *found.file;
  bool leaves = false, fails = false;
  const auto look_at = [&](const Node& node) {
    const auto* call = node.as<Call>();
    if (call == nullptr || is_plain(file, *call)) return false;
    const semantic::Definition callee = file.definition_of(*call->func);
    const auto* inner = as<FunctionDef>(callee.node);
    const bool catches = inner != nullptr && inner != found.node &&
                         (catches_something(*callee.file, *inner) ||
                          (calls < kMostCalls && leaves_it_to_others(callee, calls + 1)));
    leaves = leaves || catches;
    fails = fails || !catches;
    return false;
  };
  const auto& body = found.node->as<FunctionDef>()->body;
  for (const Stmt* statement : body) semantic::any_own_node(file, *statement, look_at);
  return leaves && (!fails || (calls == 0 && body.size() <= kMostStatements));
}

// `def send(self): ...`: another one runs.
bool is_stub(const FunctionDef& function) {
  const auto* only = as<ExprStmt>(function.body.back());
  return function.body.back()->is(Kind::Pass) ||
         (only != nullptr && only->value->is(Kind::Constant));
}

bool does_nothing_that_fails(const semantic::Definition& found, int calls);

// Whether it calls something that may fail and stands in no `try` and no `suppress`: where there is
// one, somebody has thought of what goes wrong there.
bool has_unguarded_call(const FileModel& file, const FunctionDef& function, int calls = 0) {
  const auto is_unguarded = [&](const Node& node) {
    const auto* call = node.as<Call>();
    if (call == nullptr || is_plain(file, *call)) return false;
    if (does_nothing_that_fails(file.definition_of(*call->func), calls + 1)) return false;
    const auto guards = app::guards_of(file, node);
    return file.resolve(*call->func) != "contextlib.suppress" &&
           std::none_of(guards.begin(), guards.end(), [](const app::Guard& one) {
             return one.suppression != nullptr || !one.attempt->handlers.empty();
           });
  };
  return std::any_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, is_unguarded);
  });
}

// `self._queue_event(payload)`, which puts it into a queue.
bool does_nothing_that_fails(const semantic::Definition& found, int calls) {
  constexpr int kMostCalls = 3;
  const auto* function = as<FunctionDef>(found.node);
  if (function == nullptr || calls > kMostCalls || !function->decorator_list.empty()) return false;
  if (found.file->is_abstract(*function) || is_stub(*function)) return false;
  const bool raises =
      std::any_of(function->body.begin(), function->body.end(), [&](const Stmt* statement) {
        return semantic::any_own_node(*found.file, *statement,
                                      [](const Node& node) { return node.is(Kind::Raise); });
      });
  return !raises && !has_unguarded_call(*found.file, *function, calls);
}

// "Raises, so that failures of background tasks show in the logs": somebody has thought of it.
bool raises_on_purpose(const semantic::Definition& found) {
  const Constant* docstring = found.file->docstring(*found.node);
  const std::string text = lower_case(docstring != nullptr ? docstring->value : "");
  return text.find("raises rather than") != text.npos && text.find("background") != text.npos;
}

// Decorators may catch and report: `@logger.catch`, `@retry`, a library's `@task`.
bool may_fail_unseen(const semantic::Definition& found) {
  const auto* function = as<FunctionDef>(found.node);
  if (function == nullptr || !function->decorator_list.empty()) return false;
  if (raises_on_purpose(found)) return false;
  return !catches_something(*found.file, *function) && has_unguarded_call(*found.file, *function) &&
         !leaves_it_to_others(found);
}

// Where a function is started, by function, in the order of the first start.
struct Started {
  semantic::Definition function;
  std::vector<app::Placed> at;
};

class StartSearch {
 public:
  explicit StartSearch(const app::Application& application) : application_(application) {}

  void look_at(const FileModel& file, const Call& call) {
    const std::string_view target = file.resolve(*call.func);
    if (target.starts_with("threading.") && !runs_for_request(file, call)) return;
    const Expr* function = started(file, call, target);
    if (function == nullptr || is_kept(file, call, target)) return;
    const semantic::Definition found = file.definition_of(*function);
    if (!found || runs_before(file, *function, found)) return;
    const auto [at, is_new] = index_.emplace(found.node, all_.size());
    if (is_new) all_.push_back({found, {}});
    all_[at->second].at.push_back({&file, &call});
  }

  const std::vector<Started>& all() const { return all_; }

 private:
  // Threads that live beside the application watch, wait and reap; those of a request do its work.
  bool runs_for_request(const FileModel& file, const Call& call) {
    if (!of_requests_) of_requests_ = app::functions_run_by_requests(application_);
    for (const FunctionDef* function = file.enclosing_function(call); function != nullptr;
         function = file.enclosing_function(*function)) {
      if (of_requests_->contains(function)) return true;
    }
    return false;
  }

  const app::Application& application_;
  std::optional<std::set<const Node*>> of_requests_;  // where a thread is started
  std::map<const Node*, std::size_t> index_;          // looked up only
  std::vector<Started> all_;
};

void report(const Started& one, ApplicationCheck& check) {
  constexpr std::size_t kMostSteps = 10;
  const auto& function = *one.function.node->as<FunctionDef>();
  const app::Placed& first = one.at.front();
  Draft draft =
      check.report(*first.file, first.expr->span(),
                   "`{}` runs in the background, and nothing catches what goes wrong in it",
                   {one.function.file->text(function.name)});
  draft.step(*one.function.file, function.name_span, "It has no `except` for everything");
  const LogWords words(*one.function.file, *function.body.front());
  draft.fix(
      "Put the work of `{}` in a `try`, and behind its `except Exception:` {}{}; for work "
      "that must not be lost use a queue.",
      {one.function.file->text(function.name), words.told(words.exception()), words.preparation()});
  for (std::size_t i = 1; i < one.at.size() && i < kMostSteps; ++i) {
    draft.step(*one.at[i].file, one.at[i].expr->span(), "It is started here as well");
  }
}

// A command line tool shows its user what goes wrong.
bool is_command_line(std::string_view path) {
  return path.starts_with("cli/") || path.find("/cli/") != path.npos;
}

void check(ApplicationCheck& check) {
  StartSearch search(check.application());
  for (const auto& [file, call] : check.model().calls_of_any(kStarts)) {
    const bool concerned = concerns(Where::Application, file->file().role);
    if (concerned && !is_command_line(file->file().path)) search.look_at(*file, *call);
  }
  for (const Started& one : search.all()) {
    if (may_fail_unseen(one.function)) report(one, check);
  }
}

}  // namespace

extern constinit const Rule OBS005 = {
    .code = "OBS005",
    .name = "background-failure-invisible",
    .family = Family::Observability,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"ASVS 16.3.4", "https://fastapi.tiangolo.com/tutorial/background-tasks/",
                   "https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task"},
    .risk =
        "Nobody waits for it: the error is a traceback on standard error without the request's id, "
        "or nothing at all, and the work is lost.",
    .advice =
        "Catch and log in the function itself, with what tells which work it was; for work that "
        "must not be lost use a queue.",
    .docs = R"md(
Functions of the repository that `BackgroundTasks.add_task`, `asyncio.create_task`, `ensure_future`, `threading.Thread` or
`Timer` run, and that catch nothing: no `except Exception` or `suppress(Exception)`, and a call that stands in no `try`.

```python bad
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def send_receipt(order: int) -> None:
    mail(order)


@app.post("/orders")
def create(order: int, tasks: BackgroundTasks) -> None:
    tasks.add_task(send_receipt, order)
```

```python good
import logging

from fastapi import BackgroundTasks, FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


def send_receipt(order: int) -> None:
    try:
        mail(order)
    except Exception:
        logger.exception("no receipt", extra={"order": order})


@app.post("/orders")
def create(order: int, tasks: BackgroundTasks) -> None:
    tasks.add_task(send_receipt, order)
```

One finding for a function, where it is first started. Left alone: functions all of whose work is done by others that
catch, or by `gather(…, return_exceptions=True)`; threads that are not started for a request (they watch and wait); command line tools (`cli/`); tasks that are kept (whoever keeps them may await them), those of a `TaskGroup`, and decorated functions,
whose decorator may catch, and those that only call a function that does.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
