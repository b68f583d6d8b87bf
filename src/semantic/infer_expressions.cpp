// Inference: expressions other than calls.
#include <array>

#include "semantic/inference.h"

namespace fastidious::semantic {

using namespace syntax;

Fact Inference::of(FileModel& file, const Expr& expr) {
  if (const auto* constant = expr.as<Constant>()) {
    return fact_of_constant(constant->type, typing());
  }
  if (const auto* name = expr.as<Name>(); name != nullptr && !file.is_bound_often(*name)) {
    return of_name(file, *name);
  }
  std::uint32_t& slot = file.fact_of_node_[expr.id.value];
  if (slot != FileModel::kUnasked) {
    return file.facts_[slot];
  }
  if (!may_write(file) || depth_ >= kMaxDepth) {
    return {};
  }
  slot = 1;  // in work: whoever asks meanwhile gets nothing
  ++depth_;
  const Fact fact = compute(file, expr);
  --depth_;
  slot = 0;
  if (fact.known()) {
    slot = static_cast<std::uint32_t>(file.facts_.size());
    file.facts_.push_back(fact);
  }
  return fact;
}

Fact Inference::compute(FileModel& file, const Expr& expr) {
  const TypingNames& typing = model_.typing_;
  switch (expr.kind) {
    case Kind::Name: return of_name(file, static_cast<const Name&>(expr));
    case Kind::Attribute: return of_attribute(file, static_cast<const Attribute&>(expr));
    case Kind::Call: return of_call(file, static_cast<const Call&>(expr));
    case Kind::Subscript: return of_subscript(file, static_cast<const Subscript&>(expr));
    case Kind::Await: return of_await(file, static_cast<const Await&>(expr));
    case Kind::NamedExpr: return of(file, *static_cast<const NamedExpr&>(expr).value);
    case Kind::BinOp: return of_operation(file, static_cast<const BinOp&>(expr));
    case Kind::BoolOp: {
      const ExprList& values = static_cast<const BoolOp&>(expr).values;
      return of_choice(file, {values.begin(), values.end()});
    }
    case Kind::IfExp: {
      const auto& choice = static_cast<const IfExp&>(expr);
      return of_choice(file, std::array{choice.body, choice.orelse});
    }
    case Kind::JoinedStr: return {.target = {}, .type = typing.str, .element = typing.str};
    case Kind::ListExpr: {
      const ExprList& items = static_cast<const ListExpr&>(expr).elts;
      return of_collection(file, typing.list, {items.begin(), items.end()});
    }
    case Kind::Set: {
      const ExprList& items = static_cast<const Set&>(expr).elts;
      return of_collection(file, typing.set, {items.begin(), items.end()});
    }
    case Kind::ListComp:
      return of_collection(file, typing.list, {&static_cast<const ElementComp&>(expr).elt, 1});
    case Kind::SetComp:
      return of_collection(file, typing.set, {&static_cast<const ElementComp&>(expr).elt, 1});
    case Kind::GeneratorExp:
      return of_collection(file, typing.generator, {&static_cast<const ElementComp&>(expr).elt, 1});
    case Kind::Tuple: return {.target = {}, .type = typing.tuple, .element = {}};
    case Kind::Dict:
    case Kind::DictComp: return {.target = {}, .type = typing.dict, .element = {}};
    default: return {};
  }
}

Fact fact_of_constant(ConstantKind kind, const TypingNames& typing) {
  Fact fact;
  switch (kind) {
    case ConstantKind::None: fact.type = typing.none; break;
    case ConstantKind::True:
    case ConstantKind::False: fact.type = typing.boolean; break;
    case ConstantKind::Ellipsis: fact.type = typing.ellipsis; break;
    case ConstantKind::Int: fact.type = typing.integer; break;
    case ConstantKind::Float: fact.type = typing.floating; break;
    case ConstantKind::Complex: fact.type = typing.complex; break;
    case ConstantKind::Str: fact.type = fact.element = typing.str; break;
    case ConstantKind::Bytes: fact.type = typing.bytes; break;
  }
  return fact;
}

Fact Inference::of_name(FileModel& file, const Name& name) {
  const SymbolId used = file.scopes_.used_symbol(name);
  if (!used.valid()) {
    return {};
  }
  const Symbol& symbol = file.scopes_.symbol(used);
  if (const SymbolId outer = file.scopes_.meant_outside_class(name); outer.valid()) {
    return of_symbol(file, outer);
  }
  return (symbol.flags & kMeansSeveral) != 0 ? at_use(file, name, symbol.resolved)
                                             : of_used(file, used);
}

// What a scope's name stands for, wherever in the scope it is used.
Fact Inference::of_used(FileModel& file, SymbolId used) {
  const Symbol& symbol = file.scopes_.symbol(used);
  if (symbol.resolved.valid()) {
    return of_symbol(file, symbol.resolved);
  }
  return once(file.symbol_facts_[used.value], file, [&] { return of_builtin(file, symbol.name); });
}

Fact Inference::of_attribute(FileModel& file, const Attribute& attribute) {
  return member_of(file, of(file, *attribute.value), attribute.attr);
}

Fact Inference::of_subscript(FileModel& file, const Subscript& subscript) {
  const Fact base = of(file, *subscript.value);
  if (base.type.empty()) {
    // Page[User] is still Page; Annotated[User, …] is not Annotated.
    const bool is_class = typing().form(base.target) == TypingForm::Class;
    return {.target = is_class ? base.target : Identifier{}, .type = {}, .element = {}};
  }
  if (subscript.slice != nullptr && subscript.slice->is(Kind::Slice)) {
    return {.target = {}, .type = base.type, .element = base.element};
  }
  return item_of(base);
}

Fact Inference::item_of(const Fact& container) const {
  Fact item;
  item.type = container.element;
  return item;
}

Fact Inference::of_await(FileModel& file, const Await& await) {
  Fact fact = of(file, *await.value);
  const bool holds_result = model_.typing_.form(fact.type) == TypingForm::Container;
  if (fact.awaitable) {
    fact.awaitable = false;
  } else if (holds_result) {
    fact = item_of(fact);  // asyncio.Task[T], asyncio.Future[T]
  } else {
    fact = {};
  }
  fact.target = {};
  return fact;
}

Fact Inference::of_operation(FileModel& file, const BinOp& operation) {
  const Fact left = of(file, *operation.left);
  Fact result;
  if (operation.op == Operator::Mod && left.type == model_.typing_.str) {
    result.type = result.element = model_.typing_.str;
  } else if (operation.op == Operator::Add && left.type) {
    const Fact right = of(file, *operation.right);
    result.type = left.type == right.type ? left.type : Identifier{};
    result.element = left.element == right.element ? left.element : Identifier{};
  } else if (operation.op == Operator::Div && model_.text(left.type).starts_with("pathlib.")) {
    result.type = left.type;
  }
  return result;
}

// `a or b`, `a if c else b`: known where all agree, None aside.
Fact Inference::of_choice(FileModel& file, std::span<Expr* const> choices) {
  constexpr std::size_t kMost = 8;
  std::array<Fact, kMost> facts;
  if (choices.size() > kMost) {
    return {};
  }
  for (std::size_t i = 0; i < choices.size(); ++i) {
    facts[i] = of(file, *choices[i]);
  }
  return merge({facts.data(), choices.size()});
}

Fact Inference::of_collection(FileModel& file, Identifier type, std::span<Expr* const> items) {
  constexpr std::size_t kLookedAt = 4;
  Fact fact;
  fact.type = type;
  for (std::size_t i = 0; i < items.size() && i < kLookedAt; ++i) {
    const Identifier item = of(file, *items[i]).type;
    if (i > 0 && item != fact.element) {
      fact.element = {};
      break;
    }
    fact.element = item;
  }
  return fact;
}

// What `with context as x` gives x.
Fact Inference::entered(FileModel& file, const Fact& context) {
  if (context.type == model_.typing_.context_manager) {
    return item_of(context);
  }
  for (const Identifier method : {model_.typing_.enter, model_.typing_.async_enter}) {
    const Member member = class_member(file, context.type, method, 0);
    const Fact result = member.found ? result_of(file, member.fact, context.type) : Fact{};
    if (result.type) {
      return {.target = {}, .type = result.type, .element = result.element};
    }
  }
  // Context managers that say nothing else give themselves.
  return {.target = {}, .type = context.type, .element = context.element};
}

}  // namespace fastidious::semantic
