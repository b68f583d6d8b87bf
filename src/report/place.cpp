#include "report/place.h"

#include <algorithm>
#include <cstring>

namespace fastidious::report {
namespace {

// So many lines further on are looked at before the whole file is searched.
constexpr std::uint32_t kNear = 6;

// How many of the bytes at `text` (a multiple of 8 is read at once) continue a UTF-8 sequence.
std::uint32_t continuation_bytes(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080ull;
  std::uint32_t count = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    // 10xxxxxx: the first bit is set and the second, moved to its place, is not.
    const std::uint64_t hits = word & ~(word << 1) & kHighBits;
    count += hits == 0 ? 0 : static_cast<std::uint32_t>(__builtin_popcountll(hits));
  }
  for (; at < text.size(); ++at) {
    count += (text[at] & 0xC0) == 0x80 ? 1 : 0;
  }
  return count;
}

// Code points between two offsets.
std::uint32_t columns_between(const SourceText& text, Offset begin, Offset end) {
  return end <= begin ? 0 : end - begin - continuation_bytes(text.slice({begin, end}));
}

}  // namespace

std::uint32_t PlaceFinder::line_of(const LineIndex& lines, Offset at) {
  if (lines.start_of(line_) <= at) {
    const std::uint32_t last = std::min(line_ + kNear, lines.line_count());
    for (std::uint32_t line = line_; line <= last; ++line) {
      if (at < lines.line_span(line).end) {
        return line_ = line;
      }
    }
  }
  return line_ = lines.line_of(at);
}

Place PlaceFinder::of(findings::FileId id, Span span) {
  if (!id || id.value >= report_.files.size()) {
    return {};
  }
  const File& file = report_.files[id.value];
  if (file.text == nullptr || file.lines == nullptr) {
    return {file.path, {}, {}};
  }
  if (file_ != id) {
    file_ = id;
    line_ = 1;
  }
  const Offset begin = std::min(span.begin, file.text->size());
  const Offset end = std::clamp(span.end, begin, file.text->size());
  const std::uint32_t first = line_of(*file.lines, begin);
  const std::uint32_t column = 1 + columns_between(*file.text, file.lines->start_of(first), begin);
  const std::uint32_t last = line_of(*file.lines, end);
  const Offset known = std::max(begin, file.lines->start_of(first));
  const std::uint32_t end_column =
      last == first ? column + columns_between(*file.text, known, end)
                    : 1 + columns_between(*file.text, file.lines->start_of(last), end);
  line_ = first;
  return {file.path, {first, column}, {last, end_column}};
}

Place place_of(const Report& report, findings::FileId file, Span span) {
  return PlaceFinder(report).of(file, span);
}

}  // namespace fastidious::report
