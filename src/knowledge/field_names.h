#pragma once
// What the names of fields and parameters tell about the format of their values.

#include <string_view>

namespace fastidious::knowledge {

// The Pydantic type for a text field so named: "EmailStr" for `contact_email`, "datetime" for
// `created_at`, …; empty where the name says nothing.
std::string_view semantic_type_for(std::string_view name);

}  // namespace fastidious::knowledge
