#pragma once
// Guards of endpoints that take tokens made for something else: refresh tokens, password resets.

#include "rules/application_check.h"

namespace fastidious::rules {

// Reports each call that decodes for such a guard.
void report_accepted_tokens(ApplicationCheck& check);

}  // namespace fastidious::rules
