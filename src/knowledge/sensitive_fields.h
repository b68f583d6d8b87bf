#pragma once
// Fields whose values must not leave the application.

#include <string_view>

namespace fastidious::knowledge {

enum class Sensitivity {
  None,
  Likely,   // `smtp_password`, `webhook_secret`: of a system, or shown once, as often as not
  Certain,  // a person's password or its hash, a private key, a national identifier, …
};

// What a field so named, in snake_case or camelCase, holds. None for what only tells about it
// (`password_hint`, `secret_name`), and for tokens, which some endpoints are there for.
Sensitivity sensitivity_of(std::string_view name);

}  // namespace fastidious::knowledge
