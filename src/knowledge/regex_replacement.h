#pragma once
// What a text can no longer do after characters were taken out of it by a pattern.

#include <string_view>

#include "knowledge/dangers.h"

namespace fastidious::knowledge {

// Of `re.sub(pattern, replacement, text)`. Nothing is ruled out where the pattern is more than one
// class of characters: `[^\w.-]+`, `[<>:"/\\|?*]`.
Dangers ruled_out_by_replacing(std::string_view pattern, std::string_view replacement);

}  // namespace fastidious::knowledge
