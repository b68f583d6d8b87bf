#pragma once
// Guards that decide by the path of the request: one dependency for all endpoints, with tables of
// who may call which.

#include <map>
#include <set>
#include <string>

#include "app/routes/route.h"

namespace fastidious::app {

class Application;

// Not safe for several threads.
class PathGuards {
 public:
  explicit PathGuards(const Application& application) : application_(application) {}

  // Whether a dependency of the route, or what it calls with the request, reads the path that is
  // asked for: who gets in is decided by tables.
  bool judge(const Route& route);

  // Whether these tables list many endpoints, and not this one, but for those that are named after
  // administrators: such tables leave to them what nobody else is given.
  bool leave_to_administrators(const Route& route);

 private:
  bool reads_path(const Definition& function);
  const std::set<std::string>& listed();

  const Application& application_;
  std::map<const syntax::Node*, bool> known_;  // by function; looked up only
  std::set<std::string> listed_;               // paths in tables for others than administrators
  std::size_t listed_endpoints_ = 0;
  bool has_listed_ = false;
};

}  // namespace fastidious::app
