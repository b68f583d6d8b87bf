// Inference: the class that an annotation stands for.
#include <array>
#include <cctype>

#include "semantic/inference.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {
constexpr std::size_t kMaxArguments = 8;  // of a subscript or union that are looked at
}

Fact Inference::of_annotation(FileModel& file, const Expr& annotation) {
  if (depth_ >= kMaxDepth) {
    return {};
  }
  ++depth_;
  const Fact fact = compute_annotation(file, annotation);
  --depth_;
  return fact;
}

Fact Inference::compute_annotation(FileModel& file, const Expr& annotation) {
  if (const auto* constant = annotation.as<Constant>()) {
    return constant->is_str() ? of_quoted(file, file.scopes_.scope_of(annotation), constant->value)
                              : fact_of_constant(constant->type, typing());
  }
  if (const auto* choice = annotation.as<BinOp>()) {
    if (choice->op != Operator::BitOr) return {};
    const std::array sides = {of_annotation(file, *choice->left),
                              of_annotation(file, *choice->right)};
    return union_of(sides);
  }
  const auto* generic = annotation.as<Subscript>();
  if (generic == nullptr) {
    return of_annotation_name(file, annotation);
  }
  const Fact base = of(file, *generic->value);
  if (model_.typing_.form(base.target) == TypingForm::Literal) {
    const auto* several = as<Tuple>(generic->slice);
    const auto* first = as<Constant>(
        several != nullptr && !several->elts.empty() ? several->elts.front() : generic->slice);
    return first != nullptr ? fact_of_constant(first->type, typing()) : Fact{};
  }
  std::array<Fact, kMaxArguments> arguments;
  std::size_t count = 0;
  const auto* several = as<Tuple>(generic->slice);
  if (several == nullptr && generic->slice != nullptr) {
    arguments[count++] = of_annotation(file, *generic->slice);
  } else if (several != nullptr) {
    const bool only_first = model_.typing_.form(base.target) == TypingForm::Transparent;
    for (const Expr* item : several->elts) {
      if (count == (only_first ? 1 : kMaxArguments)) break;
      arguments[count++] = of_annotation(file, *item);
    }
  }
  return of_generic(file, base, {arguments.data(), count});
}

Fact Inference::of_annotation_name(FileModel& file, const Expr& name) {
  if (!name.is(Kind::Name) && !name.is(Kind::Attribute)) {
    return {};
  }
  const Fact fact = of(file, name);
  const Entity* entity = model_.entity(fact.target, &file);
  const bool is_local = fact.target.empty() && name.is(Kind::Name);
  if (is_local) {
    const SymbolId symbol = file.scopes_.symbol_of(*name.as<Name>());
    return symbol.valid() ? of_type_alias(file, symbol) : Fact{};
  }
  return entity != nullptr || !fact.type ? of_annotation_target(file, fact.target) : Fact{};
}

// The class for a qualified name that stands in an annotation.
Fact Inference::of_annotation_target(FileModel& file, Identifier target) {
  if (target.empty()) {
    return {};
  }
  const TypingNames& typing = model_.typing_;
  Fact fact;
  if (const Entity* entity = model_.entity(target, &file)) {
    if (entity->kind == Entity::Kind::Variable) {
      return of_type_alias(file_of(*entity), SymbolId{entity->index});
    }
    fact.type = entity->kind == Entity::Kind::Class ? target : Identifier{};
    return fact;
  }
  switch (typing.form(target)) {
    case TypingForm::Class:
    case TypingForm::Container:
      fact.type = typing.class_of(target);
      fact.element = fact.type == typing.str ? typing.str : Identifier{};
      return fact;
    default: return fact;
  }
}

// X = Annotated[T, …], type X = T, X = NewType("X", T)
Fact Inference::of_type_alias(FileModel& file, SymbolId id) {
  const Symbol& symbol = file.scopes_.symbol(id);
  if (!symbol.last_binding.valid() || symbol.binding_count != 1) {
    return {};
  }
  const Binding& binding = file.scopes_.binding(symbol.last_binding);
  const bool may_be_alias = binding.kind == BindingKind::Assignment ||
                            binding.kind == BindingKind::TypeAlias ||
                            binding.kind == BindingKind::Annotation;
  if (!may_be_alias || binding.value == nullptr) {
    return {};
  }
  return once(file.alias_facts_[id.value], file, [&] {
    if (const auto* call = binding.value->as<Call>()) {
      const bool is_new_type =
          of(file, *call->func).target == model_.typing_.new_type && call->args.size() == 2;
      return is_new_type ? of_annotation(file, *call->args[1]) : Fact{};
    }
    return of_annotation(file, *binding.value);
  });
}

Fact Inference::of_generic(FileModel& file, const Fact& generic, std::span<const Fact> arguments) {
  const Fact first = arguments.empty() ? Fact{} : arguments.front();
  Fact fact;
  switch (model_.typing_.form(generic.target)) {
    case TypingForm::Transparent: return first;
    case TypingForm::Union: return union_of(arguments);
    case TypingForm::Awaitable:
    case TypingForm::Coroutine:
      fact = arguments.empty() ? Fact{} : arguments.back();
      fact.awaitable = true;
      return fact;
    case TypingForm::TypeOf:
      fact.target = first.type;  // calling it makes one
      return fact;
    case TypingForm::Literal:
    case TypingForm::Nothing: return fact;
    case TypingForm::Container:
    case TypingForm::Class: break;
  }
  fact = of_annotation_target(file, generic.target);
  const bool is_container = model_.typing_.form(generic.target) == TypingForm::Container;
  if (is_container || arguments.size() == 1) {
    fact.element = first.type;
  }
  return fact;
}

// The one class of a union, None aside.
Fact Inference::union_of(std::span<const Fact> members) const {
  Fact only;
  bool seen = false;
  for (const Fact& member : members) {
    if (member.type == model_.typing_.none) {
      continue;
    }
    if (seen && member.type != only.type) {
      return {};
    }
    only = member;
    seen = true;
  }
  return only;
}

// A recursive-descent reader of quoted annotations: dotted names, subscripts, `|`.
class QuotedAnnotation {
 public:
  QuotedAnnotation(Inference& inference, FileModel& file, ScopeId scope, std::string_view text)
      : inference_(inference), file_(file), scope_(scope), text_(text) {}

  Fact read() {
    const Fact fact = alternatives(0);
    skip_spaces();
    return failed_ || !text_.empty() ? Fact{} : fact;
  }

 private:
  static constexpr int kMaxNesting = 10;

  void skip_spaces() {
    while (!text_.empty() && (text_[0] == ' ' || text_[0] == '\n' || text_[0] == '\t')) {
      text_.remove_prefix(1);
    }
  }
  bool take(char c) {
    skip_spaces();
    if (text_.empty() || text_[0] != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  Fact alternatives(int depth) {
    std::array<Fact, kMaxArguments> members;
    std::size_t count = 0;
    do {
      const Fact member = item(depth);
      if (count < kMaxArguments) members[count++] = member;
    } while (!failed_ && take('|'));
    return count == 1 ? members[0] : inference_.union_of({members.data(), count});
  }

  Fact item(int depth) {
    const Fact named = name();
    if (failed_ || !take('[')) {
      if (named.type == inference_.typing().none) return named;
      return inference_.of_annotation_target(file_, named.target);
    }
    std::array<Fact, kMaxArguments> arguments;
    std::size_t count = 0;
    failed_ = depth >= kMaxNesting;
    while (!failed_ && !take(']')) {
      const Fact argument = alternatives(depth + 1);
      if (count < kMaxArguments) arguments[count++] = argument;
      take(',');
    }
    return inference_.of_generic(file_, named, {arguments.data(), count});
  }

  static bool is_word(unsigned char c) { return c == '_' || c >= 0x80 || std::isalnum(c) != 0; }

  std::string_view word() {
    skip_spaces();
    std::size_t size = 0;
    while (size < text_.size() && is_word(static_cast<unsigned char>(text_[size]))) {
      ++size;
    }
    const std::string_view found = text_.substr(0, size);
    text_.remove_prefix(size);
    failed_ = failed_ || found.empty();
    return found;
  }

  Fact name() {
    const std::string_view first = word();
    if (failed_) return {};
    if (first == "None") {
      return {.target = {}, .type = inference_.typing().none, .element = {}};
    }
    const Identifier id = inference_.intern(first);
    const SymbolId symbol = file_.scopes().lookup(scope_, id);
    Fact fact =
        symbol.valid() ? inference_.of_symbol(file_, symbol) : inference_.of_builtin(file_, id);
    while (!failed_ && take('.')) {
      fact = inference_.member_of(file_, fact, inference_.intern(word()));
    }
    return fact;
  }

  Inference& inference_;
  FileModel& file_;
  ScopeId scope_;
  std::string_view text_;
  bool failed_ = false;
};

Fact Inference::of_quoted(FileModel& file, ScopeId scope, std::string_view text) {
  constexpr std::size_t kLongest = 1000;
  return text.size() > kLongest ? Fact{} : QuotedAnnotation(*this, file, scope, text).read();
}

}  // namespace fastidious::semantic
