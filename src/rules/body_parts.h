#pragma once
// What is done with the values that a request's body of unknown form holds.

#include <algorithm>
#include <vector>

#include "app/effects/carried_value.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Whether test(file, call) holds for a call inside of the function.
bool any_call(const semantic::Definition& function, auto&& test) {
  const auto calls = function.file->tree().nodes_of<syntax::Call>(*function.node);
  return std::any_of(calls.begin(), calls.end(),
                     [&](const syntax::Call* call) { return test(*function.file, *call); });
}

// The same for the calls that the value is given to.
bool any_call(const std::vector<app::Carrier>& carriers, auto&& test) {
  return std::any_of(carriers.begin(), carriers.end(), [&](const app::Carrier& one) {
    return any_call(one.function, [&](const semantic::FileModel& file, const syntax::Call& call) {
      return one.is_given_to(call) && test(file, call);
    });
  });
}

// Whether each value that is taken out of the body is looked at (isinstance(), a comparison, a
// model), or only asked for by `"key" in body`; and the whole goes nowhere unseen.
bool are_parts_checked(const std::vector<app::Carrier>& bodies, bool of_form = false);

// Whether it is looked into at all: `body["sku"]`, `body.get("sku")`, `body.items()`, a loop.
bool takes_parts(const std::vector<app::Carrier>& bodies);

}  // namespace fastidious::rules
