#include <algorithm>
#include <array>
#include <string>

#include "app/effects/blocking.h"
#include "rules/rule.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using knowledge::Waits;
using semantic::Definition;
using semantic::FileModel;

// Work that must not be lost, or takes long, by the words of its name.
constexpr std::array<std::string_view, 16> kHeavy = {
    "payment", "charge", "refund",  "payout", "invoice", "billing",     "train",  "transcode",
    "reindex", "backup", "migrate", "export", "import",  "synchronize", "report", "crawl"};
// Telling somebody is what background tasks are for.
constexpr std::array<std::string_view, 8> kLight = {"email", "mail",  "notify", "notification",
                                                    "log",   "audit", "event",  "send"};

bool has_word_of(const std::string& name, const auto& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

void check(const Call& call, Check& check) {
  const FileModel& file = check.file();
  const Expr* task = semantic::argument(file, call, 0, "func");
  const Definition function = task != nullptr ? file.definition_of(*task) : Definition{};
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr) return;
  const std::string_view name = function.file->text(node->name);
  const std::string low = lower_case(name);
  if (has_word_of(low, kLight)) return;
  const bool named = has_word_of(low, kHeavy);
  app::BlockingReach reach;
  const app::Blocking* blocking = reach.of(function);
  const bool runs_process =
      blocking != nullptr && (blocking->waits == Waits::Process || blocking->waits == Waits::Sleep);
  if (!named && !runs_process) return;
  check
      .report(*task, "`{}` runs in the server's process after the response, and is lost with it",
              {name})
      .step(*function.file, node->name_span, "the task");
}

}  // namespace

extern constinit const Rule ASY010 = {
    .code = "ASY010",
    .name = "heavy-background-task",
    .family = Family::Async,
    .tier = Tier::P2,
    .severity = Severity::Suggestion,
    .confidence = Confidence::Low,
    .risk_kind = RiskKind::Reliability,
    .where = Where::Application,
    .references = {"https://fastapi.tiangolo.com/tutorial/background-tasks/#caveat"},
    .risk =
        "A deployment, a crash or a scaled-down instance drops the work without a trace; while it "
        "runs it takes a thread from requests.",
    .advice = "Put it on a queue with retries (Cloud Tasks, Celery, arq), and let a worker do it.",
    .docs = R"md(
`BackgroundTasks` runs functions in the worker's own process after the response was sent. Nothing repeats what fails,
and nothing waits for it on shut-down. For an e-mail or a log entry that will do; not for payments, exports, or what
takes minutes.

```python bad
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def charge_customer(customer_id: int) -> None:
    ...


@app.post("/orders")
def create(tasks: BackgroundTasks) -> None:
    tasks.add_task(charge_customer, 1)
```

```python good
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def send_confirmation(customer_id: int) -> None:
    ...


@app.post("/orders")
def create(tasks: BackgroundTasks) -> None:
    tasks.add_task(send_confirmation, 1)
```

Told by names (`payment`, `charge`, `invoice`, `export`, `train`, …), or where the function starts processes or sleeps:
low confidence, to be looked at by a person.
)md",
    .calls = {"fastapi.BackgroundTasks.add_task"},
    .on_call = check,
};

}  // namespace fastidious::rules
