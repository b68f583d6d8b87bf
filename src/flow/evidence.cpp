// Evaluator: what the truth of a variable tells of the values that decided about it.
#include <algorithm>
#include <optional>

#include "flow/evaluator.h"

namespace fastidious::flow {

using namespace syntax;
using semantic::SymbolId;

// None, False, "", [], {}, ()
bool Evaluator::is_never_true(const Expr& expr) {
  if (const auto* constant = expr.as<Constant>()) {
    return constant->type == ConstantKind::False || constant->type == ConstantKind::None ||
           (constant->is_str() && constant->value.empty());
  }
  const auto* list = expr.as<ListExpr>();
  const auto* dict = expr.as<Dict>();
  const auto* tuple = expr.as<Tuple>();
  return (list != nullptr && list->elts.empty()) || (dict != nullptr && dict->values.empty()) ||
         (tuple != nullptr && tuple->elts.empty());
}

// text += more
void Evaluator::extend(const AugAssign& statement) {
  const Taint taint = appended(statement);
  const auto* name = statement.target->as<Name>();
  const SymbolId symbol = name != nullptr ? scopes_.symbol_of(*name) : SymbolId{};
  const State::Evidence* known = symbol.valid() ? state_.evidence(symbol.value) : nullptr;
  const std::optional<State::Evidence> before =
      known != nullptr ? std::optional(*known) : std::nullopt;
  assign(*statement.target, taint);
  if (!before) return;
  state_.set_evidence(*before);
  note_added(*statement.target, statement.value);
}

// An object that was just made, or that the function says it gives.
bool Evaluator::is_always_true(const Expr& expr) const {
  const auto* call = expr.as<Call>();
  if (call == nullptr) return false;
  const semantic::Definition made = file_.definition_of(*call->func);
  if (const auto* function = as<FunctionDef>(made.node)) {
    if (function->returns == nullptr) return false;
    const std::string_view says = made.file->text(*function->returns);
    return says.ends_with("Response") && says.find_first_of("|[ ") == says.npos;
  }
  const std::string_view target = file_.resolve(*call->func);
  return as<ClassDef>(made.node) != nullptr || target.ends_with("Response");
}

// What a variable that is true tells of what it was made from.
void Evaluator::note_evidence(const Expr& target, const Expr& value) {
  const auto* name = target.as<Name>();
  const SymbolId symbol = name != nullptr ? scopes_.symbol_of(*name) : SymbolId{};
  if (!symbol.valid() || state_.variables().empty()) return;
  State::Evidence evidence{
      symbol.value, is_never_true(value), value.is(Kind::ListExpr) || value.is(Kind::Dict), {}};
  if (!evidence.is_never) {
    const bool may_tell = value.is(Kind::Call) || value.is(Kind::Await) ||
                          value.is(Kind::Compare) || value.is(Kind::BoolOp) ||
                          value.is(Kind::ListComp) || value.is(Kind::IfExp) ||
                          value.is(Kind::Subscript);
    if (!may_tell) return;
    const State before = state_;
    assume(value, true);
    evidence.cleaned = state_.cleaned();
    state_ = before;
  }
  state_.set_evidence(std::move(evidence));
}

// container.append(…), container[…] = …; of `container += others`: `others`
void Evaluator::note_added(const Expr& container, const Expr* others) {
  const auto* name = container.as<Name>();
  const SymbolId symbol = name != nullptr ? scopes_.symbol_of(*name) : SymbolId{};
  const State::Evidence* known = symbol.valid() ? state_.evidence(symbol.value) : nullptr;
  if (known == nullptr) return;
  State::Evidence added{symbol.value, false, known->is_container, {}};
  if (others != nullptr) {
    const State before = state_;
    assume(*others, true);
    added.cleaned = state_.cleaned();
    state_ = before;
    added = State::either(state_.evidence_now(symbol.value), added);
  } else {
    added.cleaned = state_.cleaned();
  }
  state_.set_evidence(std::move(added));
}

// What a test looks at that is more than its length, its beginning or a constant.
void Evaluator::note_tested(const Expr& test) {
  if (depth_ >= kMaxDepth) return;
  ++depth_;
  if (const auto* negation = test.as<UnaryOp>()) {
    note_tested(*negation->operand);
  } else if (const auto* operation = test.as<BoolOp>()) {
    for (const Expr* one : operation->values) note_tested(*one);
  } else if (const auto* named = test.as<NamedExpr>()) {
    note_tested(*named->value);
  } else if (const auto* await = test.as<Await>()) {
    note_tested(*await->value);
  } else if (const auto* comparison = test.as<Compare>()) {
    const Expr& other = *comparison->comparators[0];
    if (!other.is(Kind::Constant) && !comparison->left->is(Kind::Constant)) {
      note_tested_value(*comparison->left);
      note_tested_value(other);
    }
  } else if (const auto* call = test.as<Call>()) {
    const std::string_view target = file_.resolve(*call->func);
    const bool is_understood = target.starts_with("builtins.") || target.starts_with("os.") ||
                               target.starts_with("pathlib.");
    if (!is_understood) {
      for (const Expr* one : call->args) note_tested_value(*one);
      for (const Keyword* one : call->keywords) note_tested_value(*one->value);
    }
  } else if (const auto* name = test.as<Name>()) {
    const Expr* bound = bound_value(*name);
    if (bound != nullptr && !bound->is(Kind::Name)) note_tested(*bound);
  }
  --depth_;
}

void Evaluator::note_tested_value(const Expr& expr) {
  for (const Mark& mark : value(&expr)) {
    const bool is_own = mark.label.kind == Label::Kind::Parameter && mark.at.empty();
    if (is_own) Summary::add(summary_.tested, {mark.label, knowledge::kAllDangers});
  }
}

}  // namespace fastidious::flow
