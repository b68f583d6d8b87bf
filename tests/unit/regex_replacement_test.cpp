#include "knowledge/regex_replacement.h"

#include <gtest/gtest.h>

namespace fastidious::knowledge {
namespace {

bool rules_out(Danger danger, std::string_view pattern, std::string_view replacement) {
  return (ruled_out_by_replacing(pattern, replacement) & bit(danger)) != 0;
}

TEST(RegexReplacement, TakesOutWhatIsNotNamed) {
  EXPECT_TRUE(rules_out(Danger::Path, "[^a-zA-Z0-9 _-]+", ""));
  EXPECT_TRUE(rules_out(Danger::Path, "[^\\w.-]", "_"));
  EXPECT_TRUE(rules_out(Danger::Sql, "[^\\w]", ""));
  EXPECT_FALSE(rules_out(Danger::Sql, "[^\\w ]", ""));
  EXPECT_FALSE(rules_out(Danger::Path, "[^\\w./-]", "_"));
  EXPECT_FALSE(rules_out(Danger::Path, "[^\\w]", "/"));
  EXPECT_FALSE(rules_out(Danger::Log, "[^\\w\\s]", ""));
}

TEST(RegexReplacement, TakesOutWhatIsNamed) {
  EXPECT_TRUE(rules_out(Danger::Path, "[<>:\"/\\\\|?*]", "_"));
  EXPECT_TRUE(rules_out(Danger::Log, "[\\r\\n]+", " "));
  EXPECT_FALSE(rules_out(Danger::Path, "[<>]", ""));
}

TEST(RegexReplacement, KnowsNothingOfOtherPatterns) {
  EXPECT_EQ(ruled_out_by_replacing("\\s+", "-"), 0u);
  EXPECT_EQ(ruled_out_by_replacing("[^a-z][^a-z]", ""), 0u);
  EXPECT_EQ(ruled_out_by_replacing("[^\\S]", ""), 0u);
  EXPECT_EQ(ruled_out_by_replacing("", ""), 0u);
  EXPECT_EQ(ruled_out_by_replacing("[^\\w]", "\\1"), 0u);
}

}  // namespace
}  // namespace fastidious::knowledge
