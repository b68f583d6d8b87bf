#include "app/dependencies/nothing_to_guard.h"

#include <algorithm>
#include <string>

#include "app/dependencies/same_for_all.h"
#include "app/models/model_class.h"
#include "app/routes/answers.h"
#include "semantic/model.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMostNodes = 400;  // of bodies that are looked at
constexpr int kMaxDepth = 4;             // of functions that are called
constexpr std::int64_t kFirstError = 400;

constexpr std::string_view kStateful[] = {"app", "state", "session", "scope", "user", "auth"};
constexpr std::string_view kPlainMethods[] = {
    "get",     "items",      "keys",       "values", "lower",  "upper",  "strip", "lstrip",
    "rstrip",  "split",      "startswith", "join",   "format", "title",  "dict",  "endswith",
    "replace", "model_dump", "json",       "count",  "append", "encode", "decode"};
constexpr std::string_view kReaching[] = {"open", "exec",    "eval",  "globals",
                                          "vars", "getattr", "input", "__import__"};

bool is_plain_constant(const Value& value) {
  switch (value.kind) {
    case Value::Kind::None:
    case Value::Kind::Bool:
    case Value::Kind::Int:
    case Value::Kind::Float:
    case Value::Kind::Str:
    case Value::Kind::Bytes:
    case Value::Kind::EnumMember: return true;
    default: return false;
  }
}

// Follows a body: whether it looks at nothing but parameters, its own names and constants.
class OwnParts {
 public:
  bool suffice(const FileModel& file, const FunctionDef& function, int depth = 0) {
    for (const Stmt* statement : function.body) {
      for (const Node* node : file.tree().subtree(*statement)) {
        if (++nodes_ > kMostNodes || !is_own(file, function, *node, depth)) return false;
      }
    }
    return true;
  }

 private:
  bool is_own(const FileModel& file, const FunctionDef& function, const Node& node, int depth) {
    switch (node.kind) {
      case Kind::Yield:
      case Kind::YieldFrom:
      case Kind::With:
      case Kind::AsyncWith:
      case Kind::AsyncFor:
      case Kind::Global:
      case Kind::Nonlocal:
      case Kind::Import:
      case Kind::ImportFrom:
      case Kind::FunctionDef:
      case Kind::Lambda: return false;
      case Kind::Attribute: return !is_one_of(file.text(node.as<Attribute>()->attr), kStateful);
      case Kind::Name: return is_own_name(file, function, *node.as<Name>());
      case Kind::Call: return is_plain_call(file, *node.as<Call>(), depth);
      default: return true;
    }
  }

  static bool is_own_name(const FileModel& file, const FunctionDef& function, const Name& name) {
    const semantic::SymbolId symbol = file.scopes().symbol_of(name);
    if (!symbol.valid()) return true;  // a builtin; what it is called for is_plain_call() asks
    for (semantic::BindingId id = file.scopes().symbol(symbol).last_binding; id.valid();
         id = file.scopes().binding(id).previous) {
      if (function.encloses(*file.scopes().binding(id).node)) return true;
    }
    const Node* defined = file.definition_of(name).node;
    const auto* call = as<Call>(file.parent(name));
    return as<FunctionDef>(defined) != nullptr || as<ClassDef>(defined) != nullptr ||
           (call != nullptr && call->func == &name) || is_plain_constant(evaluate(file, &name));
  }

  bool is_plain_call(const FileModel& file, const Call& call, int depth) {
    const Definition callee = file.definition_of(*call.func);
    if (const auto* function = as<FunctionDef>(callee.node)) {
      return depth < kMaxDepth && suffice(*callee.file, *function, depth + 1);
    }
    if (const auto* cls = as<ClassDef>(callee.node)) {
      return kind_of_class(*callee.file, *cls) != ClassKind::Other;
    }
    const std::string_view target = file.resolve(*call.func);
    if (target.starts_with("builtins.")) return !is_one_of(target.substr(9), kReaching);
    if (target.ends_with("FileResponse") || target.ends_with("TemplateResponse")) return false;
    if (target.ends_with("Response") || target.ends_with("HTTPException")) return true;
    const auto* method = call.func->as<Attribute>();
    return method != nullptr && is_one_of(file.text(method->attr), kPlainMethods);
  }

  std::size_t nodes_ = 0;
};

// The function's only statement behind the docstring; null if there are more.
const Stmt* only_statement(const FileModel& file, const FunctionDef& function) {
  const std::size_t first = file.docstring(function) != nullptr ? 1 : 0;
  return function.body.size() == first + 1 ? function.body.back() : nullptr;
}

bool is_error(const Value& status) {
  return status.is(Value::Kind::Int) && status.integer >= kFirstError;
}

// Whether the call makes an answer of status 400 and above.
bool makes_error(Placed made, const Bindings& bindings, int depth) {
  const auto* awaited = as<Await>(made.expr);
  const Placed at{made.file, awaited != nullptr ? awaited->value : made.expr};
  const auto* call = as<Call>(at.expr);
  if (call == nullptr || depth > kMaxDepth) return false;
  const FileModel& file = *at.file;
  const Definition callee = file.definition_of(*call->func);
  const auto* function = as<FunctionDef>(callee.node);
  if (function == nullptr) {
    const std::string_view target = file.resolve(*call->func);
    const bool is_exception = target.ends_with("HTTPException");
    if (!is_exception && !target.ends_with("Response")) return false;
    const Placed status = argument_of(at, is_exception ? 0 : 1, "status_code");
    return status && is_error(evaluate(status, bindings));
  }
  const Stmt& last = *function->body.back();
  const auto answers = answers_of(*callee.file, *function);
  const auto* result = last.as<Return>();
  return result != nullptr && result->value != nullptr && answers.size() == 1 &&
         makes_error({callee.file, result->value},
                     bind_parameters(at, callee, /*bound=*/false, bindings), depth + 1);
}

// `settings.ALLOW_SIGNUP`, `not settings.X`, `settings.X and settings.Y`; constants of the program.
bool is_of_settings(const FileModel& file, const Expr& value) {
  const auto nodes = file.tree().subtree(value);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* attribute = node->as<Attribute>();
    const auto* owner = attribute != nullptr ? attribute->value->as<Name>() : nullptr;
    if (owner == nullptr) return false;
    const std::string name = lower_case(file.text(*owner));
    const std::string cls = lower_case(file.type_of(*owner));
    return name.ends_with("settings") || name.ends_with("config") || cls.ends_with("settings");
  });
}

bool gives_flags(const FileModel& file, const Expr& answer) {
  std::size_t all = 0, flags = 0;
  const auto count = [&](const Expr* value) {
    ++all;
    flags += is_of_settings(file, *value) ? 1 : 0;
  };
  if (const auto* display = answer.as<Dict>()) {
    for (const Expr* value : display->values) count(value);
  } else if (const auto* call = answer.as<Call>(); call != nullptr && call->args.empty()) {
    for (const Keyword* keyword : call->keywords) count(keyword->value);
  }
  return all > 0 && 2 * flags >= all;
}

}  // namespace

bool answers_its_request_only(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (function == nullptr || !route.dependant.dependencies.empty()) return false;
  const FileModel& file = *route.handler.definition.file;
  return !answers_of(file, *function).empty() && OwnParts().suffice(file, *function);
}

bool refuses_everybody(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (function == nullptr) return false;
  const FileModel& file = *route.handler.definition.file;
  const Stmt* only = only_statement(file, *function);
  if (only == nullptr) return false;
  const auto* raised = only->as<Raise>();
  const auto* returned = only->as<Return>();
  const Expr* made = raised != nullptr     ? raised->exc
                     : returned != nullptr ? returned->value
                                           : nullptr;
  return made != nullptr && makes_error({&file, made}, {}, 0);
}

bool gives_flags_of_settings(const Route& route) {
  const auto* function = as<FunctionDef>(route.handler.definition.node);
  if (function == nullptr || !takes_nothing_but_session(route)) return false;
  const FileModel& file = *route.handler.definition.file;
  const auto answers = answers_of(file, *function);
  return !answers.empty() && std::all_of(answers.begin(), answers.end(), [&](const Answer& one) {
    return one.statement->value != nullptr && gives_flags(file, *one.statement->value);
  });
}

}  // namespace fastidious::app
