#pragma once
// Finding bytes in padded text, sixteen at a time. Every function stops at the first hit or at a byte
// that ends the text (the zero padding counts as one), so no bound is passed.

#include <emmintrin.h>

#include <cstdint>

namespace fastidious::syntax {

namespace detail {

inline unsigned matches(__m128i block, char c) {
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(c))));
}

inline __m128i load(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

}  // namespace detail

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
    const unsigned hits = detail::matches(block, quote) | detail::matches(block, '\\') |
                          detail::matches(block, '\0');
    if (hits != 0) {
      return at + __builtin_ctz(hits);
    }
  }
}

}  // namespace fastidious::syntax
