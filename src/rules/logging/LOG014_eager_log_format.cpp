#include "knowledge/lazy_message.h"
#include "knowledge/log_calls.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using knowledge::Eager;
using knowledge::LoggerKind;

std::string_view described(Eager form) {
  switch (form) {
    case Eager::FString: return "an f-string";
    case Eager::Percent: return "`%`";
    case Eager::Format: return "`str.format()`";
    case Eager::Concatenation: return "`+`";
    case Eager::No: break;
  }
  return "";
}

std::string_view remedy(LoggerKind logger) {
  switch (logger) {
    case LoggerKind::Stdlib:
      return "Pass the values as arguments: `logger.info(\"order %s paid\", order.id)`.";
    case LoggerKind::Structlog:
      return "Name the event and pass the values as keywords: "
             "`logger.info(\"order_paid\", order_id=order.id)`.";
    case LoggerKind::Loguru:
      return "Pass the values as arguments: `logger.info(\"order {} paid\", order.id)`, or bind "
             "them: `logger.bind(order_id=order.id).info(\"order paid\")`.";
  }
  return "";
}

void check(const Call& call, Check& check) {
  const semantic::FileModel& file = check.file();
  const knowledge::LogCall* logged = knowledge::log_call(check.target());
  if (logged == nullptr) {
    return;
  }
  const Expr* message = semantic::argument(
      file, call, logged->message, logged->logger == LoggerKind::Structlog ? "event" : "msg");
  const Eager form = message == nullptr ? Eager::No : knowledge::eager_message(file, *message);
  if (form == Eager::No) {
    return;
  }
  Draft draft = check.report(*message,
                             "The message of `{}` is put together with {} before the "
                             "logger is asked",
                             {file.text(*call.func), described(form)});
  draft.fix(remedy(logged->logger)).fix_class(FixClass::None);
  const bool only_message = call.args.size() == static_cast<std::size_t>(logged->message) + 1;
  if (logged->logger == LoggerKind::Structlog || !only_message || call.args.back() != message) {
    return;
  }
  if (const auto lazy = knowledge::lazy_message(file, *message, logged->logger)) {
    draft.fix_class(lazy->plain ? FixClass::Safe : FixClass::Unsafe)
        .edit(message->span(), lazy->arguments);
  }
}

}  // namespace

extern constinit const Rule LOG014 = {
    .code = "LOG014",
    .name = "eager-log-format",
    .family = Family::Logging,
    .tier = Tier::P1,
    .severity = Severity::Suggestion,
    .risk_kind = RiskKind::Maintainability,
    .fix = FixClass::Safe,
    .where = Where::ApplicationScripts,
    .references = {"https://docs.python.org/3/howto/logging.html#optimization",
                   "https://docs.sentry.io/platforms/python/integrations/logging/"},
    .risk =
        "Each record has a text of its own: error tracking and log search cannot group them, and "
        "the text is built even where the level is off.",
    .advice = "Pass the values as arguments of the log call.",
    .docs = R"md(
A log call takes a constant message and its values. A message that is an f-string, or is put together with
`%`, `str.format()` or `+`, is built even if nobody wants the record, and a thousand orders make a thousand
different messages in Sentry or Cloud Logging, where one would do.

```python bad
import logging

logger = logging.getLogger(__name__)


def paid(order) -> None:
    logger.info(f"order {order.id} paid by {order.customer}")
```

```python good
import logging

logger = logging.getLogger(__name__)


def paid(order) -> None:
    logger.info("order %s paid by %s", order.id, order.customer)
```

The fix is safe where all values are names or attributes, unsafe where they are calls (which are made in
either case), and not offered where a value has a format of its own. Loggers of structlog and loguru are
judged too, by their own ways of passing values. Messages whose parts are all constant are left alone.
)md",
    .calls = CallList::of(knowledge::kLogCalls),
    .on_call = check,
};

}  // namespace fastidious::rules
