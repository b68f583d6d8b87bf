#pragma once
// Passwords and keys that everybody knows: those that programs and images are delivered with, and
// those that tutorials and templates tell to change (CWE-1392).

#include <string_view>

namespace fastidious::knowledge {

// "postgres", "minioadmin", "changeme", "ChangeThis-please": in any case.
bool is_default_credential(std::string_view value);

}  // namespace fastidious::knowledge
