#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "knowledge/log_calls.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

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

// A task that is kept may be awaited or watched by whoever keeps it; one that is not never is.
bool is_kept(const FileModel& file, const Call& call, std::string_view target) {
  const bool is_task = target.ends_with("create_task") || target.ends_with("ensure_future");
  return is_task && !file.parent(call)->is(Kind::ExprStmt);
}

bool catches_something(const FileModel& file, const FunctionDef& function) {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* handler = node->as<ExceptHandler>();
    return handler != nullptr && semantic::catches_everything(file, *handler);
  });
}

// Sleeping, logging, looking at an event or a queue: nothing that fails in practice.
bool is_plain(const FileModel& file, const Call& call) {
  constexpr std::string_view kPlain[] = {"sleep", "is_set", "wait",   "clear",     "set",  "append",
                                         "get",   "time",   "is_run", "monotonic", "empty"};
  const std::string_view target = file.resolve(*call.func);
  if (target.starts_with("builtins.") || knowledge::log_call(target) != nullptr) return true;
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

// Decorators may catch and report: `@logger.catch`, `@retry`, a library's `@task`.
bool may_fail_unseen(const semantic::Definition& found) {
  const auto* function = as<FunctionDef>(found.node);
  if (function == nullptr || !function->decorator_list.empty()) return false;
  const auto nodes = found.file->tree().subtree(*function);
  const bool calls = std::any_of(nodes.begin(), nodes.end(),
                                 [](const Node* node) { return node->is(Kind::Call); });
  return calls && !catches_something(*found.file, *function) && !leaves_it_to_others(found);
}

// Where a function is started, by function, in the order of the first start.
struct Started {
  semantic::Definition function;
  std::vector<app::Placed> at;
};

class StartSearch {
 public:
  void look_at(const FileModel& file, const Call& call) {
    const std::string_view target = file.resolve(*call.func);
    const Expr* function = started(file, call, target);
    if (function == nullptr || is_kept(file, call, target)) return;
    const semantic::Definition found = file.definition_of(*function);
    if (!found) return;
    const auto [at, is_new] = index_.emplace(found.node, all_.size());
    if (is_new) all_.push_back({found, {}});
    all_[at->second].at.push_back({&file, &call});
  }

  const std::vector<Started>& all() const { return all_; }

 private:
  std::map<const Node*, std::size_t> index_;  // looked up only
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
  for (std::size_t i = 1; i < one.at.size() && i < kMostSteps; ++i) {
    draft.step(*one.at[i].file, one.at[i].expr->span(), "It is started here as well");
  }
}

// A command line tool shows its user what goes wrong.
bool is_command_line(std::string_view path) {
  return path.starts_with("cli/") || path.find("/cli/") != path.npos;
}

void check(ApplicationCheck& check) {
  StartSearch search;
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
        "The client was told that all is well. The error is a traceback on standard error without "
        "the request's id, or nothing at all, and the work is lost.",
    .advice =
        "Catch and log at the top of the function: `try: … except Exception: logger.exception("
        "\"sending the receipt failed\", extra={\"order\": order_id})`; for work that must not be "
        "lost use a queue.",
    .docs = R"md(
Functions of the repository that `BackgroundTasks.add_task`, `asyncio.create_task`, `ensure_future`, `threading.Thread` or
`Timer` run, and that have no `except Exception` of their own.

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
catch; command line tools (`cli/`); tasks that are kept (whoever keeps them may await them), those of a `TaskGroup`, and decorated functions,
whose decorator may catch, and those that only call a function that does.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
