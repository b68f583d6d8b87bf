#include "app/effects/possible_trace.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

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

bool is_constant(const FileModel& file, const Expr& expr) {
  if (expr.is(Kind::Constant)) return true;
  if (const auto* negated = expr.as<UnaryOp>()) return negated->operand->is(Kind::Constant);
  const auto* member = expr.as<Attribute>();  // of an Enum
  return member != nullptr && as<ClassDef>(file.definition_of(*member->value).node) != nullptr;
}

// `PaginationQuery(page=1, per_page=-1)`
bool makes_fixed_object(const FileModel& file, const Expr& expr) {
  const auto* call = expr.as<Call>();
  if (call == nullptr || as<ClassDef>(file.definition_of(*call->func).node) == nullptr) {
    return false;
  }
  const auto is_fixed = [&file](const Expr* one) { return is_constant(file, *one); };
  return (!call->args.empty() || !call->keywords.empty()) &&
         std::all_of(call->args.begin(), call->args.end(), is_fixed) &&
         std::all_of(call->keywords.begin(), call->keywords.end(),
                     [&](const Keyword* one) { return is_fixed(one->value); });
}

// A call that gives nothing but an object that the code fills with constants: what the callee
// refuses is not what a client sent.
bool gives_fixed_object(const FileModel& file, const Node& site) {
  const auto* call = site.as<Call>();
  if (call == nullptr || call->args.size() + call->keywords.size() != 1) return false;
  const Expr& given = call->args.empty() ? *call->keywords.front()->value : *call->args.front();
  return makes_fixed_object(file, given);
}

// The way from a function to a `raise`, and what else raises the same along it.
class Way {
 public:
  Way(const RaisedErrors& errors, const Definition& function, const RaisedError& error)
      : errors_(errors), error_(error), steps_(errors.trace(function, error)) {}

  // Its steps; empty where it cannot be gone and there is no other.
  std::vector<ErrorStep> find() {
    if (!is_possible()) return {};
    return std::move(steps_);
  }

 private:
  bool is_possible() {
    Tests tests;
    Definition callee;
    for (std::size_t i = steps_.size(); i-- > 0;) {
      const Definition function = function_around(steps_[i]);
      if (function.node == nullptr) return true;  // a decorator of a module's function
      const Node& site = *steps_[i].node;
      if (callee && gives_fixed_object(*function.file, site)) return has_way_before(i);
      if (callee) {
        const TestsAtCall at_call = tests_at_call(tests, callee, function, site);
        if (!at_call.are_passed) return has_other_way(i, tests, callee, function);
        tests = at_call.outer;
      }
      const Tests own = tests_of(function, site);
      tests.insert(tests.end(), own.begin(), own.end());
      callee = function;
    }
    return true;
  }

  // The call at step `at` gives the callee nothing of a client's.
  bool has_way_before(std::size_t at) {
    for (std::size_t i = 0; i <= at; ++i) {
      const FileModel& file = *steps_[i].file;
      const auto is_clients = [&file](const Node& node, const Definition&) {
        return !gives_fixed_object(file, node);
      };
      if (turns_at(i, is_clients)) return true;
    }
    return false;
  }

  // The call at step `at` fails the tests of the callee.
  bool has_other_way(std::size_t at, const Tests& tests, const Definition& callee,
                     const Definition& caller) {
    const Node& failing = *steps_[at].node;
    const auto passes_here = [&](const Node& node, const Definition& called) {
      return called.node != callee.node || tests_at_call(tests, callee, caller, node).are_passed;
    };
    const auto is_reached = [&](const Node& node, const Definition&) {
      return tests_at_call(tests_of(callee, node), callee, caller, failing).are_passed;
    };
    const auto any = [](const Node&, const Definition&) { return true; };
    if (turns_at(at, passes_here) || turns_at(at + 1, is_reached)) return true;
    for (std::size_t i = at + 2; i < steps_.size(); ++i) {
      if (turns_at(i, any)) return true;
    }
    return false;
  }

  // Whether another place than the step's, in its function, raises the same: accept(node, callee).
  // The way then leads there.
  template <class Accept>
  bool turns_at(std::size_t step, Accept&& accept) {
    const ErrorStep left = steps_[step];
    const Definition function = function_around(left);
    const auto& body = function.node->as<FunctionDef>()->body;
    return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) {
      return semantic::any_own_node(*function.file, *statement, [&](const Node& node) {
        if (&node == left.node) return false;
        const auto* call = node.as<Call>();
        const Definition callee =
            call != nullptr ? function_called(*function.file, *call) : Definition{};
        const bool raises = call != nullptr ? callee && raised_by(callee) != nullptr
                                            : is_raise(*function.file, node);
        if (!raises || !is_let_out(*function.file, node) || !accept(node, callee)) return false;
        turn(step, node, callee);
        return true;
      });
    });
  }

  void turn(std::size_t step, const Node& node, const Definition& callee) {
    const FileModel* file = steps_[step].file;
    steps_.resize(step);
    steps_.push_back({file, &node});
    if (!callee) return;
    const std::vector<ErrorStep> rest = errors_.trace(callee, *raised_by(callee));
    steps_.insert(steps_.end(), rest.begin(), rest.end());
  }

  bool is_same(std::string_view type, int status) const {
    return type == error_.type && status == error_.status.value;
  }

  bool is_raise(const FileModel& file, const Node& node) const {
    const auto* raise = node.as<Raise>();
    if (raise == nullptr || raise->exc == nullptr) return false;
    const ErrorMade made = error_made({&file, raise->exc});
    return is_same(made.type, made.status.value);
  }

  const RaisedError* raised_by(const Definition& callee) const {
    const auto& raised = errors_.of(callee).raised;
    const auto found = std::find_if(raised.begin(), raised.end(), [this](const RaisedError& one) {
      return is_same(one.type, one.status.value);
    });
    return found != raised.end() ? &*found : nullptr;
  }

  bool is_let_out(const FileModel& file, const Node& node) const {
    const std::vector<Guard> guards = guards_of(file, node);
    return std::all_of(guards.begin(), guards.end(), [this](const Guard& guard) {
      return pass(guard, error_.type).way == Passage::Way::Through;
    });
  }

  const RaisedErrors& errors_;
  const RaisedError& error_;
  std::vector<ErrorStep> steps_;
};

}  // namespace

std::vector<ErrorStep> possible_trace(const RaisedErrors& errors, const Definition& function,
                                      const RaisedError& error) {
  return Way(errors, function, error).find();
}

}  // namespace fastidious::app
