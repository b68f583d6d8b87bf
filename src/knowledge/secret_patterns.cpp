#include "knowledge/secret_patterns.h"

namespace fastidious::knowledge {

PatternMatch match_pattern(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  while (!pattern.empty()) {
    if (pattern[0] != '%') {
      if (at == text.size() || text[at] != pattern[0]) return {0, at + 1};
      pattern.remove_prefix(1);
      ++at;
      continue;
    }
    const PatternPiece piece = take_piece(pattern);
    std::size_t size = 0;
    while (size < piece.most && at + size < text.size() && in_class(piece.name, text[at + size])) {
      ++size;
    }
    at += size;
    const bool goes_on = at < text.size() && pattern.empty() && in_class(piece.name, text[at]);
    if (size < piece.least || goes_on) return {0, at + 1};
  }
  return {at < text.size() && is_word_byte(text[at]) ? 0 : at, at + 1};
}

}  // namespace fastidious::knowledge
