#include "report/answers.h"

#include <gtest/gtest.h>

#include "findings/answers.h"

namespace fastidious::report {
namespace {

markdown::Entry entry(std::string message, const findings::Answers* answers) {
  markdown::Entry one;
  one.said.message = std::move(message);
  one.answers = answers;
  return one;
}

TEST(Answers, OperationsThatAnswerTheSameAreNames) {
  const findings::Answers missing{{404}, {}, 0, " can answer 404, which is not said"};
  const findings::Answers conflict{{409}, {}, 0, " can answer 409, which is not said"};
  const auto first = entry("`read` (`GET /a`) can answer 404, which is not said", &missing);
  const auto same = entry("`change` (`PUT /a`) can answer 404, which is not said: `C`", &missing);
  const auto other = entry("`drop` (`DELETE /a`) can answer 409, which is not said", &conflict);
  EXPECT_EQ(behind_same_answer(nullptr, first), first.said.message);
  EXPECT_EQ(behind_same_answer(&first, same), "`change` (`PUT /a`) likewise: `C`");
  EXPECT_EQ(behind_same_answer(&first, other), other.said.message);
  std::vector<markdown::Entry> entries = {first, other, same};
  bring_answers_together(entries);
  EXPECT_EQ(entries[1].said.message, same.said.message);
}

TEST(Answers, OtherFindingsAreToldInFull) {
  const auto first = entry("`a` is not called", nullptr);
  EXPECT_EQ(behind_same_answer(&first, first), "`a` is not called");
}

}  // namespace
}  // namespace fastidious::report
