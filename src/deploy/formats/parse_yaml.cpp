#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include "deploy/formats/document_builder.h"

namespace fastidious::deploy {
namespace {

// Thrown through the library, which knows no other way to stop.
struct Stopped {
  std::string_view problem;
  Offset at;
};

// Where a scalar ends, for all we can tell from its beginning.
Offset end_of_scalar(std::string_view source, const Node& node) {
  const std::size_t begin = node.span.begin;
  const char quote = begin < source.size() ? source[begin] : '\0';
  if (node.style == Node::Style::Quoted) {
    std::size_t at = begin + 1;
    while (at < source.size() && source[at] != quote)
      at += quote == '"' && source[at] == '\\' ? 2 : 1;
    return static_cast<Offset>(std::min(at + 1, source.size()));
  }
  if (node.style == Node::Style::Plain && source.substr(begin, node.text.size()) == node.text) {
    return static_cast<Offset>(begin + node.text.size());
  }
  return static_cast<Offset>(std::min(source.find('\n', begin), source.size()));
}

class YamlEvents final : public YAML::EventHandler {
 public:
  YamlEvents(std::string_view source, Offset start) : source_(source), start_(start) {}

  void OnDocumentStart(const YAML::Mark&) override { anchors_.clear(); }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(make(Node::Kind::Null, mark), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    // An alias to what is not complete would stand in itself.
    if (known == anchors_.end()) return add(make(Node::Kind::Null, mark), {});
    count(sizes_[known->second], mark);
    add_child(*known->second);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node& node = make(Node::Kind::Scalar, mark);
    node.text = value;
    if (tag == "!") node.style = style_at(node.span.begin);
    node.span.end = end_of_scalar(source_, node);
    end_ = node.span.end;
    add(node, anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(make(Node::Kind::List, mark), anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(make(Node::Kind::Map, mark), anchor);
  }
  void OnMapEnd() override { close(); }

  DocumentBuilder& builder() { return builder_; }
  Offset offset_of(const YAML::Mark& mark) const {
    const auto at = static_cast<std::size_t>(std::max(mark.pos, 0)) + start_;
    return static_cast<Offset>(std::min(at, source_.size()));
  }

 private:
  struct Open {
    Node* node;
    YAML::anchor_t anchor;
    std::size_t size_before;
    Node* key = nullptr;  // of a map, waiting for its value
  };

  Node::Style style_at(Offset at) const {
    const char first = at < source_.size() ? source_[at] : '\0';
    return first == '|' || first == '>' ? Node::Style::Block : Node::Style::Quoted;
  }

  // Past the anchor and the tag that stand before a value.
  Offset past_properties(Offset at) const {
    while (at < source_.size() && (source_[at] == '&' || source_[at] == '!')) {
      const std::size_t blank = source_.find_first_of(" \t\r\n", at);
      const std::size_t next = source_.find_first_not_of(" \t\r\n", blank);
      if (blank == source_.npos || next == source_.npos) break;
      at = static_cast<Offset>(next);
    }
    return at;
  }

  Node& make(Node::Kind kind, const YAML::Mark& mark) {
    if (open_.size() >= kMaxDocumentDepth) throw Stopped{"nested too deeply", offset_of(mark)};
    count(1, mark);
    return builder_.make(kind, past_properties(offset_of(mark)));
  }

  void count(std::size_t nodes, const YAML::Mark& mark) {
    total_ += nodes;
    if (total_ > kMaxDocumentNodes) throw Stopped{"too many values", offset_of(mark)};
  }

  void open(Node& node, YAML::anchor_t anchor) { open_.push_back({&node, anchor, total_ - 1}); }

  void close() {
    const Open done = open_.back();
    open_.pop_back();
    done.node->span.end = std::max(done.node->span.begin, end_);
    remember(*done.node, done.anchor, total_ - done.size_before);
    add_child(*done.node);
  }

  void add(Node& node, YAML::anchor_t anchor) {
    remember(node, anchor, 1);
    add_child(node);
  }

  void remember(Node& node, YAML::anchor_t anchor, std::size_t size) {
    if (anchor == 0) return;
    anchors_[anchor] = &node;
    sizes_[&node] = size;
  }

  void add_child(Node& node) {
    if (open_.empty()) return builder_.add_root(node);
    Open& parent = open_.back();
    if (parent.node->kind == Node::Kind::List) {
      parent.node->items.push_back(&node);
    } else if (parent.key == nullptr) {
      parent.key = &node;
    } else {
      parent.node->keys.push_back(parent.key);
      parent.node->items.push_back(&node);
      parent.key = nullptr;
    }
  }

  std::string_view source_;
  Offset start_;
  Offset end_ = 0;  // of the last scalar
  std::size_t total_ = 0;
  DocumentBuilder builder_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, Node*> anchors_;
  std::unordered_map<const Node*, std::size_t> sizes_;
};

}  // namespace

Document parse_yaml(std::string_view text) {
  if (text.size() > kMaxDocumentBytes) return DocumentBuilder().failed("too large", 0);
  const Offset start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  YamlEvents events(text, start);
  try {
    std::istringstream stream{std::string(text.substr(start))};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) continue;
    return events.builder().take();
  } catch (const Stopped& stopped) {
    return events.builder().failed(stopped.problem, stopped.at);
  } catch (const YAML::Exception& error) {
    return events.builder().failed(error.msg, events.offset_of(error.mark));
  }
}

}  // namespace fastidious::deploy
