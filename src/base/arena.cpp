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

// Asked of the system itself, at a multiple of its size: what an allocator would leave unused
// beside it is given back.
void* map_huge(std::size_t size) {
  const std::size_t mapped = size + kLargestBlock;
  void* const all =
      ::mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) return nullptr;
  const auto begin = reinterpret_cast<std::uintptr_t>(all);
  const std::uintptr_t block = (begin + kLargestBlock - 1) & ~(kLargestBlock - 1);
  if (block != begin) ::munmap(all, block - begin);
  if (block + size != begin + mapped) {
    ::munmap(reinterpret_cast<void*>(block + size), begin + mapped - block - size);
  }
  void* const at = reinterpret_cast<void*>(block);
  ::madvise(at, size, MADV_HUGEPAGE);  // only advice: what it gives does not matter
  return at;
}

void* take_block(std::size_t size) {
  return size % kLargestBlock == 0 ? map_huge(size) : std::malloc(size);
}

}  // namespace

void Arena::Free::operator()(std::byte* block) const {
  if (size % kLargestBlock == 0) {
    ::munmap(block, size);
  } else {
    std::free(block);
  }
}

void* Arena::allocate_in_new_block(std::size_t bytes, std::size_t alignment) {
  // Blocks grow with what is in use, so a small file stays small and a large one needs few blocks.
  const std::size_t grown = std::clamp(reserved_ / 2, kFirstBlock, kLargestBlock);
  const std::size_t size = std::max(grown, bytes + alignment);
  auto* block = static_cast<std::byte*>(take_block(size));
  if (block == nullptr) {
    throw std::bad_alloc();
  }
  blocks_.emplace_back(block, Free{size});
  reserved_ += size;
  cursor_ = reinterpret_cast<std::uintptr_t>(blocks_.back().get());
  limit_ = cursor_ + size;
  return allocate(bytes, alignment);
}

}  // namespace fastidious
