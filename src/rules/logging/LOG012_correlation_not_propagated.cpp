#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/effects/logging_reach.h"
#include "app/effects/request_functions.h"
#include "rules/application_check.h"
#include "rules/last_resort.h"
#include "rules/rule.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using semantic::CallSite;
using semantic::Definition;
using semantic::FileModel;

// A call that runs a function in another thread without the caller's context variables, and which
// argument that is; asyncio.to_thread copies them
// (https://docs.python.org/3/library/contextvars.html#asyncio-support).
struct Escape {
  std::string_view target;
  int index;
  std::string_view parameter;
};
constexpr Escape kEscapes[] = {
    {"asyncio.AbstractEventLoop.run_in_executor", 1, "func"},
    {"threading.Thread", 1, "target"},
    {"concurrent.futures.ThreadPoolExecutor.submit", 0, "fn"},
    {"concurrent.futures.Executor.submit", 0, "fn"},
    {"concurrent.futures.ThreadPoolExecutor.map", 0, "fn"},
};

// Requests, and clients that make them, with the argument that is the address.
constexpr Escape kRequests[] = {{"httpx.AsyncClient", -1, "base_url"},
                                {"httpx.Client", -1, "base_url"},
                                {"aiohttp.ClientSession", 0, "base_url"},
                                {"httpx.get", 0, "url"},
                                {"httpx.post", 0, "url"},
                                {"httpx.put", 0, "url"},
                                {"httpx.delete", 0, "url"},
                                {"httpx.patch", 0, "url"},
                                {"requests.get", 0, "url"},
                                {"requests.post", 0, "url"},
                                {"requests.put", 0, "url"},
                                {"requests.delete", 0, "url"},
                                {"requests.patch", 0, "url"}};

// What the id of a request is called.
constexpr std::string_view kIds[] = {"request_id", "correlation_id", "trace_id", "req_id",
                                     "x_request_id"};

bool names_an_id(const FileModel& file, const Call& variable) {
  const Expr* name = semantic::argument(file, variable, 0, "name");
  const auto text = name != nullptr ? file.constant_string(*name) : std::nullopt;
  if (!text) return false;
  return std::any_of(std::begin(kIds), std::end(kIds), [&](std::string_view id) {
    return *text == id || text->starts_with(std::string(id) + "_");
  });
}

// Whether records take the id of their request from a context variable.
bool keeps_id_in_context(const semantic::Model& code) {
  if (!code.calls_of("opentelemetry.instrumentation.threading.ThreadingInstrumentor").empty()) {
    return false;
  }
  for (const std::string_view target :
       {"structlog.contextvars.bind_contextvars", "asgi_correlation_id.CorrelationIdFilter",
        "asgi_correlation_id.correlation_id.get"}) {
    if (!code.calls_of(target).empty()) return true;
  }
  const auto variables = code.calls_of("contextvars.ContextVar");
  return std::any_of(variables.begin(), variables.end(),
                     [](const CallSite& site) { return names_an_id(*site.file, *site.call); });
}

// `context.run`, `partial(context.run, work)`, `with_context(work)`: it is handed over by hand.
bool hands_context_over(const FileModel& file, const Expr& work) {
  return file.text(work).find("context") != std::string_view::npos;
}

class Search {
 public:
  explicit Search(const app::Application& application) : application_(application) {}

  // Threads in which records lose the id.
  std::vector<CallSite> threads() {
    std::vector<CallSite> found;
    for_each(kEscapes, [&](const CallSite& site, const Expr* work) {
      const bool is_daemon = semantic::argument(*site.file, *site.call, -1, "daemon") != nullptr;
      if (work == nullptr || is_daemon || hands_context_over(*site.file, *work)) return;
      if (reach_.of(work_of(*site.file, *work))) found.push_back(site);
    });
    return found;
  }

  // Requests to services of the same house that do not carry it on.
  std::vector<CallSite> requests() {
    std::vector<CallSite> found;
    for_each(kRequests, [&](const CallSite& site, const Expr* address) {
      const auto text = address != nullptr ? site.file->constant_string(*address) : std::nullopt;
      if (!text || !is_in_house(*text)) return;
      const bool sends_more =
          semantic::argument(*site.file, *site.call, -1, "headers") != nullptr ||
          semantic::argument(*site.file, *site.call, -1, "event_hooks") != nullptr;
      if (!sends_more) found.push_back(site);
    });
    return found;
  }

 private:
  template <std::size_t N, class Visit>
  void for_each(const Escape (&targets)[N], Visit&& visit) {
    for (const Escape& one : targets) {
      for (const CallSite& site : application_.code().calls_of(one.target)) {
        if (site.file->file().role != project::Role::Application || !runs_in_request(site))
          continue;
        visit(site, semantic::argument(*site.file, *site.call, one.index, one.parameter));
      }
    }
  }

  bool runs_in_request(const CallSite& site) {
    const FunctionDef* function = site.file->enclosing_function(*site.call);
    if (function == nullptr) return false;
    if (!in_requests_) in_requests_ = app::functions_run_by_requests(application_);
    return in_requests_->contains(function);
  }

  // The function itself, or that of functools.partial(f, …).
  static Definition work_of(const FileModel& file, const Expr& work) {
    const auto* call = work.as<Call>();
    const bool bound =
        call != nullptr && !call->args.empty() && file.resolve(*call->func) == "functools.partial";
    return file.definition_of(bound ? *call->args.front() : work);
  }

  // "http://billing:8000/", "http://billing.internal/"
  static bool is_in_house(const std::string& address) {
    const std::size_t scheme = address.find("://");
    if (scheme == address.npos) return false;
    const std::string rest = address.substr(scheme + 3);
    const std::string host = rest.substr(0, rest.find_first_of(":/?#"));
    if (host.empty() || host == "localhost" || host.find('{') != host.npos) return false;
    return host.find('.') == host.npos || host.ends_with(".internal") || host.ends_with(".svc") ||
           host.ends_with(".cluster.local");
  }

  const app::Application& application_;
  std::optional<std::set<const Node*>> in_requests_;
  app::LoggingReach reach_;
};

// `loop.run_in_executor(None, work)`: what asyncio.to_thread does as well.
bool uses_usual_executor(const CallSite& site) {
  const auto* method = site.call->func->as<Attribute>();
  if (method == nullptr || site.file->text(method->attr) != "run_in_executor") return false;
  const auto* executor = as<Constant>(semantic::argument(*site.file, *site.call, 0, "executor"));
  return executor != nullptr && executor->type == ConstantKind::None;
}

void report(ApplicationCheck& check, const std::vector<CallSite>& sites, std::string_view message,
            std::string_view fix) {
  if (sites.empty()) return;
  const CallSite& first = sites.front();
  Draft draft =
      check.report(*first.file, first.call->span(), message, {first.file->text(*first.call->func)});
  draft.fix(fix);
  constexpr std::size_t kMostSteps = 25;
  for (std::size_t i = 1; i < sites.size() && i < kMostSteps; ++i) {
    draft.step(*sites[i].file, sites[i].call->span(), "the same");
  }
}

// `finally: request_id.reset(token)` of a middleware; null if none takes the id away.
const Call* reset_of_id(const FileModel& file, const FunctionDef& function) {
  for (const auto* attempt : file.tree().nodes_of<Try>(function)) {
    for (const Stmt* statement : attempt->finalbody) {
      const auto* expression = statement->as<ExprStmt>();
      const auto* call = expression != nullptr ? as<Call>(expression->value) : nullptr;
      const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
      if (method == nullptr || file.text(method->attr) != "reset") continue;
      const app::Followed made = app::follow({&file, method->value});
      const auto* variable = made.value ? made.value.expr->as<Call>() : nullptr;
      const bool is_id = variable != nullptr &&
                         made.value.file->resolve(*variable->func) == "contextvars.ContextVar" &&
                         names_an_id(*made.value.file, *variable);
      if (is_id) return call;
    }
  }
  return nullptr;
}

// Starlette answers what nobody catches outside of all middleware that is added: there the id is
// gone, in the one record that is looked for most.
void check_last_resort(ApplicationCheck& check, const app::Surroundings& around) {
  constexpr std::string_view kOnceCalled = ", once debug is off (SEC087) and it is called";
  app::LoggingReach reach;
  for (const app::Middleware& one : around.middleware) {
    const app::Definition entry = one.entry();
    const auto* function = as<FunctionDef>(entry.node);
    const Call* reset = function != nullptr ? reset_of_id(*entry.file, *function) : nullptr;
    if (reset == nullptr) continue;
    for (const app::ExceptionHandler& handler : around.exceptions) {
      const app::Definition& answers = handler.handler.definition;
      if (!is_last_resort(handler) || !reach.of(answers)) continue;
      const auto& own = *answers.node->as<FunctionDef>();
      check
          .report(*answers.file, own.name_span,
                  "`{}` logs without the id of the request{}: it runs outside of the middleware, "
                  "which has taken the id back by then",
                  {answers.file->text(own.name), is_debugged(*around.app) ? kOnceCalled : ""})
          .severity(Severity::Warning)
          .confidence(Confidence::High)
          .risk(
              "The record of an error that nobody thought of, and the answer to it, cannot be "
              "matched with the other records of the request.")
          .fix("Keep the id in `request.state` as well, and let the handler log and send that.")
          .step(*entry.file, reset->span(), "here the id is taken back");
      return;
    }
  }
}

void check(ApplicationCheck& check) {
  const app::Application& application = check.application();
  if (application.main_app() == nullptr || !keeps_id_in_context(application.code())) return;
  for (const app::Surroundings& around : application.surroundings()) {
    check_last_resort(check, around);
  }
  Search search(application);
  const std::vector<CallSite> threads = search.threads();
  report(check, threads,
         "What `{}` starts logs without the id of the request: context variables do not get into "
         "that thread",
         !threads.empty() && uses_usual_executor(threads.front())
             ? "Use `asyncio.to_thread(work, …)`, which copies the context."
             : "Hand the context over: what is called is `contextvars.copy_context().run`, and the "
               "function its first argument.");
  report(
      check, search.requests(),
      "`{}` calls another service of the house without the id of the request",
      "Send it along, `headers={\"X-Request-ID\": correlation_id.get()}`, best in an event hook of "
      "one shared client.");
}

}  // namespace

extern constinit const Rule LOG012 = {
    .code = "LOG012",
    .name = "correlation-not-propagated",
    .family = Family::Logging,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"https://www.w3.org/TR/trace-context/",
                   "https://docs.python.org/3/library/contextvars.html", "ASVS 16.2.1"},
    .risk =
        "The trail of a request ends there: what goes wrong behind it cannot be matched with who "
        "asked.",
    .advice =
        "Use `asyncio.to_thread`, which copies context variables, and send the id along with "
        "requests "
        "to other services.",
    .docs = R"md(
The application keeps an id of each request in a context variable, for its log records, and loses it: in functions that log and run in a
thread of `run_in_executor`, `ThreadPoolExecutor.submit` or `threading.Thread` (context variables are not copied there), and in requests to services of the same
house (hosts without a dot, `.internal`, `.svc`) that send no headers.

```python bad
import asyncio
import logging
from contextvars import ContextVar

from fastapi import FastAPI

request_id: ContextVar[str] = ContextVar("request_id")
logger = logging.getLogger(__name__)
app = FastAPI()


def render(order_id: int) -> None:
    logger.info("rendered %s", order_id)


@app.get("/orders/{order_id}")
async def order(order_id: int) -> None:
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, render, order_id)
```

```python good
import asyncio
import logging
from contextvars import ContextVar

from fastapi import FastAPI

request_id: ContextVar[str] = ContextVar("request_id")
logger = logging.getLogger(__name__)
app = FastAPI()


def render(order_id: int) -> None:
    logger.info("rendered %s", order_id)


@app.get("/orders/{order_id}")
async def order(order_id: int) -> None:
    await asyncio.to_thread(render, order_id)
```

One finding for all threads, one for all requests. Not reported: applications without such an id (LOG011), with OpenTelemetry's instrumentation
of threads, work that is handed the context, and daemons, which outlive the request.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
