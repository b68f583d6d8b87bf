// Inference: names, what binds them, imports.
#include <algorithm>
#include <array>

#include "base/known_names.h"
#include "base/limits.h"
#include "semantic/inference.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

using limits::kMaxBindingsPassed;
using limits::kMaxBindingsRead;

bool is_import_or_definition(BindingKind kind) {
  return kind == BindingKind::Import || kind == BindingKind::ImportFrom ||
         kind == BindingKind::Function || kind == BindingKind::Class;
}

// Bindings that do not change what kind of thing a name is.
bool is_passed_over(BindingKind kind) {
  return kind == BindingKind::Augmented || kind == BindingKind::Deletion ||
         kind == BindingKind::Global;
}

// 0 or 1: which list of statements of `parent` the child with this id stands in.
int branch_of(const Node& parent, NodeId child) {
  const StmtList* other = nullptr;
  if (const auto* branch = parent.as<If>()) {
    other = &branch->orelse;
  } else if (const auto* loop = parent.as<For>()) {
    other = &loop->orelse;
  } else if (const auto* repeat = parent.as<While>()) {
    other = &repeat->orelse;
  }
  return other != nullptr && !other->empty() && child >= other->front()->id ? 1 : 0;
}

// The display that an assignment takes apart: `f(), g()` of `a, b = f(), g()`; null if there is
// none.
const Tuple* unpacked_display(const Tree& tree, const Binding& binding) {
  if (binding.kind != BindingKind::Unpacking) return nullptr;
  const Node* target = tree.parent(*binding.node);
  const auto* assign = target != nullptr ? as<Assign>(tree.parent(*target)) : nullptr;
  return assign != nullptr && target->is(Kind::Tuple) ? as<Tuple>(assign->value) : nullptr;
}

// What the name gets of it, `f()` for a; null if that cannot be told.
const Expr* part_of_display(const Tree& tree, const Binding& binding) {
  const Tuple* display = unpacked_display(tree, binding);
  if (display == nullptr) return nullptr;
  const ExprList& names = tree.parent(*binding.node)->as<Tuple>()->elts;
  const auto is_starred = [](const Expr* one) { return one->is(Kind::Starred); };
  if (names.size() != display->elts.size() || std::any_of(names.begin(), names.end(), is_starred) ||
      std::any_of(display->elts.begin(), display->elts.end(), is_starred)) {
    return nullptr;
  }
  const auto at = std::find(names.begin(), names.end(), binding.node);
  return at == names.end() ? nullptr
                           : display->elts[static_cast<std::uint32_t>(at - names.begin())];
}

// Whether `use`, which comes later in the text, is reached only through the binding's statement.
bool dominates(const Tree& tree, const Node& binding, const Node& use) {
  const Node* statement = &binding;
  while (statement != nullptr && !Stmt::covers(statement->kind)) {
    if (statement->is(Kind::ExceptHandler) || statement->is(Kind::MatchCase)) {
      return statement->encloses(use);
    }
    statement = tree.parent(*statement);
  }
  if (statement == nullptr || statement->encloses(use)) {
    return statement != nullptr;
  }
  const Node* parent = tree.parent(*statement);
  return parent != nullptr && parent->encloses(use) &&
         branch_of(*parent, statement->id) == branch_of(*parent, use.id);
}

}  // namespace

Fact Inference::of_symbol(FileModel& file, SymbolId symbol) {
  return once(file.symbol_facts_[symbol.value], file, [&] { return compute_symbol(file, symbol); });
}

Fact Inference::compute_symbol(FileModel& file, SymbolId id) {
  const Symbol& symbol = file.scopes_.symbol(id);
  if (!symbol.last_binding.valid()) {
    return {.target = qualified(file, symbol), .type = {}, .element = {}};
  }
  const Binding& last = file.scopes_.binding(symbol.last_binding);
  if (!last.previous.valid() && !is_passed_over(last.kind)) {
    return of_binding(file, last);
  }
  return of_bindings(file, symbol);
}

// What all that binds the name says together.
Fact Inference::of_bindings(FileModel& file, const Symbol& symbol) {
  std::array<Fact, kMaxBindingsRead> facts;
  std::size_t count = 0;
  bool all_definitions = true;
  for (BindingId at = symbol.last_binding; at.valid();) {
    const Binding& binding = file.scopes_.binding(at);
    at = binding.previous;
    if (is_passed_over(binding.kind)) {
      continue;
    }
    if (count == kMaxBindingsRead) {
      return {.target = qualified(file, symbol), .type = {}, .element = {}};
    }
    all_definitions = all_definitions && is_import_or_definition(binding.kind);
    facts[count++] = of_binding(file, binding);
    if (binding.kind == BindingKind::Annotation && facts[count - 1].type) {
      return facts[count - 1];  // a declared type holds for all assignments
    }
  }
  if (count == 1) {
    return facts[0];
  }
  std::reverse(facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(count));
  Fact fact = merge({facts.data(), count});
  if (fact.target.empty() && all_definitions) {
    // try: import a as x / except ImportError: import b as x; or overloads and conditional defs
    const auto known =
        std::find_if(facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(count),
                     [](const Fact& one) { return bool(one.target); });
    fact = known != facts.begin() + static_cast<std::ptrdiff_t>(count) ? *known : fact;
  }
  if (fact.target.empty()) {
    fact.target = qualified(file, symbol);
  }
  return fact;
}

// Facts that agree, None aside; nothing where they do not.
Fact Inference::merge(std::span<const Fact> facts) const {
  Fact merged;
  bool first = true;
  for (const Fact& fact : facts) {
    if (fact.type == model_.typing_.none) {
      continue;
    }
    if (first) {
      merged = fact;
      first = false;
      continue;
    }
    if (merged.target != fact.target) merged.target = {};
    if (merged.element != fact.element) merged.element = {};
    if (merged.type != fact.type || merged.awaitable != fact.awaitable) {
      merged.type = merged.element = {};
      merged.awaitable = false;
    }
  }
  return merged;
}

// A name that is bound more than once: by the last binding before the use, if the use is reached
// only through it; else by all of them together.
Fact Inference::at_use(FileModel& file, const Name& use, SymbolId id) {
  const Symbol& symbol = file.scopes_.symbol(id);
  if (symbol.scope != file.scopes_.scope_of(use)) {
    return of_symbol(file, id);
  }
  std::size_t looked_at = 0;
  std::size_t passed = 0;
  for (BindingId at = symbol.last_binding; at.valid() && looked_at < kMaxBindingsRead;) {
    const Binding& binding = file.scopes_.binding(at);
    at = binding.previous;
    if (is_passed_over(binding.kind) || binding.node->id > use.id) {
      if (++passed == kMaxBindingsPassed) break;
      continue;
    }
    ++looked_at;
    const Node* statement = binding.value;
    if (statement == nullptr) statement = unpacked_display(file.tree(), binding);
    const bool is_own_value = statement != nullptr && statement->encloses(use);
    const bool is_definition =
        binding.kind == BindingKind::Function || binding.kind == BindingKind::Class;
    if (is_own_value || (is_definition && binding.node->encloses(use))) {
      continue;  // x = f(x), def x(a=x): the x inside is the one before
    }
    if (!dominates(file.tree(), *binding.node, use)) {
      break;
    }
    return of_binding(file, binding);
  }
  return of_symbol(file, id);
}

Identifier Inference::qualified(FileModel& file, const Symbol& symbol) {
  const Scope& scope = file.scopes_.scope(symbol.scope);
  if (scope.kind == ScopeKind::Module) {
    return join(file.module_, symbol.name);
  }
  if (scope.kind == ScopeKind::Class) {
    const ClassInfo* cls = file.definitions_.class_of(*scope.node);
    return cls != nullptr ? join(cls->qualified, symbol.name) : Identifier{};
  }
  return {};
}

Fact Inference::of_binding(FileModel& file, const Binding& binding) {
  Fact fact;
  switch (binding.kind) {
    case BindingKind::Import: return of_import(file, *binding.node->as<Alias>());
    case BindingKind::ImportFrom: return of_import_from(file, *binding.node->as<Alias>());
    case BindingKind::Function:
      fact.target = file.definitions_.function(*binding.node)->qualified;
      return fact;
    case BindingKind::Class:
      fact.target = file.definitions_.class_of(*binding.node)->qualified;
      return fact;
    case BindingKind::Parameter: return of_parameter(file, binding);
    case BindingKind::Annotation: fact = of_declaration(file, binding); break;
    case BindingKind::Assignment:
    case BindingKind::Walrus:
      fact = binding.value != nullptr ? of(file, *binding.value) : Fact{};
      break;
    case BindingKind::Unpacking:
      if (const Expr* part = part_of_display(file.tree(), binding)) fact = of(file, *part);
      break;
    case BindingKind::WithTarget: fact = entered(file, of(file, *binding.value)); break;
    case BindingKind::Loop:
    case BindingKind::ComprehensionTarget: {
      const Node* parent = file.tree().parent(*binding.node);
      if (const auto* loop = as<For>(parent)) {
        return item_of(of(file, *loop->iter));
      }
      if (const auto* generator = as<Comprehension>(parent)) {
        return item_of(of(file, *generator->iter));
      }
      return fact;
    }
    case BindingKind::ExceptName: {
      const Expr* type = binding.node->as<ExceptHandler>()->type;
      fact.type = type != nullptr && !type->is(Kind::Tuple) ? of(file, *type).target : Identifier{};
      return fact;
    }
    default: break;
  }
  if (fact.target.empty()) {
    fact.target = qualified(file, file.scopes_.symbol(binding.symbol));
  }
  return fact;
}

// x: T = value
Fact Inference::of_declaration(FileModel& file, const Binding& binding) {
  const auto* statement = as<AnnAssign>(file.tree().parent(*binding.node));
  if (statement == nullptr) {
    return {};
  }
  Fact fact = of_annotation(file, *statement->annotation);
  fact.target = {};
  if (!fact.type && statement->value != nullptr) {
    const Identifier form = of(file, *statement->annotation).target;
    const TypingNames& typing = model_.typing_;
    const bool leaves_it_open =
        form == typing.type_alias || form == typing.final || form == typing.class_var;
    fact = leaves_it_open ? of(file, *statement->value) : fact;
  }
  return fact;
}

Fact Inference::of_parameter(FileModel& file, const Binding& binding) {
  const auto& arg = *binding.node->as<Arg>();
  if (arg.annotation == nullptr) {
    return of_bare_parameter(file, binding);
  }
  const Fact declared = of_annotation(file, *arg.annotation);
  Fact fact;
  if (arg.passing == Passing::VarPositional || arg.passing == Passing::VarKeyword) {
    const bool positional = arg.passing == Passing::VarPositional;
    fact.type = positional ? model_.typing_.tuple : model_.typing_.dict;
    fact.element = declared.type;
    return fact;
  }
  fact = declared;
  if (declared.target == declared.type) {
    fact.target = {};
  }
  return fact;
}

// A parameter without annotation: self, cls, or what a dependency returns.
Fact Inference::of_bare_parameter(FileModel& file, const Binding& binding) {
  const auto& arg = *binding.node->as<Arg>();
  const Node* owner = file.tree().parent(*file.tree().parent(arg));
  const FunctionInfo* function =
      as<FunctionDef>(owner) != nullptr ? file.definitions_.function(*owner) : nullptr;
  Fact fact;
  if (function == nullptr) {
    return fact;
  }
  if ((function->flags & kMethod) != 0 && function->node->args->all.front() == &arg &&
      (function->flags & kStaticMethod) == 0) {
    const ClassInfo* cls =
        file.definitions_.class_of(*file.scopes_.scope(file.scopes_.scope_of(*owner)).node);
    const bool is_class = (function->flags & kClassMethod) != 0 || arg.name == names::cls;
    (is_class ? fact.target : fact.type) = cls->qualified;
    return fact;
  }
  const auto* call = as<Call>(arg.default_value);
  const Identifier marker = call != nullptr ? of(file, *call->func).target : Identifier{};
  if (marker && (marker == model_.typing_.depends || marker == model_.typing_.security) &&
      !call->args.empty()) {
    const Fact given = result_of(file, of(file, *call->args.front()), {});
    const bool yields =
        given.type == model_.typing_.generator || given.type == model_.typing_.async_generator;
    fact.type = yields ? given.element : given.type;  // FastAPI awaits and iterates by itself
  }
  return fact;
}

Fact Inference::of_builtin(FileModel& file, Identifier name) {
  Fact fact;
  if (!file.scopes_.star_imports().empty()) {
    fact = star_member(file, name, 0);
  }
  if (!fact.known()) {
    fact.target = model_.builtins_.qualified(name);
  }
  return fact;
}

Fact Inference::module_fact(const FileModel& file) const {
  return {.target = file.module_, .type = {}, .element = {}};
}

Fact Inference::of_import(FileModel& file, const Alias& alias) {
  const std::string_view module =
      alias.asname ? alias.name : alias.name.substr(0, alias.name.find('.'));
  const findings::FileId found = model_.modules_.absolute(file.file(), module);
  if (found.valid()) {
    return module_fact(model_.files_[found.value]);
  }
  return {.target = model_.canonical(intern(module)), .type = {}, .element = {}};
}

Fact Inference::of_import_from(FileModel& file, const Alias& alias) {
  const auto& from = static_cast<const ImportFrom&>(*file.tree().parent(alias));
  const project::ModuleIndex& modules = model_.modules_;
  const auto find = [&](std::string_view module) {
    return from.level > 0 ? modules.relative(file.file(), from.level, module)
                          : modules.absolute(file.file(), module);
  };
  const findings::FileId found = model_.imports_.module_of(file.file(), from);
  if (found.valid() && &model_.files_[found.value] != &file) {
    return module_member(model_.files_[found.value], alias.first_part);
  }
  if (modules.may_name_module(alias.name)) {
    std::string member(from.module);
    member.append(member.empty() ? "" : ".").append(alias.name);
    if (const findings::FileId submodule = find(member); submodule.valid()) {
      return module_fact(model_.files_[submodule.value]);
    }
  }
  const Identifier module =
      from.level == 0
          ? intern(from.module)
          : intern(project::ModuleIndex::relative_name(file.file(), from.level, from.module));
  Fact fact;
  fact.target = model_.canonical(join(model_.canonical(module), alias.first_part));
  if (const Model::InternedFact* known = model_.library_fact(fact.target);
      known != nullptr && known->kind == LibraryFact::Kind::Attribute) {
    fact.type = known->type;
    fact.element = known->element;
  }
  return fact;
}

// `name` as an attribute of a module of the repository.
Fact Inference::module_member(FileModel& file, Identifier name, int depth) {
  const SymbolId symbol = file.scopes_.lookup_here(ScopeId{0}, name);
  if (symbol.valid() && file.scopes_.symbol(symbol).binding_count > 0) {
    const Fact fact = of_symbol(file, symbol);
    return fact.known() ? fact
                        : Fact{.target = join(file.module_, name), .type = {}, .element = {}};
  }
  if (file.file().is_package && model_.modules_.may_name_module(model_.text(name))) {
    const findings::FileId submodule = model_.modules_.relative(file.file(), 1, model_.text(name));
    if (submodule.valid()) {
      return module_fact(model_.files_[submodule.value]);
    }
  }
  if (const Fact starred = star_member(file, name, depth); starred.known()) {
    return starred;
  }
  return {.target = join(file.module_, name), .type = {}, .element = {}};
}

// `name` through one of the file's `from x import *`.
Fact Inference::star_member(FileModel& file, Identifier name, int depth) {
  constexpr int kMaxStars = 4;           // star imports of star imports
  constexpr int kMaxModulesAsked = 200;  // for one name
  star_modules_asked_ = depth == 0 ? 0 : star_modules_asked_;
  if (depth >= kMaxStars || model_.text(name).starts_with('_')) {
    return {};
  }
  for (const Alias* star : file.scopes_.star_imports()) {
    const auto& from = static_cast<const ImportFrom&>(*file.tree().parent(*star));
    const findings::FileId found =
        from.level > 0 ? model_.modules_.relative(file.file(), from.level, from.module)
                       : model_.modules_.absolute(file.file(), from.module);
    if (!found.valid() || &model_.files_[found.value] == &file) {
      continue;
    }
    if (++star_modules_asked_ > kMaxModulesAsked) {
      return {};
    }
    FileModel& source = model_.files_[found.value];
    const SymbolId symbol = source.scopes_.lookup_here(ScopeId{0}, name);
    const bool bound = symbol.valid() && source.scopes_.symbol(symbol).binding_count > 0;
    const Fact fact = bound ? of_symbol(source, symbol) : star_member(source, name, depth + 1);
    if (fact.known()) {
      return fact;
    }
  }
  return {};
}

}  // namespace fastidious::semantic
