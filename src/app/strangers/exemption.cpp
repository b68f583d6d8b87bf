#include "app/strangers/exemption.h"

#include <algorithm>

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_about_path(std::string_view text) {
  return text.find("path") != text.npos || text.find("url") != text.npos ||
         text.find("scope") != text.npos;
}

// `path in settings.open_paths`, `is_open(path)`
bool asks_elsewhere(const FileModel& file, const Expr& test) {
  const auto nodes = file.tree().subtree(test);
  return is_about_path(file.text(test)) &&
         std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
           if (const auto* call = node->as<Call>()) return call->func->is(Kind::Name);
           const auto* comparison = node->as<Compare>();
           return comparison != nullptr && comparison->ops.front() == Comparator::In &&
                  (comparison->comparators.front()->is(Kind::Attribute) ||
                   !evaluate(file, comparison->comparators.front()).is_sequence());
         });
}

}  // namespace

bool may_leave_paths_out(const Placed& refusal) {
  if (!refusal) return true;
  const FunctionDef* function = refusal.file->enclosing_function(*refusal.expr);
  return function != nullptr && may_leave_paths_out(Definition{refusal.file, function});
}

bool may_leave_paths_out(const Definition& guard) {
  if (!guard) return false;
  const FileModel& file = *guard.file;
  const auto nodes = file.tree().subtree(*guard.node);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* choice = node->as<If>();
    return choice != nullptr && asks_elsewhere(file, *choice->test);
  });
}

}  // namespace fastidious::app
