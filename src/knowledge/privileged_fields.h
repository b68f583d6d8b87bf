#pragma once
// Fields that say what somebody may do or owns: not for clients to set.

#include <algorithm>
#include <array>
#include <string_view>

namespace fastidious::knowledge {

inline constexpr std::array<std::string_view, 20> kPrivilegedFields = {
    "role",           "roles",   "is_admin",    "is_superuser", "is_staff",
    "is_owner",       "admin",   "superuser",   "owner_id",     "tenant_id",
    "permissions",    "balance", "credits",     "verified",     "is_verified",
    "email_verified", "isAdmin", "isSuperuser", "ownerId",      "tenantId"};

constexpr bool is_privileged_field(std::string_view name) {
  return std::find(kPrivilegedFields.begin(), kPrivilegedFields.end(), name) !=
         kPrivilegedFields.end();
}

}  // namespace fastidious::knowledge
