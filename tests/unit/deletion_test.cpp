// What was found inside of code that nothing uses: findings/deletion.h.

#include "findings/deletion.h"

#include <gtest/gtest.h>

#include <vector>

namespace fastidious::findings {
namespace {

Finding finding(std::string_view rule, std::uint32_t file, Offset begin, Offset end) {
  Finding one;
  one.rule = rule;
  one.file = FileId(file);
  one.span = {begin, end};
  return one;
}

Finding dead(std::uint32_t file, Offset begin, Offset end) {
  Finding one = finding("COD015", file, begin + 4, begin + 8);
  one.trace.push_back({FileId(file), {begin, end}, "nothing uses what stands here"});
  return one;
}

TEST(Deletion, HoldsWhatIsInsideOfTheDefinition) {
  const std::vector<Finding> all = {finding("TYP001", 1, 5, 9), dead(1, 10, 40),
                                    finding("SEC027", 1, 20, 30), finding("DOC003", 1, 40, 44),
                                    finding("SEC027", 2, 20, 30)};
  const std::vector<Deletion> found = deletions_of(all);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].told_by, 1u);
  EXPECT_EQ(found[0].inside, std::vector<std::uint32_t>{2});
}

TEST(Deletion, LeavesOutWhatSpeaksOfOtherPlacesToo) {
  Finding untested = finding("TST004", 1, 20, 30);
  untested.trace.push_back({FileId(2), {5, 9}, "another endpoint"});
  EXPECT_TRUE(deletions_of(std::vector<Finding>{dead(1, 10, 40), untested}).empty());
}

TEST(Deletion, LeavesOutWhatHoldsNothing) {
  const std::vector<Finding> all = {dead(1, 10, 40), dead(1, 50, 60), finding("LOG001", 1, 55, 58)};
  const std::vector<Deletion> found = deletions_of(all);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].told_by, 1u);
}

}  // namespace
}  // namespace fastidious::findings
