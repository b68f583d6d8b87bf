#include "text/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace fastidious {
namespace {

TEST(Glob, StarStaysInItsDirectory) {
  EXPECT_TRUE(matches_glob("app/*.py", "app/main.py"));
  EXPECT_FALSE(matches_glob("app/*.py", "app/api/main.py"));
  EXPECT_TRUE(matches_glob("app/?ain.py", "app/main.py"));
  EXPECT_FALSE(matches_glob("app?main.py", "app/main.py"));
}

TEST(Glob, TwoStarsCrossDirectories) {
  EXPECT_TRUE(matches_glob("**/test_*.py", "test_a.py"));
  EXPECT_TRUE(matches_glob("**/test_*.py", "a/b/test_a.py"));
  EXPECT_FALSE(matches_glob("**/test_*.py", "a/b/latest_a.py"));
  EXPECT_TRUE(matches_glob("app/**", "app/a/b.py"));
  EXPECT_TRUE(matches_glob("app/**/b.py", "app/b.py"));
}

TEST(Glob, TrailingSlashMeansEverythingBelow) {
  EXPECT_TRUE(matches_glob("legacy/", "legacy/a/b.py"));
  EXPECT_FALSE(matches_glob("legacy/", "legacy2/a.py"));
  EXPECT_FALSE(matches_glob("legacy", "legacy/a.py"));
}

TEST(Glob, HostilePatternsTakeNoLonger) {
  std::string pattern;
  for (int i = 0; i < 500; ++i) pattern += "**a*";
  EXPECT_FALSE(matches_glob(pattern + "b", std::string(2000, 'a')));
}

}  // namespace
}  // namespace fastidious
