#pragma once
// Puts a Document together; its parsers' own.

#include <string_view>
#include <unordered_map>
#include <utility>

#include "deploy/formats/document.h"

namespace fastidious::deploy {

class DocumentBuilder {
 public:
  Node& make(Node::Kind kind, Offset begin) {
    Node& node = document_.nodes_.emplace_back();
    node.kind = kind;
    node.span = {begin, begin};
    return node;
  }
  std::size_t size() const { return document_.nodes_.size(); }
  void add_root(const Node& node) { document_.roots_.push_back(&node); }
  // Nothing of a text with a problem is kept: half a manifest would be misunderstood.
  Document failed(std::string_view problem, Offset at) {
    document_ = {};
    document_.problem_ = problem;
    document_.problem_at_ = at;
    return take();
  }
  Document take() { return std::move(document_); }

 private:
  Document document_;
};

}  // namespace fastidious::deploy
