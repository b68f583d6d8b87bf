#pragma once
// What somebody may have meant by a word that nobody knows.

#include <cstddef>
#include <span>
#include <string_view>

namespace fastidious {

// Insertions, deletions, substitutions and swaps of neighbours that make `a` of `b` (optimal string
// alignment). Words longer than 64 bytes are compared by their first 64.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The word of `known` that is closest to `word`, the first among equals; empty if none is alike,
// that is, within a third of the longer one's length, rounded up.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

}  // namespace fastidious
