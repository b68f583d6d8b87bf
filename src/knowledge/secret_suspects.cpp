#include "knowledge/secret_suspects.h"

#include <immintrin.h>

#include <array>
#include <bit>
#include <cstring>

namespace fastidious::knowledge {
namespace {

constexpr std::size_t kLookAhead = 2;  // bytes behind a block that its marks are read from
constexpr std::size_t kBytes = 64;     // of a block

// Bits of 64 bytes.
struct Masks {
  std::uint64_t run = 0;
  std::uint64_t digits = 0;
  std::uint64_t marks = 0;
};

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

Masks masks_of(const char* at) {
  Masks masks;
  for (int i = 0; i < 4; ++i) {
    const __m128i bytes = load(at + i * 16);
    masks.run |= run_bytes(bytes) << (i * 16);
    masks.digits |= digit_bytes(bytes) << (i * 16);
    masks.marks |= mark_bytes(at + i * 16) << (i * 16);
  }
  return masks;
}

// The same where the processor has AVX2.
__attribute__((target("avx2"))) Masks masks_with_avx2(const char* at) {
  const __m256i half = _mm256_set1_epi8(0x0F);
  const __m256i rows = _mm256_broadcastsi128_si256(classes_by_row());
  const __m256i columns = _mm256_broadcastsi128_si256(classes_by_column());
  Masks masks;
  for (int i = 0; i < 2; ++i) {
    const char* from = at + i * 32;
    const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 1));
    const __m256i third = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 2));
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(first, 4), half);
    const __m256i classes =
        _mm256_and_si256(_mm256_shuffle_epi8(rows, high),
                         _mm256_shuffle_epi8(columns, _mm256_and_si256(first, half)));
    const __m256i above = _mm256_sub_epi8(first, _mm256_set1_epi8('0'));
    const __m256i digits = _mm256_cmpeq_epi8(_mm256_min_epu8(above, _mm256_set1_epi8(9)), above);
    const __m256i slash = _mm256_cmpeq_epi8(second, _mm256_set1_epi8('/'));
    const __m256i url =
        _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8(':')),
                         _mm256_and_si256(slash, _mm256_cmpeq_epi8(third, _mm256_set1_epi8('/'))));
    const __m256i frame =
        _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8('-')),
                         _mm256_and_si256(_mm256_cmpeq_epi8(second, _mm256_set1_epi8('B')),
                                          _mm256_cmpeq_epi8(third, _mm256_set1_epi8('E'))));
    const __m256i tilde = _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8('Q')),
                                           _mm256_cmpeq_epi8(second, _mm256_set1_epi8('~')));
    const __m256i key =
        _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8('A')),
                         _mm256_and_si256(_mm256_cmpeq_epi8(second, _mm256_set1_epi8('K')),
                                          _mm256_cmpeq_epi8(third, _mm256_set1_epi8('I'))));
    const __m256i marks = _mm256_or_si256(_mm256_or_si256(url, frame), _mm256_or_si256(tilde, key));
    const auto bits_of = [](__m256i bytes) __attribute__((target("avx2"))) {
      return std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes))};
    };
    const __m256i others = _mm256_cmpeq_epi8(classes, _mm256_setzero_si256());
    masks.run |= (bits_of(others) ^ 0xFFFFFFFFu) << (i * 32);
    masks.digits |= bits_of(digits) << (i * 32);
    masks.marks |= bits_of(marks) << (i * 32);
  }
  return masks;
}

using ReadMasks = Masks (*)(const char*);
ReadMasks read_masks() {
  static const ReadMasks best = __builtin_cpu_supports("avx2") ? masks_with_avx2 : masks_of;
  return best;
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

// Reads a text's blocks, one after the other.
class Blocks {
 public:
  explicit Blocks(std::string_view text) : text_(text) {}

  struct Block {
    std::uint64_t digits = 0;
    std::uint64_t marks = 0;
    std::uint64_t ends_of_runs = 0;       // bytes behind which kShortRun are in a row
    std::uint64_t ends_of_long_runs = 0;  // kLongRun
  };

  Block next() {
    if (at_ >= text_.size()) return {};
    const Masks masks = masks_at(at_);
    at_ += kBytes;
    const std::uint64_t one = masks.run;
    const std::uint64_t two = one & moved(one, one_, 1);
    const std::uint64_t four = two & moved(two, two_, 2);
    const std::uint64_t eight = four & moved(four, four_, 4);
    const std::uint64_t sixteen = eight & moved(eight, eight_, 8);
    const Block block{masks.digits, masks.marks, sixteen, sixteen & moved(sixteen, sixteen_, 16)};
    one_ = one, two_ = two, four_ = four, eight_ = eight, sixteen_ = sixteen;
    return block;
  }

 private:
  Masks masks_at(std::size_t at) const {
    const std::size_t left = text_.size() - at;
    if (left >= kBytes + kLookAhead) return read_(text_.data() + at);
    std::array<char, kBytes + 16> copy{};
    std::memcpy(copy.data(), text_.data() + at, left);
    return read_(copy.data());
  }

  std::string_view text_;
  ReadMasks read_ = read_masks();
  std::size_t at_ = 0;
  // Of the block before: bytes behind which 1, 2, 4, 8 and 16 are in a row.
  std::uint64_t one_ = 0, two_ = 0, four_ = 0, eight_ = 0, sixteen_ = 0;
};

}  // namespace

SuspectMap::SuspectMap(std::string_view text)
    : text_(text), blocks_((text.size() + kBlock - 1) / kBlock), hits_(of_short_.data()) {
  static_assert(kBlock == kBytes);
  if (blocks_ > kShortText) {
    of_long_ = std::make_unique_for_overwrite<std::uint64_t[]>(blocks_);
    hits_ = of_long_.get();
  }
  mark_all();
}

void SuspectMap::mark_all() {
  Blocks blocks(text_);
  Blocks::Block block = blocks.next();
  for (std::size_t i = 0; i < blocks_; ++i) {
    const Blocks::Block behind = blocks.next();
    const std::uint64_t in_runs = (block.ends_of_runs | behind.ends_of_runs) != 0
                                      ? spread_to_front(block.ends_of_runs, behind.ends_of_runs)
                                      : 0;
    hits_[i] = (in_runs & block.digits) | block.marks | block.ends_of_long_runs;
    block = behind;
  }
}

std::optional<Suspect> SuspectMap::next(std::size_t from) const {
  std::size_t block = from / kBlock;
  if (block >= blocks_) return std::nullopt;
  std::uint64_t hits = hits_[block] & ~std::uint64_t{0} << from % kBlock;
  while (hits == 0) {
    if (++block == blocks_) return std::nullopt;
    hits = hits_[block];
  }
  return suspect_at(block * kBlock + static_cast<std::size_t>(std::countr_zero(hits)));
}

Suspect SuspectMap::suspect_at(std::size_t at) const {
  const std::string_view rest = text_.substr(at, 3);
  if (rest[0] == ':') return {Suspect::Kind::Url, at};
  if (rest == "-BE") return {Suspect::Kind::Frame, at};
  return {rest.starts_with("Q~") ? Suspect::Kind::Tilde : Suspect::Kind::Run, at};
}

}  // namespace fastidious::knowledge
