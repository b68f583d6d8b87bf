// Inference: classes, their members, and the linking of one file's definitions.
#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "base/known_names.h"
#include "base/limits.h"
#include "semantic/inference.h"

namespace fastidious::semantic {

using namespace syntax;

void Inference::link_bases(FileModel& file) {
  for (ClassInfo& cls : file.definitions_.classes) {
    link_class(file, cls);
  }
}

void Inference::link_kinds(FileModel& file) {
  for (ClassInfo& cls : file.definitions_.classes) {
    cls.flags |= model_.kinds_of(cls.qualified, file);
  }
  for (FunctionInfo& function : file.definitions_.functions) {
    link_function(file, function);
  }
  link_overloads(file);
}

// Marks what stands behind an overload of the same name.
void Inference::link_overloads(FileModel& file) {
  std::unordered_set<std::uint32_t> overloaded;  // symbols
  for (FunctionInfo& function : file.definitions_.functions) {
    const bool is_overload = (function.flags & kOverload) != 0;
    if (overloaded.empty() && !is_overload) continue;
    const FileScopes& scopes = file.scopes_;
    const SymbolId symbol =
        scopes.lookup_here(scopes.scope_of(*function.node), function.node->name);
    if (!symbol.valid()) continue;
    if (overloaded.contains(symbol.value)) function.flags |= kFollowsOverload;
    if (is_overload) overloaded.insert(symbol.value);
  }
}

void Inference::link_members(FileModel& file) {
  const auto symbols = file.scopes_.symbols();
  for (std::uint32_t i = 0; i < symbols.size(); ++i) {
    const ScopeKind kind = file.scopes_.scope(symbols[i].scope).kind;
    if (symbols[i].binding_count > 0 && (kind == ScopeKind::Module || kind == ScopeKind::Class)) {
      of_symbol(file, SymbolId{i});
      of_type_alias(file, SymbolId{i});
    }
  }
  const SelfAttribute* last = nullptr;
  for (SelfAttribute& attribute : file.definitions_.self_attributes) {
    const bool done = last != nullptr && last->attr == attribute.attr &&
                      last->class_scope == attribute.class_scope;
    last = &attribute;
    if (done) continue;
    ClassInfo* cls = file.definitions_.class_of(*file.scopes_.scope(attribute.class_scope).node);
    self_attribute(file, *cls, attribute.attr);
  }
  for (FunctionInfo& function : file.definitions_.functions) {
    returns_of(file, function);
  }
}

namespace {

// Whether expressions of this kind have facts of their own that are kept.
bool may_be_known(Kind kind) {
  switch (kind) {
    case Kind::Constant:
    case Kind::Compare:
    case Kind::UnaryOp:
    case Kind::Lambda:
    case Kind::Slice:
    case Kind::Starred:
    case Kind::Yield:
    case Kind::YieldFrom:
    case Kind::FormattedValue: return false;
    default: return true;
  }
}

}  // namespace

void Inference::infer(FileModel& file) {
  constexpr std::size_t kAhead = 16;  // nodes that are fetched before they are needed
  const auto nodes = file.tree().nodes();
  // From the last to the first: what is inside an expression comes before it.
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (i >= kAhead) __builtin_prefetch(nodes[i - kAhead]);
    const Node& node = *nodes[i];
    if (const auto* name = node.as<Name>()) {
      if (file.is_bound_often(*name)) of(file, *name);
    } else if (const auto* constant = node.as<Constant>()) {
      file.fact_of_node_[i] =
          FileModel::kFirstLiteral + static_cast<std::uint32_t>(constant->type);
    } else if (Expr::covers(node.kind)) {
      if (may_be_known(node.kind)) of(file, static_cast<const Expr&>(node));
    } else if (const auto* arg = node.as<Arg>()) {
      keep(file, node, arg->annotation);
    } else if (const auto* declared = node.as<AnnAssign>()) {
      keep(file, node, declared->annotation);
    } else if (const auto* function = node.as<FunctionDef>()) {
      keep(file, node, function->returns);
    }
  }
  const auto symbols = file.scopes_.symbols();
  for (std::uint32_t i = 0; i < symbols.size(); ++i) {
    of_used(file, SymbolId{i});
  }
  settle_names(file);
}

// Gives names that are bound but once the fact of their symbol, and nothing to what has no fact:
// whoever asks later finds the answer in one place.
void Inference::settle_names(FileModel& file) {
  const FileScopes& scopes = file.scopes_;
  std::vector<std::uint32_t> slot_of_symbol(scopes.symbols().size(), FileModel::kUnasked);
  const auto slot_of = [&](SymbolId symbol) {
    const Fact& fact = file.symbol_facts_[symbol.value].fact;
    std::uint32_t& slot = slot_of_symbol[symbol.value];
    if (slot == FileModel::kUnasked) {
      slot = fact.known() ? static_cast<std::uint32_t>(file.facts_.size()) : 0;
      if (slot != 0) file.facts_.push_back(fact);
    }
    return slot;
  };
  const auto kinds = file.tree().kinds();
  for (std::uint32_t id = 0; id < kinds.size(); ++id) {
    std::uint32_t& slot = file.fact_of_node_[id];
    if (slot != FileModel::kUnasked) continue;
    const SymbolId symbol =
        kinds[id] == Kind::Name ? scopes.meant_symbol(syntax::NodeId{id}) : SymbolId{};
    slot = symbol.valid() ? slot_of(symbol) : 0;
  }
}

// Remembers what an annotation stands for at the node that it annotates.
void Inference::keep(FileModel& file, const Node& node, const Expr* annotation) {
  const Fact fact = annotation != nullptr ? of_annotation(file, *annotation) : Fact{};
  if (fact.known()) {
    file.fact_of_node_[node.id.value] = static_cast<std::uint32_t>(file.facts_.size());
    file.facts_.push_back(fact);
  }
}

void Inference::link_class(FileModel& file, ClassInfo& cls) {
  if (cls.state != LazyFact::State::Unasked || !may_write(file)) {
    return;
  }
  cls.state = LazyFact::State::InProgress;
  for (const Expr* base : cls.node->bases) {
    cls.bases.push_back(of(file, *base).target);
  }
  cls.state = LazyFact::State::Known;
}

void Inference::link_function(FileModel& file, FunctionInfo& function) {
  const TypingNames& typing = model_.typing_;
  for (const Expr* decorator : function.node->decorator_list) {
    const Identifier target = of(file, *decorator).target;
    const auto* attribute = decorator->as<Attribute>();
    const std::string_view accessor = attribute != nullptr ? model_.text(attribute->attr) : "";
    const bool is_accessor = accessor == "setter" || accessor == "getter" || accessor == "deleter";
    std::uint16_t flags = is_accessor ? kProperty : 0;
    if (target == typing.property || target == typing.cached_property) flags |= kProperty;
    if (target == typing.static_method) flags |= kStaticMethod;
    if (target == typing.class_method) flags |= kClassMethod;
    if (target == typing.overload) flags |= kOverload;
    if (target == typing.abstract) flags |= kAbstract;
    if (target == typing.abstract_property) flags |= kAbstract | kProperty;
    if (target == typing.make_context_manager || target == typing.make_async_context_manager) {
      flags |= kContextManager;
    }
    function.flags |= flags;
  }
}

Identifier Inference::first_base(FileModel& file, const ClassInfo& cls) {
  link_class(file, const_cast<ClassInfo&>(cls));
  return cls.bases.empty() ? Identifier{} : cls.bases.front();
}

const FunctionInfo* Inference::function_of(Identifier target, FileModel& file, FileModel** owner) {
  const Entity* entity = model_.entity(target, &file);
  if (entity == nullptr || entity->kind != Entity::Kind::Function) {
    return nullptr;
  }
  *owner = &file_of(*entity);
  return &(*owner)->definitions_.functions[entity->index];
}

// `object.attr`
Fact Inference::member_of(FileModel& file, const Fact& object, Identifier attr) {
  const TypingNames& typing = model_.typing_;
  if (object.awaitable || object.type == typing.none) {
    return {};
  }
  if (object.type) {
    return instance_attribute(file, class_member(file, object.type, attr, 0).fact);
  }
  if (object.target.empty()) {
    return {};
  }
  const Entity* entity = model_.entity(object.target, &file);
  if (entity == nullptr) {
    return library_member(object.target, attr, 0).fact;
  }
  switch (entity->kind) {
    case Entity::Kind::Module: return module_member(file_of(*entity), attr);
    case Entity::Kind::Class: return class_member(file, object.target, attr, 0).fact;
    case Entity::Kind::Function:
      return {.target = join(object.target, attr), .type = {}, .element = {}};
    case Entity::Kind::Variable: return {};
  }
  return {};
}

// A property's value is what its function returns.
Fact Inference::instance_attribute(FileModel& file, const Fact& member) {
  FileModel* owner = nullptr;
  const FunctionInfo* function = function_of(member.target, file, &owner);
  if (function == nullptr || (function->flags & kProperty) == 0) {
    return member;
  }
  Fact value = returns_of(*owner, *const_cast<FunctionInfo*>(function));
  value.target = member.target;
  return value;
}

// `attr` of class `cls` or the bases it inherits from, named by the class that defines it.
Inference::Member Inference::class_member(FileModel& file, Identifier cls, Identifier attr,
                                          int depth) {
  constexpr int kMaxBases = 16;  // levels of inheritance
  if (cls.empty() || depth >= kMaxBases) {
    return {};
  }
  const Entity* entity = model_.entity(cls, &file);
  if (entity == nullptr || entity->kind != Entity::Kind::Class) {
    return entity == nullptr ? library_member(cls, attr, 0) : Member{};
  }
  FileModel& owner = file_of(*entity);
  ClassInfo& info = owner.definitions_.classes[entity->index];
  if (const Member own = own_member(owner, info, attr); own.found) {
    return own;
  }
  link_class(owner, info);
  Member guess;
  for (const Identifier base : info.bases) {
    if (base == cls) {
      continue;
    }
    const Member inherited = class_member(owner, base, attr, depth + 1);
    if (inherited.found) {
      return inherited;
    }
    guess = guess.fact.known() ? guess : inherited;
  }
  if (!guess.fact.known()) {
    guess.fact.target = join(cls, attr);
  }
  return guess;
}

Inference::Member Inference::own_member(FileModel& file, ClassInfo& cls, Identifier attr) {
  const SymbolId symbol = file.scopes_.lookup_here(cls.scope, attr);
  if (!symbol.valid() || file.scopes_.symbol(symbol).binding_count == 0) {
    return self_attribute(file, cls, attr);
  }
  Member member{of_symbol(file, symbol), true};
  if (!member.fact.known()) {
    member.fact.target = join(cls.qualified, attr);
  }
  if (!member.fact.type) {
    const Member set = self_attribute(file, cls, attr);
    member.fact.type = set.fact.type;
    member.fact.element = set.fact.element;
  }
  const BindingId last = file.scopes_.symbol(symbol).last_binding;
  if ((cls.flags & kEnum) != 0 && file.scopes_.binding(last).kind == BindingKind::Assignment) {
    member.fact = {.target = join(cls.qualified, attr), .type = cls.qualified, .element = {}};
  }
  return member;
}

// What methods assign to `self.attr`: a declared type if there is one, else where they agree.
Inference::Member Inference::self_attribute(FileModel& file, ClassInfo& cls, Identifier attr) {
  std::vector<SelfAttribute>& table = file.definitions_.self_attributes;
  const auto first = std::lower_bound(table.begin(), table.end(), std::tie(cls.scope, attr),
                                      [](const SelfAttribute& a, const auto& key) {
                                        return std::tie(a.class_scope, a.attr) < key;
                                      });
  const auto end =
      first + std::min<std::ptrdiff_t>(table.end() - first, limits::kMaxAttributeAssignments);
  Member member;
  for (auto at = first; at != end && at->class_scope == cls.scope && at->attr == attr; ++at) {
    const Fact fact = once(at->fact, file, [&] {
      if (at->annotation != nullptr) return of_annotation(file, *at->annotation);
      return at->value != nullptr ? of(file, *at->value) : Fact{};
    });
    const bool better = !member.found || (at->annotation != nullptr && fact.type) ||
                        !member.fact.type || member.fact.type == model_.typing_.none;
    if (better && (fact.type || !member.found)) {
      member.fact = fact;
    }
    member.found = true;
  }
  if (member.found) {
    member.fact.target = join(cls.qualified, attr);
    if (member.fact.type == model_.typing_.none) {
      member.fact.type = {};
    }
  }
  return member;
}

// `attr` of a library's class or module, named by the nearest class that is known to define it.
Inference::Member Inference::library_member(Identifier cls, Identifier attr, int depth) {
  constexpr int kMaxBases = 8;
  Member member;
  const Identifier name = model_.canonical(join(cls, attr));
  member.fact.target = name;
  if (const Model::InternedFact* fact = model_.library_fact(name)) {
    member.found = true;
    if (fact->kind == LibraryFact::Kind::Attribute) {
      member.fact.type = fact->type;
      member.fact.element = fact->element;
    }
    return member;
  }
  if (depth >= kMaxBases) {
    return member;
  }
  for (std::uint32_t at = model_.info(cls).base; at != 0; at = model_.facts_[at - 1].next_base) {
    const Identifier base = model_.facts_[at - 1].type;
    const Member inherited = base ? library_member(base, attr, depth + 1) : Member{};
    if (inherited.found) {
      return inherited;
    }
  }
  return member;
}

}  // namespace fastidious::semantic
