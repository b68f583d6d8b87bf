// Literals, displays and operators.
#include <cstdlib>

#include "app/values/evaluator.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 60;
constexpr int kMaxSteps = 20'000;

std::optional<bool> contains(const Value& container, const Value& wanted) {
  const auto items = items_of(container);
  if (!items) return std::nullopt;
  for (const Value& one : *items) {
    const std::optional<bool> same = equal_values(one, wanted);
    if (!same || *same) return same;
  }
  return false;
}

}  // namespace

Value Evaluator::evaluate(Placed at) {
  if (!at || ++steps_ > kMaxSteps || depth_ >= kMaxDepth) return {};
  ++depth_;
  Value value = compute(at);
  --depth_;
  if (!value.source) value.source = at;
  return value;
}

Value Evaluator::compute(Placed at) {
  const Expr& expr = *at.expr;
  switch (expr.kind) {
    case Kind::Constant: return literal(at, static_cast<const Constant&>(expr));
    case Kind::ListExpr: return sequence(Value::Kind::List, at, expr.as<ListExpr>()->elts);
    case Kind::Tuple: return sequence(Value::Kind::Tuple, at, expr.as<Tuple>()->elts);
    case Kind::Set: return sequence(Value::Kind::Set, at, expr.as<Set>()->elts);
    case Kind::Dict: return dict(*at.file, *expr.as<Dict>());
    case Kind::Call: return call(at, *expr.as<Call>());
    case Kind::JoinedStr: return interpolated(at, *expr.as<JoinedStr>());
    case Kind::Lambda: return of_kind(Value::Kind::Lambda);
    case Kind::UnaryOp: return unary(*at.file, *expr.as<UnaryOp>());
    case Kind::BinOp: return binary(at, *expr.as<BinOp>());
    case Kind::Name: return name(at);
    case Kind::Attribute: return attribute(at, *expr.as<Attribute>());
    case Kind::BoolOp: return choice(at, *expr.as<BoolOp>());
    case Kind::Compare: return compare(at, *expr.as<Compare>());
    case Kind::IfExp: return conditional(at, *expr.as<IfExp>());
    case Kind::Subscript: return subscript(at, *expr.as<Subscript>());
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::GeneratorExp: return comprehension(at, *expr.as<ElementComp>());
    case Kind::NamedExpr: return walrus(at, *expr.as<NamedExpr>());
    case Kind::DictComp: return comprehension(at, *expr.as<DictComp>());
    default: return constant(at);
  }
}

Value Evaluator::literal(Placed at, const Constant& constant) {
  switch (constant.type) {
    case ConstantKind::None: return of_kind(Value::Kind::None);
    case ConstantKind::True: return Value::boolean(true);
    case ConstantKind::False: return Value::boolean(false);
    case ConstantKind::Ellipsis: return of_kind(Value::Kind::Ellipsis);
    case ConstantKind::Str: return Value::string(std::string(constant.value));
    case ConstantKind::Bytes: {
      Value value = Value::string(std::string(constant.value));
      value.kind = Value::Kind::Bytes;
      return value;
    }
    case ConstantKind::Float: {
      Value value = of_kind(Value::Kind::Float);
      std::string digits;
      for (const char c : constant.value) {
        if (c != '_') digits += c;
      }
      value.number = std::strtod(digits.c_str(), nullptr);
      return value;
    }
    default: return Evaluator::constant(at);
  }
}

// What FileModel folds: numbers in other bases, f-strings, joins, status codes.
Value Evaluator::constant(Placed at) {
  const auto known = at.file->constant(*at.expr);
  if (!known) return {};
  using Type = semantic::ConstantValue::Type;
  switch (known->type) {
    case Type::None: return of_kind(Value::Kind::None);
    case Type::Bool: return Value::boolean(known->integer != 0);
    case Type::Int: return Value::integer_of(known->integer);
    case Type::Str: return Value::string(known->text);
    case Type::Bytes: break;
  }
  Value value = Value::string(known->text);
  value.kind = Value::Kind::Bytes;
  return value;
}

// f"{settings.API_V1_STR}/login"
Value Evaluator::interpolated(Placed at, const JoinedStr& joined) {
  std::string text;
  for (const Expr* part : joined.values) {
    const auto* hole = part->as<FormattedValue>();
    if (hole != nullptr && (hole->conversion != -1 || hole->format_spec != nullptr)) return {};
    const Value value = evaluate({at.file, hole != nullptr ? hole->value : part});
    if (value.is(Value::Kind::Int)) {
      text += std::to_string(value.integer);
    } else if (value.is(Value::Kind::Str)) {
      text += value.text;
    } else {
      return {};
    }
  }
  return Value::string(std::move(text));
}

Value Evaluator::sequence(Value::Kind kind, Placed at, const ExprList& items) {
  Value value = of_kind(kind);
  for (const Expr* item : items) {
    if (const auto* starred = item->as<Starred>()) {
      Value inner = evaluate({at.file, starred->value});
      if (!inner.is_sequence()) return {};
      for (Value& one : inner.items) value.items.push_back(std::move(one));
    } else {
      value.items.push_back(evaluate({at.file, item}));
    }
  }
  return value;
}

Value Evaluator::dict(const FileModel& file, const Dict& dict) {
  Value value = of_kind(Value::Kind::Dict);
  for (std::uint32_t i = 0; i < dict.values.size(); ++i) {
    if (dict.keys[i] == nullptr) {
      Value inner = evaluate({&file, dict.values[i]});
      if (!inner.is(Value::Kind::Dict)) return {};
      for (std::size_t at = 0; at + 1 < inner.items.size(); at += 2) {
        put(value, std::move(inner.items[at]), std::move(inner.items[at + 1]));
      }
    } else {
      put(value, evaluate({&file, dict.keys[i]}), evaluate({&file, dict.values[i]}));
    }
  }
  return value;
}

Value Evaluator::unary(const FileModel& file, const UnaryOp& operation) {
  Value value = evaluate({&file, operation.operand});
  if (operation.op == UnaryOperator::USub && value.is(Value::Kind::Float)) {
    value.number = -value.number;
    return value;
  }
  if (operation.op == UnaryOperator::Not && value.is(Value::Kind::Bool)) {
    return Value::boolean(value.integer == 0);
  }
  return constant({&file, &operation});
}

// Of two known values; Unknown where the operator means something else.
Value Evaluator::combined(Operator op, Value left, Value right) {
  using Type = Value::Kind;
  if (op == Operator::BitOr && left.is(Type::Dict) && right.is(Type::Dict)) {
    for (std::size_t i = 0; i + 1 < right.items.size(); i += 2) {
      put(left, std::move(right.items[i]), std::move(right.items[i + 1]));
    }
    return left;
  }
  const bool joins = op == Operator::Add || op == Operator::BitOr;
  if (joins && left.is(right.kind) && left.is_sequence()) {
    for (Value& item : right.items) left.items.push_back(std::move(item));
    return left;
  }
  if (op == Operator::Add && left.is(Type::Str) && right.is(Type::Str)) {
    return Value::string(left.text + right.text);
  }
  if (op == Operator::Add && left.is(Type::Int) && right.is(Type::Int)) {
    return Value::integer_of(left.integer + right.integer);
  }
  return {};
}

Value Evaluator::binary(Placed at, const BinOp& operation) {
  if (operation.op == Operator::Add || operation.op == Operator::BitOr) {
    Value both = combined(operation.op, evaluate({at.file, operation.left}),
                          evaluate({at.file, operation.right}));
    if (both.known()) return both;
  }
  return constant(at);
}

// X of `os.environ.get("PREFIX") or X`, where everything before it is known to be nothing.
Value Evaluator::choice(Placed at, const BoolOp& operation) {
  const bool wanted = operation.op == BoolOperator::Or;
  Value value;
  for (const Expr* one : operation.values) {
    value = evaluate({at.file, one});
    const std::optional<bool> truth = truth_of(value);
    if (!truth) return wanted ? value : constant(at);
    if (*truth == wanted) break;
  }
  return value;
}

Value Evaluator::walrus(Placed at, const NamedExpr& node) {
  Value value = evaluate({at.file, node.value});
  if (running_ != nullptr) bind({at.file, node.target}, value);
  return value;
}

Value Evaluator::conditional(Placed at, const IfExp& choice) {
  const std::optional<bool> truth = truth_of(evaluate({at.file, choice.test}));
  if (!truth) return constant(at);
  return evaluate({at.file, *truth ? choice.body : choice.orelse});
}

Value Evaluator::compare(Placed at, const Compare& compare) {
  if (compare.ops.size() != 1) return constant(at);
  const Value left = evaluate({at.file, compare.left});
  const Value right = evaluate({at.file, compare.comparators.front()});
  const Comparator op = compare.ops.front();
  const bool negated =
      op == Comparator::NotEq || op == Comparator::IsNot || op == Comparator::NotIn;
  std::optional<bool> truth;
  if (op == Comparator::In || op == Comparator::NotIn) {
    truth = contains(right, left);
  } else if (op == Comparator::Eq || op == Comparator::NotEq || op == Comparator::Is ||
             op == Comparator::IsNot) {
    truth = equal_values(left, right);
  }
  return truth ? Value::boolean(*truth != negated) : constant(at);
}

Value Evaluator::subscript(Placed at, const Subscript& subscript) {
  const Value container = evaluate({at.file, subscript.value});
  const Value key = evaluate({at.file, subscript.slice});
  if (container.is(Value::Kind::Dict)) {
    const Value* found = container.find(key);
    return found != nullptr ? *found : Value{};
  }
  if (!key.is(Value::Kind::Int) || !container.is_sequence()) return {};
  const auto size = static_cast<std::int64_t>(container.items.size());
  const std::int64_t index = key.integer < 0 ? key.integer + size : key.integer;
  return index >= 0 && index < size ? container.items[static_cast<std::size_t>(index)] : Value{};
}

Value evaluate(Placed expr) { return Evaluator().evaluate(expr); }

Value evaluate(Placed expr, const Bindings& bindings) { return Evaluator(bindings).evaluate(expr); }

Bindings bind_parameters(Placed call, const Definition& function, bool bound,
                         const Bindings& around) {
  Bindings bindings;
  const auto* node = as<FunctionDef>(function.node);
  if (node == nullptr) return bindings;
  const FileModel& file = *function.file;
  for (std::uint32_t i = bound ? 1 : 0; i < node->args->all.size(); ++i) {
    const Arg& arg = *node->args->all[i];
    const int index =
        arg.passing == Passing::KeywordOnly ? -1 : static_cast<int>(i) - (bound ? 1 : 0);
    const Placed passed = argument_of(call, index, file.text(arg.name));
    bindings.emplace_back(
        &arg, passed ? evaluate(passed, around) : evaluate(Placed{&file, arg.default_value}));
  }
  return bindings;
}

Value evaluate(const FileModel& file, const Expr* expr) { return evaluate(Placed{&file, expr}); }

}  // namespace fastidious::app
