#include "app/routes/answers.h"

#include <algorithm>

#include "app/effects/parameter_tests.h"
#include "app/endpoints/health.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

bool is_response_class(const FileModel& file, std::string_view cls) {
  return cls.ends_with("Response") || file.project().is_subclass(cls, "fastapi.Response");
}

bool is_display(const Expr& value) {
  switch (value.kind) {
    case Kind::Dict:
    case Kind::ListExpr:
    case Kind::Tuple:
    case Kind::Set:
    case Kind::ListComp:
    case Kind::DictComp:
    case Kind::SetComp:
    case Kind::JoinedStr: return true;
    default: return false;
  }
}

std::string_view class_of(const FileModel& file, const Expr& value) {
  if (const std::string_view type = file.type_of(value); !type.empty()) return type;
  const auto* call = value.as<Call>();
  if (call == nullptr) return {};
  const auto* method = call->func->as<Attribute>();
  // templates.TemplateResponse(…)
  if (method != nullptr && file.text(method->attr).ends_with("Response")) {
    return file.text(method->attr);
  }
  const std::string_view target = file.resolve(*call->func);
  return target.ends_with("Response") ? target : std::string_view{};
}

// await oauth.google.authorize_redirect(request, url)
// (https://docs.authlib.org/en/latest/client/starlette.html)
bool is_authlib_redirect(const FileModel& file, const Expr& value) {
  const auto* call = value.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr && file.text(method->attr) == "authorize_redirect";
}

// Constants, and lists and dicts of them.
bool is_written_out(const Expr& value) {
  const auto* list = value.as<ListExpr>();
  const auto* dict = value.as<Dict>();
  if (list == nullptr && dict == nullptr) return value.is(Kind::Constant);
  const ExprList& parts = list != nullptr ? list->elts : dict->values;
  return std::all_of(parts.begin(), parts.end(),
                     [](const Expr* one) { return is_written_out(*one); });
}

// A text, a number or a truth value, as an annotation writes it; empty for anything else.
std::string_view plain_type(const FileModel& file, const Expr& value) {
  constexpr std::string_view kPlain[] = {"builtins.str", "builtins.int", "builtins.float",
                                         "builtins.bool", "uuid.UUID"};
  const auto* unary = value.as<UnaryOp>();
  const bool is_not = unary != nullptr && unary->op == UnaryOperator::Not;
  if (is_not || value.is(Kind::Compare)) return "bool";
  if (value.is(Kind::JoinedStr)) return "str";
  const std::string_view type = file.type_of(unary != nullptr ? *unary->operand : value);
  return is_one_of(type, kPlain) ? type.substr(type.rfind('.') + 1) : std::string_view{};
}

constexpr int kMaxCalls = 3;  // functions that give back what others do

std::vector<Answer> answers_of(const FileModel& file, const FunctionDef& function, int depth);

// Whether the function of the repository that is called may give back a response, for the constants
// it is called with: send_request(…, stream=True).
bool may_give_response(const FileModel& file, const FunctionDef& caller, const Call& call,
                       int depth) {
  const Definition callee = file.definition_of(*call.func);
  const auto* function = as<FunctionDef>(callee.node);
  if (function == nullptr || depth > kMaxCalls || callee.file->is_generator(*function)) {
    return false;
  }
  const std::vector<Answer> answers = answers_of(*callee.file, *function, depth);
  return std::any_of(answers.begin(), answers.end(), [&](const Answer& one) {
    if (one.kind != Answer::Kind::Response) return false;
    const auto tests = parameter_tests(*callee.file, *function, *one.statement);
    return tests_at_call(tests, callee, {&file, &caller}, call).are_passed;
  });
}

Answer answer(const FileModel& file, const FunctionDef& function, const Return& statement,
              int depth) {
  Answer result;
  result.statement = &statement;
  const Expr* value = statement.value;
  if (value != nullptr && value->is(Kind::Await)) value = value->as<Await>()->value;
  const auto* constant = as<Constant>(value);
  const bool nothing =
      value == nullptr || (constant != nullptr && constant->type == ConstantKind::None);
  if (nothing) {
    result.kind = Answer::Kind::Nothing;
    return result;
  }
  result.cls = class_of(file, *statement.value);
  if (is_response_class(file, result.cls) || is_authlib_redirect(file, *value)) {
    result.kind = Answer::Kind::Response;
  } else if (constant != nullptr || is_display(*value) || !result.cls.empty()) {
    result.kind = Answer::Kind::Value;
  } else if (const auto* call = value->as<Call>();
             call != nullptr && may_give_response(file, function, *call, depth + 1)) {
    result.kind = Answer::Kind::Response;
  }
  return result;
}

std::vector<Answer> answers_of(const FileModel& file, const FunctionDef& function, int depth) {
  std::vector<Answer> all;
  for (const Stmt* statement : function.body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      if (const auto* one = node.as<Return>()) all.push_back(answer(file, function, *one, depth));
      return false;
    });
  }
  return all;
}

}  // namespace

std::vector<Answer> answers_of(const FileModel& file, const FunctionDef& function) {
  return answers_of(file, function, 0);
}

bool say_little(std::string_view path, const std::vector<Answer>& answers) {
  if (is_health_path(path)) return true;
  return !answers.empty() && std::all_of(answers.begin(), answers.end(), [](const Answer& one) {
    return one.statement->value == nullptr || is_written_out(*one.statement->value);
  });
}

std::string plain_annotation(const FileModel& file, const std::vector<Answer>& answers) {
  std::vector<std::string_view> types;
  bool may_be_none = false;
  for (const Answer& one : answers) {
    may_be_none = may_be_none || one.kind == Answer::Kind::Nothing;
    if (one.kind == Answer::Kind::Nothing) continue;
    const std::string_view type = plain_type(file, *one.statement->value);
    if (type.empty()) return {};
    if (!is_one_of(type, types)) types.push_back(type);
  }
  if (may_be_none) types.push_back("None");
  std::string text;
  for (const std::string_view type : types) text += (text.empty() ? "" : " | ") + std::string(type);
  return text;
}

}  // namespace fastidious::app
