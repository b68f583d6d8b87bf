#include <algorithm>
#include <array>
#include <charconv>

#include "deploy/formats/document_builder.h"

namespace fastidious::deploy {
namespace {

void append_utf8(std::uint32_t character, std::string& out) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  if (character < 0x80) return byte(character);
  if (character < 0x800) {
    byte(0xC0 | character >> 6);
  } else {
    byte(0xE0 | character >> 12);
    byte(0x80 | (character >> 6 & 0x3F));
  }
  byte(0x80 | (character & 0x3F));
}

class JsonParser {
 public:
  explicit JsonParser(std::string_view text) : text_(text) {}

  Document run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    const Node* root = value(0);
    if (root != nullptr && problem_.empty()) {
      skip_blanks();
      if (at_ < text_.size()) fail("something follows the value");
    }
    if (!problem_.empty()) return builder_.failed(problem_, static_cast<Offset>(at_));
    builder_.add_root(*root);
    return builder_.take();
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  Offset here() const { return static_cast<Offset>(at_); }

  Node* fail(std::string_view problem) {
    if (problem_.empty()) problem_ = problem;
    return nullptr;
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (std::string_view(" \t\r\n").find(rest[0]) != std::string_view::npos) {
        ++at_;
      } else if (rest.starts_with("//")) {
        at_ += std::min(rest.find('\n'), rest.size());
      } else if (rest.starts_with("/*")) {
        at_ += std::min(rest.find("*/", 2), rest.size() - 2) + 2;
      } else {
        return;
      }
    }
  }

  Node* value(int depth) {
    skip_blanks();
    if (depth > kMaxDocumentDepth) return fail("nested too deeply");
    if (builder_.size() >= kMaxDocumentNodes) return fail("too many values");
    switch (peek()) {
      case '{': return container(Node::Kind::Map, '}', depth);
      case '[': return container(Node::Kind::List, ']', depth);
      case '"': return string();
      default: return word();
    }
  }

  Node* container(Node::Kind kind, char close, int depth) {
    Node& node = builder_.make(kind, here());
    ++at_;
    for (skip_blanks(); peek() != close; skip_blanks()) {
      if (!node.items.empty() && !comma()) return fail("a comma is missing");
      skip_blanks();
      if (peek() == close) return fail("a comma stands before the end");
      if (kind == Node::Kind::Map && !key(node)) return nullptr;
      const Node* item = value(depth + 1);
      if (item == nullptr) return nullptr;
      node.items.push_back(item);
    }
    ++at_;
    node.span.end = here();
    return &node;
  }

  bool comma() {
    if (peek() != ',') return false;
    ++at_;
    return true;
  }

  bool key(Node& map) {
    const Node* key = peek() == '"' ? string() : fail("a key is missing");
    if (key == nullptr) return false;
    map.keys.push_back(key);
    skip_blanks();
    if (peek() != ':') return fail("a colon is missing") != nullptr;
    ++at_;
    return true;
  }

  Node* string() {
    Node& node = builder_.make(Node::Kind::Scalar, here());
    node.style = Node::Style::Quoted;
    for (++at_; peek() != '"'; ++at_) {
      if (at_ >= text_.size() || peek() == '\n') return fail("a string does not end");
      if (peek() == '\\') {
        escape(node.text);
      } else {
        node.text += peek();
      }
    }
    ++at_;
    node.span.end = here();
    return &node;
  }

  void escape(std::string& out) {
    static constexpr std::string_view kNames = "bfnrt";
    static constexpr std::string_view kMeant = "\b\f\n\r\t";
    ++at_;
    if (peek() == 'u' && at_ + 4 < text_.size()) {
      std::uint32_t character = 0;
      std::from_chars(text_.data() + at_ + 1, text_.data() + at_ + 5, character, 16);
      append_utf8(character, out);
      at_ += 4;
      return;
    }
    const std::size_t i = kNames.find(peek());
    out += i == kNames.npos ? peek() : kMeant[i];
  }

  Node* word() {
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,]}:", at_), text_.size());
    const std::string_view word = text_.substr(at_, end - at_);
    static constexpr std::array<std::string_view, 3> kWords = {"true", "false", "null"};
    const bool known = std::find(kWords.begin(), kWords.end(), word) != kWords.end();
    const bool number = !word.empty() && (word[0] == '-' || (word[0] >= '0' && word[0] <= '9'));
    if (!known && !number) return fail("a value is missing");
    Node& node = builder_.make(word == "null" ? Node::Kind::Null : Node::Kind::Scalar, here());
    if (node.is_scalar()) node.text = word;
    at_ = end;
    node.span.end = here();
    return &node;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  DocumentBuilder builder_;
  std::string problem_;
};

}  // namespace

Document parse_json(std::string_view text) {
  if (text.size() > kMaxDocumentBytes) return DocumentBuilder().failed("too large", 0);
  return JsonParser(text).run();
}

}  // namespace fastidious::deploy
