#pragma once
// Where tokens start, for 64 bytes of text at once: a set of bits for each class of bytes. The
// classes are looked up by both halves of a byte
// (https://arxiv.org/abs/1902.08318, section 3.1.2).

#include <tmmintrin.h>

#include <cstdint>

namespace fastidious::syntax {

struct TextBlock {
  static constexpr unsigned kSize = 64;

  const char* begin = nullptr;
  std::uint64_t names = 0;   // bytes that may be part of a name: all that are not ASCII, too
  std::uint64_t starts = 0;  // where a token starts, or anything else that is not a space
  // Those of them that are neither a name nor an operator of one character for sure.
  std::uint64_t odd = 0;

  // Bytes past the text's end have to be readable: kSize of them, and one more.
  static TextBlock at(const char* begin);

  bool holds(const char* at) const { return static_cast<std::uintptr_t>(at - begin) < kSize; }
  // The starts from `at` on, which is in the block and in the midst of no name.
  std::uint64_t starts_from(const char* at) const {
    const auto here = static_cast<unsigned>(at - begin);
    return starts & (~std::uint64_t{0} << here);
  }
};

namespace detail {

enum ByteClass : std::uint8_t {
  kOperatorRow2 = 1,  // % & ( ) * + , - . /
  kOperatorRow3 = 2,  // : ; < = >
  kOperatorRow5 = 4,  // [ ] ^
  kOperatorRow7 = 8,  // { | } ~
  kDigits = 16,
  kLettersRow46 = 32,  // A-O, a-o
  kLettersRow57 = 64,  // P-Z, p-z
  kUnderscore = 128,
  kAnyOperator = 15,
};

// What the classes of a byte in row `high` (its upper half) may be.
inline __m128i classes_by_row() {
  constexpr char kNotAscii = kDigits | kLettersRow46 | kLettersRow57;
  return _mm_setr_epi8(0, 0, kOperatorRow2, kOperatorRow3 | kDigits, kLettersRow46,
                       static_cast<char>(kOperatorRow5 | kLettersRow57 | kUnderscore),
                       kLettersRow46, kOperatorRow7 | kLettersRow57, kNotAscii, kNotAscii,
                       kNotAscii, kNotAscii, kNotAscii, kNotAscii, kNotAscii, kNotAscii);
}

// What they may be in column `low` (its lower half).
inline __m128i classes_by_column() {
  constexpr char kLow = kDigits | kLettersRow46 | kLettersRow57;
  return _mm_setr_epi8(
      kDigits | kLettersRow57, kLow, kLow, kLow, kLow, kLow | kOperatorRow2, kLow | kOperatorRow2,
      kLow, kLow | kOperatorRow2, kLow | kOperatorRow2,
      kLettersRow46 | kLettersRow57 | kOperatorRow2 | kOperatorRow3,
      kLettersRow46 | kOperatorRow2 | kOperatorRow3 | kOperatorRow5 | kOperatorRow7,
      kLettersRow46 | kOperatorRow2 | kOperatorRow3 | kOperatorRow7,
      kLettersRow46 | kOperatorRow2 | kOperatorRow3 | kOperatorRow5 | kOperatorRow7,
      kLettersRow46 | kOperatorRow2 | kOperatorRow3 | kOperatorRow5 | kOperatorRow7,
      static_cast<char>(kLettersRow46 | kOperatorRow2 | kUnderscore));
}

// = < > * / . by which a longer operator may go on: bit 0 in row 2, bit 1 in row 3.
inline __m128i tails(__m128i low, __m128i high) {
  const __m128i rows = _mm_setr_epi8(0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m128i columns = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 2, 3, 1);
  return _mm_and_si128(_mm_shuffle_epi8(rows, high), _mm_shuffle_epi8(columns, low));
}

// The classes of 64 bytes, a bit for each byte.
struct ByteSets {
  std::uint64_t names = 0;
  std::uint64_t operators = 0;
  std::uint64_t digits = 0;
  std::uint64_t tails = 0;
  std::uint64_t dots = 0;
  std::uint64_t quotes = 0;
  std::uint64_t spaces = 0;
  std::uint64_t not_ascii = 0;

  // Adds 16 bytes, of which the first one is number `shift`.
  void add(__m128i bytes, int shift) {
    const __m128i half = _mm_set1_epi8(0x0F);
    const __m128i low = _mm_and_si128(bytes, half);
    const __m128i high = _mm_and_si128(_mm_srli_epi16(bytes, 4), half);
    const __m128i classes = _mm_and_si128(_mm_shuffle_epi8(classes_by_row(), high),
                                          _mm_shuffle_epi8(classes_by_column(), low));
    const __m128i any_operator = _mm_and_si128(classes, _mm_set1_epi8(kAnyOperator));
    const __m128i any_name = _mm_andnot_si128(_mm_set1_epi8(kAnyOperator), classes);
    names |= nonzero(any_name) << shift;
    operators |= nonzero(any_operator) << shift;
    digits |= signs(_mm_slli_epi16(classes, 3)) << shift;
    tails |= nonzero(detail::tails(low, high)) << shift;
    dots |= signs(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.'))) << shift;
    quotes |= signs(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                 _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\''))))
              << shift;
    spaces |= signs(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '))) << shift;
    not_ascii |= signs(bytes) << shift;
  }

 private:
  static std::uint64_t signs(__m128i bytes) {
    return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes)));
  }
  static std::uint64_t nonzero(__m128i bytes) {
    return signs(_mm_cmpeq_epi8(bytes, _mm_setzero_si128())) ^ 0xFFFFu;
  }
};

}  // namespace detail

inline TextBlock TextBlock::at(const char* begin) {
  detail::ByteSets sets;
  for (int i = 0; i < 4; ++i) {
    sets.add(_mm_loadu_si128(reinterpret_cast<const __m128i*>(begin) + i), 16 * i);
  }
  constexpr std::uint64_t kLast = std::uint64_t{1} << (kSize - 1);
  const std::uint64_t name_starts = sets.names & ~(sets.names << 1);
  const std::uint64_t long_operators =
      sets.operators & ((sets.tails >> 1) | (sets.dots & (sets.digits >> 1)) | kLast);
  const std::uint64_t prefixes =
      name_starts & ((sets.quotes >> 1) | ((sets.quotes >> 2) & (sets.names >> 1)));
  const std::uint64_t others = ~(sets.names | sets.operators | sets.spaces);
  TextBlock block;
  block.begin = begin;
  block.names = sets.names;
  block.starts = name_starts | sets.operators | others;
  // A name that goes on behind the block is read as a whole, where it starts.
  const std::uint64_t last_name =
      (sets.names & kLast) != 0 ? kLast >> __builtin_clzll(name_starts) : 0;
  block.odd = others | sets.digits | long_operators | prefixes | last_name |
              (sets.not_ascii != 0 ? sets.names : 0);
  return block;
}

}  // namespace fastidious::syntax
