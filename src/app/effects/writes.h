#pragma once
// Which functions change what is stored, in a database or in Firestore, themselves or through the
// functions of the repository that they call.

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct Write {
  Placed call;            // in the function: the call that writes, or that leads to it
  std::string_view what;  // of the call that writes: "sqlalchemy.orm.Session.add", "INSERT"
  Definition next;        // the function that `call` runs; null: `call` is the one that writes
};

// Looks into functions, each once. Not safe for several threads.
//
// What only keeps books does not count: audit logs, "last seen", caches, counters of visits; nor
// does what a function makes when it is first asked for ("get_or_create").
class WriteReach {
 public:
  // The first write of the FunctionDef; null if none is seen.
  const Write* of(const Definition& function);
  // From the function to the call that writes, that one last.
  std::vector<Write> trace(const Definition& function);

 private:
  std::optional<Write> look_into(const Definition& function);
  std::optional<Write> look_at(const FileModel& file, const syntax::Call& call);

  std::map<const syntax::Node*, std::optional<Write>> known_;  // looked up only
  int depth_ = 0;
};

// Whether a name says that something is written down beside the business: "last_seen", "audit_log".
bool is_about_bookkeeping(std::string_view name);

// What the call itself does to a database: "sqlalchemy.orm.Session.add", "DELETE". Empty if it
// changes nothing, or nothing that is known. A commit is none: what it commits may be nothing.
std::string_view write_at(const FileModel& file, const syntax::Call& call);

}  // namespace fastidious::app
