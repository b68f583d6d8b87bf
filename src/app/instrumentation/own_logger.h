#pragma once
// By which logger code writes its records: the one that is at hand at a place, or the one that a
// module of the repository gets itself.

#include <optional>
#include <string>

#include "knowledge/log_calls.h"
#include "semantic/model.h"

namespace fastidious::app {

struct OwnLogger {
  std::string name;  // "logger", "self.log"
  // Nothing for one of the repository's own making: what its methods take is not known.
  std::optional<knowledge::LoggerKind> kind;
};

// The logger that a statement at `where` can use as it stands there: one that its class logs by
// (`self.logger`), or one that its module makes or imports, the one that it uses most. Nothing if
// there is none.
std::optional<OwnLogger> logger_at(const semantic::FileModel& file, const syntax::Node& where);

// What `file`, which has no logger, writes to get one: as most other modules of the repository do
// from a place that it can import, by the library that they log with, else by the standard
// library's.
struct UsualLogger {
  std::string statement;  // "from app.log import logger"
  std::string name;       // "logger"
  std::optional<knowledge::LoggerKind> kind;
};
UsualLogger usual_logger(const semantic::FileModel& file);

}  // namespace fastidious::app
