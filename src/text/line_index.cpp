#include "text/line_index.h"

#include <emmintrin.h>

#include <algorithm>

namespace fastidious {
namespace {

// Appends the offset behind each line end of the text.
void find_line_starts(const SourceText& text, std::vector<Offset>& starts) {
  const char* data = text.data();
  const Offset size = text.size();
  const __m128i newline = _mm_set1_epi8('\n');
  const __m128i carriage = _mm_set1_epi8('\r');
  for (Offset base = 0; base < size; base += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + base));
    const __m128i hit =
        _mm_or_si128(_mm_cmpeq_epi8(block, newline), _mm_cmpeq_epi8(block, carriage));
    for (unsigned mask = static_cast<unsigned>(_mm_movemask_epi8(hit)); mask != 0;
         mask &= mask - 1) {
      const Offset at = base + static_cast<Offset>(__builtin_ctz(mask));
      if (data[at] == '\r' && data[at + 1] == '\n') {
        continue;  // the \n ends the line
      }
      starts.push_back(at + 1);
    }
  }
}

}  // namespace

LineIndex::LineIndex(const SourceText& text) {
  starts_.clear();
  starts_.reserve(text.size() / 32 + 2);
  starts_.push_back(text.start());
  find_line_starts(text, starts_);
  if (starts_.size() == 1 || starts_.back() != text.size()) {
    starts_.push_back(text.size());
  }
}

std::uint32_t LineIndex::line_of(Offset at) const {
  const auto past = std::upper_bound(starts_.begin(), starts_.end() - 1, at);
  const auto line = static_cast<std::uint32_t>(past - starts_.begin());
  return std::max<std::uint32_t>(line, 1);
}

Position LineIndex::position(const SourceText& text, Offset at) const {
  const std::uint32_t line = line_of(at);
  const std::string_view before = text.slice({start_of(line), std::max(at, start_of(line))});
  const auto continuation =
      std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xC0) == 0x80; });
  return {line,
          static_cast<std::uint32_t>(before.size() - static_cast<std::size_t>(continuation)) + 1};
}

std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  return line;
}

}  // namespace fastidious
