#pragma once
// YAML (https://yaml.org/spec/1.2.2/) and JSON (RFC 8259, with the comments that firebase-tools
// allows) from files that nobody vouches for, with the place of each value.

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "deploy/formats/mapped_text.h"

namespace fastidious::deploy {

struct Node {
  enum class Kind : std::uint8_t { Null, Scalar, List, Map } kind = Kind::Null;
  enum class Style : std::uint8_t { Plain, Quoted, Block } style = Style::Plain;
  std::string text;  // of a scalar
  Span span;         // of a scalar as it is written; of others from their beginning to their end
  std::vector<const Node*> items;  // of a list its elements, of a map its values
  std::vector<const Node*> keys;   // of a map, one for each of `items`

  bool is_scalar() const { return kind == Kind::Scalar; }
  bool is_list() const { return kind == Kind::List; }
  bool is_map() const { return kind == Kind::Map; }
  // The value of `key`, also what `<<` merges into the map; null if there is none or this is no
  // map.
  const Node* find(std::string_view key) const;
  const Node* find(std::initializer_list<std::string_view> path) const;
  // The key itself, to be pointed at; null if it is none of the map's own.
  const Node* key_of(std::string_view key) const;
  // The text of the scalar `key`; empty if there is none.
  std::string_view text_of(std::string_view key) const;
  // "true" and what YAML 1.1 takes for it.
  bool is_true() const;
};

class Document {
 public:
  Document() = default;
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  // The values of its documents, of which JSON has one; none if the text is malformed.
  const std::vector<const Node*>& roots() const { return roots_; }
  // The first of them; null if there is none.
  const Node* root() const { return roots_.empty() ? nullptr : roots_.front(); }
  // Why it could not be read, and where; empty if it could.
  const std::string& problem() const { return problem_; }
  Offset problem_at() const { return problem_at_; }

 private:
  friend class DocumentBuilder;
  std::deque<Node> nodes_;
  std::vector<const Node*> roots_;
  std::string problem_;
  Offset problem_at_ = 0;
};

// Texts of more than kMaxDocumentBytes, values nested deeper than kMaxDocumentDepth, and aliases
// that stand for more than kMaxDocumentNodes values when written out are problems: what is read can
// be walked in time.
inline constexpr std::size_t kMaxDocumentBytes = 256u << 10;
inline constexpr int kMaxDocumentDepth = 100;
inline constexpr std::size_t kMaxDocumentNodes = 50'000;

Document parse_yaml(std::string_view text);
Document parse_json(std::string_view text);

// The text of a scalar with the places of its parts in `source`, the text of the file. Of scalars
// with escapes and of folded ones all parts are at the scalar's own place.
MappedText mapped_text(const Node& scalar, std::string_view source);

}  // namespace fastidious::deploy
