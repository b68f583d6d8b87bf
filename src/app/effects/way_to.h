#pragma once
// What runs in every case before a place of a function is reached.

#include "app/values/value.h"

namespace fastidious::app {

class WayTo {
 public:
  // A null `place` is the end of the function, which is reached unless something is raised.
  WayTo(const FileModel& file, const syntax::FunctionDef& function, const syntax::Node* place)
      : file_(file), function_(function), place_(place) {}

  // Whether each way to the place runs `node`, and gets on behind it.
  bool passes(const syntax::Node& node) const;
  // Whether the place is in `node`.
  bool ends_in(const syntax::Node& node) const;
  // Whether the statements end without getting to the place.
  bool is_left_by(const syntax::StmtList& body) const;
  // Whether only what the test of the `if` does not hold for gets to the place:
  // `if user is None: raise …`
  bool is_refused_by(const syntax::If& choice) const;

 private:
  bool passes_part(const syntax::Node& above, const syntax::Node& below) const;
  bool passes_try(const syntax::Try& attempt, const syntax::Node& below) const;
  bool is_in_round_of(const syntax::Node& node) const;

  const FileModel& file_;
  const syntax::FunctionDef& function_;
  const syntax::Node* place_;
};

}  // namespace fastidious::app
