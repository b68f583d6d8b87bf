#include <algorithm>
#include <string>
#include <vector>

#include "app/instrumentation/running_files.h"
#include "knowledge/log_calls.h"
#include "rules/application_check.h"
#include "rules/rule.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::rules {
namespace {

using knowledge::Instrument;
using knowledge::LogCall;
using semantic::FileModel;

// Names of what runs once: when the application starts, stops, or from a command line.
constexpr std::string_view kOnce[] = {
    "lifespan", "startup", "shutdown", "main",      "setup", "init",    "create", "start",
    "stop",     "close",   "connect",  "configure", "run",   "migrate", "seed",   "load"};

bool runs_once(const FileModel& file, const FunctionDef& function) {
  const std::string_view name = file.text(function.name);
  return std::any_of(std::begin(kOnce), std::end(kOnce),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

// Whether the record says more than a constant text: values, fields, a traceback.
bool says_something(const FileModel& file, const Call& call, const LogCall& log) {
  if (log.records_exception() || !call.keywords.empty()) return true;
  const auto position = static_cast<std::size_t>(log.message);
  if (call.args.size() != position + 1) return true;
  if (semantic::enclosing_handler(file, call) != nullptr) return true;  // COD and LOG008 ask there
  const auto* text = call.args[position]->as<Constant>();
  return text == nullptr || !text->is_str();
}

struct Records {
  std::size_t all = 0;
  std::vector<semantic::CallSite> bare;
};

bool is_of_requests(const semantic::CallSite& site, const std::vector<bool>& running) {
  const FileModel& file = *site.file;
  if (file.file().role != project::Role::Application || !running[file.file().id.value])
    return false;
  const FunctionDef* function = file.enclosing_function(*site.call);
  return function != nullptr && !runs_once(file, *function);
}

Records records_of(const app::Application& application) {
  Records records;
  const std::vector<bool> running = app::running_files(application);
  for (const LogCall& log : knowledge::kLogCalls) {
    if (log.level == knowledge::LogLevel::Debug) continue;
    for (const semantic::CallSite& site : application.code().calls_of(log.target)) {
      if (!is_of_requests(site, running)) continue;
      ++records.all;
      if (!says_something(*site.file, *site.call, log)) records.bare.push_back(site);
    }
  }
  std::sort(records.bare.begin(), records.bare.end(), [](const auto& a, const auto& b) {
    return a.file != b.file ? a.file->file().id.value < b.file->file().id.value
                            : a.call->begin < b.call->begin;
  });
  return records;
}

bool adds_context(const app::Application& application) {
  const app::Instrumentation& tools = application.instrumentation();
  return tools.has(Instrument::CorrelationId) || tools.has(Instrument::LogContext);
}

void check(ApplicationCheck& check) {
  const app::Application& application = check.application();
  if (application.main_app() == nullptr || adds_context(application)) return;
  const Records records = records_of(application);
  constexpr std::size_t kFew = 3;
  if (records.bare.size() < kFew || records.bare.size() * 2 < records.all) return;
  const semantic::CallSite& first = records.bare.front();
  Draft draft =
      check.report(*first.file, first.call->span(),
                   "{} of {} log records say nothing but a constant text: not which user, "
                   "request or thing they are about",
                   {records.bare.size(), records.all});
  constexpr std::size_t kMostSteps = 25;
  for (std::size_t i = 0; i < records.bare.size() && i < kMostSteps; ++i) {
    const semantic::CallSite& one = records.bare[i];
    draft.step(*one.file, one.call->span(), "{}", {one.file->text(*one.call->func)});
  }
}

}  // namespace

extern constinit const Rule LOG013 = {
    .code = "LOG013",
    .name = "log-context-missing",
    .family = Family::Logging,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .confidence = Confidence::Medium,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Scaffold,
    .where = Where::Application,
    .references = {"ASVS 16.2.1",
                   "https://docs.python.org/3/howto/logging-cookbook.html"
                   "#adding-contextual-information-to-your-logging-output"},
    .risk =
        "Whoever looks for what happened to one user or order finds the same sentence a thousand "
        "times.",
    .advice =
        "Bind what belongs to every record of a request once, in a middleware "
        "(`structlog.contextvars.bind_contextvars(request_id=…, user_id=…)`, a `logging.Filter`), "
        "and "
        "name the thing in the record: `logger.info(\"order created\", extra={\"order_id\": "
        "order.id})`.",
    .docs = R"md(
Most of the log records of code that answers requests are a constant text, without arguments, `extra`, fields or a traceback, and nothing
adds fields to all records: no filter, adapter, bound or contextual logger, tracer or request id.

```python bad
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.post("/orders")
def add_order(order_id: int) -> None:
    logger.info("order created")


@app.put("/orders")
def change_order(order_id: int) -> None:
    logger.info("order changed")


@app.delete("/orders")
def delete_order(order_id: int) -> None:
    logger.info("order deleted")
```

```python good
import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.post("/orders")
def add_order(order_id: int) -> None:
    logger.info("order created", extra={"order_id": order_id})


@app.put("/orders")
def change_order(order_id: int) -> None:
    logger.info("order %s changed", order_id)
```

Reported once, at the first of them, where there are three and they are half of all records or more. Not counted: records of debugging, of
what runs when the application starts and stops, and of except clauses.
)md",
    .on_application = check,
};

}  // namespace fastidious::rules
