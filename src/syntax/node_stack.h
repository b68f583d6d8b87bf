#pragma once
// Nodes that are being put together: a stack that a push costs four instructions.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>

#include "syntax/node.h"

namespace fastidious::syntax {

class NodeStack {
 public:
  explicit NodeStack(std::size_t room)
      : begin_(std::make_unique_for_overwrite<Node*[]>(room)),
        end_(begin_.get()),
        limit_(begin_.get() + room) {}

  std::size_t size() const { return static_cast<std::size_t>(end_ - begin_.get()); }
  Node** begin() { return begin_.get(); }
  Node** end() { return end_; }
  Node*& operator[](std::size_t i) { return begin_[i]; }
  Node*& back() { return end_[-1]; }
  std::span<Node* const> view() const { return {begin_.get(), size()}; }

  void push(Node* node) {
    if (end_ == limit_) {
      grow();
    }
    *end_++ = node;
  }
  // Puts one before those from `place` on, which is at most size().
  void insert(std::size_t place, Node* node) {
    push(node);
    std::rotate(begin() + place, end() - 1, end());
  }
  void pop() { --end_; }
  // Drops what was pushed behind the first `size`, which are at most size().
  void shrink(std::size_t size) { end_ = begin_.get() + size; }

 private:
  void grow() {
    const std::size_t count = size();
    const std::size_t room = 2 * count + 16;
    auto larger = std::make_unique_for_overwrite<Node*[]>(room);
    std::memcpy(larger.get(), begin_.get(), count * sizeof(Node*));
    begin_ = std::move(larger);
    end_ = begin_.get() + count;
    limit_ = begin_.get() + room;
  }

  std::unique_ptr<Node*[]> begin_;
  Node** end_;
  Node** limit_;
};

}  // namespace fastidious::syntax
