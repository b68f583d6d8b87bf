// FileModel: where a node stands.
#include "base/known_names.h"
#include "base/limits.h"
#include "semantic/file_model.h"

namespace fastidious::semantic {

using namespace syntax;

namespace {

// Only chains (a + b + …, elif) are deeper than this: then what stands further out is not asked, so
// that asking for each link of a chain takes no time that grows with the square of its length.
constexpr int kMaxLevels = limits::kMaxNesting;
constexpr int kMaxAnnotationLevels = limits::kMaxAnnotationNesting;

bool is_type_checking(const Expr& test) {
  if (const auto* name = test.as<Name>()) {
    return name->name == names::TYPE_CHECKING;
  }
  const auto* attribute = test.as<Attribute>();
  return attribute != nullptr && attribute->attr == names::TYPE_CHECKING;
}

// __name__ == "__main__", either way round
bool is_main_test(const Expr& test) {
  const auto* compare = test.as<Compare>();
  if (compare == nullptr || compare->comparators.size() != 1 ||
      compare->ops.front() != Comparator::Eq) {
    return false;
  }
  const Expr* sides[] = {compare->left, compare->comparators.front()};
  bool has_name = false;
  bool has_main = false;
  for (const Expr* side : sides) {
    const auto* name = side->as<Name>();
    const auto* text = side->as<Constant>();
    has_name = has_name || (name != nullptr && name->name == names::__name__);
    has_main = has_main || (text != nullptr && text->is_str() && text->value == "__main__");
  }
  return has_name && has_main;
}

// Whether `node` is in the body of an `if` whose test `matches`.
template <class Matches>
bool in_guarded_block(const FileModel& file, const Node& node, Matches&& matches) {
  const Node* child = &node;
  int levels = 0;
  for (const Node* at = file.parent(node); at != nullptr && levels < kMaxLevels;
       child = at, at = file.parent(*at), ++levels) {
    const auto* branch = at->as<If>();
    if (branch == nullptr || child == branch->test) {
      continue;
    }
    const bool in_body = branch->orelse.empty() || child->id < branch->orelse.front()->id;
    if (in_body && matches(*branch->test)) {
      return true;
    }
  }
  return false;
}

}  // namespace

const FunctionDef* FileModel::enclosing_function(const Node& node) const {
  for (ScopeId at = scopes_.scope_of(node); at.valid(); at = scopes_.scope(at).parent) {
    const Scope& scope = scopes_.scope(at);
    if (scope.kind == ScopeKind::Function) {
      return static_cast<const FunctionDef*>(scope.node);
    }
    if (scope.kind == ScopeKind::Class) {
      return nullptr;
    }
  }
  return nullptr;
}

const ClassDef* FileModel::enclosing_class(const Node& node) const {
  const Scope& scope = scopes_.scope(scopes_.scope_of(node));
  return scope.kind == ScopeKind::Class ? static_cast<const ClassDef*>(scope.node) : nullptr;
}

const Stmt& FileModel::enclosing_statement(const Node& node) const {
  const Node* at = &node;
  while (!Stmt::covers(at->kind)) {
    const Node* up = parent(*at);
    if (up == nullptr) {
      break;
    }
    at = up;
  }
  return static_cast<const Stmt&>(*at);
}

bool FileModel::in_async_function(const Node& node) const {
  // A comprehension runs where it stands.
  for (ScopeId at = scopes_.scope_of(node); at.valid(); at = scopes_.scope(at).parent) {
    const Scope& scope = scopes_.scope(at);
    if (scope.kind != ScopeKind::Comprehension) {
      return scope.node->is(Kind::AsyncFunctionDef) && scope.kind == ScopeKind::Function;
    }
  }
  return false;
}

bool FileModel::in_type_checking_block(const Node& node) const {
  return in_guarded_block(*this, node, is_type_checking);
}

bool FileModel::in_main_block(const Node& node) const {
  return in_guarded_block(*this, node, is_main_test);
}

bool FileModel::in_annotation(const Node& node) const {
  const Node* child = &node;
  int levels = 0;
  for (const Node* at = parent(node); at != nullptr && levels < kMaxAnnotationLevels;
       child = at, at = parent(*at), ++levels) {
    if (const auto* arg = at->as<Arg>()) {
      return child == arg->annotation;
    }
    if (const auto* function = at->as<FunctionDef>()) {
      return child == function->returns;
    }
    if (const auto* declared = at->as<AnnAssign>()) {
      return child == declared->annotation;
    }
    if (Stmt::covers(at->kind)) {
      return false;
    }
  }
  return false;
}

}  // namespace fastidious::semantic
