#pragma once
// The brackets and fields of f-strings that are open.

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/limits.h"

namespace fastidious::syntax {

class BracketStack {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  bool full() const { return size_ == static_cast<std::size_t>(limits::kMaxBrackets); }
  char back() const { return open_[size_]; }
  void push(char opening) { open_[++size_] = opening; }
  void pop() { --size_; }
  void clear() { size_ = 0; }
  // Forgets all but the outer `size`, if there are more.
  void shrink(std::size_t size) { size_ = size < size_ ? size : size_; }

  // Takes a bracket: one that opens is pushed, one that closes is popped. False, and nothing done,
  // if it closes another bracket than the innermost, or opens one too many.
  bool follow(char bracket) {
    const char opening = opening_of(bracket);
    if (opening == 0 ? full() : back() != opening) {
      return false;
    }
    open_[size_ + 1] = bracket;
    size_ = opening == 0 ? size_ + 1 : size_ - 1;
    return true;
  }

 private:
  // What a closing bracket closes; 0 if it opens.
  static char opening_of(char bracket) {
    switch (bracket) {
      case ')': return '(';
      case ']': return '[';
      case '}': return '{';
      default: return 0;
    }
  }

  // The first is none, and no bracket fits it.
  std::array<char, limits::kMaxBrackets + 2> open_ = {};
  std::size_t size_ = 0;
};

}  // namespace fastidious::syntax
