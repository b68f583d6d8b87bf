#include "app/effects/limited_text.h"

#include <algorithm>

#include "app/effects/passed_parameters.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// What refuses all text but that of one form.
constexpr std::string_view kConverters[] = {"uuid.UUID",
                                            "builtins.int",
                                            "builtins.float",
                                            "decimal.Decimal",
                                            "datetime.datetime.strptime",
                                            "datetime.datetime.fromisoformat",
                                            "datetime.date.fromisoformat",
                                            "ipaddress.ip_address"};

bool leaves(const StmtList& body) {
  return !body.empty() && (body.back()->is(Kind::Raise) || body.back()->is(Kind::Return));
}

class Limits {
 public:
  explicit Limits(const PassedParameter& passed) : file_(*passed.function.file), passed_(passed) {}

  bool any() const {
    const Node& function = *passed_.function.node;
    const auto calls = file_.tree().nodes_of<Call>(function);
    const auto tests = file_.tree().nodes_of<Compare>(function);
    return std::any_of(calls.begin(), calls.end(),
                       [this](const Call* one) { return asks(*one); }) ||
           std::any_of(tests.begin(), tests.end(),
                       [this](const Compare* one) { return refuses_others(*one); });
  }

 private:
  bool means_it(const Expr& expr) const { return is_parameter(file_, expr, *passed_.parameter); }

  bool asks(const Call& call) const {
    const bool given = std::any_of(call.args.begin(), call.args.end(),
                                   [this](const Expr* one) { return means_it(*one); });
    if (!given) return false;
    const std::string_view target = file_.resolve(*call.func);
    if (target == "builtins.len") return file_.parent(call)->is(Kind::Compare);
    const auto* method = call.func->as<Attribute>();
    const std::string_view name = method != nullptr ? file_.text(method->attr) : target;
    if (name == "fullmatch" || name == "match" || is_one_of(target, kConverters)) return true;
    const Definition made = file_.definition_of(*call.func);
    const auto* cls = as<ClassDef>(made.node);
    if (cls != nullptr) return made.file->is_enum(*cls);
    return is_check(name.substr(name.rfind('.') + 1));
  }

  // Their names are believed, however they do it: states.validate_state(state) compares a
  // signature.
  static bool is_check(std::string_view name) {
    return name.find("valid") != name.npos || name.starts_with("verify") ||
           name.starts_with("decode") || name.starts_with("decrypt");
  }

  // `if state not in KNOWN: raise …`, `if kind != "code": return refusal()`
  bool refuses_others(const Compare& test) const {
    if (picks_one(test)) return true;
    const bool about = means_it(*test.left) && test.ops.size() == 1;
    const auto* choice = as<If>(about ? statement_of(test) : nullptr);
    if (choice == nullptr) return false;
    const auto* constant = as<Constant>(test.comparators.front());
    switch (test.ops.front()) {
      case Comparator::NotEq:
        return leaves(choice->body) &&
               (constant == nullptr || (constant->is_str() && !constant->value.empty()));
      case Comparator::NotIn: return leaves(choice->body);
      case Comparator::In: return leaves(choice->orelse);
      default: return false;
    }
  }

  // for one in KNOWN: if one.slug == slug: return one; behind the loop all others are refused.
  bool picks_one(const Compare& test) const {
    if (test.ops.size() != 1 || test.ops.front() != Comparator::Eq) return false;
    if (!means_it(*test.left) && !means_it(*test.comparators.front())) return false;
    const auto* choice = as<If>(statement_of(test));
    const auto* loop = choice != nullptr ? as<For>(file_.parent(*choice)) : nullptr;
    const auto* function = loop != nullptr ? as<FunctionDef>(file_.parent(*loop)) : nullptr;
    if (function == nullptr || choice->body.empty() || !choice->body.back()->is(Kind::Return)) {
      return false;
    }
    const StmtList& body = function->body;
    const auto at = std::find(body.begin(), body.end(), loop);
    return at != body.end() && at + 1 != body.end() && (*(at + 1))->is(Kind::Raise);
  }

  // The `if` whose test it is, or an operand of.
  const Node* statement_of(const Compare& test) const {
    const Node* at = file_.parent(test);
    while (at != nullptr && at->is(Kind::BoolOp)) at = file_.parent(*at);
    const auto* choice = as<If>(at);
    return choice != nullptr && choice->test->encloses(test) ? choice : nullptr;
  }

  const FileModel& file_;
  const PassedParameter& passed_;
};

// Whether only its truth is asked: `if client and key`, `1 if not client else 2`.
bool is_tested(const FileModel& file, const Node& value) {
  const Node* around = file.parent(value);
  const auto* operation = around->as<UnaryOp>();
  const bool is_part =
      around->is(Kind::BoolOp) || (operation != nullptr && operation->op == UnaryOperator::Not);
  if (is_part) return is_tested(file, *around);
  const auto* choice = around->as<If>();
  const auto* either = around->as<IfExp>();
  return (choice != nullptr && choice->test == &value) ||
         (either != nullptr && either->test == &value);
}

// `client == "ui"`, `client in KNOWN`; `Client.name == client` is a query.
bool is_compared(const FileModel& file, const Expr& value) {
  const auto* test = file.parent(value)->as<Compare>();
  if (test == nullptr || test->ops.size() != 1) return false;
  const bool is_left = test->left == &value;
  const Value other = evaluate(file, is_left ? test->comparators.front() : test->left);
  const Comparator by = test->ops.front();
  if (by == Comparator::In || by == Comparator::NotIn) return is_left && other.is_sequence();
  return other.is(Value::Kind::Str) || other.is(Value::Kind::EnumMember);
}

// Whether it is an argument of a call of one of the functions that it is known to be passed to.
bool is_followed(const FileModel& file, const Expr& value, const PassedParameters& passed) {
  const Node* around = file.parent(value);
  if (around->is(Kind::Keyword)) around = file.parent(*around);
  const auto* call = around->as<Call>();
  if (call == nullptr || call->func == &value) return false;
  const Node* callee = file.definition_of(*call->func).node;
  return callee != nullptr &&
         std::any_of(passed.all.begin() + 1, passed.all.end(),
                     [&](const PassedParameter& one) { return one.function.node == callee; });
}

}  // namespace

bool is_only_compared(const Definition& function, const Arg& parameter) {
  const PassedParameters passed = passed_parameters(function, parameter);
  bool is_asked = false;
  for (const PassedParameter& one : passed.all) {
    const FileModel& file = *one.function.file;
    for (const Name* name : file.tree().nodes_of<Name>(*one.function.node)) {
      if (!is_parameter(file, *name, *one.parameter)) continue;
      const bool is_test = is_tested(file, *name) || is_compared(file, *name);
      if (!is_test && !is_followed(file, *name, passed)) return false;
      is_asked = is_asked || is_test;
    }
  }
  return is_asked && !passed.escapes;
}

bool is_limited(const Definition& function, const Arg& parameter) {
  const std::vector<PassedParameter> all = passed_parameters(function, parameter).all;
  return std::any_of(all.begin(), all.end(),
                     [](const PassedParameter& one) { return Limits(one).any(); });
}

}  // namespace fastidious::app
