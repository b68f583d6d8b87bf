#pragma once
// Models that Pydantic 2 refuses to make: a module that holds one cannot be imported.

#include "semantic/model.h"

namespace fastidious::rules {

// The first assignment of the class's body that Pydantic 2 refuses, `FETCH = "fetch"` without an
// annotation; null if it takes them all, or may. Only of classes whose one base is `BaseModel`.
const syntax::Assign* field_without_annotation(const semantic::FileModel& file,
                                               const syntax::ClassDef& cls);

struct UnmadeModel {
  const semantic::FileModel* file = nullptr;
  const syntax::Assign* field = nullptr;
  explicit operator bool() const { return field != nullptr; }
};

// The first such model of the module and of those that it imports when it is loaded. Looks at a few
// classes of a few modules.
UnmadeModel model_that_stops_import(const semantic::FileModel& file);

}  // namespace fastidious::rules
