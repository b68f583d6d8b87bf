#include "syntax/unicode_names.h"

namespace fastidious::syntax {

std::optional<std::uint32_t> character_named(std::string_view) { return 0xFFFD; }

}  // namespace fastidious::syntax
