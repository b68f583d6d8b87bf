#include "app/effects/signature_checks.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "app/effects/catching.h"
#include "app/types/listed_values.h"
#include "app/types/type.h"
#include "app/values/enum_members.h"
#include "semantic/completion.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMostTests = 64;  // above one place

// What the tests on the way to a place have taken elsewhere, of one parameter.
class Taken {
 public:
  Taken(const FileModel& file, const Arg& parameter) : file_(file), parameter_(parameter) {}

  // What does not go where the test has this outcome.
  void add(const Expr& test, bool outcome) {
    if (const auto* negation = test.as<UnaryOp>()) {
      if (negation->op == UnaryOperator::Not) add(*negation->operand, !outcome);
    } else if (const auto* both = test.as<BoolOp>()) {
      const bool is_or = both->op == BoolOperator::Or;
      if (is_or == outcome) return;
      for (const Expr* one : both->values) add(*one, outcome);
    } else if (const auto* call = test.as<Call>()) {
      if (!outcome) add_call(*call);
    } else if (const auto* compare = test.as<Compare>()) {
      add_comparison(*compare, outcome);
    }
  }

  bool covers(const Type& type) {
    switch (type.kind) {
      case Type::Kind::None: return none_;
      case Type::Kind::Literal:
        return !type.values.empty() &&
               std::all_of(type.values.begin(), type.values.end(), [this](const Value& one) {
                 return one.is(Value::Kind::Str) && is_one_of(one.text, texts_);
               });
      case Type::Kind::Union:
        return !type.args.empty() && std::all_of(type.args.begin(), type.args.end(),
                                                 [this](const Type& one) { return covers(one); });
      case Type::Kind::Scalar:
      case Type::Kind::Library:
      case Type::Kind::List:
      case Type::Kind::Set:
      case Type::Kind::Dict: return covers_class(type.name) || is_duck();
      case Type::Kind::Class: return covers_class_of(type) || is_duck();
      default: return false;
    }
  }

 private:
  bool is_it(const Expr& expr) const {
    const auto* name = expr.as<Name>();
    if (name == nullptr || name->name != parameter_.name) return false;
    const auto bindings = semantic::reaching_bindings(file_, *name);
    return std::any_of(bindings.begin(), bindings.end(),
                       [this](const auto* one) { return one->node == &parameter_; });
  }

  void add_call(const Call& call) {
    if (call.args.size() != 2 || !is_it(*call.args[0])) return;
    const std::string_view target = file_.resolve(*call.func);
    if (target == "builtins.hasattr") ++ducks_;
    if (target != "builtins.isinstance") return;
    if (const auto* several = call.args[1]->as<Tuple>()) {
      for (const Expr* one : several->elts) classes_.push_back(file_.resolve(*one));
    } else {
      classes_.push_back(file_.resolve(*call.args[1]));
    }
  }

  void add_comparison(const Compare& compare, bool outcome) {
    if (compare.ops.size() != 1 || !is_it(*compare.left)) return;
    const Expr& other = *compare.comparators.front();
    const Comparator op = compare.ops.front();
    const auto* constant = other.as<Constant>();
    const bool is_null = constant != nullptr && constant->type == ConstantKind::None;
    const bool says_equal = op == Comparator::Is || op == Comparator::Eq || op == Comparator::In;
    if (says_equal == outcome) return;
    if (is_null) none_ = true;
    const bool is_in = op == Comparator::In || op == Comparator::NotIn;
    const Value value = evaluate(file_, &other);
    if (is_in) {
      for (const Value& one : value.items) texts_.push_back(one.text);
    } else if (op == Comparator::Eq || op == Comparator::NotEq) {
      texts_.push_back(value.text);
    }
    if (other.is(Kind::Attribute)) members_.push_back(file_.text(other.as<Attribute>()->attr));
  }

  bool covers_class(std::string_view name) const {
    return !name.empty() && std::any_of(classes_.begin(), classes_.end(), [&](auto one) {
      return !one.empty() && (one == name || file_.project().is_subclass(name, one));
    });
  }

  bool covers_class_of(const Type& type) const {
    const auto* cls = as<ClassDef>(type.definition.node);
    if (cls == nullptr) return false;
    if (lists_its_values(type)) {
      const std::vector<EnumMember> all = enum_members(type.definition);
      return !all.empty() && std::all_of(all.begin(), all.end(), [this](const EnumMember& one) {
        return is_one_of(one.name, members_);
      });
    }
    return covers_class(type.definition.file->qualified_name(*cls));
  }

  // `hasattr(source, "read")` stands for one class that cannot be named: a protocol.
  bool is_duck() { return ducks_ > 0 && ducks_-- > 0; }

  const FileModel& file_;
  const Arg& parameter_;
  std::vector<std::string_view> classes_, members_;
  std::vector<std::string> texts_;
  int ducks_ = 0;
  bool none_ = false;
};

struct Test {
  const Expr* expr;
  bool outcome;  // that leads to the place
};

// The tests that decide whether the place is reached: of the `if`s around it, and of those before
// it in the same list that end with `return` or `raise`.
std::vector<Test> tests_before(const FileModel& file, const FunctionDef& function,
                               const Node& place) {
  std::vector<Test> all;
  const Node* below = &place;
  for (const Node* at = file.parent(place); at != nullptr && all.size() < kMostTests;
       below = at, at = file.parent(*at)) {
    const auto* choice = at->as<If>();
    if (choice != nullptr) all.push_back({choice->test, holds(choice->body, *below)});
    if (at == &function) break;
  }
  for (const Stmt* statement : function.body) {
    if (statement->encloses(place)) break;
    for (const auto* choice = statement->as<If>(); choice != nullptr && all.size() < kMostTests;) {
      if (semantic::may_complete(file, choice->body)) break;
      all.push_back({choice->test, false});
      choice = choice->orelse.size() == 1 ? choice->orelse.front()->as<If>() : nullptr;
    }
  }
  return all;
}

}  // namespace

bool only_violations_reach(const FileModel& file, const FunctionDef& function, const Node& place) {
  const std::vector<Test> tests = tests_before(file, function, place);
  if (tests.empty()) return false;
  return std::any_of(function.args->all.begin(), function.args->all.end(), [&](const Arg* one) {
    if (one->annotation == nullptr) return false;
    Taken taken(file, *one);
    for (const Test& test : tests) taken.add(*test.expr, test.outcome);
    return taken.covers(read_annotation(file, one->annotation));
  });
}

}  // namespace fastidious::app
