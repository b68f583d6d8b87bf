#include "text/edits.h"

#include <gtest/gtest.h>

namespace fastidious {
namespace {

TEST(Edits, ReplacesInsertsAndDeletes) {
  EXPECT_EQ(apply_edits("time.sleep(1)", {{{0, 4}, "asyncio"}, {{0, 0}, "await "}}),
            "await asyncio.sleep(1)");
  EXPECT_EQ(apply_edits("abc", {{{1, 2}, ""}}), "ac");
  EXPECT_EQ(apply_edits("abc", {}), "abc");
  EXPECT_EQ(apply_edits("", {{{0, 0}, "x"}}), "x");
}

TEST(Edits, EqualEditsCountOnce) {
  EXPECT_EQ(apply_edits("x", {{{0, 0}, "import a\n"}, {{0, 0}, "import a\n"}}), "import a\nx");
}

TEST(Edits, RefusesOverlapsAndWhatIsOutside) {
  EXPECT_EQ(apply_edits("abcdef", {{{0, 3}, "x"}, {{2, 4}, "y"}}), std::nullopt);
  EXPECT_EQ(apply_edits("abc", {{{2, 9}, "x"}}), std::nullopt);
}

}  // namespace
}  // namespace fastidious
