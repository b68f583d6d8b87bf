#pragma once
// The nodes of one kind, found by the kinds alone, sixteen at a time: whoever looks for the few
// `raise` statements of a repository does not wait for the memory of all its other nodes.

#include <emmintrin.h>

#include <cstddef>
#include <cstdint>
#include <iterator>

#include "syntax/node.h"

namespace fastidious::syntax {

// How many bytes behind the last kind may be read.
inline constexpr std::size_t kKindsPadding = 16;

// The nodes that are a T (a struct of syntax/ast.h, or Stmt, Expr, Pattern) among those with ids
// from `begin` on and before `end`, in preorder.
template <class T>
class NodesOf {
 public:
  NodesOf(const Node* const* nodes, const Kind* kinds, std::size_t begin, std::size_t end)
      : nodes_(nodes), kinds_(kinds), begin_(begin), end_(end) {}

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = const T*;
    using difference_type = std::ptrdiff_t;
    using pointer = const T* const*;
    using reference = const T*;

    const T* operator*() const { return static_cast<const T*>(range_->nodes_[at_]); }
    Iterator& operator++() {
      hits_ &= hits_ - 1;
      find();
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    friend class NodesOf;
    explicit Iterator(const NodesOf& range) : range_(&range), block_(range.begin_) {
      hits_ = hits_at(block_);
      ahead_ = fetched_at(block_ + kKindsPadding);
      find();
    }
    Iterator(const NodesOf& range, std::size_t at) : range_(&range), at_(at) {}

    void find() {
      while (hits_ == 0) {
        block_ += kKindsPadding;
        if (block_ >= range_->end_) {
          at_ = range_->end_;
          return;
        }
        hits_ = ahead_;
        ahead_ = fetched_at(block_ + kKindsPadding);
      }
      at_ = block_ + static_cast<std::size_t>(__builtin_ctz(hits_));
    }
    // The same as hits_at(); these nodes are on their way from memory while others are looked at.
    unsigned fetched_at(std::size_t at) const {
      const unsigned hits = hits_at(at);
      for (unsigned left = hits; left != 0; left &= left - 1) {
        __builtin_prefetch(range_->nodes_[at + static_cast<std::size_t>(__builtin_ctz(left))]);
      }
      return hits;
    }
    // A bit for each of the sixteen kinds from `at` on, up to the end, that is one of T's.
    unsigned hits_at(std::size_t at) const {
      if (at >= range_->end_) return 0;
      const auto* bytes = reinterpret_cast<const __m128i*>(range_->kinds_ + at);
      constexpr auto kFirst = static_cast<char>(T::kFirstKind);
      constexpr auto kMore = static_cast<char>(T::kLastKind) - kFirst;
      const __m128i above = _mm_sub_epi8(_mm_loadu_si128(bytes), _mm_set1_epi8(kFirst));
      const __m128i within = _mm_min_epu8(above, _mm_set1_epi8(static_cast<char>(kMore)));
      const auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(within, above)));
      const std::size_t left = range_->end_ - at;
      return left < kKindsPadding ? hits & ((1u << left) - 1) : hits;
    }

    const NodesOf* range_ = nullptr;
    std::size_t block_ = 0;
    std::size_t at_ = 0;
    unsigned hits_ = 0;   // of the block, those from `at_` on
    unsigned ahead_ = 0;  // of the next block
  };

  Iterator begin() const { return Iterator(*this); }
  Iterator end() const { return Iterator(*this, end_); }

 private:
  const Node* const* nodes_;
  const Kind* kinds_;
  std::size_t begin_;
  std::size_t end_;
};

}  // namespace fastidious::syntax
