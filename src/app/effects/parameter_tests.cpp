#include "app/effects/parameter_tests.h"

#include <algorithm>
#include <utility>

#include "app/effects/catching.h"
#include "app/effects/passed_parameters.h"
#include "app/effects/sites.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

using Wants = ParameterTest::Wants;

// Whether `use` comes before everything else that binds the name: before it in the text, and in no
// loop that leads back.
bool is_bound_later_only(const FileModel& file, semantic::SymbolId meant, const Name& use) {
  for (const Node* at = file.parent(use); at != nullptr && at->as<FunctionDef>() == nullptr;
       at = file.parent(*at)) {
    if (at->as<For>() != nullptr || at->is(Kind::While)) return false;
  }
  for (semantic::BindingId id = file.scopes().symbol(meant).last_binding; id.valid();
       id = file.scopes().binding(id).previous) {
    const Node* node = file.scopes().binding(id).node;
    if (node->as<Arg>() == nullptr && node->begin < use.begin) return false;
  }
  return true;
}

// A parameter that is not bound again: what it is tested for is what the caller gave.
const Arg* parameter_of(const FileModel& file, const FunctionDef& function, const Expr& expr) {
  const auto* name = expr.as<Name>();
  if (name == nullptr) return nullptr;
  const semantic::SymbolId meant = file.scopes().symbol_of(*name);
  if (!meant.valid() || (file.scopes().symbol(meant).binding_count != 1 &&
                         !is_bound_later_only(file, meant, *name))) {
    return nullptr;
  }
  for (const Arg* one : function.args->all) {
    const bool single =
        one->passing != Passing::VarPositional && one->passing != Passing::VarKeyword;
    if (single && is_parameter(file, expr, *one)) return one;
  }
  return nullptr;
}

// Of `("a", "b")`, `["a", "b"]` or `{"a", "b"}`.
std::vector<const Expr*> items_of(const Expr& expr) {
  std::vector<const Expr*> items;
  const auto add = [&](const auto* display) {
    if (display != nullptr) items.assign(display->elts.begin(), display->elts.end());
  };
  add(expr.as<Tuple>());
  add(expr.as<ListExpr>());
  add(expr.as<Set>());
  return items;
}

// What has to be for a test to come out as it does where a place is reached.
class TestReader {
 public:
  TestReader(const FileModel& file, const FunctionDef& function)
      : file_(file), function_(function) {}

  void read(const Expr& test, bool outcome) {
    if (const auto* negation = test.as<UnaryOp>()) {
      if (negation->op == UnaryOperator::Not) read(*negation->operand, !outcome);
    } else if (const auto* both = test.as<BoolOp>()) {
      // All operands of an `and` hold where it does; none of an `or` where it does not.
      if ((both->op == BoolOperator::And) != outcome) return;
      for (const Expr* one : both->values) read(*one, outcome);
    } else if (const auto* compare = test.as<Compare>()) {
      read_comparison(*compare, outcome);
    } else {
      add(test, outcome ? Wants::True : Wants::False);
    }
  }

  std::vector<ParameterTest> take() { return std::move(found_); }

 private:
  void read_comparison(const Compare& compare, bool outcome) {
    if (compare.ops.size() != 1) return;
    const Comparator op = compare.ops.front();
    if ((op == Comparator::In && !outcome) || (op == Comparator::NotIn && outcome)) {
      return read_exclusion(compare);
    }
    const auto* other = as<Constant>(compare.comparators.front());
    if (other == nullptr) return;
    const bool is_null = other->type == ConstantKind::None;
    if (is_null && (op == Comparator::Is || op == Comparator::IsNot)) {
      add(*compare.left, (op == Comparator::Is) == outcome ? Wants::None : Wants::NotNone);
    } else if (other->is_str() && (op == Comparator::Eq || op == Comparator::NotEq)) {
      add(*compare.left, (op == Comparator::Eq) == outcome ? Wants::Equal : Wants::Unequal, other);
    }
  }

  // `state not in ("paid", "sent")`: none of them.
  void read_exclusion(const Compare& compare) {
    for (const Expr* one : items_of(*compare.comparators.front())) {
      const auto* literal = one->as<Constant>();
      if (literal != nullptr && literal->is_str()) add(*compare.left, Wants::Unequal, literal);
    }
  }

  void add(const Expr& expr, Wants wants, const Constant* literal = nullptr) {
    const Arg* parameter = parameter_of(file_, function_, expr);
    if (parameter != nullptr) found_.push_back({wants, parameter, literal});
  }

  const FileModel& file_;
  const FunctionDef& function_;
  std::vector<ParameterTest> found_;
};

bool has_unpacking(const Call& call) {
  return std::any_of(call.args.begin(), call.args.end(),
                     [](const Expr* one) { return one->is(Kind::Starred); }) ||
         std::any_of(call.keywords.begin(), call.keywords.end(),
                     [](const Keyword* one) { return one->arg.empty(); });
}

// Whether it is the callee itself that is called, or the class that it constructs.
bool calls(const FileModel& file, const Call& call, const Definition& callee) {
  const Definition called = file.definition_of(*call.func);
  return called.node == callee.node || as<ClassDef>(called.node) != nullptr;
}

// Whether `asyncio.to_thread(callee, …)` hands on what follows the callee.
bool is_run_by(const FileModel& file, const Call& call, const Definition& callee) {
  return !call.args.empty() && function_called(file, call).node == callee.node &&
         file.definition_of(*call.args.front()).node == callee.node;
}

}  // namespace

bool ParameterTest::passes(const Constant& value) const {
  const bool is_null = value.type == ConstantKind::None;
  switch (wants) {
    case Wants::None: return is_null;
    case Wants::NotNone: return !is_null;
    case Wants::True: return !is_null && value.type != ConstantKind::False;
    // Only None and other strings are surely not equal: members of a StrEnum may be.
    case Wants::Equal: return !is_null && (!value.is_str() || value.value == literal->value);
    case Wants::Unequal: return !value.is_str() || value.value != literal->value;
    default: return value.type != ConstantKind::True;
  }
}

Placed argument_for(const Definition& callee, const Arg& parameter, const FileModel& file,
                    const Call& call, int before) {
  const auto& function = *callee.node->as<FunctionDef>();
  const bool bound = callee.file->is_method(function) && !callee.file->is_static_method(function);
  const auto& all = function.args->all;
  const auto at = static_cast<int>(std::find(all.begin(), all.end(), &parameter) - all.begin());
  const int index = parameter.passing == Passing::KeywordOnly ? -1 : at - (bound ? 1 : 0) + before;
  return argument_of({&file, &call}, index, callee.file->text(parameter.name));
}

std::vector<ParameterTest> parameter_tests(const FileModel& file, const FunctionDef& function,
                                           const Node& node) {
  TestReader reader(file, function);
  for (const Node* at = file.parent(node); at != nullptr && at != &function;
       at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    if (choice == nullptr || choice->test->encloses(node)) continue;
    reader.read(*choice->test, holds(choice->body, node));
  }
  return reader.take();
}

TestsAtCall tests_at_call(const std::vector<ParameterTest>& tests, const Definition& callee,
                          const Definition& caller, const Node& site) {
  TestsAtCall result;
  // Decorators, and functions that are passed to what calls them: nobody knows with what.
  const auto* call = site.as<Call>();
  if (call == nullptr) return result;
  const bool runs = is_run_by(*caller.file, *call, callee);
  if (!runs && !calls(*caller.file, *call, callee)) return result;
  for (const ParameterTest& test : tests) {
    const Placed given = argument_for(callee, *test.parameter, *caller.file, *call, runs ? 1 : 0);
    const bool is_default = !given && !has_unpacking(*call);
    const Expr* value = is_default ? test.parameter->default_value : given.expr;
    if (value == nullptr) continue;
    if (value->is(Kind::Constant)) {
      result.are_passed = result.are_passed && test.passes(*value->as<Constant>());
    } else if (!is_default) {
      const Arg* outer = parameter_of(*caller.file, *caller.node->as<FunctionDef>(), *value);
      if (outer != nullptr) result.outer.push_back({test.wants, outer, test.literal});
    }
  }
  return result;
}

}  // namespace fastidious::app
