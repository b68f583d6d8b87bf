#pragma once
// Where a parameter's value goes: through the functions of the repository that it is passed to.

#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct PassedParameter {
  Definition function;
  const syntax::Arg* parameter = nullptr;  // that takes the value
  Placed passed_at;                        // the call that passes it; null for the first one
};

struct PassedParameters {
  std::vector<PassedParameter> all;  // the function itself first
  // The value, or something that holds it, is passed to what is not known.
  bool escapes = false;
};

// `parameter` of `function`, and the parameters it is passed to as it is, a few calls deep.
PassedParameters passed_parameters(const Definition& function, const syntax::Arg& parameter);
// The same, with what little changes leave of it: app/effects/kept_value.h.
PassedParameters kept_parameters(const Definition& function, const syntax::Arg& parameter);

// Whether `expr` is a Name that means the parameter, and not another binding of the name.
bool is_parameter(const FileModel& file, const syntax::Expr& expr, const syntax::Arg& parameter);

}  // namespace fastidious::app
