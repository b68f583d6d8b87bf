#pragma once
// What the names of fields, parameters and cookies tell about their values.

#include <string_view>

namespace fastidious::knowledge {

// Whether a field so named holds a secret itself: `db_password`, `API_KEY`, `refreshToken`; not
// `token_type`, `password_hint`, `max_tokens`, `secret_name`, `page_token`.
bool names_secret(std::string_view name);

// The Pydantic type for a text field so named: "EmailStr" for `contact_email`, "datetime" for
// `created_at`, …; empty where the name says nothing.
std::string_view semantic_type_for(std::string_view name);

}  // namespace fastidious::knowledge
