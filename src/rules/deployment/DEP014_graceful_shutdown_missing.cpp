#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>

#include "app/effects/serving_functions.h"
#include "app/instrumentation/running_files.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::FileModel;

// What is lost when the process ends without closing it.
enum class Loss : std::uint8_t {
  Work,      // jobs and messages in hand
  Sessions,  // the server sees connections break, with what is open in them
  Nothing,   // uvicorn has waited for the requests, and the sockets end with the process
};

// What lives as long as the process and has work or connections in hand when it ends.
struct LongLived {
  std::string_view target;
  std::string_view what;
  std::string_view closing;
  bool is_coroutine = false;  // `closing` is: without `await` it does nothing
  Loss loss = Loss::Sessions;
};

constexpr LongLived kLongLived[] = {
    {"httpx.AsyncClient", "HTTP client", "aclose", true, Loss::Nothing},
    {"aiohttp.ClientSession", "HTTP session", "close", true, Loss::Nothing},
    {"asyncpg.create_pool", "connection pool", "close", true},
    {"psycopg_pool.ConnectionPool", "connection pool", "close"},
    {"psycopg_pool.AsyncConnectionPool", "connection pool", "close", true},
    {"psycopg2.pool.ThreadedConnectionPool", "connection pool", "closeall"},
    {"psycopg2.pool.SimpleConnectionPool", "connection pool", "closeall"},
    {"sqlalchemy.ext.asyncio.create_async_engine", "asynchronous engine", "dispose", true},
    {"redis.asyncio.Redis", "Redis client", "aclose", true},
    {"redis.asyncio.from_url", "Redis client", "aclose", true},
    {"motor.motor_asyncio.AsyncIOMotorClient", "MongoDB client", "close"},
    {"apscheduler.schedulers.asyncio.AsyncIOScheduler", "scheduler", "shutdown", false, Loss::Work},
    {"apscheduler.schedulers.background.BackgroundScheduler", "scheduler", "shutdown", false,
     Loss::Work},
    {"aiokafka.AIOKafkaConsumer", "consumer", "stop", true, Loss::Work},
    {"aiokafka.AIOKafkaProducer", "producer", "stop", true, Loss::Work},
};

std::string_view risk_of(Loss loss) {
  switch (loss) {
    case Loss::Work:
      return "When the platform stops an instance it has a few seconds: jobs and messages in hand "
             "are cut off, and nobody hands them on before a timeout.";
    case Loss::Sessions:
      return "When an instance stops, its connections break instead of being ended: what is open "
             "in them is lost, and the server logs a lost client for each.";
    default:
      return "Its connections end with the process, without a farewell to the other side; tests "
             "and reloads that build the application again leave one behind each time.";
  }
}

constexpr std::string_view kClosing[] = {"close",    "aclose",     "closeall",    "dispose",
                                         "shutdown", "disconnect", "stop",        "terminate",
                                         "quit",     "aclose_all", "wait_closed", "__aexit__"};

std::string last_name(const FileModel& file, const Expr& expr) {
  if (const auto* name = expr.as<Name>()) return std::string(file.text(name->name));
  if (const auto* attribute = expr.as<Attribute>()) return std::string(file.text(attribute->attr));
  return {};
}

// Names and attributes on which something that closes is called, or that are handed to `with` or an
// exit stack, anywhere in the application.
std::set<std::string> closed_names(const semantic::Model& model) {
  std::set<std::string> names;
  std::set<Identifier> closing;
  for (const std::string_view word : kClosing) closing.insert(model.names().find(word));
  for (const FileModel& file : model.files()) {
    if (!concerns(Where::ApplicationScripts, file.file().role)) continue;
    for (const auto* item : file.tree().nodes_of<WithItem>()) {
      names.insert(last_name(file, *item->context_expr));
    }
    for (const auto* attribute : file.tree().nodes_of<Attribute>()) {
      if (closing.count(attribute->attr) != 0) names.insert(last_name(file, *attribute->value));
    }
  }
  return names;
}

// The module's variable, or the attribute of the application's state, that keeps it; null if it is
// local.
const Expr* keeper(const FileModel& file, const Call& call) {
  const Node* parent = file.parent(call);
  if (parent->is(Kind::Await)) parent = file.parent(*parent);
  const auto* plain = as<Assign>(parent);
  const auto* annotated = as<AnnAssign>(parent);
  const Expr* target = plain != nullptr       ? plain->targets.front()
                       : annotated != nullptr ? annotated->target
                                              : nullptr;
  if (target == nullptr) return nullptr;
  const bool at_module = file.enclosing_function(call) == nullptr &&
                         file.enclosing_class(call) == nullptr && !file.in_main_block(call);
  const auto* attribute = target->as<Attribute>();
  const auto* owner = attribute != nullptr ? attribute->value->as<Attribute>() : nullptr;
  const bool in_state = owner != nullptr && file.text(owner->attr) == "state";
  return (at_module && target->is(Kind::Name)) || in_state ? target : nullptr;
}

struct Kept {
  semantic::CallSite made;
  const Expr* by = nullptr;
  const LongLived* what = nullptr;
};

// A pool that keeps nothing has nothing to close: `poolclass=NullPool`.
bool keeps_connections(const semantic::CallSite& made) {
  const Expr* pool = semantic::argument(*made.file, *made.call, -1, "poolclass");
  return pool == nullptr || !made.file->resolve(*pool).ends_with("NullPool");
}

// `close` before redis 5.0.1.
std::string_view closing_of(const LongLived& what, const project::Dependencies& known,
                            const FileModel& file) {
  const bool is_old = what.target.starts_with("redis.") &&
                      known.is_at_least("redis", "5.0.1", file.file().path) == project::Answer::No;
  return is_old ? "close" : what.closing;
}

const FileModel* lifespan_file(const std::vector<app::EventHandler>& events) {
  return events.front().handler.definition.file;
}

// Type checkers go by these stubs, which are older than `aclose`, whatever version runs.
bool has_old_stubs(std::string_view closing, const LongLived& what,
                   const project::Dependencies& known, const FileModel& file) {
  return closing == "aclose" && what.target.starts_with("redis.") &&
         known.find("types-redis", file.file().path) != nullptr;
}

// What the module `at` calls the variable of `file`: `from .database import async_engine as
// engine`.
std::string name_at(const FileModel* at, const FileModel& file, const Expr& variable) {
  const std::string own(file.text(variable));
  if (at == nullptr || at == &file || !variable.is(Kind::Name)) return own;
  const std::string& module = file.file().module_name;
  const std::string_view last = std::string_view(module).substr(module.rfind('.') + 1);
  for (const semantic::Binding& binding : at->scopes().bindings()) {
    if (binding.kind != semantic::BindingKind::ImportFrom) continue;
    const auto* import = as<ImportFrom>(at->parent(*binding.node));
    const auto* alias = binding.node->as<Alias>();
    if (import == nullptr || alias == nullptr || alias->name != own) continue;
    const std::string_view from = import->module;
    if (from.substr(from.rfind('.') + 1) == last) return std::string(at->text(binding.name));
  }
  return own;
}

// Whether the module gives the variable None as well: where it is not made there is none to close.
bool may_be_none(const FileModel& file, const Expr& variable) {
  const auto* name = variable.as<Name>();
  if (name == nullptr) return false;
  const auto all = file.tree().nodes_of<Assign>();
  return std::any_of(all.begin(), all.end(), [&](const Assign* one) {
    const auto* target = one->targets.front()->as<Name>();
    return target != nullptr && target->name == name->name && file.text(*one->value) == "None" &&
           file.enclosing_function(*one) == nullptr;
  });
}

// Whether sessions of the engine are made, and none of them for a request or an event of what is
// served: a worker has it, which loads the same module.
bool is_of_worker(const Kept& kept, const ApplicationCheck& check,
                  std::optional<app::ServingFunctions>& serving) {
  constexpr std::array<std::string_view, 2> kMakers = {"sqlalchemy.ext.asyncio.async_sessionmaker",
                                                       "sqlalchemy.orm.sessionmaker"};
  if (kept.what->closing != "dispose") return false;
  const std::string engine(kept.made.file->resolve(*kept.by));
  constexpr std::size_t kMostMakers = 100;
  bool is_used = false;
  std::size_t seen = 0;
  for (const semantic::CallSite& maker : check.model().calls_of_any(kMakers)) {
    if (++seen > kMostMakers) return false;
    const Expr* bind = semantic::argument(*maker.file, *maker.call, 0, "bind");
    const auto* kept_in = as<Assign>(maker.file->parent(*maker.call));
    if (bind == nullptr || kept_in == nullptr || maker.file->resolve(*bind) != engine) continue;
    const std::string_view name = maker.file->resolve(*kept_in->targets.front());
    for (const semantic::CallSite& use : check.model().calls_of(name)) {
      if (use.file->file().role == project::Role::Test) continue;
      if (!serving) serving.emplace(check.application());
      if (serving->runs(*use.file, *use.call)) return false;
      is_used = true;
    }
  }
  return is_used;
}

void check(ApplicationCheck& check) {
  if (check.application().main_app() == nullptr) return;
  const app::AppRoutes& main = *check.application().main_app();
  std::vector<Kept> kept;
  for (const LongLived& what : kLongLived) {
    for (const semantic::CallSite& one : check.model().calls_of(what.target)) {
      if (!concerns(Where::Application, one.file->file().role)) continue;
      const Expr* by = keeper(*one.file, *one.call);
      if (by != nullptr && keeps_connections(one)) kept.push_back({one, by, &what});
    }
  }
  if (kept.empty()) return;
  const std::vector<bool> running = app::running_files(check.application());
  std::erase_if(kept, [&](const Kept& one) { return !running[one.made.file->file().id.value]; });
  const std::set<std::string> closed = closed_names(check.model());
  const auto& events = check.application().surroundings_of(main).events;
  const bool has_lifespan = check.application().surroundings_of(main).lifespan() != nullptr;
  const FileModel* at = events.empty() ? nullptr : lifespan_file(events);
  const std::string_view where =
      has_lifespan      ? "Close it behind the `yield` of the lifespan"
      : !events.empty() ? "Close it in a handler of the event `shutdown`, or behind the `yield` of "
                          "a lifespan that takes the place of the handlers"
                        : "Give the application a lifespan, `FastAPI(lifespan=…)`, and close it "
                          "behind its `yield`";
  std::optional<app::ServingFunctions> serving;                  // made when it is needed
  std::set<std::pair<const FileModel*, std::string_view>> told;  // one name, made in two branches
  for (const Kept& one : kept) {
    const auto& [made, by, what] = one;
    const FileModel& file = *made.file;
    if (closed.count(last_name(file, *by)) > 0) continue;
    if (!told.emplace(&file, file.text(*by)).second) continue;
    Draft draft = check.report(file, made.call->span(), "The {} `{}` is never closed",
                               {what->what, file.text(*by)});
    draft.risk(risk_of(what->loss));
    if (what->loss == Loss::Nothing) draft.severity(Severity::Suggestion);
    const std::string name = name_at(at, file, *by);
    const std::string guard = may_be_none(file, *by) ? "if " + name + " is not None: " : "";
    const project::Dependencies& known = check.model().dependencies();
    const std::string_view closing = closing_of(*what, known, file);
    const bool is_stubbed = has_old_stubs(closing, *what, known, file);
    draft.fix(
        "{}: `{}{}{}.{}()`{}.",
        {is_of_worker(one, check, serving)
             ? std::string_view("Close it where the process that uses it, a worker, ends")
             : where,
         guard, what->is_coroutine ? "await " : "", name, is_stubbed ? "close" : closing,
         is_stubbed ? " (`types-redis`, by which type checkers go here, has no `aclose`)" : ""});
  }
}

}  // namespace

extern constinit const Rule DEP014 = {
    .code = "DEP014",
    .name = "graceful-shutdown-missing",
    .family = Family::Deployment,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"CWE-404", "https://fastapi.tiangolo.com/advanced/events/",
                   "https://cloud.google.com/run/docs/container-contract#instance-shutdown"},
    .risk =
        "When the platform stops an instance it has a few seconds: jobs and messages in hand are "
        "cut off, and connections break instead of being ended.",
    .advice =
        "Make it in the lifespan and close it there: `async with httpx.AsyncClient() as client: "
        "app.state.client = client; yield`.",
    .docs = R"md(
Clients, pools, asynchronous engines, schedulers, consumers and producers that a module or the application's state keeps,
and on which nothing in the repository calls `close`, `aclose`, `dispose`, `shutdown`, `stop` or the like.

```python bad
import httpx
from fastapi import FastAPI

client = httpx.AsyncClient()
app = FastAPI()
```

```python good
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

client = httpx.AsyncClient()


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield
    await client.aclose()


app = FastAPI(lifespan=lifespan)
```

A suggestion for HTTP clients: uvicorn waits for the requests that use them, and their sockets end with the process.
Any call that closes something of the same name acquits. What is made for one request is left alone, and so are
synchronous engines, whose connections end with the process, engines with `NullPool`, executors, which Python itself winds up, and
what stands in a module that no program here imports.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
