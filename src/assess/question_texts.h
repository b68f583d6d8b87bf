#pragma once
// The words of questions that are asked about the findings of certain rules.

#include <array>
#include <string_view>

#include "assess/assessment.h"

namespace fastidious::assess {

struct QuestionText {
  std::string_view rules;  // codes, separated by spaces
  QuestionKind kind = QuestionKind::Security;
  std::string_view question;
  std::array<std::pair<std::string_view, std::string_view>, 4> choices;  // and what each costs
};

// The words for the findings of a rule, or null.
const QuestionText* question_text(std::string_view rule);

}  // namespace fastidious::assess
