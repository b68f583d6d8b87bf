#include "rules/shown_type.h"

#include <algorithm>
#include <set>

#include "rules/given_arguments.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::rules {
namespace {

using namespace syntax;
using semantic::FileModel;

// Of a function whose calls are looked at.
constexpr std::size_t kMostParameters = 30, kMostCalls = 100;

// The name that is `task`, or `task or ""`; null if it is something else.
const Name* name_in(const Expr& side) {
  const auto* choice = side.as<BoolOp>();
  if (choice == nullptr) return side.as<Name>();
  const bool is_default = choice->op == BoolOperator::Or && choice->values.size() == 2 &&
                          choice->values[1]->is(Kind::Constant);
  return is_default ? choice->values[0]->as<Name>() : nullptr;
}

// A text, or a sum with one in it.
bool is_text(const FileModel& file, const Expr& expr) {
  constexpr int kDeep = 8;
  const Expr* at = &expr;
  for (int i = 0; i < kDeep; ++i) {
    if (file.type_of(*at) == "builtins.str") return true;
    const auto* sum = at->as<BinOp>();
    if (sum == nullptr || sum->op != Operator::Add) return false;
    if (file.type_of(*sum->right) == "builtins.str") return true;
    at = sum->left;
  }
  return false;
}

// "str" of "builtins.str"; EmailStr gives its text.
std::string_view builtin_name(std::string_view type) {
  constexpr std::string_view kPlain[] = {"builtins.str", "builtins.int", "builtins.float",
                                         "builtins.bool", "builtins.bytes"};
  if (type == "pydantic.EmailStr") return "str";
  return is_one_of(type, kPlain) ? type.substr(type.find('.') + 1) : std::string_view();
}

// The builtin class of an argument. What a row or a foreign object has may be NULL, whatever its
// column is: of attributes only those of Pydantic's models say what they hold.
std::string_view type_given(const GivenArgument& one) {
  if (one.expr == nullptr) return {};
  const auto* attribute = one.expr->as<Attribute>();
  const bool is_known =
      attribute == nullptr || one.file->project().is_subclass(
                                  one.file->type_of(*attribute->value), "pydantic.BaseModel");
  return is_known ? builtin_name(one.file->type_of(*one.expr)) : std::string_view();
}

// `name is None`: it may be what no call shows.
const Name* compared_with_none(const Compare& test) {
  const bool is_single = test.comparators.size() == 1;
  return is_single && semantic::is_none(*test.comparators.front()) ? test.left->as<Name>()
                                                                   : nullptr;
}

}  // namespace

void ShownTypes::look_at_body() {
  added_to_text_.emplace();
  for (const auto* sum : file_.tree().nodes_of<BinOp>(function_)) {
    if (sum->op != Operator::Add) continue;
    const Name* left = name_in(*sum->left);
    const Name* right = name_in(*sum->right);
    if (left != nullptr && is_text(file_, *sum->right)) added_to_text_->push_back(left->name);
    if (right != nullptr && is_text(file_, *sum->left)) added_to_text_->push_back(right->name);
  }
  if (added_to_text_->empty()) return;
  std::set<std::uint32_t> stored;  // looked up only
  for (const auto* name : file_.tree().nodes_of<Name>(function_)) {
    if (name->context != Context::Load) stored.insert(name->name.value);
  }
  std::erase_if(*added_to_text_, [&](Identifier one) { return stored.contains(one.value); });
}

bool ShownTypes::is_compared_with_none(const Arg& parameter) const {
  const auto tests = file_.tree().nodes_of<Compare>(function_);
  return std::any_of(tests.begin(), tests.end(), [&](const Compare* one) {
    const Name* name = compared_with_none(*one);
    return name != nullptr && name->name == parameter.name;
  });
}

// `isinstance(value, dict)`: other callers give something else.
bool ShownTypes::is_asked_for_its_class(const Arg& parameter) const {
  const auto calls = file_.tree().nodes_of<Call>(function_);
  return std::any_of(calls.begin(), calls.end(), [&](const Call* one) {
    const Name* name = one->args.empty() ? nullptr : one->args.front()->as<Name>();
    return name != nullptr && name->name == parameter.name &&
           file_.resolve(*one->func) == "builtins.isinstance";
  });
}

std::string_view ShownTypes::given_to(const Arg& parameter) const {
  const auto calls = file_.project().calls_of(file_.qualified_name(function_));
  if (function_.args->all.size() > kMostParameters || calls.size() > kMostCalls) return {};
  std::string_view type;
  for (const GivenArgument& one : given_arguments(file_, function_, parameter)) {
    const std::string_view given = type_given(one);
    if (given.empty() || (!type.empty() && type != given)) return {};
    type = given;
  }
  const bool may_be_none =
      !semantic::is_none(parameter.default_value) && is_compared_with_none(parameter);
  const bool is_known = !type.empty() && !may_be_none && !is_asked_for_its_class(parameter);
  return is_known ? type : std::string_view();
}

std::string_view ShownTypes::of(const Arg& parameter) {
  if (!added_to_text_) look_at_body();
  const auto& texts = *added_to_text_;
  const bool is_text = std::find(texts.begin(), texts.end(), parameter.name) != texts.end();
  return is_text ? "str" : given_to(parameter);
}

}  // namespace fastidious::rules
