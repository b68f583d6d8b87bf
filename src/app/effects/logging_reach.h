#pragma once
// Which functions write a log record, themselves or through the functions of the repository that
// they call.

#include <map>

#include "app/values/value.h"

namespace fastidious::app {

// Looks into functions, each once. Not safe for several threads.
class LoggingReach {
 public:
  // Whether the FunctionDef may write one. What is named like logging or auditing counts, whatever
  // it does: good enough to acquit.
  bool of(const Definition& function);

 private:
  bool look_into(const Definition& function);
  bool look_at(const FileModel& file, const syntax::Call& call);

  std::map<const syntax::Node*, bool> known_;  // looked up only
  int depth_ = 0;
};

}  // namespace fastidious::app
