#pragma once
// What rules about the content of logs share: what a call records, also of what its function is
// given by others.

#include <array>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "app/effects/shown_values.h"
#include "knowledge/log_calls.h"
#include "rules/rule.h"
#include "semantic/call_sites.h"

namespace fastidious::rules {

// Calls beside those of loggers that record what they are given, for others to read later.
inline constexpr std::array<std::string_view, 17> kRecorders = {
    "builtins.print",
    "warnings.warn",
    "sentry_sdk.capture_message",
    "sentry_sdk.set_tag",
    "sentry_sdk.set_extra",
    "sentry_sdk.set_context",
    "sentry_sdk.add_breadcrumb",
    "structlog.contextvars.bind_contextvars",
    "structlog.stdlib.BoundLogger.bind",
    "loguru.Logger.bind",
    "opentelemetry.trace.Span.set_attribute",
    "firebase_functions.logger.debug",
    "firebase_functions.logger.info",
    "firebase_functions.logger.log",
    "firebase_functions.logger.warn",
    "firebase_functions.logger.error",
    "firebase_functions.logger.write"};

// The calls of all of them, for Rule::calls.
constexpr CallList recording_calls() {
  CallList list = CallList::of(knowledge::kLogCalls);
  for (const std::string_view target : kRecorders) list.items[list.count++] = target;
  return list;
}

struct LoggedValue {
  app::ShownValue value;
  std::vector<app::Placed> passed;  // the calls that hand it on, the outermost first
};

// What `call` records of these kinds. What its function is given is looked up in the calls of it,
// two of them deep. Nothing under `if __name__ == "__main__":`, and where people run the file in a
// terminal and the call prints.
std::vector<LoggedValue> logged_values(const Check& check, const Call& call,
                                       std::initializer_list<app::ShownValue::What> kinds);

// What a call of `function` gives for one of its parameters; null if nothing, or that cannot be
// told.
const Expr* given_for(const semantic::FileModel& file, const FunctionDef& function,
                      const Arg& parameter, const semantic::CallSite& site);

// Whether only developers are meant to see what the call writes: `if settings.is_development():`
// around it, a `class ConsoleMailer`, a variable of the environment that switches it on.
bool is_for_developers(const semantic::FileModel& file, const Call& call);

// Whether the value goes through the standard library's logging, and the repository has a filter
// for that which takes secrets out; or is given to structlog by a name that says that it is one
// (`api_key=…`), and the repository has a processor for that.
bool passes_redacting_filter(const Check& check, const LoggedValue& value);

// Says when the record is written where nothing configures logging yet and Python drops it; gives
// whether that is so.
bool say_if_dropped(const Check& check, Draft& draft);

// Reports at the value, or at the call where the value stands elsewhere.
Draft report_logged(Check& check, const Call& call, const LoggedValue& logged,
                    std::string_view pattern);

}  // namespace fastidious::rules
