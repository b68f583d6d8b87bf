#pragma once
// Whether those who listen at one process miss what happens in another: connections that a process
// keeps, and where what is sent to them comes from.

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "semantic/model.h"

namespace fastidious::app {

class ConnectionFeeds {
 public:
  explicit ConnectionFeeds(const semantic::Model& code) : code_(code) {}

  // Whether each process finds out by itself all that it sends to the connections in `registry`: by
  // a subscription, which all processes have, or in a task of its own that is told nothing. False
  // if nothing is known to be sent. Calls are looked through once, a file once for each registry.
  bool feed_themselves(const semantic::FileModel& file, const syntax::Expr& registry);

 private:
  struct Site {
    const semantic::FileModel* file;
    const syntax::Call* call;
  };
  bool all_senders_do(const semantic::FileModel& file, std::uint32_t name);
  bool feeds_itself(const semantic::FileModel& file, const syntax::FunctionDef& function,
                    int depth);
  bool is_called_so(const Site& site, int depth);
  const std::vector<Site>& calls_named(std::uint32_t name);

  const semantic::Model& code_;
  std::map<std::pair<const semantic::FileModel*, std::uint32_t>, bool> known_;  // looked up only
  std::unordered_map<const syntax::FunctionDef*, bool> functions_;              // looked up only
  std::optional<std::unordered_map<std::uint32_t, std::vector<Site>>> calls_;   // looked up only
};

}  // namespace fastidious::app
