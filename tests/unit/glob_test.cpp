#include "text/glob.h"

#include <gtest/gtest.h>

namespace fastidious {
namespace {

TEST(Glob, MatchesAsGitDoes) {
  EXPECT_TRUE(matches_glob("*.py", "a.py"));
  EXPECT_FALSE(matches_glob("*.py", "a/b.py"));
  EXPECT_TRUE(matches_glob("**/b.py", "b.py"));
  EXPECT_TRUE(matches_glob("**/b.py", "x/y/b.py"));
  EXPECT_TRUE(matches_glob("a/**/b", "a/b"));
  EXPECT_TRUE(matches_glob("a/**/b", "a/x/y/b"));
  EXPECT_TRUE(matches_glob("a/**", "a/x/y"));
  EXPECT_FALSE(matches_glob("a/**", "a"));
  EXPECT_TRUE(matches_glob("a/**/x*z/c?.py", "a/q/xyz/b/xz/cd.py"));
  EXPECT_TRUE(matches_glob("[a-c]x[!0-9]", "bxq"));
  EXPECT_FALSE(matches_glob("[a-c]x[!0-9]", "bx5"));
  EXPECT_TRUE(matches_glob("[]x]", "]"));
  EXPECT_TRUE(matches_glob("[[:digit:]]*", "7up"));
  EXPECT_FALSE(matches_glob("[abc", "a"));
  EXPECT_TRUE(matches_glob("\\*", "*"));
  EXPECT_FALSE(matches_glob("a\\", "a\\"));
  EXPECT_FALSE(matches_glob("a?b", "a/b"));
}

TEST(Glob, TakesNoExponentialTime) {
  const std::string path(2000, 'a');
  std::string pattern;
  for (int i = 0; i < 50; ++i) {
    pattern += "**/*a*";
  }
  EXPECT_FALSE(matches_glob(pattern + "b", path));
  pattern.clear();
  for (int i = 0; i < 500; ++i) {
    pattern += "**a*";
  }
  EXPECT_FALSE(matches_glob(pattern + "b", path));
}

TEST(GlobList, MatchesNamesAnywhereAndPathsFromTheRoot) {
  const GlobList names({"generated", "*_old.py"});
  EXPECT_TRUE(names.matches("generated/x.py"));
  EXPECT_TRUE(names.matches("a/generated/b/x.py"));
  EXPECT_TRUE(names.matches("a/b_old.py"));
  EXPECT_FALSE(names.matches("a/b.py"));
  const GlobList paths({"./src/*/models/", "/legacy"});
  EXPECT_TRUE(paths.matches("src/app/models/user.py"));
  EXPECT_FALSE(paths.matches("x/src/app/models/user.py"));
  EXPECT_TRUE(paths.matches("legacy/a.py"));
}

TEST(GlobList, KnowsWhereToLook) {
  const GlobList list({"build/gen/**/*.py"});
  EXPECT_TRUE(list.may_match_below("build"));
  EXPECT_TRUE(list.may_match_below("build/gen/x"));
  EXPECT_FALSE(list.may_match_below("dist"));
  EXPECT_FALSE(list.may_match_below("build/other"));
}

}  // namespace
}  // namespace fastidious
