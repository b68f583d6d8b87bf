#include "text/line_index.h"

#include <emmintrin.h>

#include <algorithm>

namespace fastidious {
namespace {

// Columns are counted from the start of the line, or from the start of a block of so many bytes.
constexpr Offset kBlock = 1024;

// Appends the offset behind each line end of the text; gives whether all of it is ASCII.
bool find_line_starts(const SourceText& text, std::vector<Offset>& starts) {
  const char* data = text.data();
  const Offset size = text.size();
  const __m128i newline = _mm_set1_epi8('\n');
  const __m128i carriage = _mm_set1_epi8('\r');
  __m128i seen = _mm_setzero_si128();
  for (Offset base = 0; base < size; base += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + base));
    seen = _mm_or_si128(seen, block);
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
  return _mm_movemask_epi8(seen) == 0;
}

Offset continuation_bytes(std::string_view text) {
  return static_cast<Offset>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) == 0x80; }));
}

}  // namespace

LineIndex::LineIndex(const SourceText& text) {
  starts_.clear();
  starts_.reserve(text.size() / 32 + 2);
  starts_.push_back(text.start());
  is_ascii_ = find_line_starts(text, starts_);
  if (starts_.size() == 1 || starts_.back() != text.size()) {
    starts_.push_back(text.size());
  }
  if (!is_ascii_) {
    count_characters(text);
  }
}

void LineIndex::count_characters(const SourceText& text) {
  const auto is_long = [](Offset start, Offset next) { return next - start > kBlock; };
  if (std::adjacent_find(starts_.begin(), starts_.end(), is_long) == starts_.end()) {
    return;
  }
  continuation_bytes_.push_back(0);
  for (Offset at = 0; at + kBlock <= text.size(); at += kBlock) {
    continuation_bytes_.push_back(continuation_bytes_.back() +
                                  continuation_bytes(text.slice({at, at + kBlock})));
  }
}

Offset LineIndex::continuation_bytes_before(const SourceText& text, Offset at) const {
  const Offset block = at / kBlock;
  return continuation_bytes_[block] + continuation_bytes(text.slice({block * kBlock, at}));
}

std::uint32_t LineIndex::line_of(Offset at) const {
  // Halving without branches, which would be mispredicted each other time.
  const Offset* first = starts_.data();
  for (std::size_t left = starts_.size() - 1; left > 1;) {
    const std::size_t half = left / 2;
    first += first[half] <= at ? half : 0;
    left -= half;
  }
  return static_cast<std::uint32_t>(first - starts_.data()) + 1;
}

Position LineIndex::position(const SourceText& text, Offset at) const {
  const std::uint32_t line = line_of(at);
  const Offset start = start_of(line);
  const Offset bytes = std::clamp(at, start, std::max(start, text.size())) - start;
  if (is_ascii_) {
    return {line, bytes + 1};
  }
  const Offset more = bytes <= kBlock ? continuation_bytes(text.slice({start, start + bytes}))
                                      : continuation_bytes_before(text, start + bytes) -
                                            continuation_bytes_before(text, start);
  return {line, bytes - more + 1};
}

std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  return line;
}

}  // namespace fastidious
