// What tests say of a value: that nothing, or no text, is there where it is written.

#include <algorithm>
#include <optional>

#include "app/effects/value_finder.h"
#include "semantic/completion.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;
using semantic::Binding;

namespace {

// Of a function with more branches only the first are looked at.
constexpr int kMostBranches = 100;

// Whether a text is there; nothing if that cannot be told.
using Presence = std::optional<bool>;

// What tests tell of the value that is written like `text`.
class Tested {
 public:
  Tested(const FileModel& file, std::string_view text) : file_(file), text_(text) {}

  // Where `test` comes out as `outcome`.
  Presence by(const Expr& test, bool outcome) const {
    if (is_it(test)) return outcome;
    if (const auto* negation = test.as<UnaryOp>()) {
      return negation->op == UnaryOperator::Not ? by(*negation->operand, !outcome) : std::nullopt;
    }
    if (const auto* all = test.as<BoolOp>()) return by_all(*all, outcome);
    if (const auto* comparison = test.as<Compare>()) return by_comparison(*comparison, outcome);
    const auto* call = test.as<Call>();
    return call != nullptr && asks_for_text(*call) ? Presence(outcome) : std::nullopt;
  }

 private:
  // The value, or a name that was given it: `email = user.email`.
  bool is_it(const Expr& expr) const {
    if (file_.text(expr) == text_) return true;
    const auto* name = expr.as<Name>();
    if (name == nullptr || text_.find('.') == text_.npos) return false;
    const auto bindings = semantic::reaching_bindings(file_, *name);
    return std::any_of(bindings.begin(), bindings.end(), [&](const Binding* one) {
      return one->value != nullptr && file_.text(*one->value) == text_;
    });
  }

  // Each part of a true `and` is true, of a false `or` false.
  Presence by_all(const BoolOp& all, bool outcome) const {
    if ((all.op == BoolOperator::And) != outcome) return std::nullopt;
    for (const Expr* one : all.values) {
      if (const Presence found = by(*one, outcome)) return found;
    }
    return std::nullopt;
  }

  Presence by_comparison(const Compare& comparison, bool outcome) const {
    if (comparison.ops.size() != 1 || !is_it(*comparison.left)) return std::nullopt;
    const auto* other = as<Constant>(comparison.comparators[0]);
    const bool is_empty =
        other != nullptr && (other->type == ConstantKind::None || other->value.empty());
    if (!is_empty) return std::nullopt;
    switch (comparison.ops[0]) {
      case Comparator::Is:
      case Comparator::Eq: return !outcome;
      case Comparator::IsNot:
      case Comparator::NotEq: return outcome;
      default: return std::nullopt;
    }
  }

  bool asks_for_text(const Call& call) const {
    return call.args.size() == 2 && file_.resolve(*call.func) == "builtins.isinstance" &&
           is_it(*call.args[0]) && file_.resolve(*call.args[1]) == "builtins.str";
  }

  const FileModel& file_;
  std::string_view text_;
};

// Whether the name may have another value at `use` than it had before.
bool is_rebound(const FileModel& file, const Expr& use, const Node& before) {
  const auto* name = use.as<Name>();
  if (name == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(file, *name);
  return std::any_of(bindings.begin(), bindings.end(),
                     [&](const Binding* one) { return one->node->begin > before.begin; });
}

// Which of a statement's lists holds `inner`: of another list nobody knows that it ran.
int part_of(const Node& around, const Node& inner) {
  int part = 0;
  const auto pass = [&](const auto& list) {
    if (!list.empty() && inner.begin >= list.front()->begin) ++part;
  };
  if (const auto* branch = around.as<If>()) pass(branch->orelse);
  if (const auto* attempt = around.as<Try>()) {
    pass(attempt->handlers);
    pass(attempt->orelse);
    pass(attempt->finalbody);
  }
  return part;
}

// Whether the runs in which a text is there have left before: `if email: … return`.
bool has_left(const FileModel& file, const Expr& expr, const Tested& tested) {
  const FunctionDef* function = file.enclosing_function(expr);
  if (function == nullptr) return false;
  int seen = 0;
  for (const auto* branch : file.tree().nodes_of<If>(*function)) {
    if (++seen > kMostBranches || branch->begin > expr.begin) break;
    const Node* around = file.parent(*branch);
    if (branch->end <= expr.begin && around != nullptr && around->encloses(expr) &&
        part_of(*around, *branch) == part_of(*around, expr) &&
        tested.by(*branch->test, true) == true && !semantic::may_complete(file, branch->body) &&
        !is_rebound(file, expr, *branch)) {
      return true;
    }
  }
  return false;
}

}  // namespace

// Whether it, or that field of it, stands where it has been found to be missing, or to be no text:
// `if not token: logger.warning(…)`.
bool ValueFinder::is_known_empty(const Expr& expr, std::string_view field) const {
  const bool is_path = expr.is(Kind::Name) || expr.is(Kind::Attribute);
  if (!field.empty() && !is_path) return false;
  std::string text(file_.text(expr));
  if (!field.empty()) text.append(".").append(field);
  const Tested tested(file_, text);
  const Node* below = &expr;
  for (const Node* at = file_.parent(expr); at != nullptr && at->as<FunctionDef>() == nullptr;
       below = at, at = file_.parent(*at)) {
    const auto* branch = at->as<If>();
    if (branch == nullptr || below == branch->test) continue;
    const bool in_else = !branch->orelse.empty() && below->begin >= branch->orelse.front()->begin;
    if (tested.by(*branch->test, !in_else) == false) return true;
  }
  return has_left(file_, expr, tested);
}

}  // namespace fastidious::app
