#pragma once
// Parameters of Firebase that are read when a module is imported, and that nothing asks for then.

#include <set>

#include "semantic/model.h"

namespace fastidious::rules {

// `REGION = StringParam("REGION").value`, where nothing names REGION.
class KeptForNothing {
 public:
  explicit KeptForNothing(const semantic::Model& model);

  // Whether the value of `….value` is kept so.
  bool holds(const syntax::Attribute& value) const { return values_.contains(&value); }
  // Whether the call that stands there makes a parameter that is used for nothing else.
  bool is_made_at(const semantic::FileModel& file, Span call) const {
    return made_.contains({&file, call.begin});
  }

 private:
  std::set<const syntax::Attribute*> values_;
  std::set<std::pair<const semantic::FileModel*, Offset>> made_;
};

}  // namespace fastidious::rules
