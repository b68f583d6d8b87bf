#include "base/identifier.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "base/known_names.h"

namespace fastidious {
namespace {

TEST(Identifier, EqualNamesHaveEqualIds) {
  IdentifierTable table;
  const Identifier first = table.intern("session");
  EXPECT_EQ(table.intern("session"), first);
  EXPECT_NE(table.intern("sessions"), first);
  EXPECT_EQ(table.text(first), "session");
  EXPECT_EQ(table.find("session"), first);
  EXPECT_TRUE(table.find("never interned").empty());
}

TEST(Identifier, WellKnownNamesAreConstants) {
  IdentifierTable table;
  EXPECT_EQ(table.intern("self"), names::self);
  EXPECT_EQ(table.intern("def"), names::kw_def);
  EXPECT_TRUE(is_keyword(table.intern("yield")));
  EXPECT_FALSE(is_keyword(table.intern("match")));
}

TEST(Identifier, CacheAgreesWithTheTable) {
  IdentifierTable table;
  IdentifierCache cache(table);
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 50'000; ++i) {
      const std::string name = "n" + std::to_string(i);
      ASSERT_EQ(cache.intern(name), table.intern(name));
    }
  }
}

TEST(Identifier, ThreadsAgree) {
  IdentifierTable table;
  constexpr int kThreads = 4, kNames = 20'000;
  std::vector<std::vector<Identifier>> seen(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      IdentifierCache cache(table);
      for (int i = 0; i < kNames; ++i) {
        seen[static_cast<std::size_t>(t)].push_back(cache.intern("name" + std::to_string(i)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int t = 1; t < kThreads; ++t) {
    ASSERT_EQ(seen[static_cast<std::size_t>(t)], seen[0]);
  }
}

}  // namespace
}  // namespace fastidious
