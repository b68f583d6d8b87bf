#pragma once
// What the expressions of a workflow stand for, as far as the repository says it.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/formats/workflow.h"

namespace fastidious::deploy {

class ExpressionValues {
 public:
  // Texts of which one differs from another only in values that nobody looks at are cut off here.
  static constexpr std::size_t kMaxTexts = 64;

  ExpressionValues() = default;
  // `matrix.NAME`: the values of the job's `strategy.matrix`, those of `include` too.
  explicit ExpressionValues(const WorkflowJob& job);
  // `inputs.NAME` in an action of the repository: what `with` gives, whose own expressions are
  // `outer`'s; else the input's default.
  ExpressionValues(const Document& action, const Node* with, const ExpressionValues& outer);

  // `text` as it is with each of the values that it asks for; itself where it asks for none.
  std::vector<std::string> filled(std::string_view text) const;

 private:
  void add(const std::string& name, const Node& value, int depth);

  std::map<std::string, std::vector<std::string>> values_;  // by name, in lower case
};

}  // namespace fastidious::deploy
