#include "base/arena.h"

#include <algorithm>

namespace fastidious {
namespace {

constexpr std::size_t kFirstBlock = 4 * 1024;
constexpr std::size_t kLargestBlock = 1024 * 1024;

}  // namespace

void* Arena::allocate_in_new_block(std::size_t bytes, std::size_t alignment) {
  // Blocks grow with what is in use, so a small file stays small and a large one needs few blocks.
  const std::size_t grown = std::clamp(reserved_ / 2, kFirstBlock, kLargestBlock);
  const std::size_t size = std::max(grown, bytes + alignment);
  blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
  reserved_ += size;
  cursor_ = reinterpret_cast<std::uintptr_t>(blocks_.back().get());
  limit_ = cursor_ + size;
  return allocate(bytes, alignment);
}

}  // namespace fastidious
