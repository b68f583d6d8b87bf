#pragma once
// Calls that write a log record: of logging, structlog and loguru.

#include <cstdint>
#include <string_view>

#include "semantic/file_model.h"

namespace fastidious::knowledge {

// Whose rules for messages hold: `%s` and arguments, event and keywords, `{}` and arguments.
enum class LoggerKind : std::uint8_t { Stdlib, Structlog, Loguru };

enum class LogLevel : std::uint8_t { Given, Debug, Info, Warning, Error, Critical };

struct LogCall {
  std::string_view target;  // qualified name
  LoggerKind logger;
  LogLevel level;  // Given: the first argument says
  int message;     // the position of the message

  // `exception()` records the traceback unasked.
  bool records_exception() const { return target.ends_with("exception"); }
};

inline constexpr LogCall kLogCalls[] = {
#define LOG_CALL(target, logger, level, message) \
  {target, LoggerKind::logger, LogLevel::level, message},
#include "knowledge/log_calls.def"
#undef LOG_CALL
};

// The entry of kLogCalls for a call of `target`; null if it writes no log record.
const LogCall* log_call(std::string_view target);

// The keyword arguments that logging understands; any other raises TypeError
// (https://docs.python.org/3/library/logging.html#logging.Logger.debug).
bool is_logging_keyword(std::string_view name);

// Whether `extra` may not have this key: it is an attribute of every LogRecord, and makeRecord()
// raises KeyError (https://docs.python.org/3/library/logging.html#logrecord-attributes).
bool is_log_record_attribute(std::string_view name);

// Whether the call says something about the traceback: `exc_info=…` whatever its value,
// `**keywords` that may hold it, or loguru's `opt(exception=…)`.
bool decides_on_traceback(const semantic::FileModel& file, const syntax::Call& call);

// Whether the record has the traceback of the exception at hand.
bool records_traceback(const semantic::FileModel& file, const syntax::Call& call);

// The level at which a call seems to log, judged by names alone: `self.log.warning(…)`. Debug,
// Info, Warning, Error, Critical, or Given if it does not look like logging. Good enough to acquit.
LogLevel apparent_level(const semantic::FileModel& file, const syntax::Call& call);

}  // namespace fastidious::knowledge
