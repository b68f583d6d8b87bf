// Comprehensions over what is known.
#include <algorithm>

#include "app/values/enum_members.h"
#include "app/values/evaluator.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMaxItems = 5'000;  // of one comprehension or loop

std::vector<Value> members_of(const Definition& cls) {
  std::vector<Value> items;
  for (EnumMember& one : enum_members(cls)) {
    Value member = of_kind(Value::Kind::EnumMember);
    member.definition = cls;
    member.text = one.name;
    member.items.push_back(std::move(one.value));
    items.push_back(std::move(member));
  }
  return items;
}

}  // namespace

std::optional<std::vector<Value>> items_of(const Value& value) {
  if (value.is_sequence()) return value.items;
  if (value.is(Value::Kind::Dict)) {
    std::vector<Value> keys;
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) keys.push_back(value.items[i]);
    return keys;
  }
  const auto* cls = value.is(Value::Kind::Class) ? as<ClassDef>(value.definition.node) : nullptr;
  if (cls != nullptr && value.definition.file->is_enum(*cls)) return members_of(value.definition);
  return std::nullopt;
}

namespace {

// Adds what `target` stands for when it takes `value`; false where the value does not fit.
bool bind_target(const FileModel& file, const Expr& target, const Value& value, Bindings& into) {
  if (const auto* name = target.as<Name>()) {
    const semantic::FileScopes& scopes = file.scopes();
    const semantic::SymbolId symbol = scopes.symbol_of(*name);
    if (!symbol.valid()) return false;
    into.emplace_back(scopes.binding(scopes.symbol(symbol).last_binding).node, value);
    return true;
  }
  const auto* tuple = target.as<Tuple>();
  const auto items = tuple != nullptr ? items_of(value) : std::nullopt;
  if (!items || items->size() != tuple->elts.size()) return false;
  for (std::uint32_t i = 0; i < tuple->elts.size(); ++i) {
    if (!bind_target(file, *tuple->elts[i], (*items)[i], into)) return false;
  }
  return true;
}

}  // namespace

Placed argument_in(Placed call, int index, std::string_view name, const Bindings& bindings) {
  const Placed written = argument_of(call, index, name);
  const auto* node = as<Call>(call.expr);
  if (written || node == nullptr || bindings.empty()) return written;
  for (const Keyword* keyword : node->keywords) {
    if (keyword->arg) continue;
    const Value dict = evaluate(Placed{call.file, keyword->value}, bindings);
    if (const Value* found = dict.find(name)) return found->source;
  }
  return {};
}

std::vector<Bindings> rounds_of(const FileModel& file, const For& loop, const Bindings& around) {
  std::vector<Bindings> rounds;
  const auto items = items_of(evaluate(Placed{&file, loop.iter}, around));
  if (!items || items->size() > kMaxItems) return rounds;
  for (const Value& item : *items) {
    Bindings round = around;
    if (!bind_target(file, *loop.target, item, round)) return {};
    rounds.push_back(std::move(round));
  }
  return rounds;
}

bool Evaluator::bind(Placed target, const Value& value) {
  if (const auto* name = as<Name>(target.expr)) {
    if (Local* known = local(target, *name)) {
      known->value = value;
      known->is_shared = true;
    } else {
      locals_.push_back({target.file, target.file->scopes().symbol_of(*name), value, true});
    }
    return true;
  }
  const auto* tuple = as<Tuple>(target.expr);
  const auto items = tuple != nullptr ? items_of(value) : std::nullopt;
  if (!items || items->size() != tuple->elts.size()) return false;
  for (std::uint32_t i = 0; i < tuple->elts.size(); ++i) {
    if (!bind({target.file, tuple->elts[i]}, (*items)[i])) return false;
  }
  return true;
}

// Calls `add` for each round of the loops; false where one of them cannot be told.
template <class Add>
bool Evaluator::each(Placed at, const List<Comprehension*>& loops, std::uint32_t index,
                     const Add& add) {
  if (index == loops.size()) return add();
  const Comprehension& loop = *loops[index];
  const auto items = items_of(evaluate({at.file, loop.iter}));
  if (!items || items->size() > kMaxItems || loop.is_async) return false;
  for (const Value& item : *items) {
    if (!bind({at.file, loop.target}, item)) return false;
    bool wanted = true;
    for (const Expr* test : loop.ifs) {
      const std::optional<bool> truth = truth_of(evaluate({at.file, test}));
      if (!truth) return false;
      wanted = wanted && *truth;
    }
    if (wanted && !each(at, loops, index + 1, add)) return false;
  }
  return true;
}

Value Evaluator::comprehension(Placed at, const ElementComp& node) {
  const std::size_t outside = locals_.size();
  Value list = of_kind(node.kind == Kind::SetComp ? Value::Kind::Set : Value::Kind::List);
  const bool known = each(at, node.generators, 0, [&] {
    list.items.push_back(evaluate({at.file, node.elt}));
    return list.items.size() <= kMaxItems;
  });
  locals_.resize(std::min(outside, locals_.size()));
  return known ? list : Value{};
}

Value Evaluator::comprehension(Placed at, const DictComp& node) {
  const std::size_t outside = locals_.size();
  Value dict = of_kind(Value::Kind::Dict);
  const bool known = each(at, node.generators, 0, [&] {
    Value key = evaluate({at.file, node.key});
    if (!key.known()) return false;
    put(dict, std::move(key), evaluate({at.file, node.value}));
    return dict.items.size() <= kMaxItems;
  });
  locals_.resize(std::min(outside, locals_.size()));
  return known ? dict : Value{};
}

}  // namespace fastidious::app
