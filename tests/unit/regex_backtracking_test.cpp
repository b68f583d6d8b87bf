#include "knowledge/regex_backtracking.h"

#include <gtest/gtest.h>

namespace fastidious::knowledge {
namespace {

bool is_exponential(std::string_view pattern, bool whole = false) {
  return exponential_piece(pattern, whole).has_value();
}

TEST(RegexBacktracking, FindsNestedRepeats) {
  EXPECT_EQ(exponential_piece("^(a+)+$", false), "(a+)+");
  EXPECT_TRUE(is_exponential(R"(^(\w+\s?)*$)"));
  EXPECT_TRUE(is_exponential(R"(^([a-zA-Z0-9]+\.?)+@x)"));
  EXPECT_TRUE(is_exponential(R"((?:[^"\\]+|\\.)*")"));
  EXPECT_TRUE(is_exponential(R"(^(?P<name>(a*)*)b)"));
  EXPECT_TRUE(is_exponential("(a{2,})*b"));
  EXPECT_TRUE(is_exponential("(x+x+)+y"));
  EXPECT_TRUE(is_exponential(R"(^([a-z]\w+)*$)"));
}

TEST(RegexBacktracking, FindsOverlappingChoices) {
  EXPECT_TRUE(is_exponential(R"(^(.|\s)+$)"));
  EXPECT_TRUE(is_exponential(R"(^(\w|[^x])+$)"));
  EXPECT_TRUE(is_exponential(R"(^(x|\w|\s\s)*!)"));
  EXPECT_FALSE(is_exponential(R"(^(\w|\d)+$)")) << "re makes it one class";
  EXPECT_TRUE(is_exponential("(a|a)*b"));
  EXPECT_FALSE(is_exponential("(a|b)*c"));
  EXPECT_FALSE(is_exponential(R"((\s|\d)*c)"));
}

TEST(RegexBacktracking, NeedsSomethingThatFailsAfterwards) {
  EXPECT_FALSE(is_exponential("(a+)+"));
  EXPECT_TRUE(is_exponential("(a+)+", true));
  EXPECT_FALSE(is_exponential("x(a+)+b?"));
}

TEST(RegexBacktracking, LeavesWhatIsUnambiguous) {
  for (const std::string_view pattern :
       {R"(^[\w.+-]+@[\w-]+\.[\w.-]+$)", R"(^(\d+,)*\d+$)", R"(^([a-z]+-)*[a-z]+$)", "^(ab?c)+$",
        R"(^(?:\d{3}-)+\d$)", "^(a+b)+$", "^((a+)b)*$", "(a++)+b", "(?>a+)+b", "[(a+)+]b",
        R"(\(a+\)+b)", "", "^(a?){3}$"}) {
    EXPECT_FALSE(is_exponential(pattern)) << pattern;
  }
}

TEST(RegexBacktracking, KeepsQuietAboutWhatItCannotRead) {
  for (const std::string_view pattern :
       {"(a+", "a)", "*a", "[a", R"((a+)\1+b)", "(?i)(a+)+b", "\\"}) {
    EXPECT_FALSE(is_exponential(pattern)) << pattern;
  }
}

}  // namespace
}  // namespace fastidious::knowledge
