#include "app/dependencies/behaviour.h"

#include <algorithm>

#include "app/dependencies/error_status.h"
#include "app/dependencies/factory.h"
#include "knowledge/auth_calls.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 4;
constexpr int kUnauthorized = 401, kForbidden = 403, kTooManyRequests = 429;

// request.headers.get("Authorization"), request.cookies["session"]
bool reads_credential(const FileModel& file, const Node& node) {
  const auto* constant = node.as<Constant>();
  if (constant == nullptr || !constant->is_str()) return false;
  const std::string word = lower_case(constant->value);
  if (word != "authorization" && word != "x-api-key" && word != "x-api-token") return false;
  const Node* parent = file.parent(node);
  return parent != nullptr && (parent->is(Kind::Call) || parent->is(Kind::Subscript));
}

}  // namespace

void Behaviour::merge(const Behaviour& other) {
  refuses = refuses || other.refuses;
  refuses_strangers = refuses_strangers || other.refuses_strangers;
  verifies = verifies || other.verifies;
  reads_credential = reads_credential || other.reads_credential;
  limits_rate = limits_rate || other.limits_rate;
  for (const int status : other.statuses) {
    const auto at = std::lower_bound(statuses.begin(), statuses.end(), status);
    if (at == statuses.end() || *at != status) statuses.insert(at, status);
  }
  if (!evidence) evidence = other.evidence;
}

Definition function_of(const Value& callable) {
  if (callable.definition.node == nullptr) return {};
  if (callable.definition.node->as<FunctionDef>() != nullptr) return callable.definition;
  if (callable.definition.node->as<ClassDef>() == nullptr) return {};
  const FileModel* file = nullptr;
  const char* name = callable.is(Value::Kind::Call) ? "__call__" : "__init__";
  const FunctionDef* method = method_of(callable.definition, name, &file);
  return method != nullptr ? Definition{file, method} : Definition{};
}

const Behaviour& Behaviours::of(const Value& callable) {
  static const Behaviour kNothing;
  const Value returned = returned_callable(callable);
  const Definition function = function_of(returned.known() ? returned : callable);
  if (!function) return kNothing;
  const auto known = known_.find(function.node);
  if (known != known_.end()) return known->second;
  Behaviour found = look_into(function, 0);
  return known_.emplace(function.node, std::move(found)).first->second;
}

Behaviour Behaviours::look_into(const Definition& function, int depth) {
  Behaviour result;
  const auto& node = static_cast<const FunctionDef&>(*function.node);
  result.yields = function.file->is_generator(node);
  for (const Node* one : function.file->tree().subtree(node)) {
    look_at(*function.file, *one, depth, result);
  }
  return result;
}

void Behaviours::look_at(const FileModel& file, const Node& node, int depth, Behaviour& result) {
  if (const auto* raise = node.as<Raise>()) {
    const int status = status_of(file, *raise);
    result.limits_rate = result.limits_rate || says_too_often(file, *raise);
    if (status == 0 && !semantic::http_error(file, *raise)) return;
    Behaviour own;
    own.refuses = true;
    own.refuses_strangers = status == kUnauthorized || status == kForbidden;
    if (status != 0) own.statuses.push_back(status);
    if (own.refuses_strangers) own.evidence = {&file, raise->exc};
    result.merge(own);
  } else if (const auto* call = node.as<Call>()) {
    const std::string_view target = file.resolve(*call->func);
    if (target.ends_with("Response")) {
      const Expr* status = semantic::argument(file, *call, 1, "status_code");
      const int code = status != nullptr ? status_code_of(file, *status) : 0;
      result.limits_rate = result.limits_rate || code == kTooManyRequests;
    }
    if (knowledge::is_verifier(target)) {
      result.verifies = true;
      if (!result.evidence) result.evidence = {&file, call};
    }
    if (depth >= kMaxDepth) return;
    const Definition callee = file.definition_of(*call->func);
    if (as<FunctionDef>(callee.node) != nullptr && known_.find(callee.node) == known_.end()) {
      known_.emplace(callee.node, Behaviour{});  // a cycle ends here
      known_[callee.node] = look_into(callee, depth + 1);
    }
    const auto inner = known_.find(callee.node);
    if (inner != known_.end()) result.merge(inner->second);
  } else if (reads_credential(file, node)) {
    result.reads_credential = true;
  } else if (const auto* returned = node.as<Return>()) {
    const auto* constant = as<Constant>(returned->value);
    if (constant != nullptr && constant->type == ConstantKind::None) result.may_return_none = true;
  }
}

}  // namespace fastidious::app
