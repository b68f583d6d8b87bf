#include "app/effects/possible_trace.h"

#include <algorithm>

#include "app/effects/parameter_tests.h"
#include "semantic/exception_handlers.h"

namespace fastidious::app {

using namespace syntax;

namespace {

Definition function_around(const ErrorStep& step) {
  return {step.file, step.file->enclosing_function(*step.node)};
}

using Tests = std::vector<ParameterTest>;

Tests tests_of(const Definition& function, const Node& node) {
  return parameter_tests(*function.file, *function.node->as<FunctionDef>(), node);
}

template <class Visit>
bool any_node_of(const Definition& function, Visit&& visit) {
  const auto& body = function.node->as<FunctionDef>()->body;
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(*function.file, *statement, visit);
  });
}

// Another call of the callee in the caller that passes the tests.
bool has_other_call(const Tests& tests, const Definition& callee, const Definition& caller) {
  return any_node_of(caller, [&](const Node& node) {
    const auto* call = node.as<Call>();
    return call != nullptr && function_called(*caller.file, *call).node == callee.node &&
           tests_at_call(tests, callee, caller, *call).are_passed;
  });
}

// Another `raise` of the same error that the call gets to.
bool has_other_raise(const ErrorStep& origin, const Definition& callee, const Definition& caller,
                     const Node& call) {
  const auto* first = origin.node->as<Raise>();
  if (first == nullptr || first->exc == nullptr) return false;
  const ErrorMade error = error_made({origin.file, first->exc});
  return any_node_of(callee, [&](const Node& node) {
    const auto* raise = node.as<Raise>();
    if (raise == nullptr || raise == first || raise->exc == nullptr) return false;
    const ErrorMade other = error_made({origin.file, raise->exc});
    return other.type == error.type && other.status.value == error.status.value &&
           tests_at_call(tests_of(callee, *raise), callee, caller, call).are_passed;
  });
}

}  // namespace

bool is_possible(const std::vector<ErrorStep>& trace) {
  Tests tests;
  Definition callee;
  for (std::size_t i = trace.size(); i-- > 0;) {
    const Definition function = function_around(trace[i]);
    if (function.node == nullptr) return true;  // a decorator of a module's function
    const Node& site = *trace[i].node;
    if (callee) {
      const TestsAtCall at_call = tests_at_call(tests, callee, function, site);
      const bool is_raised_there = i + 2 == trace.size();
      const bool is_possible =
          at_call.are_passed || has_other_call(tests, callee, function) ||
          (is_raised_there && has_other_raise(trace.back(), callee, function, site));
      if (!is_possible) return false;
      tests = at_call.outer;
    }
    const Tests own = tests_of(function, site);
    tests.insert(tests.end(), own.begin(), own.end());
    callee = function;
  }
  return true;
}

}  // namespace fastidious::app
