#pragma once
// A bump allocator: memory is handed out in order and given back all at once.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace fastidious {

// Owns blocks of memory and everything made in them. Only trivially destructible types may live
// here, because no destructor is ever run. Not safe for use by several threads at once.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;

  // `bytes` of memory aligned to `alignment` (a power of two, at most 16); throws std::bad_alloc.
  void* allocate(std::size_t bytes, std::size_t alignment) {
    std::uintptr_t at = (cursor_ + alignment - 1) & ~(alignment - 1);
    if (at + bytes > limit_) {
      return allocate_in_new_block(bytes, alignment);
    }
    cursor_ = at + bytes;
    return reinterpret_cast<void*>(at);
  }

  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  // An uninitialised array of `count` elements.
  template <class T>
  T* make_array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) {
      return {};
    }
    char* to = make_array<char>(text.size());
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  // Bytes taken from the system so far.
  std::size_t bytes_reserved() const { return reserved_; }

 private:
  void* allocate_in_new_block(std::size_t bytes, std::size_t alignment);

  struct Free {
    std::size_t size = 0;
    void operator()(std::byte* block) const;
  };

  std::uintptr_t cursor_ = 0;
  std::uintptr_t limit_ = 0;
  std::size_t reserved_ = 0;
  std::vector<std::unique_ptr<std::byte[], Free>> blocks_;
};

}  // namespace fastidious
