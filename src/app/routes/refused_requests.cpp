#include "app/routes/refused_requests.h"

#include <iterator>
#include <set>

#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// pytest.raises(requests.HTTPError), self.assertRaises(HTTPException)
bool expects_http_error(const FileModel& file, const Expr& context) {
  const auto* call = context.as<Call>();
  if (call == nullptr || call->args.empty()) return false;
  const std::string_view callee = file.text(*call->func);
  if (!callee.ends_with("raises") && !callee.ends_with("assertRaises")) return false;
  return contains_any(file.text(*call->args[0]), {"HTTPError", "HTTPStatusError", "HTTPException"});
}

bool raises_for_status(const FileModel& file, const FunctionDef& helper) {
  return file.text(helper).find("raise_for_status(") != std::string_view::npos;
}

// The helpers of tests that are called where they must fail.
std::set<const FunctionDef*> failing_helpers(const semantic::Model& model) {
  std::set<const FunctionDef*> helpers;
  for (const FileModel& file : model.files()) {
    const bool expects = file.file().role == project::Role::Test &&
                         contains_any(file.file().text.view(), {"raises(", "assertRaises("});
    if (!expects) continue;
    for (const Call* call : file.tree().nodes_of<Call>()) {
      if (!is_expected_to_fail(file, *call)) continue;
      const semantic::Definition callee = file.definition_of(*call->func);
      const auto* helper = as<FunctionDef>(callee.node);
      if (helper != nullptr && raises_for_status(*callee.file, *helper)) helpers.insert(helper);
    }
  }
  return helpers;
}

}  // namespace

bool is_expected_to_fail(const FileModel& file, const Node& node) {
  for (const Node* at = file.parent(node); at != nullptr; at = file.parent(*at)) {
    if (at->is(Kind::FunctionDef)) return false;
    const auto* block = at->as<With>();
    if (block == nullptr) continue;
    for (const WithItem* item : block->items) {
      const bool is_inside = node.begin > item->context_expr->end;
      if (is_inside && expects_http_error(file, *item->context_expr)) return true;
    }
  }
  return false;
}

void add_refusals(const semantic::Model& model, std::vector<TestRequest>& requests) {
  const std::set<const FunctionDef*> helpers = failing_helpers(model);
  for (TestRequest& one : requests) {
    if (!helpers.contains(one.test)) continue;
    one.expected.insert(one.expected.end(), std::begin(kSomeClientErrors),
                        std::end(kSomeClientErrors));
  }
}

}  // namespace fastidious::app
