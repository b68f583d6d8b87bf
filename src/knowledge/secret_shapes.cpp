#include "knowledge/secret_shapes.h"

#include <algorithm>
#include <array>

#include "knowledge/secret_validators.h"

namespace fastidious::knowledge {
namespace {

constexpr SecretShape kShapes[] = {
#define SHAPE(kind, pattern, validator, weight) {kind, pattern, validator, SecretWeight::weight},
#include "knowledge/secret_shapes.def"
#undef SHAPE
};
constexpr NamedShape kNamedShapes[] = {
#define NAMED(kind, words, pattern) {kind, words, pattern},
#include "knowledge/secret_shapes_named.def"
#undef NAMED
};
constexpr std::size_t kShapeCount = std::size(kShapes);

constexpr std::size_t kLetters = 3;
constexpr std::uint16_t kNone = 0xFFFF;

constexpr bool is_loose(const SecretShape& shape) {
  return fixed_beginning(shape.pattern).size() < kLetters;
}

constexpr std::uint32_t hash(const char* at) {
  std::uint32_t letters = 0;
  for (std::size_t i = 0; i < kLetters; ++i) {
    letters = letters << 8 | static_cast<unsigned char>(at[i]);
  }
  return (letters * 0x9E3779B1u) >> 20;
}

// The shapes whose first three letters have the same hash, in their order.
struct Chains {
  std::array<std::uint16_t, 4096> first{};
  std::array<std::uint16_t, kShapeCount> next{};
};

constexpr Chains chains() {
  Chains chains;
  chains.first.fill(kNone);
  for (std::size_t shape = kShapeCount; shape-- > 0;) {
    chains.next[shape] = kNone;
    if (is_loose(kShapes[shape])) continue;
    std::uint16_t& first = chains.first[hash(kShapes[shape].pattern.data())];
    chains.next[shape] = first;
    first = static_cast<std::uint16_t>(shape);
  }
  return chains;
}
constexpr Chains kChains = chains();

constexpr std::size_t kLooseCount =
    static_cast<std::size_t>(std::count_if(std::begin(kShapes), std::end(kShapes), is_loose));

// The letters and digits that what `shape` matches begins with.
constexpr LooseShape with_word(const SecretShape& shape) {
  std::string_view rest = shape.pattern;
  LooseShape loose{&shape, 0, 0};
  while (!rest.empty()) {
    if (rest[0] != '%') {
      if (!is_alnum_byte(rest[0])) return loose;
      rest.remove_prefix(1);
      ++loose.least_word;
      ++loose.most_word;
      continue;
    }
    const PatternPiece piece = take_piece(rest);
    if (in_class(piece.name, '-') || in_class(piece.name, '+')) {
      loose.most_word = kLongestWord;
      return loose;
    }
    loose.least_word += piece.least;
    loose.most_word += piece.most;
  }
  if (!rest.empty()) loose.most_word = kLongestWord;
  loose.least_word = std::min(loose.least_word, kLongestWord);
  return loose;
}

constexpr std::array<LooseShape, kLooseCount> loose() {
  std::array<LooseShape, kLooseCount> all{};
  std::size_t count = 0;
  for (const SecretShape& shape : kShapes) {
    if (is_loose(shape)) all[count++] = with_word(shape);
  }
  return all;
}
constexpr std::array<LooseShape, kLooseCount> kLoose = loose();

constexpr std::size_t kLongestNamed = 128;
constexpr std::array<bool, kLongestNamed + 1> named_sizes() {
  std::array<bool, kLongestNamed + 1> sizes{};
  for (const NamedShape& shape : kNamedShapes) {
    std::string_view pattern = shape.pattern;
    const std::size_t least = least_size(pattern);
    const PatternPiece piece = take_piece(pattern);
    const std::size_t most = pattern.empty() ? piece.most : least;
    for (std::size_t size = least; size <= most && size <= kLongestNamed; ++size) {
      sizes[size] = true;
    }
  }
  return sizes;
}
constexpr std::array<bool, kLongestNamed + 1> kNamedSizes = named_sizes();

const SecretShape* shape_at(std::uint16_t index) {
  return index == kNone ? nullptr : &kShapes[index];
}

}  // namespace

std::span<const SecretShape> secret_shapes() { return kShapes; }
std::span<const NamedShape> named_shapes() { return kNamedShapes; }

const SecretShape* first_shape(std::string_view text) {
  return text.size() < kLetters ? nullptr : shape_at(kChains.first[hash(text.data())]);
}

const SecretShape* next_shape(const SecretShape& shape) {
  return shape_at(kChains.next[static_cast<std::size_t>(&shape - kShapes)]);
}

std::span<const LooseShape> loose_shapes() { return kLoose; }
bool has_named_shape(std::size_t size) { return size <= kLongestNamed && kNamedSizes[size]; }

}  // namespace fastidious::knowledge
