// Evaluator: expressions other than strings and calls.
#include <algorithm>
#include <utility>

#include "flow/evaluator.h"
#include "text/one_of.h"

namespace fastidious::flow {

using namespace syntax;
using knowledge::FlowFact;
using semantic::SymbolId;

Taint Evaluator::value(const Expr* expr) {
  if (expr == nullptr || expr->is(Kind::Constant)) return {};
  if (++steps_ > kMaxSteps || depth_ >= kMaxDepth) {
    summary_.is_bounded = true;
    return {};
  }
  ++depth_;
  Taint taint = compute(*expr);
  --depth_;
  if (!taint.empty() && is_harmless(*expr)) return {};
  return taint;
}

bool Evaluator::is_harmless(const Expr& expr) const {
  const semantic::Fact fact = file_.fact(expr);
  return !fact.awaitable && program_.is_harmless(fact.type);
}

Taint Evaluator::compute(const Expr& expr) {
  switch (expr.kind) {
    case Kind::Name: return name(static_cast<const Name&>(expr));
    case Kind::Attribute: return attribute(static_cast<const Attribute&>(expr));
    case Kind::Subscript: return subscript(static_cast<const Subscript&>(expr));
    case Kind::Call: return call(static_cast<const Call&>(expr));
    case Kind::JoinedStr: return joined(static_cast<const JoinedStr&>(expr));
    case Kind::BinOp: {
      const auto& operation = static_cast<const BinOp&>(expr);
      if (operation.op == Operator::Add) return sum(operation);
      if (operation.op == Operator::Mod) return percent(operation);
      Taint taint = value(operation.left);
      taint.add(value(operation.right));
      return taint;
    }
    case Kind::BoolOp: return all_of(static_cast<const BoolOp&>(expr));
    case Kind::IfExp: return either(static_cast<const IfExp&>(expr));
    case Kind::NamedExpr: {
      const auto& named = static_cast<const NamedExpr&>(expr);
      Taint taint = value(named.value);
      assign(*named.target, taint);
      note_evidence(*named.target, *named.value);
      return taint;
    }
    case Kind::Await: return value(static_cast<const Await&>(expr).value);
    case Kind::Starred: return value(static_cast<const Starred&>(expr).value);
    case Kind::Yield: yield(value(static_cast<const Yield&>(expr).value)); return {};
    case Kind::YieldFrom:
      yield(value(static_cast<const YieldFrom&>(expr).value).items());
      return {};
    case Kind::Lambda: value(static_cast<const Lambda&>(expr).body); return {};
    case Kind::Tuple:
    case Kind::ListExpr:
    case Kind::Set: return display(expr);
    case Kind::Dict: return mapping(static_cast<const Dict&>(expr));
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::GeneratorExp:
    case Kind::DictComp: return comprehension(expr);
    default: look_into_parts(expr); return {};
  }
}

// Comparisons, negations and such give nothing, but may hold calls that do.
void Evaluator::look_into_parts(const Expr& expr) {
  if (const auto* compare = expr.as<Compare>()) {
    value(compare->left);
    for (const Expr* one : compare->comparators) value(one);
  } else if (const auto* unary = expr.as<UnaryOp>()) {
    value(unary->operand);
  } else if (const auto* part = expr.as<TemplateStr>()) {
    for (const Expr* one : part->values) {
      if (const auto* hole = one->as<Interpolation>()) value(hole->value);
    }
  }
}

// ---- names and parts

bool Evaluator::is_captured(SymbolId symbol) const {
  const semantic::Scope& scope = scopes_.scope(scopes_.symbol(symbol).scope);
  return scope.kind == semantic::ScopeKind::Function && scope.node != function_.node &&
         scope.node->encloses(*function_.node);
}

Taint Evaluator::name(const Name& name) {
  const SymbolId symbol = scopes_.symbol_of(name);
  if (!symbol.valid()) return {};
  if (const Taint* known = variable(symbol.value)) return *known;
  if (function_.outer == kNoFunction || !is_captured(symbol)) return {};
  Mark mark;
  mark.label = {Label::Kind::Captured, file_.file().id.value, symbol.value, {}};
  Taint taint;
  taint.add(mark);
  state_.apply(taint);
  return taint;
}

namespace {

// Parts of an address or path that a test of the whole is usually about.
bool stands_for_whole(std::string_view attribute) {
  return attribute == "hostname" || attribute == "netloc" || attribute == "host" ||
         attribute == "parent" || attribute == "parents";
}

// Which may be one of another file's class.
bool is_property(const Program& program, const Target& target) {
  if (target.function == kNoFunction || target.cls != nullptr) return false;
  const Function& function = program.function(target.function);
  return function.file->is_property(*function.node);
}

}  // namespace

Taint Evaluator::attribute(const Attribute& attribute) {
  const Identifier named = file_.fact(attribute).target;
  const Target* target = named ? program_.targets().find(named) : nullptr;
  Dangers cleaned = 0;
  for (const FlowFact* fact : target != nullptr ? target->facts : std::vector<const FlowFact*>{}) {
    if (fact->verb == FlowFact::Verb::Source) return new_source(attribute);
    if (fact->verb == FlowFact::Verb::Clean) cleaned |= fact->dangers;
  }
  const Taint whole = value(attribute.value);
  if (target != nullptr && is_property(program_, *target)) {
    Arguments given;
    given.receiver = whole;
    given.receiver_expr = attribute.value;
    return compose(target->function, given, true);
  }
  if (whole.empty()) return {};
  Taint taint =
      whole.part(Step::named(attribute.attr), !stands_for_whole(file_.text(attribute.attr)));
  taint.keep(~cleaned);
  state_.apply(taint);
  return taint;
}

namespace {

// `name.split(".")[-1]`, `name.rsplit(".", 1)[1]`: what stands behind the last dot is no `..`.
bool is_behind_last_dot(std::string_view method, std::string_view index) {
  constexpr std::string_view kSplitting[] = {"split", "rsplit", "rpartition"};
  if (index == "-1") return is_one_of(method, kSplitting);
  return (method == "rsplit" && index == "1") || (method == "rpartition" && index == "2");
}

// `path.split("/")[-1]`, `kind.split("/")[1]`: what stands between separators has none.
bool is_one_part(const semantic::FileModel& file, const Subscript& subscript) {
  const auto* minus = subscript.slice->as<UnaryOp>();
  const auto* call = subscript.value->as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  if (method == nullptr || call->args.empty()) return false;
  const std::string_view name = file.text(method->attr);
  if (name == "splitext") return file.text(*subscript.slice) == "-1";
  const auto* separator = call->args[0]->as<Constant>();
  if (separator != nullptr && separator->value == ".") {
    return is_behind_last_dot(name, file.text(*subscript.slice));
  }
  const bool is_whole_split = call->args.size() == 1 && call->keywords.empty();
  if (minus == nullptr && (!is_whole_split || subscript.slice->is(Kind::Slice))) return false;
  const bool by_slash = separator != nullptr ? separator->value == "/" || separator->value == "\\"
                                             : file.resolve(*call->args[0]).ends_with("sep");
  return (name == "split" || name == "rsplit") && by_slash;
}

}  // namespace

Step Evaluator::step_of(std::string_view key) const {
  if (const Identifier known = file_.project().names().find(key)) return Step::named(known);
  return {Step::kHashed | static_cast<std::uint32_t>(hash_of_name(key) & 0x3FFF'FFFFu)};
}

Step Evaluator::key_of(const Expr& key) const {
  const auto* constant = key.as<Constant>();
  if (constant == nullptr) return Step::element();
  if (constant->is_str()) return step_of(constant->value);
  const bool is_digit = constant->type == ConstantKind::Int && constant->value.size() == 1;
  return is_digit ? Step::position(static_cast<std::size_t>(constant->value[0] - '0'))
                  : Step::element();
}

Taint Evaluator::subscript(const Subscript& subscript) {
  value(subscript.slice);
  const Taint whole = value(subscript.value);
  if (whole.empty()) return {};
  Taint taint = subscript.slice->is(Kind::Slice) ? whole : whole.part(key_of(*subscript.slice));
  const auto* slice = subscript.slice->as<Slice>();
  if (slice != nullptr && slice->upper != nullptr) taint.keep(~knowledge::bit(Danger::Match));
  if (is_one_part(file_, subscript)) {
    taint.keep(~(knowledge::bit(Danger::Path) | knowledge::bit(Danger::Firestore)));
  }
  state_.apply(taint);
  return taint;
}

// ---- choices

// What an operand assumes holds in it only; that somebody looked at a value stays.
void Evaluator::go_back_to(const State& before) {
  const State inner = std::exchange(state_, before);
  for (const Cleaned& one : inner.cleaned()) {
    if (one.is_asked) state_.clean(one.label, one.dangers, true);
  }
}

Taint Evaluator::all_of(const BoolOp& operation) {
  Taint taint;
  const State before = state_;
  for (const Expr* one : operation.values) {
    const Taint last = value(one);
    if (operation.op == BoolOperator::And) {
      taint = last;  // those before it are false, or tests
      assume(*one, true);
    } else {
      taint.add(last);
      assume(*one, false);
    }
  }
  go_back_to(before);
  return taint;
}

Taint Evaluator::either(const IfExp& choice) {
  value(choice.test);
  const State before = state_;
  assume(*choice.test, true);
  Taint taint = value(choice.body);
  state_ = before;
  assume(*choice.test, false);
  taint.add(value(choice.orelse));
  go_back_to(before);
  return taint;
}

// ---- displays

Taint Evaluator::display(const Expr& expr) {
  const auto* tuple = expr.as<Tuple>();
  const auto* list = expr.as<ListExpr>();
  const ExprList& items = tuple != nullptr  ? tuple->elts
                          : list != nullptr ? list->elts
                                            : static_cast<const Set&>(expr).elts;
  Taint taint;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    const Taint item = value(items[i]);
    if (items[i]->is(Kind::Starred)) {
      taint.add_at(Step::element(), item.items());
    } else {
      taint.add_at(tuple != nullptr ? Step::position(i) : Step::element(), item);
    }
  }
  return taint;
}

Taint Evaluator::mapping(const Dict& dict) {
  Taint taint;
  for (std::uint32_t i = 0; i < dict.values.size(); ++i) {
    const Taint item = value(dict.values[i]);
    if (dict.keys[i] == nullptr) {
      taint.add(item);
      continue;
    }
    value(dict.keys[i]);
    taint.add_at(key_of(*dict.keys[i]), item);
  }
  return taint;
}

void Evaluator::generators(const List<Comprehension*>& all) {
  for (const Comprehension* one : all) {
    assign(*one->target, value(one->iter).items());
    for (const Expr* test : one->ifs) {
      value(test);
      assume(*test, true);
    }
  }
}

Taint Evaluator::comprehension(const Expr& expr) {
  State before = state_;
  Taint taint;
  if (const auto* dict = expr.as<DictComp>()) {
    generators(dict->generators);
    taint.add_at(Step::element(), value(dict->key));
    taint.add_at(Step::values(), value(dict->value));
  } else {
    const auto& one = static_cast<const ElementComp&>(expr);
    generators(one.generators);
    taint.add_at(Step::element(), value(one.elt));
  }
  state_ = std::move(before);
  return taint;
}

}  // namespace fastidious::flow
