// Inference: what calls give.
#include <cctype>

#include "semantic/inference.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

// Whether a library's `pkg.mod.Thing` looks like a class: CamelCase, by PEP 8.
bool looks_like_class(std::string_view qualified) {
  std::string_view name = qualified.substr(qualified.rfind('.') + 1);
  name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
  if (name.empty() || name[0] < 'A' || name[0] > 'Z') {
    return false;
  }
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') return true;
  }
  return false;
}

}  // namespace

Fact Inference::of_call(FileModel& file, const Call& call) {
  const Fact callee = of(file, *call.func);
  const TypingNames& typing = model_.typing_;
  if (callee.target == typing.super) {
    return of_super(file, call);
  }
  if (callee.target == typing.cast && !call.args.empty()) {
    return of_annotation(file, *call.args.front());
  }
  Identifier receiver;
  if (const auto* attribute = call.func->as<Attribute>()) {
    const Fact object = of(file, *attribute->value);
    receiver = object.type ? object.type : object.target;
  }
  return result_of(file, callee, receiver);
}

// super(): an instance of the first base of the class around.
Fact Inference::of_super(FileModel& file, const Call& call) {
  for (ScopeId at = file.scopes_.scope_of(call); at.valid(); at = file.scopes_.scope(at).parent) {
    const Scope& scope = file.scopes_.scope(at);
    if (scope.kind == ScopeKind::Class) {
      const ClassInfo* cls = file.definitions_.class_of(*scope.node);
      return {.target = {}, .type = first_base(file, *cls), .element = {}};
    }
  }
  return {};
}

// What calling something gives; `receiver` is the class that a method was called on.
Fact Inference::result_of(FileModel& file, const Fact& callee, Identifier receiver) {
  Fact result;
  if (const Entity* entity = model_.entity(callee.target, &file);
      entity != nullptr && entity->kind == Entity::Kind::Class) {
    result.type = callee.target;
    return result;
  }
  FileModel* owner = nullptr;
  if (const FunctionInfo* function = function_of(callee.target, file, &owner)) {
    result = returns_of(*owner, *const_cast<FunctionInfo*>(function));
  } else if (callee.type) {
    const Member call = class_member(file, callee.type, model_.typing_.call, 0);
    if (!call.found || call.fact.target == callee.target || depth_ >= kMaxDepth) {
      return {};
    }
    ++depth_;
    result = result_of(file, {.target = call.fact.target, .type = {}, .element = {}}, callee.type);
    --depth_;
  } else if (callee.target) {
    result = library_result(callee.target);
  }
  if (result.type == model_.typing_.self_type) {
    result.type = receiver;
  }
  result.target = {};
  return result;
}

Fact Inference::library_result(Identifier target) {
  Fact result;
  const Model::InternedFact* fact = model_.library_fact(target);
  if (fact != nullptr && fact->kind != LibraryFact::Kind::Attribute) {
    result.type = fact->type;
    result.element = fact->element;
    result.awaitable = fact->kind == LibraryFact::Kind::Awaits;
  } else if (fact == nullptr && model_.typing_.form(target) != TypingForm::Nothing &&
             looks_like_class(model_.text(target))) {
    result.type = target;
  }
  return result;
}

Fact Inference::returns_of(FileModel& file, FunctionInfo& function) {
  return once(function.returns, file, [&] { return compute_returns(file, function); });
}

Fact Inference::compute_returns(FileModel& file, FunctionInfo& function) {
  const FunctionDef& node = *function.node;
  Fact fact;
  if (node.returns != nullptr) {
    fact = of_annotation(file, *node.returns);
  } else if (const auto* yield = as<Yield>(function.first_yield)) {
    fact.type = node.is_async() ? model_.typing_.async_generator : model_.typing_.generator;
    fact.element = yield->value != nullptr ? of(file, *yield->value).type : Identifier{};
  } else if (!node.body.empty()) {
    const auto* last = node.body.back()->as<Return>();
    if (last != nullptr && last->value != nullptr) {
      fact = of(file, *last->value);
    }
  }
  fact.target = {};
  if ((function.flags & kContextManager) != 0) {
    fact.type = model_.typing_.context_manager;
  } else if (node.is_async() && (function.flags & kGenerator) == 0) {
    fact.awaitable = true;
  }
  return fact;
}

}  // namespace fastidious::semantic
