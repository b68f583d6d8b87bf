#pragma once
// The tokens of one file, and what else lexing it gives.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "syntax/token.h"

namespace fastidious::syntax {

// A vector that does not clear its memory first, and into which the lexer writes directly.
class TokenList {
 public:
  TokenList() = default;
  TokenList(TokenList&& other) noexcept { swap(other); }
  TokenList& operator=(TokenList&& other) noexcept {
    swap(other);
    return *this;
  }

  const Token* data() const { return data_.get(); }
  const Token* begin() const { return data_.get(); }
  const Token* end() const { return data_.get() + size_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Token& operator[](std::size_t i) const { return data_.get()[i]; }
  const Token& back() const { return data_.get()[size_ - 1]; }

  void push_back(const Token& token) {
    make_room(1);
    data_.get()[size_++] = token;
  }
  void pop_back() { --size_; }
  // Its memory is kept.
  void clear() { size_ = 0; }

  // Room for `count` more tokens; gives where the next one is to be written. What was written is
  // part of the list once add_written() has been told of its end.
  Token* make_room(std::size_t count) {
    if (size_ + count > capacity_) {
      grow(size_ + count);
    }
    return data_.get() + size_;
  }
  void add_written(const Token* end) { size_ = static_cast<std::size_t>(end - data_.get()); }

 private:
  struct Free {
    void operator()(Token* at) const { ::operator delete(at); }
  };

  void swap(TokenList& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  void grow(std::size_t wanted) {
    capacity_ = wanted + capacity_ / 2;
    std::unique_ptr<Token, Free> larger(
        static_cast<Token*>(::operator new(capacity_ * sizeof(Token))));
    if (size_ > 0) {
      std::memcpy(static_cast<void*>(larger.get()), data_.get(), size_ * sizeof(Token));
    }
    data_ = std::move(larger);
  }

  std::unique_ptr<Token, Free> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

// All that lexing one file gives. Tokens end with EndOfFile; before it every Indent has its Dedent.
struct TokenStream {
  TokenList tokens;
  std::vector<Span> comments;  // from # to the end of the line, in order
  std::vector<SyntaxError> errors;
};

}  // namespace fastidious::syntax
