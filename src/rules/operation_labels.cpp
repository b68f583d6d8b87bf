#include "rules/operation_labels.h"

#include "text/in_words.h"

namespace fastidious::rules {

std::vector<std::string> labels_of(const app::Operation& operation) {
  const app::Route& route = operation.route();
  if (route.methods.size() < 2) return {operation.label()};
  std::vector<std::string> labels;
  for (const std::string& method : route.methods) {
    labels.push_back(method + " " + (route.path.empty() ? "/" : route.path));
  }
  return labels;
}

std::string some_in_code(const std::vector<std::string>& labels) {
  constexpr std::size_t kNamed = 5;
  if (labels.size() <= kNamed + 1) return in_code(labels, ", ");
  const std::vector<std::string> named(labels.begin(), labels.begin() + kNamed);
  return in_code(named, ", ") + " and " + std::to_string(labels.size() - kNamed) + " more";
}

}  // namespace fastidious::rules
