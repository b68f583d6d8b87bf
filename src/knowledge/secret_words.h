#pragma once
// Names of values that nobody may guess.

#include <string_view>

namespace fastidious::knowledge {

// Whether a variable, parameter, key or function so named holds or makes a value that must not be
// guessed: `reset_token`, `otp`, `session_id`, `generateApiKey`. The last words decide:
// `token_count`, `password_hint` and `max_tokens` do not.
bool names_unguessable_value(std::string_view name);

}  // namespace fastidious::knowledge
