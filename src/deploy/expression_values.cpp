#include "deploy/expression_values.h"

#include <algorithm>
#include <utility>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr int kMaxDepth = 4;  // of `matrix.task.command`, from `task: [{command: mypy}]`

// `text` with each `${{ name }}` replaced.
std::string replaced(std::string_view text, std::string_view name, std::string_view value) {
  std::string result;
  std::size_t at = 0;
  for (const Expression& one : expressions_in(text)) {
    if (!same_but_for_case(one.text, name)) continue;
    result += text.substr(at, one.span.begin - at);
    result += value;
    at = one.span.end;
  }
  return result + std::string(text.substr(at));
}

}  // namespace

ExpressionValues::ExpressionValues(const WorkflowJob& job) {
  const Node* matrix = job.node->find({"strategy", "matrix"});
  if (matrix == nullptr || !matrix->is_map()) return;
  for (std::size_t i = 0; i < matrix->keys.size(); ++i) {
    const std::string& key = matrix->keys[i]->text;
    if (key == "exclude") continue;
    add(key == "include" ? "matrix" : "matrix." + lower_case(key), *matrix->items[i], 0);
  }
}

ExpressionValues::ExpressionValues(const Document& action, const Node* with,
                                   const ExpressionValues& outer) {
  const Node* inputs = action.root() == nullptr ? nullptr : action.root()->find("inputs");
  if (inputs == nullptr || !inputs->is_map()) return;
  for (std::size_t i = 0; i < inputs->keys.size(); ++i) {
    const std::string& key = inputs->keys[i]->text;
    const Node* given = with == nullptr ? nullptr : with->find(key);
    if (given == nullptr) given = inputs->items[i]->find("default");
    if (given == nullptr || !given->is_scalar()) continue;
    values_["inputs." + lower_case(key)] = outer.filled(given->text);
  }
}

// The texts of a scalar, of a list's items, and of a map's members by their names.
void ExpressionValues::add(const std::string& name, const Node& value, int depth) {
  if (depth > kMaxDepth) return;
  if (value.is_scalar()) {
    std::vector<std::string>& texts = values_[name];
    if (texts.size() < kMaxTexts) texts.push_back(value.text);
    return;
  }
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    add(value.is_map() ? name + "." + lower_case(value.keys[i]->text) : name, *value.items[i],
        depth + 1);
  }
}

std::vector<std::string> ExpressionValues::filled(std::string_view text) const {
  std::vector<std::string> texts = {std::string(text)};
  if (values_.empty()) return texts;
  for (const Expression& one : expressions_in(text)) {
    const auto known = values_.find(lower_case(one.text));
    if (known == values_.end()) continue;
    std::vector<std::string> next;
    for (const std::string& before : texts) {
      for (const std::string& value : known->second) {
        if (next.size() < kMaxTexts) next.push_back(replaced(before, one.text, value));
      }
    }
    texts = std::move(next);
  }
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

}  // namespace fastidious::deploy
