#include "app/dependencies/error_status.h"

#include <algorithm>
#include <cstdlib>

#include "app/dependencies/authentication.h"
#include "app/effects/error_made.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kForbidden = 403;
constexpr std::string_view kStatusNames[] = {"HTTP_STATUS", "status_code", "http_status",
                                             "STATUS_CODE", "http_status_code"};

// The digits of HTTP_401_UNAUTHORIZED; 0 if it is something else.
int digits_in(std::string_view name) {
  constexpr std::string_view kMark = "HTTP_";
  constexpr std::size_t kDigits = 3;
  const std::size_t at = name.rfind(kMark);
  if (at == name.npos || name.size() < at + kMark.size() + kDigits) return 0;
  return std::atoi(std::string(name.substr(at + kMark.size(), kDigits)).c_str());
}

int status_code(const Value& value) {
  if (const int code = number_of(value)) return code;
  if (const int code = digits_in(value.text)) return code;
  const bool named = value.source.expr != nullptr && value.source.expr->is(Kind::Attribute);
  return named ? digits_in(value.source.file->text(*value.source.expr)) : 0;
}

// class Unauthorized(DomainError): HTTP_STATUS = 401
int status_in_body(const Definition& cls) {
  for (const Definition& one : semantic::model_and_bases(*cls.file, *cls.node->as<ClassDef>())) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* plain = statement->as<Assign>();
      const auto* annotated = statement->as<AnnAssign>();
      const Expr* target = plain != nullptr       ? plain->targets.front()
                           : annotated != nullptr ? annotated->target
                                                  : nullptr;
      if (target == nullptr || std::find(std::begin(kStatusNames), std::end(kStatusNames),
                                         one.file->text(*target)) == std::end(kStatusNames)) {
        continue;
      }
      return status_code(evaluate(*one.file, plain != nullptr ? plain->value : annotated->value));
    }
  }
  return 0;
}

// The status that the constructor of an exception class of the repository passes on.
int status_of_class(const Definition& cls) {
  if (as<ClassDef>(cls.node) == nullptr) return 0;
  const FileModel* file = nullptr;
  const FunctionDef* constructor = method_of(cls, "__init__", &file);
  if (constructor == nullptr) return status_in_body(cls);
  for (const Node* node : file->tree().subtree(*constructor)) {
    const auto* call = node->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method == nullptr || file->text(method->attr) != "__init__") continue;
    const Expr* status = semantic::argument(*file, *call, 0, "status_code");
    const int code = status != nullptr ? status_code(evaluate(*file, status)) : 0;
    if (code != 0) return code;
  }
  return status_in_body(cls);
}

}  // namespace

bool says_too_often(const FileModel& file, const Raise& raise) {
  constexpr int kTooManyRequests = 429, kLocked = 423;
  if (raise.exc == nullptr) return false;
  const int status = status_of(file, raise);
  if (status != 0) return status == kTooManyRequests || status == kLocked;
  return is_named_like_a_limit(file.text(*raise.exc));
}

int status_code_of(const FileModel& file, const Expr& expr) {
  return status_code(evaluate(file, &expr));
}

const FunctionDef* method_of(const Definition& cls, std::string_view name, const FileModel** file) {
  for (const Definition& one : semantic::model_and_bases(*cls.file, *cls.node->as<ClassDef>())) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* method = statement->as<FunctionDef>();
      if (method != nullptr && one.file->text(method->name) == name) {
        *file = one.file;
        return method;
      }
    }
  }
  return nullptr;
}

// Of `raise credentials_exception`, where that is an HTTPException made elsewhere, and of classes
// that know their status.
int status_of(const FileModel& file, const Raise& raise) {
  if (raise.exc == nullptr) return 0;
  const auto known = semantic::http_error(file, raise);
  if (known && known->status) return *known->status;
  const auto* made = raise.exc->as<Call>();
  const std::string_view target = file.resolve(made != nullptr ? made->func : raise.exc);
  if (target == "fastapi.WebSocketException" ||
      target == "starlette.exceptions.WebSocketException") {
    return kForbidden;
  }
  const Value error = evaluate(file, raise.exc);
  if (error.is(Value::Kind::Class)) return status_of_class(error.definition);
  if (!error.is(Value::Kind::Call)) return 0;
  const Placed status = argument_of(error.source, known ? 0 : -1, "status_code");
  const int own = status ? status_code(evaluate(status)) : 0;
  return own != 0 ? own : status_of_class(error.definition);
}

}  // namespace fastidious::app
