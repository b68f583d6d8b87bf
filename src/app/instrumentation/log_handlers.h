#pragma once
// Which records of a log handler are on a stream as well.

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "semantic/file_model.h"

namespace fastidious::app {

// The handlers that one function, or one module, makes and gives to its loggers. Linear in what is
// below `scope`.
class LogHandlers {
 public:
  LogHandlers(const semantic::FileModel& file, const syntax::Node& scope);

  // Whether every record of the handler that `made` makes is on a stream, too: another handler of
  // the same logger lets no fewer through.
  bool shows_as_well(const syntax::Call& made) const;

 private:
  std::string_view name_of(const syntax::Call& made) const;
  void look_at(const syntax::Call& call);
  void find_streams();

  const semantic::FileModel& file_;
  std::set<std::string_view> streams_;                                 // handlers by their names
  std::map<std::string_view, std::vector<std::string_view>> loggers_;  // of handlers
  std::map<std::string_view, std::optional<int>> levels_;              // of handlers
  std::map<std::string_view, int> lowest_;  // of loggers: from which level on a stream shows all
};

}  // namespace fastidious::app
