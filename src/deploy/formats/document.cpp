#include "deploy/formats/document.h"

#include <algorithm>
#include <array>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr std::string_view kMergeKey = "<<";
constexpr int kMaxMerges = 8;  // one in the other

std::size_t index_of(const Node& map, std::string_view key) {
  const auto at = std::find_if(map.keys.begin(), map.keys.end(), [&](const Node* one) {
    return one->is_scalar() && one->text == key;
  });
  return static_cast<std::size_t>(at - map.keys.begin());
}

const Node* find_in(const Node& map, std::string_view key, int depth) {
  if (!map.is_map() || depth > kMaxMerges) return nullptr;
  if (const std::size_t i = index_of(map, key); i < map.items.size()) return map.items[i];
  const std::size_t merge = index_of(map, kMergeKey);
  if (merge >= map.items.size()) return nullptr;
  const Node& merged = *map.items[merge];
  if (merged.is_map()) return find_in(merged, key, depth + 1);
  for (const Node* one : merged.items) {
    if (const Node* found = find_in(*one, key, depth + 1)) return found;
  }
  return nullptr;
}

// The lines below the header of a block: `|`, `>`, with the indentation that its text has not.
MappedText literal_block(const Node& scalar, std::string_view source) {
  MappedText mapped;
  std::size_t at = source.find('\n', scalar.span.begin);
  std::string_view rest = scalar.text;
  while (!rest.empty() && at != source.npos) {
    const std::size_t begin = at + 1;
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    const std::size_t size = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, size);
    const std::string_view written = source.substr(begin, end - begin);
    const std::size_t offset = line.empty() ? 0 : written.find(line);
    if (offset == written.npos) return {};
    const std::size_t taken = std::min(size + 1, rest.size());
    mapped.append(rest.substr(0, taken), static_cast<Offset>(begin + offset));
    rest.remove_prefix(taken);
    at = end < source.size() ? end : source.npos;
  }
  return rest.empty() ? std::move(mapped) : MappedText{};
}

// All of the text stands where the scalar begins.
MappedText at_one_place(const Node& scalar) {
  MappedText mapped;
  for (std::size_t i = 0; i < scalar.text.size(); ++i) {
    mapped.append(std::string_view(scalar.text).substr(i, 1), scalar.span.begin);
  }
  return mapped;
}

}  // namespace

const Node* Node::find(std::string_view key) const { return find_in(*this, key, 0); }

const Node* Node::find(std::initializer_list<std::string_view> path) const {
  const Node* at = this;
  for (std::string_view key : path) {
    at = at->find(key);
    if (at == nullptr) return nullptr;
  }
  return at;
}

const Node* Node::key_of(std::string_view key) const {
  if (!is_map()) return nullptr;
  const std::size_t i = index_of(*this, key);
  return i < keys.size() ? keys[i] : nullptr;
}

std::string_view Node::text_of(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr && value->is_scalar() ? std::string_view(value->text)
                                                : std::string_view{};
}

bool Node::is_true() const {
  static constexpr std::array<std::string_view, 3> kTrue = {"true", "yes", "on"};
  return is_scalar() && style == Style::Plain &&
         std::find(kTrue.begin(), kTrue.end(), lower_case(text)) != kTrue.end();
}

MappedText mapped_text(const Node& scalar, std::string_view source) {
  const std::size_t begin = scalar.span.begin + (scalar.style == Node::Style::Quoted ? 1 : 0);
  if (scalar.style == Node::Style::Block) {
    MappedText mapped = literal_block(scalar, source);
    if (!mapped.empty()) return mapped;
  } else if (source.substr(std::min(begin, source.size()), scalar.text.size()) == scalar.text) {
    return {scalar.text, static_cast<Offset>(begin)};
  }
  return at_one_place(scalar);
}

}  // namespace fastidious::deploy
