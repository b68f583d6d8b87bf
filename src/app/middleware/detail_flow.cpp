#include "app/middleware/detail_flow.h"

#include <algorithm>

#include "app/effects/error_made.h"
#include "semantic/model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 8;  // names given by names, tests of tests

std::optional<bool> compared(Comparator op, int left, int right) {
  switch (op) {
    case Comparator::Eq:
    case Comparator::Is: return left == right;
    case Comparator::NotEq:
    case Comparator::IsNot: return left != right;
    case Comparator::Lt: return left < right;
    case Comparator::LtE: return left <= right;
    case Comparator::Gt: return left > right;
    case Comparator::GtE: return left >= right;
    default: return std::nullopt;
  }
}

// settings.debug, DEBUG, is_debug_mode
bool asks_for_debugging(const FileModel& file, const Expr& test) {
  const auto* attribute = test.as<Attribute>();
  const auto* name = test.as<Name>();
  const std::string_view word = attribute != nullptr ? file.text(attribute->attr)
                                : name != nullptr    ? file.text(name->name)
                                                     : std::string_view{};
  return lower_case(word).find("debug") != std::string::npos;
}

const Name* root_of(const Expr& expr) {
  const Expr* at = &expr;
  while (true) {
    if (const auto* attribute = at->as<Attribute>()) {
      at = attribute->value;
    } else if (const auto* item = at->as<Subscript>()) {
      at = item->value;
    } else {
      return at->as<Name>();
    }
  }
}

}  // namespace

bool DetailFlow::leaves(const StmtList& body) {
  State state;
  run(body, state);
  return leaves_;
}

void DetailFlow::run(const StmtList& body, State& state) {
  for (const Stmt* statement : body) {
    if (state.has_ended || leaves_) return;
    run(*statement, state);
  }
}

void DetailFlow::run(const Stmt& statement, State& state) {
  if (const auto* result = statement.as<Return>()) {
    leaves_ = leaves_ || (result->value != nullptr && tells(*result->value, state));
    state.has_ended = true;
  } else if (const auto* assign_to = statement.as<Assign>()) {
    for (const Expr* target : assign_to->targets) assign(*target, *assign_to->value, false, state);
  } else if (const auto* annotated = statement.as<AnnAssign>()) {
    if (annotated->value) assign(*annotated->target, *annotated->value, false, state);
  } else if (const auto* adding = statement.as<AugAssign>()) {
    assign(*adding->target, *adding->value, true, state);
  } else if (const auto* call = statement.as<ExprStmt>()) {
    note_call(*call->value, state);
  } else if (const auto* choice = statement.as<If>()) {
    run_choice(*choice, state);
  } else if (const auto* guarded = statement.as<Try>()) {
    run_try(*guarded, state);
  } else if (const auto* with = statement.as<With>()) {
    run(with->body, state);
  } else if (const auto* each = statement.as<For>()) {
    assign(*each->target, *each->iter, true, state);
    run_loop(each->body, state);
    run(each->orelse, state);
  } else if (const auto* loop = statement.as<While>()) {
    run_loop(loop->body, state);
    run(loop->orelse, state);
  } else if (!statement.is(Kind::Pass) && !statement.is(Kind::Import) &&
             !statement.is(Kind::ImportFrom) && !statement.is(Kind::Assert)) {
    leaves_ = true;  // raised again, matched, handed to a function in it: not followed
  }
}

void DetailFlow::run_choice(const If& choice, State& state) {
  const std::optional<bool> known = truth(*choice.test, state);
  if (known) return run(*known ? choice.body : choice.orelse, state);
  State other = state;
  run(choice.body, state);
  run(choice.orelse, other);
  merge(state, other);
}

// No round, one, or several: what one round leaves is there in the next.
void DetailFlow::run_loop(const StmtList& body, State& state) {
  for (int round = 0; round < 2; ++round) {
    State once = state;
    run(body, once);
    merge(state, once);
  }
}

void DetailFlow::run_try(const Try& guarded, State& state) {
  const State before = state;
  run(guarded.body, state);
  State failed = before;
  merge(failed, state);
  failed.has_ended = false;
  run(guarded.orelse, state);
  for (const ExceptHandler* handler : guarded.handlers) {
    State caught = failed;
    run(handler->body, caught);
    merge(state, caught);
  }
  const bool has_ended = state.has_ended;
  state.has_ended = false;
  run(guarded.finalbody, state);
  state.has_ended = state.has_ended || has_ended;
}

void DetailFlow::merge(State& into, const State& other) {
  if (other.has_ended) return;
  if (into.has_ended) {
    into = other;
    return;
  }
  into.telling.insert(other.telling.begin(), other.telling.end());
  std::erase_if(into.given, [&other](const auto& one) {
    const auto at = other.given.find(one.first);
    return at == other.given.end() || at->second != one.second;
  });
}

void DetailFlow::assign(const Expr& target, const Expr& value, bool adds, State& state) const {
  const bool is_telling = tells(value, state);
  const auto* name = target.as<Name>();
  if (name != nullptr && !adds) {
    state.given[name->name] = &value;
    if (!is_telling) state.telling.erase(name->name);
  }
  if (name != nullptr && adds) state.given.erase(name->name);
  if (!is_telling) return;
  for (const Node* node : file_.tree().subtree(target)) {
    if (const auto* part = node->as<Name>()) state.telling.insert(part->name);
  }
}

// body.update(detail=exc.detail): from now on it holds it.
void DetailFlow::note_call(const Expr& expr, State& state) const {
  const auto* awaited = expr.as<Await>();
  const auto* call = as<Call>(awaited != nullptr ? awaited->value : &expr);
  if (call == nullptr || !tells(*call, state)) return;
  if (const Name* owner = root_of(*call->func)) state.telling.insert(owner->name);
}

bool DetailFlow::is_attribute(const Node& node, std::string_view name) const {
  const auto* attribute = node.as<Attribute>();
  const auto* owner = attribute != nullptr ? attribute->value->as<Name>() : nullptr;
  return owner != nullptr && owner->name == exception_ && file_.text(attribute->attr) == name;
}

bool DetailFlow::is_silent(const Node& node) const {
  if (node.is(Kind::Compare) || is_attribute(node, "status_code") ||
      is_attribute(node, "headers") || is_attribute(node, "__class__")) {
    return true;
  }
  const auto* call = node.as<Call>();
  if (call == nullptr) return false;
  const std::string_view target = file_.resolve(*call->func);
  return target == "builtins.isinstance" || target == "builtins.type" ||
         target == "builtins.bool" || target == "builtins.len" || target == "builtins.hasattr";
}

bool DetailFlow::tells(const Expr& expr, const State& state) const {
  const auto nodes = file_.tree().subtree(expr);
  for (std::size_t i = 0; i < nodes.size();) {
    const Node& node = *nodes[i];
    const std::size_t size = node.last.value - node.id.value + std::size_t{1};
    if (const auto* choice = node.as<IfExp>()) {
      const std::optional<bool> known = truth(*choice->test, state);
      if (known.value_or(true) && tells(*choice->body, state)) return true;
      if (!known.value_or(false) && tells(*choice->orelse, state)) return true;
      i += size;
    } else if (is_silent(node)) {
      i += size;
    } else {
      const auto* name = node.as<Name>();
      const bool told =
          name != nullptr && (name->name == exception_ || state.telling.contains(name->name));
      if (told || node.is(Kind::NamedExpr)) return true;
      ++i;
    }
  }
  return false;
}

const Expr& DetailFlow::behind(const Expr& expr, const State& state) const {
  const Expr* at = &expr;
  for (int depth = 0; depth < kMaxDepth; ++depth) {
    const auto* name = at->as<Name>();
    const auto given = name != nullptr ? state.given.find(name->name) : state.given.end();
    if (given == state.given.end()) break;
    at = given->second;
  }
  return *at;
}

std::optional<int> DetailFlow::number(const Expr& expr, const State& state) const {
  const Expr& meant = behind(expr, state);
  if (is_attribute(meant, "status_code")) return error_.status;
  const int known = number_of(evaluate(file_, &meant));
  return known == 0 ? std::nullopt : std::optional<int>(known);
}

std::optional<bool> DetailFlow::truth(const Expr& expr, const State& state, int depth) const {
  if (depth > kMaxDepth) return std::nullopt;
  const Expr& test = behind(expr, state);
  if (asks_for_debugging(file_, test)) return false;
  if (const auto* compare = test.as<Compare>()) return truth_of(*compare, state);
  if (const auto* several = test.as<BoolOp>()) return truth_of(*several, state, depth);
  if (const auto* call = test.as<Call>()) return is_instance(*call, state);
  const auto* negated = test.as<UnaryOp>();
  if (negated != nullptr && negated->op == UnaryOperator::Not) {
    const std::optional<bool> known = truth(*negated->operand, state, depth + 1);
    return known ? std::optional<bool>(!*known) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<bool> DetailFlow::truth_of(const BoolOp& several, const State& state,
                                         int depth) const {
  const bool deciding = several.op == BoolOperator::Or;
  bool all_known = true;
  for (const Expr* one : several.values) {
    const std::optional<bool> known = truth(*one, state, depth + 1);
    if (known == deciding) return deciding;
    all_known = all_known && known.has_value();
  }
  return all_known ? std::optional<bool>(!deciding) : std::nullopt;
}

std::optional<bool> DetailFlow::truth_of(const Compare& compare, const State& state) const {
  const Expr* left = compare.left;
  for (std::size_t i = 0; i < compare.ops.size(); ++i) {
    const Expr& right = *compare.comparators[i];
    const Comparator op = compare.ops[i];
    const std::optional<int> number_left = number(*left, state);
    if (!number_left) return std::nullopt;
    std::optional<bool> one;
    if (op == Comparator::In || op == Comparator::NotIn) {
      const Value items = evaluate(file_, &behind(right, state));
      if (!items.is_sequence()) return std::nullopt;
      const bool is_in =
          std::any_of(items.items.begin(), items.items.end(),
                      [&](const Value& each) { return number_of(each) == *number_left; });
      one = is_in == (op == Comparator::In);
    } else if (const std::optional<int> number_right = number(right, state)) {
      one = compared(op, *number_left, *number_right);
    }
    if (!one || !*one) return one;
    left = &right;
  }
  return true;
}

// isinstance(exc.detail, str)
std::optional<bool> DetailFlow::is_instance(const Call& call, const State& state) const {
  const bool asks = file_.resolve(*call.func) == "builtins.isinstance" && call.args.size() == 2;
  if (!asks || !error_.is_text || !is_attribute(behind(*call.args[0], state), "detail")) {
    return std::nullopt;
  }
  const std::string_view cls = file_.resolve(*call.args[1]);
  if (cls == "builtins.str") return true;
  if (cls == "builtins.dict" || cls == "builtins.list") return false;
  return std::nullopt;
}

}  // namespace fastidious::app
