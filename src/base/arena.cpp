#include "base/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>

namespace fastidious {
namespace {

constexpr std::size_t kFirstBlock = 4 * 1024;
// What the system maps as one page where it may (a "huge" page of x86-64 and arm64): filling such a
// block costs one page fault instead of 512.
constexpr std::size_t kLargestBlock = 2 * 1024 * 1024;

void* take_block(std::size_t size) {
  if (size % kLargestBlock != 0) {
    return std::malloc(size);
  }
  void* block = std::aligned_alloc(kLargestBlock, size);
  if (block != nullptr) {
    ::madvise(block, size, MADV_HUGEPAGE);  // only advice: what it gives does not matter
  }
  return block;
}

}  // namespace

void Arena::Free::operator()(std::byte* block) const { std::free(block); }

void* Arena::allocate_in_new_block(std::size_t bytes, std::size_t alignment) {
  // Blocks grow with what is in use, so a small file stays small and a large one needs few blocks.
  const std::size_t grown = std::clamp(reserved_ / 2, kFirstBlock, kLargestBlock);
  const std::size_t size = std::max(grown, bytes + alignment);
  auto* block = static_cast<std::byte*>(take_block(size));
  if (block == nullptr) {
    throw std::bad_alloc();
  }
  blocks_.emplace_back(block);
  reserved_ += size;
  cursor_ = reinterpret_cast<std::uintptr_t>(blocks_.back().get());
  limit_ = cursor_ + size;
  return allocate(bytes, alignment);
}

}  // namespace fastidious
