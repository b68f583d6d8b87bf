#pragma once
// What the sinks of loguru do with an exception: leave its traceback out, or write it with the
// values of all variables on its way.

#include <optional>
#include <string>

#include "semantic/model.h"

namespace fastidious::rules {

// Where all sinks of the program have a function as their format, and its text says nothing of the
// exception: one of them. loguru adds no traceback to what such a function gives.
std::optional<semantic::CallSite> loguru_sink_without_traceback(const semantic::FileModel& file);

// ", once `LOGURU_DIAGNOSE=NO` is set …": what keeps the values of variables out of tracebacks, to
// be done first, where a sink writes them; empty where none does. loguru's `diagnose` is on unless
// a sink or that variable says otherwise:
// https://loguru.readthedocs.io/en/stable/api/logger.html#loguru._logger.Logger.add
std::string before_loguru_tracebacks(const semantic::FileModel& file);

}  // namespace fastidious::rules
