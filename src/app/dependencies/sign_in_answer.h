#pragma once
// What a provider's sign-in sends the browser back with (RFC 6749, section 4.1.2, and RFC 9207).

#include <string_view>

#include "app/dependencies/dependency.h"

namespace fastidious::app {

// `code`, `state`, `error`, …
bool is_sign_in_answer(std::string_view name);
// Whether `parameter` of `taker` is one of them, beside the `code` and the `state`.
bool comes_from_sign_in(const Parameter& parameter, const Dependency& taker);

}  // namespace fastidious::app
