#include "app/effects/limited_text.h"

#include <algorithm>

#include "app/effects/converters.h"
#include "app/effects/kept_value.h"
#include "app/effects/passed_parameters.h"
#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// Methods of a text that only answer a question about it.
constexpr std::string_view kQuestions[] = {"startswith",   "endswith",  "isdigit", "isalnum",
                                           "isalpha",      "isnumeric", "isspace", "count",
                                           "isidentifier", "isascii"};

class Limits {
 public:
  explicit Limits(const PassedParameter& passed)
      : file_(*passed.function.file),
        function_(*passed.function.node),
        value_(passed.function, *passed.parameter) {}

  bool any() const {
    const auto calls = file_.tree().nodes_of<Call>(function_);
    const auto tests = file_.tree().nodes_of<Compare>(function_);
    const auto items = file_.tree().nodes_of<Subscript>(function_);
    return std::any_of(calls.begin(), calls.end(),
                       [this](const Call* one) { return asks(*one) || asks_parts(*one); }) ||
           std::any_of(tests.begin(), tests.end(),
                       [this](const Compare* one) { return refuses_others(*one); }) ||
           std::any_of(items.begin(), items.end(),
                       [this](const Subscript* one) { return names_member(*one); });
  }

 private:
  bool means_it(const Expr& expr) const { return value_.is(expr); }

  bool asks(const Call& call) const {
    const bool given = std::any_of(call.args.begin(), call.args.end(),
                                   [this](const Expr* one) { return means_it(*one); });
    if (!given) return false;
    const std::string_view target = file_.resolve(*call.func);
    if (target == "builtins.len") return is_compared_length(call);
    const auto* method = call.func->as<Attribute>();
    const std::string_view name = method != nullptr ? file_.text(method->attr) : target;
    if (name == "fullmatch" || name == "match" || is_one_of(target, kConverters)) return true;
    const Definition made = file_.definition_of(*call.func);
    const auto* cls = as<ClassDef>(made.node);
    if (cls != nullptr) return made.file->is_enum(*cls);
    return is_check(name.substr(name.rfind('.') + 1));
  }

  // `len(q) > 100`; `len(q) < 2` asks for a least length.
  bool is_compared_length(const Call& length) const {
    constexpr std::string_view kLeast[] = {"0", "1", "2", "3"};
    const auto* test = file_.parent(length)->as<Compare>();
    if (test == nullptr) return false;
    const Expr* with = test->left == &length ? test->comparators.front() : test->left;
    return test->ops.size() > 1 || !is_one_of(file_.text(*with), kLeast);
  }

  // [UUID(one) for one in ids.split(",")]
  bool asks_parts(const Call& call) const {
    return call.args.size() == 1 && value_.is_part(*call.args[0]) &&
           is_one_of(file_.resolve(*call.func), kConverters);
  }

  // Color[name] of an Enum
  bool names_member(const Subscript& item) const {
    if (!means_it(*item.slice)) return false;
    const Definition meant = file_.definition_of(*item.value);
    const auto* cls = as<ClassDef>(meant.node);
    return cls != nullptr && meant.file->is_enum(*cls);
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
        return semantic::ends_by_leaving(choice->body) &&
               (constant == nullptr || (constant->is_str() && !constant->value.empty()));
      case Comparator::NotIn: return semantic::ends_by_leaving(choice->body);
      case Comparator::In: return semantic::ends_by_leaving(choice->orelse);
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
    for (; at != nullptr && at->is(Kind::BoolOp); at = file_.parent(*at)) {
      if (!is_about_it_alone(*at->as<BoolOp>(), test)) return nullptr;
    }
    const auto* choice = as<If>(at);
    return choice != nullptr && choice->test->encloses(test) ? choice : nullptr;
  }

  // `isinstance(state, str) and state not in KNOWN`: nobody gets by it by what else is asked.
  bool is_about_it_alone(const BoolOp& operation, const Compare& test) const {
    const auto means = [this](const Name* name) { return means_it(*name); };
    return operation.op == BoolOperator::Or ||
           std::all_of(operation.values.begin(), operation.values.end(), [&](const Expr* one) {
             const auto names = file_.tree().nodes_of<Name>(*one);
             return one->encloses(test) || std::any_of(names.begin(), names.end(), means);
           });
  }

  const FileModel& file_;
  const Node& function_;
  const KeptValue value_;
};

// Whether the value is an `if`'s test, or a part of it that only tells whether it holds.
bool is_tested(const FileModel& file, const Node& value) {
  const Node* around = file.parent(value);
  if (around == nullptr) return false;
  const auto* operation = around->as<UnaryOp>();
  const bool is_part =
      around->is(Kind::BoolOp) || (operation != nullptr && operation->op == UnaryOperator::Not);
  if (is_part) return is_tested(file, *around);
  const auto* choice = around->as<If>();
  const auto* either = around->as<IfExp>();
  const auto* filter = around->as<Comprehension>();
  return (choice != nullptr && choice->test == &value) ||
         (either != nullptr && either->test == &value) ||
         (filter != nullptr && filter->iter != &value && filter->target != &value);
}

// `Client.name`, but no member of an Enum.
bool is_column(const FileModel& file, const Expr& expr) {
  const auto* attribute = expr.as<Attribute>();
  if (attribute == nullptr) return false;
  const Definition cls = file.definition_of(*attribute->value);
  const auto* node = as<ClassDef>(cls.node);
  return node != nullptr && !cls.file->is_enum(*node);
}

// `client == "ui"`, `client in KNOWN`, `if client == last`; `Client.name == client` is a query.
bool is_compared(const FileModel& file, const Expr& value) {
  const auto* test = file.parent(value)->as<Compare>();
  if (test == nullptr || test->ops.size() != 1) return false;
  const Comparator by = test->ops.front();
  if (is_tested(file, *test) || by == Comparator::Is || by == Comparator::IsNot ||
      by == Comparator::In || by == Comparator::NotIn) {
    return true;
  }
  const Expr* with = test->left == &value ? test->comparators.front() : test->left;
  if (is_column(file, *with)) return false;
  if (file.type_of(*with) == "builtins.str") return true;
  const Value other = evaluate(file, with);
  return other.is(Value::Kind::Str) || other.is(Value::Kind::EnumMember);
}

// `client.startswith("ui")`
bool is_asked(const FileModel& file, const Expr& value) {
  const auto* method = file.parent(value)->as<Attribute>();
  return method != nullptr && is_one_of(file.text(method->attr), kQuestions);
}

bool is_dictionary(const FileModel& file, const Expr& expr) {
  return file.type_of(expr) == "builtins.dict" || evaluate(file, &expr).is(Value::Kind::Dict);
}

// `KNOWN[client]`, `KNOWN.get(client)`
bool is_looked_up(const FileModel& file, const Expr& value) {
  const Node* around = file.parent(value);
  if (const auto* item = around->as<Subscript>()) {
    return item->slice == &value && item->context == Context::Load &&
           is_dictionary(file, *item->value);
  }
  const auto* call = around->as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr && file.text(method->attr) == "get" && call->args.front() == &value &&
         is_dictionary(file, *method->value);
}

bool is_part_of_text(const Node& node) {
  return node.is(Kind::JoinedStr) || node.is(Kind::FormattedValue) || node.is(Kind::Keyword);
}

// `JSONResponse(…)`, `Status(…)`
bool makes_answer(const FileModel& file, const Node& node) {
  const auto* call = node.as<Call>();
  if (call == nullptr) return false;
  return as<ClassDef>(file.definition_of(*call->func).node) != nullptr ||
         file.resolve(*call->func).ends_with("Response");
}

// `raise HTTPException(404, f"no {client}")`, `return {"client": client}` of an endpoint: it goes
// back to who sent it.
bool is_given_back(const FileModel& file, const FunctionDef& function, const Expr& value) {
  const Node* at = file.parent(value);
  while (at != nullptr && (at->is(Kind::Dict) || at->is(Kind::ListExpr) || is_part_of_text(*at) ||
                           makes_answer(file, *at))) {
    at = file.parent(*at);
  }
  if (as<Return>(at) != nullptr) return file.is_route_handler(function);
  while (at != nullptr && (at->is(Kind::Call) || is_part_of_text(*at))) at = file.parent(*at);
  return as<Raise>(at) != nullptr;
}

// `compare_digest(client, key)`
bool is_digest(const FileModel& file, const Expr& value) {
  const auto* call = file.parent(value)->as<Call>();
  const std::string_view target = call != nullptr ? file.resolve(*call->func) : "";
  return target == "hmac.compare_digest" || target == "secrets.compare_digest";
}

bool gets_nowhere_here(const FileModel& file, const FunctionDef& function, const Expr& use) {
  return is_tested(file, use) || is_compared(file, use) || is_asked(file, use) ||
         is_digest(file, use) || is_looked_up(file, use) || is_given_back(file, function, use);
}

bool is_returned(const FileModel& file, const Expr& value) {
  return as<Return>(file.parent(value)) != nullptr;
}

// `return language.lower()`: what calls the function has it again.
bool returns_it(const PassedParameter& passed) {
  const KeptValue value(passed.function, *passed.parameter, KeptValue::Parts::Too);
  const std::vector<const Expr*> uses = value.uses();
  return std::any_of(uses.begin(), uses.end(), [&passed](const Expr* use) {
    return is_returned(*passed.function.file, *use);
  });
}

// Whether it is an argument of a call of one of the functions that it is known to be passed to, and
// what that gives back of it gets nowhere either.
bool is_followed(const FileModel& file, const FunctionDef& function, const Expr& value,
                 const PassedParameters& passed) {
  const Node* around = file.parent(value);
  if (around->is(Kind::Keyword)) around = file.parent(*around);
  const auto* call = around->as<Call>();
  if (call == nullptr || call->func == &value) return false;
  const Node* callee = file.definition_of(*call->func).node;
  const auto taking =
      std::find_if(passed.all.begin() + 1, passed.all.end(),
                   [&](const PassedParameter& one) { return one.function.node == callee; });
  if (callee == nullptr || taking == passed.all.end()) return false;
  return !returns_it(*taking) || gets_nowhere_here(file, function, *call);
}

// `@router.get("/")`
bool registers_route(const FileModel& file, const Expr& decorator) {
  constexpr std::string_view kMethods[] = {"get",  "post",    "put",       "patch",    "delete",
                                           "head", "options", "api_route", "websocket"};
  const auto* call = decorator.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr && is_one_of(file.text(method->attr), kMethods);
}

// A function that stands for another one, or that something else may read for: a decorator, who
// gets the whole request.
bool may_use_otherwise(const FileModel& file, const FunctionDef& function) {
  const bool takes_request =
      std::any_of(function.args->all.begin(), function.args->all.end(), [&file](const Arg* one) {
        return one->annotation != nullptr &&
               file.type_of_annotation(*one->annotation).ends_with("Request");
      });
  const bool is_decorated =
      std::any_of(function.decorator_list.begin(), function.decorator_list.end(),
                  [&file](const Expr* one) { return !registers_route(file, *one); });
  return takes_request || is_decorated || semantic::is_stub_body(file, function);
}

}  // namespace

bool goes_nowhere(const Definition& function, const Arg& parameter) {
  const PassedParameters passed = kept_parameters(function, parameter);
  return std::all_of(passed.all.begin(), passed.all.end(), [&](const PassedParameter& one) {
    const bool is_called = &one != &passed.all.front();  // and its calls are asked
    const FileModel& file = *one.function.file;
    const auto& node = static_cast<const FunctionDef&>(*one.function.node);
    const KeptValue value(one.function, *one.parameter, KeptValue::Parts::Too);
    const std::vector<const Expr*> uses = value.uses();
    if (value.is_lost() || (uses.empty() && may_use_otherwise(file, node))) return false;
    return std::all_of(uses.begin(), uses.end(), [&](const Expr* use) {
      return gets_nowhere_here(file, node, *use) || is_followed(file, node, *use, passed) ||
             (is_called && is_returned(file, *use));
    });
  });
}

bool is_limited(const Definition& function, const Arg& parameter) {
  const std::vector<PassedParameter> all = kept_parameters(function, parameter).all;
  return std::any_of(all.begin(), all.end(),
                     [](const PassedParameter& one) { return Limits(one).any(); });
}

}  // namespace fastidious::app
