#include "app/endpoints/direct_calls.h"

#include <iterator>
#include <set>

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

// "get_job" of `get_job(…)` and `routes.get_job(…)`.
std::string_view called_name(const FileModel& file, const Call& call) {
  if (const auto* name = call.func->as<Name>()) return file.text(name->name);
  const auto* attribute = call.func->as<Attribute>();
  return attribute != nullptr ? file.text(attribute->attr) : std::string_view{};
}

}  // namespace

std::map<const Node*, std::vector<int>> handlers_called_by_tests(const Application& application) {
  const Handlers handlers = handlers_of(application);
  std::map<const Node*, std::vector<int>> called;
  for (const FileModel& file : application.code().files()) {
    if (file.file().role != project::Role::Test) continue;
    for (const Call* call : file.tree().nodes_of<Call>()) {
      if (!handlers.names.contains(called_name(file, *call))) continue;
      const Node* callee = file.definition_of(*call->func).node;
      if (!handlers.nodes.contains(callee)) continue;
      std::vector<int>& expected = called[callee];
      if (!is_expected_to_fail(file, *call)) continue;
      const std::vector<int> said = expected_statuses(file, file.enclosing_function(*call));
      expected.insert(expected.end(), said.begin(), said.end());
      if (!said.empty()) continue;
      expected.insert(expected.end(), std::begin(kSomeClientErrors), std::end(kSomeClientErrors));
    }
  }
  return called;
}

}  // namespace fastidious::app
