#include "app/effects/always_left.h"

#include <algorithm>

#include "semantic/exception_handlers.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// Whether the function has a `return`, and each gives None: one that only passes or raises may be
// replaced by a subclass.
bool gives_none_only(const FileModel& file, const FunctionDef& function) {
  if (file.is_generator(function) || !function.body.back()->is(Kind::Return)) return false;
  return std::none_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    return semantic::any_own_node(file, *statement, [](const Node& node) {
      const auto* result = node.as<Return>();
      return result != nullptr && !semantic::is_nothing(result->value);
    });
  });
}

// Called by its own name or that of its class; `self.f()` may run a subclass's.
bool is_called_by_name(const FileModel& file, const Call& call) {
  const auto* attribute = call.func->as<Attribute>();
  return attribute == nullptr ||
         as<ClassDef>(file.definition_of(*attribute->value).node) != nullptr;
}

bool is_always_none(const FileModel& file, const Expr& expr) {
  const auto* name = expr.as<Name>();
  if (name == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(file, *name);
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](const auto* one) {
    const auto* call = as<Call>(one->value);
    if (call == nullptr || !is_called_by_name(file, *call)) return false;
    const Definition callee = file.definition_of(*call->func);
    const auto* function = as<FunctionDef>(callee.node);
    return function != nullptr && gives_none_only(*callee.file, *function);
  });
}

bool is_always_true(const FileModel& file, const Expr& test) {
  if (const auto* operation = test.as<BoolOp>()) {
    const auto holds = [&](const Expr* one) { return is_always_true(file, *one); };
    const auto& values = operation->values;
    return operation->op == BoolOperator::Or ? std::any_of(values.begin(), values.end(), holds)
                                             : std::all_of(values.begin(), values.end(), holds);
  }
  if (const auto* unary = test.as<UnaryOp>()) {
    return unary->op == UnaryOperator::Not && is_always_none(file, *unary->operand);
  }
  const auto* comparison = test.as<Compare>();
  return comparison != nullptr && comparison->ops.size() == 1 &&
         comparison->ops.front() == Comparator::Is &&
         semantic::is_nothing(comparison->comparators.front()) &&
         is_always_none(file, *comparison->left);
}

// The items of a set, list or tuple that is written out, also behind `frozenset(…)` and the name
// of a variable that is bound once; null if it is none.
struct Items {
  const FileModel* file = nullptr;
  const ExprList* list = nullptr;
};

Items items_of(const FileModel& file, const Expr& expr, int depth = 0) {
  if (const auto* set = expr.as<syntax::Set>()) return {&file, &set->elts};
  if (const auto* list = expr.as<ListExpr>()) return {&file, &list->elts};
  if (const auto* tuple = expr.as<Tuple>()) return {&file, &tuple->elts};
  constexpr int kMaxDepth = 3;
  if (depth == kMaxDepth) return {};
  if (const auto* call = expr.as<Call>()) {
    const std::string_view target = file.resolve(*call->func);
    const bool is_copy = target == "builtins.frozenset" || target == "builtins.set";
    return is_copy && call->args.size() == 1 ? items_of(file, *call->args[0], depth + 1) : Items{};
  }
  const Definition found = file.definition_of(expr);
  if (as<Name>(found.node) == nullptr) return {};
  const Node* statement = found.file->parent(*found.node);
  const auto* plain = as<Assign>(statement);
  const auto* annotated = as<AnnAssign>(statement);
  const Expr* value = plain != nullptr       ? plain->value
                      : annotated != nullptr ? annotated->value
                                             : nullptr;
  return value != nullptr ? items_of(*found.file, *value, depth + 1) : Items{};
}

// `kind == Kind.OLD`, of the `if` in whose body the place stands.
struct Known {
  std::string_view text;
  const Expr* value = nullptr;
};

Known known_in(const FileModel& file, const If& choice) {
  const auto* test = choice.test->as<Compare>();
  const bool is_equal =
      test != nullptr && test->ops.size() == 1 && test->ops.front() == Comparator::Eq;
  return is_equal ? Known{file.text(*test->left), test->comparators.front()} : Known{};
}

// Whether both are the same member of an Enum, or the same text.
bool is_same(const FileModel& file, const Expr& one, const FileModel& other_file,
             const Expr& other) {
  const std::string_view name = file.resolve(one);
  if (!name.empty()) return name == other_file.resolve(other);
  const auto a = file.constant_string(one), b = other_file.constant_string(other);
  return a && b && *a == *b;
}

// `if kind in RETIRED: return …`, which holds for what is known.
bool leaves_with(const FileModel& file, const Stmt& statement, const Known& known) {
  const auto* choice = statement.as<If>();
  const auto* test = choice != nullptr ? choice->test->as<Compare>() : nullptr;
  if (test == nullptr || test->ops.size() != 1 || test->ops.front() != Comparator::In ||
      file.text(*test->left) != known.text) {
    return false;
  }
  const Stmt& last = *choice->body.back();
  if (!last.is(Kind::Raise) && !last.is(Kind::Return)) return false;
  const Items items = items_of(file, *test->comparators.front());
  return items.list != nullptr &&
         std::any_of(items.list->begin(), items.list->end(), [&](const Expr* one) {
           return is_same(file, *known.value, *items.file, *one);
         });
}

// The statements among which `node` is; null if it is not in a block that is gone through once.
const StmtList* block_of(const FileModel& file, const FunctionDef& function, const Node& node) {
  const Node* around = file.parent(node);
  if (around == &function) return &function.body;
  const auto* attempt = as<Try>(around);
  const auto* choice = as<If>(around);
  const StmtList* body = attempt != nullptr  ? &attempt->body
                         : choice != nullptr ? &choice->body
                                             : nullptr;
  const bool is_in = body != nullptr && !body->empty() && node.begin >= body->front()->begin &&
                     node.end <= body->back()->end;
  return is_in ? body : nullptr;
}

bool is_excluded(const FileModel& file, const FunctionDef& function, const Node& node,
                 const Known& known) {
  for (const Node* at = &node; at != &function && at != nullptr; at = file.parent(*at)) {
    const StmtList* block = block_of(file, function, *at);
    if (block == nullptr) continue;
    constexpr std::size_t kMost = 300;  // statements before it
    const auto here =
        std::lower_bound(block->begin(), block->end(), at->begin,
                         [](const Stmt* one, auto begin) { return one->begin < begin; });
    const auto before =
        std::min<std::size_t>(kMost, static_cast<std::size_t>(here - block->begin()));
    if (std::any_of(here - static_cast<std::ptrdiff_t>(before), here,
                    [&](const Stmt* one) { return leaves_with(file, *one, known); })) {
      return true;
    }
  }
  return false;
}

// Whether one of the tests around `node` can only be met by what has left before.
bool is_excluded(const FileModel& file, const FunctionDef& function, const Node& node) {
  const Node* below = &node;
  for (const Node* at = file.parent(node); at != &function && at != nullptr;
       below = at, at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    if (choice == nullptr || choice->body.empty() || below->begin < choice->body.front()->begin ||
        below->begin > choice->body.back()->begin) {
      continue;
    }
    const Known known = known_in(file, *choice);
    if (known.value != nullptr && is_excluded(file, function, *choice, known)) return true;
  }
  return false;
}

}  // namespace

bool is_never_reached(const FileModel& file, const FunctionDef& function, const Node& node) {
  if (is_excluded(file, function, node)) return true;
  return std::any_of(function.body.begin(), function.body.end(), [&](const Stmt* statement) {
    const auto* choice = statement->as<If>();
    if (choice == nullptr || choice->id > node.id || choice->encloses(node)) return false;
    const Stmt& last = *choice->body.back();
    return (last.is(Kind::Raise) || last.is(Kind::Return)) && is_always_true(file, *choice->test);
  });
}

}  // namespace fastidious::app
