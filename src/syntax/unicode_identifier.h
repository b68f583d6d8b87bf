#pragma once
// Identifiers beyond ASCII (PEP 3131).

#include <string>
#include <string_view>

namespace fastidious::syntax {

// Whether `name` (UTF-8) is XID_Start XID_Continue*.
bool is_unicode_identifier(std::string_view name);

// `name` in normal form NFKC: the form under which Python compares identifiers.
std::string normalised_identifier(std::string_view name);

}  // namespace fastidious::syntax
