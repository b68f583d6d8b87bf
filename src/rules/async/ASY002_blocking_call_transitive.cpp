#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "app/effects/blocking.h"
#include "app/effects/request_functions.h"
#include "rules/application_check.h"
#include "rules/needed_import.h"
#include "rules/rule.h"
#include "semantic/add_import.h"
#include "semantic/exception_handlers.h"

namespace fastidious::rules {
namespace {

using app::Blocking;
using app::BlockingReach;
using app::Placed;
using knowledge::purpose;
using knowledge::Waits;
using semantic::Definition;
using semantic::FileModel;

constexpr std::size_t kListed = 5;  // other calls that the trace shows
// Functions between coroutine and wait; behind more there is usually a condition that we do not
// see.
constexpr int kSureHops = 4;

// A call in a coroutine of a function that blocks.
struct Entry {
  Definition callee;
  Placed call;
  const FunctionDef* caller = nullptr;
  int hops = 0;  // functions between the coroutine and the call that waits
};

// All that lead to the same call that waits, in the order in which they are found.
using Entries = std::vector<Entry>;

// Walks from what answers requests through the coroutines that it calls.
class CoroutineWalk {
 public:
  std::vector<Entries> run(const app::Application& application) {
    for (const Definition& one : app::request_functions(application)) enter(one);
    for (std::size_t i = 0; i < work_.size(); ++i) look_into(work_[i]);
    return std::move(groups_);
  }

  BlockingReach& reach() { return reach_; }

 private:
  void enter(const Definition& function) {
    const auto* node = as<FunctionDef>(function.node);
    if (node != nullptr && node->is_async() && seen_.insert(node).second) work_.push_back(function);
  }

  // By value: what it was taken from grows.
  void look_into(Definition coroutine) {
    const auto& function = static_cast<const FunctionDef&>(*coroutine.node);
    for (const Stmt* statement : function.body) {
      semantic::any_own_node(*coroutine.file, *statement, [&](const Node& node) {
        if (const auto* call = node.as<Call>()) look_at(*coroutine.file, function, *call);
        return false;
      });
    }
  }

  void look_at(const FileModel& file, const FunctionDef& caller, const Call& call) {
    const Definition callee = app::called_function(file, call);
    enter(callee);
    const Blocking* last = reach_.of(callee);
    if (last == nullptr) return;
    int hops = 1;
    for (; last->next; ++hops) last = reach_.of(last->next);
    const auto [at, is_new] = index_.try_emplace(last->call.expr, groups_.size());
    if (is_new) groups_.emplace_back();
    groups_[at->second].push_back({callee, {&file, &call}, &caller, hops});
  }

  BlockingReach reach_;
  std::vector<Definition> work_;
  std::set<const FunctionDef*> seen_;  // looked up only
  std::vector<Entries> groups_;
  std::map<const Node*, std::size_t> index_;  // looked up only
};

// Of a constructor: that of its class.
std::string_view name_of(const Definition& function) {
  const auto& node = static_cast<const FunctionDef&>(*function.node);
  const std::string_view name = function.file->text(node.name);
  const ClassDef* cls = function.file->enclosing_class(node);
  return name == "__init__" && cls != nullptr ? function.file->text(cls->name) : name;
}

// Each hop from the call in the coroutine to the call that waits.
void trace(Draft& draft, const Entry& entry, BlockingReach& reach) {
  Definition function = entry.callee;
  for (const Blocking* one = reach.of(function); one != nullptr; one = reach.of(function)) {
    if (!one->next) {
      draft.step(*one->call.file, one->call.expr->span(), "`{}` calls `{}`, which {}",
                 {name_of(function), one->target, purpose(one->waits)});
      break;
    }
    draft.step(*one->call.file, one->call.expr->span(), "`{}` calls `{}`",
               {name_of(function), name_of(one->next)});
    function = one->next;
  }
}

void list_others(Draft& draft, const Entries& entries, const Entry& shown) {
  std::size_t listed = 0;
  for (const Entry& one : entries) {
    if (&one == &shown || listed++ >= kListed) continue;
    draft.step(*one.call.file, one.call.expr->span(), "`async def {}` gets there by `{}`",
               {one.call.file->text(one.caller->name), name_of(one.callee)});
  }
}

// `f(x)` becomes `await asyncio.to_thread(f, x)`.
void offer_thread(Draft& draft, const FileModel& file, const Call& call) {
  const auto import = semantic::place_for_import(file, "asyncio");
  const Node* parent = file.parent(call);
  const bool stands_alone = parent->is(Kind::ExprStmt) || parent->is(Kind::Assign) ||
                            parent->is(Kind::AnnAssign) || parent->is(Kind::Return);
  if (!import || !stands_alone || call.parenthesized) return;
  const std::string_view text = file.text(call);
  const std::size_t paren = text.find('(', call.func->end - call.begin);
  if (paren == text.npos) return;
  if (import->is_needed) draft.edit({import->at, import->at}, import->text);
  const Offset open = call.begin + static_cast<Offset>(paren) + 1;
  draft.edit({call.begin, call.begin}, "await asyncio.to_thread(");
  const bool has_arguments = !call.args.empty() || !call.keywords.empty();
  draft.edit({call.func->end, open}, has_arguments ? ", " : "");
}

// "; so do 3 other calls in coroutines"
std::string also(std::size_t others) {
  if (others == 0) return "";
  if (others == 1) return "; so does one other call in a coroutine";
  return "; so do " + std::to_string(others) + " other calls in coroutines";
}

// What to do at the call: a coroutine that awaits something cannot become a `def`, and what
// computes is no faster in a coroutine.
void advise(Draft& draft, const Entry& entry, Waits waits) {
  const FileModel& file = *entry.call.file;
  const auto& call = static_cast<const Call&>(*entry.call.expr);
  std::string others;
  if (!app::awaits(file, *entry.caller)) {
    others = ", or declare the endpoint as `def` (FastAPI then runs it in its thread pool)";
  }
  if (waits != Waits::Cpu) {
    others += ", or let `" + std::string(name_of(entry.callee)) + "` await what it waits for";
  }
  draft.fix("Write `await asyncio.to_thread({}, …)`{}{}.",
            {file.text(*call.func), with_import(file, "asyncio"), others});
  if (waits == Waits::Cpu) {
    draft.risk(
        "The event loop stands still while this is computed: every other request of this worker, "
        "health checks included, waits for it.");
  }
}

void report(const Entries& entries, BlockingReach& reach, ApplicationCheck& check) {
  const Entry& entry =
      *std::min_element(entries.begin(), entries.end(),
                        [](const Entry& a, const Entry& b) { return a.hops < b.hops; });
  const FileModel& file = *entry.call.file;
  const auto& call = static_cast<const Call&>(*entry.call.expr);
  const Blocking& blocking = *reach.of(entry.callee);
  Draft draft = check.report(file, call.span(), "`async def {}` calls `{}`, which {} in `{}`{}",
                             {file.text(entry.caller->name), name_of(entry.callee),
                              purpose(blocking.waits), blocking.target, also(entries.size() - 1)});
  if (blocking.waits == Waits::File) draft.severity(Severity::Suggestion);
  if (entry.hops > kSureHops) draft.confidence(Confidence::Medium);
  advise(draft, entry, blocking.waits);
  if (file.is_route_handler(*entry.caller) && !app::awaits(file, *entry.caller)) {
    draft.step(file, entry.caller->name_span, "`{}` awaits nothing",
               {file.text(entry.caller->name)});
  }
  trace(draft, entry, reach);
  list_others(draft, entries, entry);
  if (entries.size() == 1) offer_thread(draft, file, call);
}

void check(ApplicationCheck& check) {
  CoroutineWalk walk;
  for (const Entries& entries : walk.run(check.application())) {
    report(entries, walk.reach(), check);
  }
}

}  // namespace

extern constinit const Rule ASY002 = {
    .code = "ASY002",
    .name = "blocking-call-transitive",
    .family = Family::Async,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"CWE-1088", "https://fastapi.tiangolo.com/async/"},
    .risk =
        "The event loop stands still while the function waits: every other request of this worker, "
        "health checks included, waits with it.",
    .advice =
        "Run the function in a thread with `await run_in_threadpool(…)`, declare the endpoint as "
        "`def`, or make the function a coroutine.",
    .docs = R"md(
A coroutine that calls a plain function waits for all that the function does. ASY001 reports calls that block in the
coroutine itself; this rule those that do so in functions it calls, however deep, with each step between.

```python bad
import psycopg2
from fastapi import FastAPI

app = FastAPI()


def load(order_id: int) -> tuple:
    connection = psycopg2.connect("dbname=app")
    with connection.cursor() as cursor:
        cursor.execute("select * from orders where id = %s", (order_id,))
        return cursor.fetchone()


@app.get("/orders/{order_id}")
async def show(order_id: int) -> list:
    return list(load(order_id))
```

```python good
import psycopg2
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


def load(order_id: int) -> tuple:
    connection = psycopg2.connect("dbname=app")
    with connection.cursor() as cursor:
        cursor.execute("select * from orders where id = %s", (order_id,))
        return cursor.fetchone()


@app.get("/orders/{order_id}")
async def show(order_id: int) -> list:
    return list(await run_in_threadpool(load, order_id))
```

Looked at are endpoints, dependencies, middleware and exception handlers, and the coroutines that these call. One
finding for each call that waits, where a coroutine is nearest to it; the other ways to it are in the trace. Calls are followed where
they lead to one function for certain: not through generators, nor through decorators that are not known (one that
caches, or runs the function in a thread, changes what the call does). Look-ups in the file system do not count, and
reading and writing files is a suggestion.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
