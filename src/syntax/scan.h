#pragma once
// Finding bytes in padded text, sixteen at a time. Every function stops at the first hit or at a
// byte that ends the text (the zero padding counts as one), so no bound is passed.

#include <emmintrin.h>

#include <cstddef>
#include <cstdint>

namespace fastidious::syntax {

namespace detail {

inline unsigned matches(__m128i block, char c) {
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(c))));
}

inline __m128i load(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

// 0xFF where the byte may be in an identifier: a letter, a digit, an underscore, or not ASCII.
inline __m128i identifier_bytes(__m128i block) {
  const auto in_range = [](__m128i bytes, char first, char last) {
    // Saturating subtraction leaves zero on both sides of no byte but those of the range.
    const __m128i below = _mm_subs_epu8(_mm_set1_epi8(first), bytes);
    const __m128i above = _mm_subs_epu8(bytes, _mm_set1_epi8(last));
    return _mm_cmpeq_epi8(_mm_or_si128(below, above), _mm_setzero_si128());
  };
  const __m128i letters = in_range(_mm_or_si128(block, _mm_set1_epi8(0x20)), 'a', 'z');
  const __m128i digits = in_range(block, '0', '9');
  const __m128i underscores = _mm_cmpeq_epi8(block, _mm_set1_epi8('_'));
  const __m128i others = _mm_cmpgt_epi8(_mm_setzero_si128(), block);
  return _mm_or_si128(_mm_or_si128(letters, digits), _mm_or_si128(underscores, others));
}

}  // namespace detail

// A run of identifier bytes.
struct NameRun {
  std::size_t size = 0;
  bool ascii = true;
};

inline NameRun scan_name_run(const char* at) {
  const __m128i first = detail::load(at);
  const __m128i inside = detail::identifier_bytes(first);
  const unsigned outside = ~static_cast<unsigned>(_mm_movemask_epi8(inside)) | 0x10000u;
  NameRun run;
  run.size = static_cast<std::size_t>(__builtin_ctz(outside));
  const auto beyond_ascii_before = [](__m128i block, unsigned end) {
    return static_cast<unsigned>(_mm_movemask_epi8(block)) & (end - 1) & ~end;
  };
  unsigned beyond_ascii = beyond_ascii_before(first, outside);
  for (std::size_t part = run.size; part == 16; run.size += part) {
    const __m128i block = detail::load(at + run.size);
    const __m128i more = detail::identifier_bytes(block);
    const unsigned end = ~static_cast<unsigned>(_mm_movemask_epi8(more)) | 0x10000u;
    part = static_cast<std::size_t>(__builtin_ctz(end));
    beyond_ascii |= beyond_ascii_before(block, end);
  }
  run.ascii = beyond_ascii == 0;
  return run;
}

// The first byte at or after `at` that is no space.
inline const char* find_non_space(const char* at) {
  for (;; at += 16) {
    const unsigned spaces = detail::matches(detail::load(at), ' ');
    if (spaces != 0xFFFFu) {
      return at + __builtin_ctz(~spaces);
    }
  }
}

// The first \n, \r or NUL at or after `at`.
inline const char* find_line_end(const char* at) {
  for (;; at += 16) {
    const __m128i block = detail::load(at);
    const unsigned hits =
        detail::matches(block, '\n') | detail::matches(block, '\r') | detail::matches(block, '\0');
    if (hits != 0) {
      return at + __builtin_ctz(hits);
    }
  }
}

// The first `quote`, backslash, \n, \r or NUL at or after `at`.
inline const char* find_string_end(const char* at, char quote) {
  for (;; at += 16) {
    const __m128i block = detail::load(at);
    const unsigned hits = detail::matches(block, quote) | detail::matches(block, '\\') |
                          detail::matches(block, '\n') | detail::matches(block, '\r') |
                          detail::matches(block, '\0');
    if (hits != 0) {
      return at + __builtin_ctz(hits);
    }
  }
}

// The first `quote`, backslash or NUL at or after `at`.
inline const char* find_long_string_end(const char* at, char quote) {
  for (;; at += 16) {
    const __m128i block = detail::load(at);
    const unsigned hits =
        detail::matches(block, quote) | detail::matches(block, '\\') | detail::matches(block, '\0');
    if (hits != 0) {
      return at + __builtin_ctz(hits);
    }
  }
}

}  // namespace fastidious::syntax
