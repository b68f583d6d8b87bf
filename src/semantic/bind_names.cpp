#include "semantic/bind_names.h"

#include <algorithm>
#include <bit>
#include <string>

#include "base/known_names.h"
#include "semantic/name_binder.h"
#include "semantic/resolve_symbols.h"

namespace fastidious::semantic {

using namespace syntax;

FileScopes bind_names(const Tree& tree, IdentifierCache& names) {
  return NameBinder(tree, names).run();
}

Identifier mangle(Identifier name, Identifier cls, IdentifierCache& names) {
  const std::string_view text = names.table().text(name);
  std::string_view prefix = names.table().text(cls);
  if (!text.starts_with("__") || text.ends_with("__") || text.find('.') != text.npos) {
    return name;
  }
  prefix.remove_prefix(std::min(prefix.find_first_not_of('_'), prefix.size()));
  return prefix.empty() ? name : names.intern(std::string("_").append(prefix).append(text));
}

FileScopes NameBinder::run() {
  reserve();
  const auto nodes = tree_.nodes();
  open(ScopeKind::Module, tree_.root(), {}, {});
  active_.push_back({0, static_cast<std::uint32_t>(nodes.size()), ScopeId{0}, false});
  scope_ = ScopeId{0};
  out_.scope_runs_.push_back({0, scope_});
  set_next_change();
  for (std::uint32_t id = 0; id < nodes.size(); ++id) {
    if (id == next_change_) {
      change_regions(id);
    }
    visit(*nodes[id]);
  }
  SymbolResolver(out_).run();
  return std::move(out_);
}

void NameBinder::reserve() {
  const std::size_t count = tree_.nodes().size();
  out_.meant_by_node_ = {tree_.arena().make_array<std::uint32_t>(count), count};
  std::fill_n(out_.meant_by_node_.data(), count, SymbolId::kNone);
  out_.slots_.resize(std::bit_ceil(std::max<std::size_t>(count / 6, 64)));
  out_.symbols_.reserve(count / 10 + 8);
  out_.bindings_.reserve(count / 12 + 8);
}

void NameBinder::set_next_change() {
  next_change_ = active_.back().last + 1;
  if (!pending_.empty()) {
    next_change_ = std::min(next_change_, pending_.back().begin);
  }
}

void NameBinder::change_regions(std::uint32_t id) {
  while (active_.back().last < id) {
    active_.pop_back();
  }
  while (!pending_.empty() && pending_.back().begin == id) {
    active_.push_back(pending_.back());
    pending_.pop_back();
  }
  scope_ = active_.back().scope;
  if (scope_ != out_.scope_runs_.back().scope) {
    out_.scope_runs_.push_back({id, scope_});
  }
  in_annotation_ = active_.back().annotation;
  set_next_change();
}

// Regions are announced from the last to the first: inner before outer where they start together.
void NameBinder::enter_later(const Node* first, const Node* last, ScopeId scope, bool annotation) {
  if (first != nullptr) {
    pending_.push_back({first->id.value, last->last.value, scope, annotation});
    next_change_ = std::min(next_change_, first->id.value);
  }
}

ScopeId NameBinder::open(ScopeKind kind, const Node& node, Identifier name,
                         Identifier private_class) {
  const ScopeId parent = out_.scopes_.empty() ? ScopeId{} : scope_;
  const bool deferred = parent.valid() && ((in_annotation_ && out_.deferred_annotations_) ||
                                           out_.scope(parent).in_deferred_annotation);
  out_.scopes_.push_back({kind, deferred, parent, &node, name, private_class});
  const ScopeId opened{static_cast<std::uint32_t>(out_.scopes_.size() - 1)};
  out_.meant_by_node_[node.id.value] = opened.value;
  return opened;
}

Identifier NameBinder::mangled(Identifier name) {
  const Identifier cls = out_.scope(scope_).private_class;
  if (cls.empty()) {
    return name;
  }
  Mangled& cached = mangled_[(name.value ^ cls.value * 31) & 255];
  if (cached.name != name || cached.cls != cls) {
    cached = {name, cls, mangle(name, cls, names_)};
  }
  return cached.result;
}

SymbolId NameBinder::symbol(ScopeId scope, Identifier name) {
  std::uint32_t& slot = out_.slots_[out_.slot_for(scope, name)];
  if (slot != 0) {
    return SymbolId{slot - 1};
  }
  Symbol fresh;
  fresh.name = name;
  fresh.scope = scope;
  out_.symbols_.push_back(fresh);
  slot = static_cast<std::uint32_t>(out_.symbols_.size());
  const SymbolId id{slot - 1};
  if (out_.symbols_.size() * 2 > out_.slots_.size()) {
    out_.slots_.assign(out_.slots_.size() * 2, 0);
    for (std::uint32_t i = 0; i < out_.symbols_.size(); ++i) {
      out_.slots_[out_.slot_for(out_.symbols_[i].scope, out_.symbols_[i].name)] = i + 1;
    }
  }
  return id;
}

SymbolId NameBinder::declare(ScopeId scope, Identifier name, std::uint16_t flags) {
  const SymbolId id = symbol(scope, name);
  out_.symbols_[id.value].flags |= flags;
  return id;
}

void NameBinder::bind(Identifier name, std::uint16_t flags, BindingKind kind, const Node& node,
                      const Expr* value) {
  const SymbolId id = declare(mangled(name), flags);
  out_.bindings_.push_back({name, kind, scope_, id, &node, value, {}});
}

void NameBinder::visit(const Node& node) {
  switch (node.kind) {
    case Kind::Name: return visit_name(static_cast<const Name&>(node));
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef: return visit_function(static_cast<const FunctionDef&>(node));
    case Kind::Lambda: return visit_lambda(static_cast<const Lambda&>(node));
    case Kind::ClassDef: return visit_class(static_cast<const ClassDef&>(node));
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::GeneratorExp:
      return visit_comprehension(node, static_cast<const ElementComp&>(node).generators);
    case Kind::DictComp:
      return visit_comprehension(node, static_cast<const DictComp&>(node).generators);
    case Kind::Alias: return visit_alias(static_cast<const Alias&>(node));
    case Kind::Global:
    case Kind::Nonlocal: return visit_declaration(static_cast<const NameList&>(node));
    case Kind::AnnAssign:
      return enter_later(static_cast<const AnnAssign&>(node).annotation, scope_, true);
    case Kind::Constant: return visit_quoted_annotation(static_cast<const Constant&>(node));
    case Kind::ExceptHandler:
    case Kind::MatchAs:
    case Kind::MatchStar:
    case Kind::MatchMapping: return visit_capture(node);
    case Kind::TypeVar:
    case Kind::ParamSpec:
    case Kind::TypeVarTuple: return visit_type_param(static_cast<const TypeParam&>(node));
    case Kind::TypeAlias: return visit_type_alias(static_cast<const TypeAlias&>(node));
    case Kind::Attribute:
      if (node.context == Context::Store) {
        out_.stored_attributes_.push_back(static_cast<const Attribute*>(&node));
      }
      return;
    case Kind::Yield:
    case Kind::YieldFrom: return out_.yields_.push_back(static_cast<const Expr*>(&node));
    default: return;
  }
}

// Names that stand in the text without a Name node.
void NameBinder::visit_capture(const Node& node) {
  Identifier name;
  BindingKind kind = BindingKind::MatchCapture;
  if (const auto* handler = node.as<ExceptHandler>()) {
    name = handler->name;
    kind = BindingKind::ExceptName;
  } else if (const auto* pattern = node.as<MatchAs>()) {
    name = pattern->name;
  } else if (const auto* star = node.as<MatchStar>()) {
    name = star->name;
  } else if (const auto* mapping = node.as<MatchMapping>()) {
    name = mapping->rest;
  }
  if (name) {
    bind(name, kLocal, kind, node);
  }
}

void NameBinder::visit_name(const Name& name) {
  if (name.context == Context::Load) {
    use(name);
  } else if (name.context == Context::Store) {
    store(name);
  } else {
    bind(name.name, kLocal, BindingKind::Deletion, name);
    out_.meant_by_node_[name.id.value] = out_.bindings_.back().symbol.value;
  }
}

void NameBinder::use(const Name& name) {
  const bool deferred = in_annotation_ && out_.deferred_annotations_;
  const SymbolId id = declare(mangled(name.name), deferred ? kUsedInDeferredAnnotation : kUsed);
  ++out_.symbols_[id.value].reference_count;
  out_.meant_by_node_[name.id.value] = id.value;
  // super() without arguments needs the class of the method.
  if (name.name == names::super && !deferred && is_function_like(out_.scope(scope_).kind)) {
    declare(names::__class__, kUsed);
  }
}

void NameBinder::store(const Name& name) {
  const Role role = role_of(name);
  if (role.declares_only) {
    return;
  }
  if (role.kind == BindingKind::Walrus) {
    store_walrus(name);
  }
  const bool annotated = role.kind == BindingKind::Annotation &&
                         static_cast<const AnnAssign*>(tree_.parent(name))->simple;
  bind(name.name, annotated ? kLocal | kAnnotated : kLocal, role.kind, name, role.value);
  out_.meant_by_node_[name.id.value] = out_.bindings_.back().symbol.value;
}

// PEP 572: inside a comprehension `:=` binds in the scope around all comprehensions.
void NameBinder::store_walrus(const Name& name) {
  if (out_.scope(scope_).kind != ScopeKind::Comprehension) {
    return;
  }
  ScopeId around = scope_;
  while (out_.scope(around).kind == ScopeKind::Comprehension) {
    around = out_.scope(around).parent;
  }
  const Identifier key = mangled(name.name);
  const bool is_module = around.value == 0;
  const SymbolId target = declare(around, key, is_module ? kDeclaredGlobal : kLocal);
  const bool global = (out_.symbols_[target.value].flags & kDeclaredGlobal) != 0;
  declare(key, global ? kDeclaredGlobal : kDeclaredNonlocal);
}

// What kind of statement a stored Name is a target of.
NameBinder::Role NameBinder::role_of(const Name& name) {
  const Node* parent = tree_.parent(name);
  if (parent == last_target_parent_) {
    return last_role_;
  }
  const Node* at = parent;
  bool unpacked = false;
  while (at != nullptr &&
         (at->is(Kind::Tuple) || at->is(Kind::ListExpr) || at->is(Kind::Starred))) {
    unpacked = true;
    at = tree_.parent(*at);
  }
  Role role;
  if (const auto* assign = as<Assign>(at)) {
    role = {unpacked ? BindingKind::Unpacking : BindingKind::Assignment,
            unpacked ? nullptr : assign->value};
  } else if (const auto* annotated = as<AnnAssign>(at)) {
    role = {BindingKind::Annotation, annotated->value,
            !annotated->simple && annotated->value == nullptr};
  } else if (const auto* augmented = as<AugAssign>(at)) {
    role = {BindingKind::Augmented, augmented->value};
  } else if (as<For>(at) != nullptr) {
    role = {BindingKind::Loop};
  } else if (as<Comprehension>(at) != nullptr) {
    role = {BindingKind::ComprehensionTarget};
  } else if (const auto* item = as<WithItem>(at)) {
    role = {unpacked ? BindingKind::Unpacking : BindingKind::WithTarget,
            unpacked ? nullptr : item->context_expr};
  } else if (const auto* walrus = as<NamedExpr>(at)) {
    role = {BindingKind::Walrus, walrus->value};
  } else if (const auto* alias = as<TypeAlias>(at)) {
    role = {BindingKind::TypeAlias, alias->value};
  }
  last_target_parent_ = parent;
  last_role_ = role;
  return role;
}

void NameBinder::visit_function(const FunctionDef& function) {
  bind(function.name, kLocal, BindingKind::Function, function);
  const ScopeId outer = scope_;
  const Identifier private_class = out_.scope(scope_).private_class;
  const ScopeId around =
      open_type_parameters(function, function.name, !function.type_params.empty());
  scope_ = around;
  const ScopeId inner = open(ScopeKind::Function, function, function.name, private_class);
  scope_ = outer;
  if (!function.body.empty()) {
    enter_later(function.body.front(), function.body.back(), inner);
  }
  enter_later(function.returns, around, true);
  if (function.args != nullptr) {
    enter_parameters_later(*function.args, outer, around);
    visit_parameters(*function.args, inner);
  }
  if (around != outer) {
    enter_later(function.type_params.front(), function.type_params.back(), around);
  }
}

void NameBinder::visit_parameters(const Arguments& args, ScopeId scope) {
  const ScopeId outer = scope_;
  scope_ = scope;
  for (const Arg* arg : args.all) {
    if (arg->name) {
      bind(arg->name, kParameter, BindingKind::Parameter, *arg, arg->default_value);
    }
  }
  scope_ = outer;
}

// Annotations are evaluated in the scope of the type parameters, defaults outside of it.
void NameBinder::enter_parameters_later(const Arguments& args, ScopeId outer, ScopeId around) {
  for (std::size_t i = args.all.size(); i-- > 0;) {
    const Arg& arg = *args.all[i];
    if (arg.default_value != nullptr && around != outer) {
      enter_later(arg.default_value, outer);
    }
    enter_later(arg.annotation, around, true);
  }
  if (around != outer) {
    enter_later(&args, around);
  }
}

void NameBinder::visit_lambda(const Lambda& lambda) {
  const ScopeId inner = open(ScopeKind::Lambda, lambda, {}, out_.scope(scope_).private_class);
  enter_later(lambda.body, inner);
  if (lambda.args != nullptr) {
    visit_parameters(*lambda.args, inner);
  }
}

void NameBinder::visit_class(const ClassDef& cls) {
  bind(cls.name, kLocal, BindingKind::Class, cls);
  const ScopeId outer = scope_;
  const ScopeId around = open_type_parameters(cls, cls.name, !cls.type_params.empty());
  scope_ = around;
  const ScopeId inner = open(ScopeKind::Class, cls, cls.name, cls.name);
  scope_ = outer;
  if (!cls.body.empty()) {
    enter_later(cls.body.front(), cls.body.back(), inner);
  }
  if (around == outer) {
    return;
  }
  for (std::size_t i = cls.keywords.size(); i-- > 0;) {
    enter_later(cls.keywords[i], around);
  }
  for (std::size_t i = cls.bases.size(); i-- > 0;) {
    enter_later(cls.bases[i], around);
  }
  enter_later(cls.type_params.front(), cls.type_params.back(), around);
}

ScopeId NameBinder::open_type_parameters(const Node& node, Identifier name, bool wanted) {
  const Identifier private_class =
      node.is(Kind::ClassDef) ? name : out_.scope(scope_).private_class;
  return wanted ? open(ScopeKind::TypeParameters, node, name, private_class) : scope_;
}

void NameBinder::visit_comprehension(const Node& node, const List<Comprehension*>& generators) {
  const ScopeId outer = scope_;
  const ScopeId inner = open(ScopeKind::Comprehension, node, {}, out_.scope(scope_).private_class);
  if (!generators.empty()) {
    enter_later(generators.front()->iter, outer);
  }
  // All children but the first iterable, which the pending region above takes back out.
  if (node.id != node.last) {
    pending_.push_back({node.id.value + 1, node.last.value, inner, false});
    next_change_ = std::min(next_change_, node.id.value + 1);
  }
}

void NameBinder::visit_type_param(const TypeParam& param) {
  bind(param.name, kLocal | kTypeParameter, BindingKind::TypeParameter, param);
  const Identifier private_class = out_.scope(scope_).private_class;
  ScopeId bound;
  if (param.bound != nullptr) {
    bound = open(ScopeKind::TypeVarBound, param, param.name, private_class);
  }
  if (param.default_value != nullptr) {
    enter_later(param.default_value,
                open(ScopeKind::TypeVarBound, param, param.name, private_class));
  }
  enter_later(param.bound, bound);
}

void NameBinder::visit_type_alias(const TypeAlias& alias) {
  const auto* name = as<Name>(alias.name);
  const Identifier text = name != nullptr ? name->name : Identifier{};
  const ScopeId outer = scope_;
  const ScopeId around = open_type_parameters(alias, text, !alias.type_params.empty());
  scope_ = around;
  const ScopeId inner = open(ScopeKind::TypeAlias, alias, text, out_.scope(scope_).private_class);
  scope_ = outer;
  enter_later(alias.value, inner);
  if (around != outer) {
    enter_later(alias.type_params.front(), alias.type_params.back(), around);
  }
}

void NameBinder::visit_alias(const Alias& alias) {
  const auto* from = as<ImportFrom>(tree_.parent(alias));
  if (alias.name == "*") {
    out_.star_imports_.push_back(&alias);
    return;
  }
  if (from != nullptr && from->level == 0 && from->module == "__future__" &&
      alias.name == "annotations") {
    out_.deferred_annotations_ = true;
  }
  const Identifier name = alias.asname ? alias.asname : alias.first_part;
  if (name) {
    const BindingKind kind = from != nullptr ? BindingKind::ImportFrom : BindingKind::Import;
    bind(name, kImported, kind, alias);
  }
}

void NameBinder::visit_declaration(const NameList& list) {
  const bool global = list.is(Kind::Global);
  for (const Identifier name : list.names) {
    bind(name, global ? kDeclaredGlobal : kDeclaredNonlocal, BindingKind::Global, list);
    if (global) {
      declare(ScopeId{0}, mangled(name), kDeclaredGlobal);
    }
  }
}

// Names inside "quoted annotations" count as uses: type checkers and pydantic read them.
void NameBinder::visit_quoted_annotation(const Constant& text) {
  constexpr std::size_t kLongest = 1000;
  if (!in_annotation_ || !text.is_str() || text.value.size() > kLongest) {
    return;
  }
  const std::string_view s = text.value;
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t i = 0; i < s.size();) {
    std::size_t end = i;
    while (end < s.size() && is_word(s[end])) ++end;
    const bool starts_name = end > i && (s[i] < '0' || s[i] > '9') && (i == 0 || s[i - 1] != '.');
    if (starts_name) {
      const SymbolId id =
          declare(mangled(names_.intern(s.substr(i, end - i))), kUsedInQuotedAnnotation);
      ++out_.symbols_[id.value].reference_count;
    }
    i = std::max(end, i + 1);
  }
}

}  // namespace fastidious::semantic
