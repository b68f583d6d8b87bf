// The table is made at build time from Debian's unicode-data. It holds no names but their 64-bit
// hashes, sorted, and is constant data: 0.4 MB that cost nothing until the first \N{…} is read,
// where ICU would cost 30 MB of library at every start. No two names have one hash (the generator
// checks); that a word that is no name has the hash of one has a chance of 2^-49.

#include "syntax/unicode_names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace fastidious::syntax {
namespace {

struct CharacterRange {
  std::uint32_t first;
  std::uint32_t last;
};

#include "syntax/unicode_names.inc"

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), as in cmake/unicode_names.py.
std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (char c : name) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  return hash;
}

std::optional<std::uint32_t> listed_character(std::string_view name) {
  const std::uint64_t hash = hash_of(name);
  const auto* found = std::lower_bound(std::begin(kHashes), std::end(kHashes), hash);
  if (found == std::end(kHashes) || *found != hash) {
    return std::nullopt;
  }
  return kCharacters[found - std::begin(kHashes)];
}

// "4E00": four or five digits, as the standard writes them (Unicode 15, section 4.8, rule NR2).
std::optional<std::uint32_t> ideograph(std::string_view digits) {
  if (digits.size() != 4 && digits.size() != 5) {
    return std::nullopt;
  }
  std::uint32_t value = 0;
  for (char c : digits) {
    const bool decimal = c >= '0' && c <= '9';
    if (!decimal && !(c >= 'A' && c <= 'F')) {
      return std::nullopt;
    }
    value = value * 16 + static_cast<std::uint32_t>(decimal ? c - '0' : c - 'A' + 10);
  }
  const auto holds = [&](CharacterRange range) {
    return range.first <= value && value <= range.last;
  };
  return std::any_of(std::begin(kIdeographs), std::end(kIdeographs), holds) ? std::optional(value)
                                                                            : std::nullopt;
}

// The index of the longest of `parts` that `text` starts with, which is then cut off; -1 if there
// is none.
template <std::size_t n>
int take_longest(const std::array<std::string_view, n>& parts, std::string_view* text) {
  int best = -1;
  std::size_t length = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (text->starts_with(parts[i]) && (best < 0 || parts[i].size() > length)) {
      best = static_cast<int>(i);
      length = parts[i].size();
    }
  }
  text->remove_prefix(length);
  return best;
}

// A Hangul syllable by its letters (Unicode 15, section 3.12).
std::optional<std::uint32_t> hangul_syllable(std::string_view letters) {
  constexpr std::array<std::string_view, 19> kLeading = {"G", "GG", "N", "D",  "DD", "R", "M",
                                                         "B", "BB", "S", "SS", "",   "J", "JJ",
                                                         "C", "K",  "T", "P",  "H"};
  constexpr std::array<std::string_view, 21> kVowels = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                                        "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                                        "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
  constexpr std::array<std::string_view, 28> kTrailing = {
      "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
      "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};
  const int leading = take_longest(kLeading, &letters);
  const int vowel = take_longest(kVowels, &letters);
  const int trailing = take_longest(kTrailing, &letters);
  if (leading < 0 || vowel < 0 || trailing < 0 || !letters.empty()) {
    return std::nullopt;
  }
  return 0xAC00u + static_cast<std::uint32_t>((leading * 21 + vowel) * 28 + trailing);
}

}  // namespace

std::optional<std::uint32_t> character_named(std::string_view name) {
  std::string upper_case(name);
  std::transform(name.begin(), name.end(), upper_case.begin(), upper);
  const std::string_view wanted = upper_case;
  constexpr std::string_view kIdeograph = "CJK UNIFIED IDEOGRAPH-";
  constexpr std::string_view kHangul = "HANGUL SYLLABLE ";
  if (wanted.starts_with(kIdeograph)) {
    return ideograph(wanted.substr(kIdeograph.size()));
  }
  if (wanted.starts_with(kHangul)) {
    return hangul_syllable(wanted.substr(kHangul.size()));
  }
  return listed_character(wanted);
}

}  // namespace fastidious::syntax
