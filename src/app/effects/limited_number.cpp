#include "app/effects/limited_number.h"

#include <algorithm>

#include "app/effects/kept_value.h"
#include "app/effects/passed_parameters.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_order(Comparator op) {
  return op == Comparator::Gt || op == Comparator::GtE || op == Comparator::Lt ||
         op == Comparator::LtE;
}

// 0 and 1 are least numbers, not most.
bool is_least(const FileModel& file, const Expr& expr) {
  return file.text(expr) == "0" || file.text(expr) == "1";
}

class Maximum {
 public:
  explicit Maximum(const PassedParameter& passed)
      : file_(*passed.function.file),
        function_(*passed.function.node),
        value_(passed.function, *passed.parameter) {}

  bool any() const {
    const auto calls = file_.tree().nodes_of<Call>(function_);
    const auto tests = file_.tree().nodes_of<Compare>(function_);
    return std::any_of(calls.begin(), calls.end(),
                       [this](const Call* one) { return bounds(*one); }) ||
           std::any_of(tests.begin(), tests.end(),
                       [this](const Compare* one) { return compares(*one); });
  }

 private:
  bool bounds(const Call& call) const {
    const bool given = std::any_of(call.args.begin(), call.args.end(),
                                   [this](const Expr* one) { return value_.is(*one); });
    if (!given) return false;
    const std::string_view target = file_.resolve(*call.func);
    const auto* method = call.func->as<Attribute>();
    const std::string_view name = method != nullptr ? file_.text(method->attr) : target;
    return target == "builtins.min" || name.find("valid") != name.npos ||
           name.find("clamp") != name.npos;
  }

  bool compares(const Compare& test) const {
    const Expr* left = test.left;
    for (std::size_t i = 0; i < test.ops.size(); ++i) {
      const Expr* right = test.comparators[i];
      const bool about = is_order(test.ops[i]) && (value_.is(*left) || value_.is(*right));
      if (about && !is_least(file_, value_.is(*left) ? *right : *left)) return true;
      left = right;
    }
    return false;
  }

  const FileModel& file_;
  const Node& function_;
  const KeptValue value_;
};

// `found[:limit]`, also by `start + limit`; `if limit > 0`; `total // limit` pages.
bool cuts(const FileModel& file, const Expr& use) {
  const Node* at = file.parent(use);
  while (at != nullptr && (at->is(Kind::BinOp) || at->is(Kind::UnaryOp))) {
    const auto* operation = at->as<BinOp>();
    const bool divides = operation != nullptr && (operation->op == Operator::FloorDiv ||
                                                  operation->op == Operator::Div);
    if (divides) return true;
    at = file.parent(*at);
  }
  if (at == nullptr) return false;
  const auto* choice = at->as<If>();
  return at->is(Kind::Slice) || at->is(Kind::Compare) ||
         (choice != nullptr && choice->test->encloses(use));
}

}  // namespace

bool has_maximum(const Definition& function, const Arg& parameter) {
  const std::vector<PassedParameter> all = kept_parameters(function, parameter).all;
  return std::any_of(all.begin(), all.end(),
                     [](const PassedParameter& one) { return Maximum(one).any(); });
}

bool only_cuts(const Definition& function, const Arg& parameter) {
  const auto& node = static_cast<const FunctionDef&>(*function.node);
  if (semantic::is_stub_body(*function.file, node)) return false;
  const KeptValue value(function, parameter);
  const std::vector<const Expr*> uses = value.uses();
  return !value.is_lost() && std::all_of(uses.begin(), uses.end(), [&](const Expr* one) {
    return cuts(*function.file, *one);
  });
}

}  // namespace fastidious::app
