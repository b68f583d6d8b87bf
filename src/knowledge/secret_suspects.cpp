#include "knowledge/secret_suspects.h"

#include <tmmintrin.h>

#include <array>
#include <bit>
#include <cstring>

namespace fastidious::knowledge {
namespace {

constexpr std::size_t kLookAhead = 2;  // bytes behind a block that its marks are read from

// The classes of a byte by its halves (https://arxiv.org/abs/1902.08318, section 3.1.2): a byte is
// of a run if both tables have a bit in common.
enum RunClass : char { kSign = 1, kDigit = 2, kLetter46 = 4, kLetter57 = 8, kLine = 16 };

__m128i classes_by_row() {
  return _mm_setr_epi8(0, 0, kSign, kDigit, kLetter46, kLetter57 | kLine, kLetter46, kLetter57, 0,
                       0, 0, 0, 0, 0, 0, 0);
}

__m128i classes_by_column() {
  constexpr char kAll = kDigit | kLetter46 | kLetter57;
  constexpr char kLetters = kLetter46 | kLetter57;
  return _mm_setr_epi8(kDigit | kLetter57, kAll, kAll, kAll, kAll, kAll, kAll, kAll, kAll, kAll,
                       kLetters, kLetter46, kLetter46, kLetter46 | kSign, kLetter46,
                       kLetter46 | kLine);
}

std::uint64_t bits(__m128i bytes) {
  return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes)));
}

__m128i load(const char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }

std::uint64_t run_bytes(__m128i bytes) {
  const __m128i half = _mm_set1_epi8(0x0F);
  const __m128i high = _mm_and_si128(_mm_srli_epi16(bytes, 4), half);
  const __m128i classes =
      _mm_and_si128(_mm_shuffle_epi8(classes_by_row(), high),
                    _mm_shuffle_epi8(classes_by_column(), _mm_and_si128(bytes, half)));
  return bits(_mm_cmpeq_epi8(classes, _mm_setzero_si128())) ^ 0xFFFFu;
}

std::uint64_t digit_bytes(__m128i bytes) {
  const __m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
  return bits(_mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(9)), above));
}

__m128i is_equal(__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); }

// "://", "-BE", "Q~" and "AKI".
std::uint64_t mark_bytes(const char* at) {
  const __m128i first = load(at);
  const __m128i second = load(at + 1);
  const __m128i third = load(at + 2);
  const __m128i url = _mm_and_si128(is_equal(first, ':'),
                                    _mm_and_si128(is_equal(second, '/'), is_equal(third, '/')));
  const __m128i frame = _mm_and_si128(is_equal(first, '-'),
                                      _mm_and_si128(is_equal(second, 'B'), is_equal(third, 'E')));
  const __m128i tilde = _mm_and_si128(is_equal(first, 'Q'), is_equal(second, '~'));
  const __m128i key = _mm_and_si128(is_equal(first, 'A'),
                                    _mm_and_si128(is_equal(second, 'K'), is_equal(third, 'I')));
  return bits(_mm_or_si128(_mm_or_si128(url, key), _mm_or_si128(frame, tilde)));
}

// `mask` moved towards the end by `count` bytes, those of the block before moving in.
std::uint64_t moved(std::uint64_t mask, std::uint64_t before, int count) {
  return mask << count | before >> (64 - count);
}

// The bytes of `mask` and `behind`, the next block's, and the kShortRun - 1 in front of each.
std::uint64_t spread_to_front(std::uint64_t mask, std::uint64_t behind) {
  for (const int count : {1, 2, 4, 8}) {
    mask |= mask >> count | behind << (64 - count);
    behind |= behind >> count;
  }
  return mask;
}

}  // namespace

Suspects::Suspects(std::string_view text) : text_(text) {
  following_ = read(0);
  block_at_ = 0 - kBlock;
  advance();
}

Suspects::Block Suspects::read(std::size_t at) {
  if (at >= text_.size()) return {};
  const char* begin = text_.data() + at;
  std::array<char, kBlock + 16> copy;
  const std::size_t left = text_.size() - at;
  if (left < kBlock + 16 + kLookAhead) {
    copy.fill(0);
    std::memcpy(copy.data(), begin, left < copy.size() ? left : copy.size());
    begin = copy.data();
  }
  Block block;
  std::uint64_t one = 0;
  for (int i = 0; i < 4; ++i) {
    const __m128i bytes = load(begin + i * 16);
    one |= run_bytes(bytes) << (i * 16);
    block.digits |= digit_bytes(bytes) << (i * 16);
    block.marks |= mark_bytes(begin + i * 16) << (i * 16);
  }
  const std::uint64_t two = one & moved(one, carry_.one, 1);
  const std::uint64_t four = two & moved(two, carry_.two, 2);
  const std::uint64_t eight = four & moved(four, carry_.four, 4);
  block.ends_of_runs = eight & moved(eight, carry_.eight, 8);
  block.ends_of_long_runs = block.ends_of_runs & moved(block.ends_of_runs, carry_.sixteen, 16);
  carry_ = {one, two, four, eight, block.ends_of_runs};
  return block;
}

// To the next block; false behind the last one.
bool Suspects::advance() {
  block_at_ += kBlock;
  if (block_at_ >= text_.size()) return false;
  current_ = following_;
  following_ = read(block_at_ + kBlock);
  const std::uint64_t in_runs =
      current_.ends_of_runs != 0 || following_.ends_of_runs != 0
          ? spread_to_front(current_.ends_of_runs, following_.ends_of_runs)
          : 0;
  hits_ = (in_runs & current_.digits) | current_.marks | current_.ends_of_long_runs;
  return true;
}

std::optional<Suspect> Suspects::next() {
  for (;;) {
    if (from_ >= block_at_ + kBlock) {
      hits_ = 0;
    } else if (from_ > block_at_) {
      hits_ &= ~std::uint64_t{0} << (from_ - block_at_);
    }
    if (hits_ != 0) {
      const std::size_t at = block_at_ + static_cast<std::size_t>(std::countr_zero(hits_));
      from_ = at + 1;
      return suspect_at(at);
    }
    if (!advance()) return std::nullopt;
  }
}

Suspect Suspects::suspect_at(std::size_t at) const {
  const std::string_view rest = text_.substr(at, 3);
  if (rest[0] == ':') return {Suspect::Kind::Url, at};
  if (rest == "-BE") return {Suspect::Kind::Frame, at};
  return {rest.starts_with("Q~") ? Suspect::Kind::Tilde : Suspect::Kind::Run, at};
}

}  // namespace fastidious::knowledge
