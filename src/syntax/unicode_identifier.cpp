#include "syntax/unicode_identifier.h"

#include <utf8proc.h>

#include <cstdlib>

namespace fastidious::syntax {
namespace {

// Other_ID_Start and Other_ID_Continue of Unicode's PropList.txt.
bool is_other_id_start(utf8proc_int32_t c) {
  return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C;
}
bool is_other_id_continue(utf8proc_int32_t c) {
  return c == 0x00B7 || c == 0x0387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA;
}

bool is_id_start(utf8proc_int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return true;
    default: return c == '_' || is_other_id_start(c);
  }
}

bool is_id_continue(utf8proc_int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC: return true;
    default: return is_id_start(c) || is_other_id_continue(c);
  }
}

bool has_identifier_form(std::string_view name) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(name.data());
  auto left = static_cast<utf8proc_ssize_t>(name.size());
  for (bool first = true; left > 0; first = false) {
    utf8proc_int32_t c = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, left, &c);
    if (used <= 0 || !(first ? is_id_start(c) : is_id_continue(c))) {
      return false;
    }
    at += used;
    left -= used;
  }
  return !name.empty();
}

}  // namespace

bool is_unicode_identifier(std::string_view name) {
  // The XID properties are the ID properties closed under NFKC (UAX 31, section 5.1).
  return has_identifier_form(name) && has_identifier_form(normalised_identifier(name));
}

std::string normalised_identifier(std::string_view name) {
  utf8proc_uint8_t* result = nullptr;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                   static_cast<utf8proc_ssize_t>(name.size()), &result, options);
  std::string normalised =
      size < 0 ? std::string(name)
               : std::string(reinterpret_cast<char*>(result), static_cast<std::size_t>(size));
  std::free(result);
  return normalised;
}

}  // namespace fastidious::syntax
