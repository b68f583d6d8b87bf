#include "assess/same_cause.h"

#include <gtest/gtest.h>

#include <optional>

namespace fastidious::assess {
namespace {

using findings::FileId;
using findings::Finding;

TEST(SameCause, TellsOfANumberWhereItsStepsLeadToWhatIsEnough) {
  std::vector<Finding> findings(2);
  findings[0].rule = "DOC001";
  findings[0].file = FileId(0);
  findings[0].span = {0, 1};
  findings[1].rule = "DOC015";
  findings[1].file = FileId(1);
  EXPECT_EQ(told_by_others(findings, {})[1], std::nullopt);
  findings[1].trace = {{FileId(0), {0, 1}, "`app.a` has none"}};
  EXPECT_EQ(told_by_others(findings, {})[1], 0u);
}

}  // namespace
}  // namespace fastidious::assess
