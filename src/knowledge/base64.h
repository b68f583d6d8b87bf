#pragma once
// Base64 (RFC 4648) as texts hold it.

#include <cstddef>
#include <string>
#include <string_view>

namespace fastidious::knowledge {

// The bytes that `text` stands for, in either alphabet, up to the first character outside both. At
// most kLongestBase64 characters are read.
inline constexpr std::size_t kLongestBase64 = 16384;
std::string decode_base64(std::string_view text);

}  // namespace fastidious::knowledge
