#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "app/effects/shown_values.h"
#include "knowledge/lazy_message.h"
#include "knowledge/log_calls.h"
#include "rules/logged_values.h"
#include "rules/rule.h"
#include "rules/terminal_files.h"
#include "text/in_words.h"

namespace fastidious::rules {
namespace {

using knowledge::Eager;
using knowledge::LoggerKind;

// The form that values have in a call of this logger.
std::string_view form_of(LoggerKind logger) {
  switch (logger) {
    case LoggerKind::Stdlib: return "\"… %s\", value";
    case LoggerKind::Structlog: return "\"what_happened\", name=value";
    case LoggerKind::Loguru: return "\"… {name}\", name=value";
  }
  return "";
}

// Where the values go by the ways of this logger, in general.
std::string remedy(LoggerKind logger) {
  const std::string form = "`" + std::string(form_of(logger)) + "`";
  switch (logger) {
    case LoggerKind::Stdlib: return "Pass the values as arguments: " + form + ".";
    case LoggerKind::Structlog:
      return "Name the event and pass the values as keywords: " + form + ".";
    case LoggerKind::Loguru:
      return "Pass the values by name, " + form +
             ": they are in the `extra` of the record as well.";
  }
  return "";
}

// For a value that `%` has no format for: the field, formatted by itself. Empty where it is long.
std::string formatted_before(std::string_view field) {
  constexpr std::size_t kLongest = 40;
  const bool is_plain = field.size() <= kLongest && field.find_first_of("\"'\n`") == field.npos;
  return is_plain
             ? ", with `f\"" + std::string(field) + "\"` as a value, for `%` has no such format"
             : ", formatted before where `%` has no such format";
}

// The same for a message of the standard library's logger, with the formats that its fields have:
// `"… %.2f", value`.
std::string remedy_by_percent(const semantic::FileModel& file, const Expr& message) {
  constexpr std::size_t kMostFormats = 3;
  std::vector<std::string> formats;  // each once, without `%s`
  bool has_plain = false;
  std::string_view unknown;  // the first field whose format `%` does not have
  for (const auto* field : file.tree().nodes_of<FormattedValue>(message)) {
    std::string one = knowledge::percent_placeholder(file, *field);
    has_plain = has_plain || one == "%s" || one.empty();
    if (one.empty() && unknown.empty()) unknown = file.text(*field);
    const bool is_new = std::find(formats.begin(), formats.end(), one) == formats.end();
    if (formats.size() > kMostFormats) return remedy(LoggerKind::Stdlib);
    if (is_new && !one.empty() && one != "%s") formats.push_back(std::move(one));
  }
  const bool is_one = formats.size() == 1 && !has_plain;
  std::string words = "Pass the values as arguments: `\"… " +
                      (is_one ? formats[0] : std::string("%s")) + "\", value`";
  if (!is_one && !formats.empty())
    words += ", with " + in_code(formats) + " where the text has that format";
  if (!unknown.empty()) words += formatted_before(unknown);
  return words + ".";
}

// Secrets and addresses should not be there at all: LOG004 and LOG005 say so.
bool shows_what_should_not_be(const semantic::FileModel& file, const Call& call) {
  using What = app::ShownValue::What;
  const auto shown = app::shown_by_log_call(file, call);
  return std::any_of(shown.begin(), shown.end(), [](const app::ShownValue& one) {
    return one.what == What::Secret || one.what == What::Personal;
  });
}

// The same for this call, where it can be said in a line.
void say_remedy(const Call& call, LoggerKind logger,
                const std::optional<knowledge::LazyMessage>& lazy, const semantic::FileModel& file,
                const Expr& message, Draft& draft) {
  constexpr std::size_t kLongest = 110;
  const std::string_view function = file.text(*call.func);
  const bool is_short = lazy && function.size() + lazy->arguments.size() < kLongest &&
                        function.find('\n') == function.npos &&
                        lazy->arguments.find_first_of("\n`") == std::string::npos;
  if (is_short && !shows_what_should_not_be(file, call)) {
    draft.fix("Pass the values as arguments: `{}({}{})`{}.",
              {function, lazy->arguments, call.keywords.empty() ? "" : ", …",
               logger == LoggerKind::Loguru
                   ? ", or by name (`{name}`, `name=value`), which puts them into `extra`"
                   : ""});
  } else if (shows_what_should_not_be(file, call)) {
    draft.fix(
        "First take out what belongs in no log (LOG004, LOG005), then write what is left as `{}`.",
        {form_of(logger)});
  } else if (logger == LoggerKind::Stdlib) {
    draft.fix("{}", {remedy_by_percent(file, message)});
  } else {
    draft.fix("{}", {remedy(logger)});
  }
  if (logger == LoggerKind::Loguru) {
    draft.risk(
        "The text is built even where the level is off, and the values are in no field of "
        "the record: who looks for them has to guess at its text.");
  }
}

// By its form: whether one of its arguments may be such a message at all.
bool may_be_eager(const semantic::FileModel& file, const Call& call) {
  const auto is_built = [&](const Expr& one) {
    const auto* made = one.as<Call>();
    const auto* method = made == nullptr ? nullptr : as<Attribute>(made->func);
    return one.is(Kind::JoinedStr) || one.is(Kind::BinOp) ||
           (method != nullptr && file.text(method->attr) == "format");
  };
  return std::any_of(call.args.begin(), call.args.end(),
                     [&](const Expr* one) { return is_built(*one); }) ||
         std::any_of(call.keywords.begin(), call.keywords.end(),
                     [&](const Keyword* one) { return is_built(*one->value); });
}

void look_at(const Call& call, const knowledge::LogCall& logged, Check& check) {
  const semantic::FileModel& file = check.file();
  const Expr* message = semantic::argument(
      file, call, logged.message, logged.logger == LoggerKind::Structlog ? "event" : "msg");
  const Eager form = message == nullptr ? Eager::No : knowledge::eager_message(file, *message);
  if (form == Eager::No || is_for_developers(file, call)) {
    return;
  }
  Draft draft =
      check.report(*message, "The message of `{}` is put together before the logger is asked",
                   {file.text(*call.func)});
  draft.fix_class(FixClass::None);
  const bool only_message = call.args.size() == static_cast<std::size_t>(logged.message) + 1 &&
                            call.args.back() == message;
  const auto lazy = logged.logger == LoggerKind::Structlog || !only_message
                        ? std::nullopt
                        : knowledge::lazy_message(file, *message, logged.logger);
  say_remedy(call, logged.logger, lazy, file, *message, draft);
  if (lazy && !shows_what_should_not_be(file, call)) {
    draft.fix_class(lazy->plain ? FixClass::Safe : FixClass::Unsafe)
        .edit(message->span(), lazy->arguments);
  }
}

// Who reads a program's output in a terminal neither groups records nor searches them by field.
void check(Check& check) {
  const semantic::FileModel& file = check.file();
  if (file.file().style.with_built_logs) return;  // the team has decided so
  std::optional<bool> is_terminal;                // asked where there is something to report
  for (const Call* call : file.tree().nodes_of<Call>()) {
    if (!may_be_eager(file, *call)) continue;
    const knowledge::LogCall* logged = knowledge::log_call(file.resolve(*call->func));
    if (logged == nullptr || file.in_main_block(*call)) continue;
    if (!is_terminal) is_terminal = is_terminal_program(file);
    if (*is_terminal) return;
    look_at(*call, *logged, check);
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
    .where = Where::Application,
    .references = {"https://docs.python.org/3/howto/logging.html#optimization",
                   "https://docs.sentry.io/platforms/python/integrations/logging/"},
    .risk =
        "Each record has a text of its own: error tracking and log search cannot group them, and "
        "the text is built even where the level is off.",
    .advice =
        "First take out what belongs in no log (LOG004, LOG005), then pass the other values as "
        "arguments of the log call.",
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
judged too, by their own ways of passing values. Messages whose parts are all constant are left alone, and so are scripts and
programs for a terminal: who reads their output neither groups nor searches it. Where the project's own linter (ruff) is told to
ignore G004, which is this check, nothing is reported.
)md",
    .on_file = check,
};

}  // namespace fastidious::rules
