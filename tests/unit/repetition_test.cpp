#include "report/repetition.h"

#include <gtest/gtest.h>

#include "report/wording.h"

namespace fastidious::report {
namespace {

constexpr const char* kEnd = "Look first whether addresses that it refuses are in use.";

TEST(Repetition, SaysAtTheEndWhatAllEndIn) {
  const std::vector<std::string> fixes = {std::string("Type it `A`, with None for it. ") + kEnd,
                                          std::string("Type it `B`. ") + kEnd};
  EXPECT_EQ(told_once(fixes), kEnd);
  EXPECT_EQ(without_ending(fixes[1], kEnd), "Type it `B`.");
  EXPECT_EQ(for_each_of_them("Look first."), "For each of them: look first.");
}

TEST(Repetition, LeavesWhatStandsOnceOrIsAllThereIs) {
  EXPECT_EQ(told_once({std::string("Type it `A`. ") + kEnd}), "");
  EXPECT_EQ(told_once({kEnd, kEnd}), "");
  EXPECT_EQ(told_once({"Type it `A`. " + std::string(kEnd), "Type it `B`."}), "");
  // The second is written as "As above, with `B`.".
  EXPECT_EQ(told_once({"Type it `A`. " + std::string(kEnd), "Type it `B`. " + std::string(kEnd)}),
            "");
}

TEST(FirstClause, EndsBeforeWhatGoesOn) {
  EXPECT_EQ(first_clause("Let nobody in: `if a: b; c`. More."), "Let nobody in");
  EXPECT_EQ(first_clause("Write `a: b; c`. More."), "Write `a: b; c`");
  EXPECT_EQ(first_clause(std::string(200, 'a') + "."), "");
}

}  // namespace
}  // namespace fastidious::report
