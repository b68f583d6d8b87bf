#include "app/endpoints/direct_calls.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "app/routes/refused_requests.h"
#include "app/routes/request_match.h"

namespace fastidious::app {

using namespace syntax;

namespace {

struct Handlers {
  std::set<const Node*> nodes;
  std::set<std::string_view> names;
};

Handlers handlers_of(const Application& application) {
  Handlers handlers;
  for (const Endpoint& one : application.endpoints().all()) {
    const auto* function = as<FunctionDef>(one.handler.node);
    if (function == nullptr) continue;
    handlers.nodes.insert(function);
    handlers.names.insert(one.handler.file->text(function->name));
  }
  return handlers;
}

// The calls in tests of what has one of the names, by file and position.
std::vector<semantic::CallSite> calls_by_tests(const semantic::Model& model,
                                               const std::set<std::string_view>& names) {
  std::vector<semantic::CallSite> calls;
  for (const std::string_view name : names) {
    for (const semantic::Mention& mention : model.mentions().of(model.names().find(name))) {
      const FileModel& file = model.file(mention.file);
      if (file.file().role != project::Role::Test) continue;
      const Node& node = model.node(mention);
      const bool may_be_called = node.is(Kind::Name) || node.is(Kind::Attribute);
      const auto* call = may_be_called ? as<Call>(file.parent(node)) : nullptr;
      if (call != nullptr && call->func == &node) calls.push_back({&file, call});
    }
  }
  const auto place = [](const semantic::CallSite& one) {
    return std::pair(one.file->file().id, one.call->id);
  };
  std::ranges::sort(calls, {}, place);
  return calls;
}

}  // namespace

std::map<const Node*, std::vector<int>> handlers_called_by_tests(const Application& application) {
  const Handlers handlers = handlers_of(application);
  std::map<const Node*, std::vector<int>> called;
  for (const auto& [file, call] : calls_by_tests(application.code(), handlers.names)) {
    const Node* callee = file->definition_of(*call->func).node;
    if (!handlers.nodes.contains(callee)) continue;
    std::vector<int>& expected = called[callee];
    if (!is_expected_to_fail(*file, *call)) continue;
    const std::vector<int> said = expected_statuses(*file, file->enclosing_function(*call));
    expected.insert(expected.end(), said.begin(), said.end());
    if (!said.empty()) continue;
    expected.insert(expected.end(), std::begin(kSomeClientErrors), std::end(kSomeClientErrors));
  }
  return called;
}

}  // namespace fastidious::app
