#pragma once
// What the calls of a function that are seen give to its parameters.

#include <vector>

#include "semantic/model.h"

namespace fastidious::rules {

struct GivenArgument {
  const semantic::FileModel* file = nullptr;  // of the call
  const syntax::Expr* expr = nullptr;         // null: nothing, or it cannot be told what
};

// The parameter that the name stands for in the function around it; null if it stands for none.
const syntax::Arg* parameter_named(const semantic::FileModel& file, const syntax::Name& name);

// What each call in the repository gives to that parameter, by file and position. Empty if `name`
// is no parameter, or no call is seen.
std::vector<GivenArgument> given_arguments(const semantic::FileModel& file,
                                           const syntax::Name& name);
// The same for a parameter of the function.
std::vector<GivenArgument> given_arguments(const semantic::FileModel& file,
                                           const syntax::FunctionDef& function,
                                           const syntax::Arg& parameter);

}  // namespace fastidious::rules
