#include "base/arena.h"

#include <gtest/gtest.h>

namespace fastidious {
namespace {

TEST(Arena, KeepsEverythingItHandedOut) {
  Arena arena;
  std::vector<std::string_view> copies;
  for (int i = 0; i < 5000; ++i) {
    copies.push_back(arena.copy("name_" + std::to_string(i)));
  }
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ(copies[static_cast<std::size_t>(i)], "name_" + std::to_string(i));
  }
}

TEST(Arena, AlignsEachAllocation) {
  Arena arena;
  for (int i = 0; i < 100; ++i) {
    arena.allocate(1, 1);
    const auto at = reinterpret_cast<std::uintptr_t>(arena.allocate(8, 16));
    ASSERT_EQ(at % 16, 0u);
  }
}

TEST(Arena, TakesMoreThanABlockAtOnce) {
  Arena arena;
  constexpr std::size_t kBytes = 8u << 20;
  char* at = arena.make_array<char>(kBytes);
  at[0] = 'a';
  at[kBytes - 1] = 'z';
  EXPECT_GE(arena.bytes_reserved(), kBytes);
  EXPECT_EQ(arena.copy("next"), "next");
}

}  // namespace
}  // namespace fastidious
