#include "repo/printable_path.h"

#include <algorithm>

#include "text/decode.h"

namespace fastidious::repo {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

std::string escaped(char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
}

bool is_utf8(std::string_view text) {
  const SourceText copy(text);
  return find_invalid_utf8(copy) == copy.size();
}

}  // namespace

bool is_printable_path(std::string_view path) {
  if (std::any_of(path.begin(), path.end(), is_control)) {
    return false;
  }
  return std::all_of(path.begin(), path.end(), is_ascii) || is_utf8(path);
}

std::string printable_path(std::string_view path) {
  const bool text = is_utf8(path);
  std::string shown;
  for (char c : path) {
    if (is_control(c) || (!text && !is_ascii(c))) {
      shown += escaped(c);
    } else {
      shown += c;
    }
  }
  return shown;
}

}  // namespace fastidious::repo
