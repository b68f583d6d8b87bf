#include "knowledge/secret_origins.h"

#include <algorithm>
#include <array>
#include <string>

#include "knowledge/secret_names.h"
#include "knowledge/secret_values.h"
#include "semantic/expressions.h"
#include "semantic/model.h"
#include "text/one_of.h"

namespace fastidious::knowledge {
namespace {

using namespace syntax;
using semantic::Binding;
using semantic::BindingKind;
using semantic::FileModel;
using semantic::ScopeKind;
using semantic::SymbolId;

constexpr int kMostSteps = 5;  // through assignments and calls

// Methods whose result is still the value, or a part of it.
constexpr std::array<std::string_view, 14> kKeepingMethods = {
    "get",   "encode", "decode",  "strip",        "lstrip",       "rstrip",           "lower",
    "upper", "split",  "replace", "removeprefix", "removesuffix", "get_secret_value", "pop"};
constexpr std::array<std::string_view, 3> kKeepingFunctions = {"builtins.str", "builtins.bytes",
                                                               "urllib.parse.unquote"};
constexpr std::array<std::string_view, 9> kSettingsNames = {
    "settings",   "config", "conf",      "cfg",      "app_settings",
    "app_config", "env",    "constants", "_settings"};

constexpr std::array<std::string_view, 16> kRequestNames = {
    "request", "req",  "credentials", "creds",   "credential", "form",  "form_data", "payload",
    "body",    "data", "websocket",   "headers", "params",     "event", "login",     "message"};

// `total_tokens` is a number.
bool is_secret_name(std::string_view name) {
  return !name.ends_with('s') && !name.ends_with('S') &&
         evidence_of_name(name) != NameEvidence::None;
}

bool is_assignment(BindingKind kind) {
  return kind == BindingKind::Assignment || kind == BindingKind::Annotation;
}

// The binding that `name` refers to if it is the only one.
const Binding* only_binding(const Name& name, const FileModel& file) {
  const SymbolId id = file.scopes().symbol_of(name);
  if (!id.valid()) return nullptr;
  const semantic::Symbol& symbol = file.scopes().symbol(id);
  return symbol.binding_count == 1 && symbol.last_binding.valid()
             ? &file.scopes().binding(symbol.last_binding)
             : nullptr;
}

// `x` of `x.strip()`, `x.get_secret_value()`, `str(x)`; null for other calls.
const Expr* kept_by(const Call& call, const FileModel& file) {
  const auto* method = call.func->as<Attribute>();
  if (method != nullptr && is_one_of(file.text(method->attr), kKeepingMethods)) {
    return method->value;
  }
  const bool keeps = !call.args.empty() && is_one_of(file.resolve(call.func), kKeepingFunctions);
  return keeps ? call.args[0] : nullptr;
}

bool is_settings_object(const Expr& object, const FileModel& file) {
  const std::string_view type = file.type_of(object);
  if (!type.empty() && file.project().is_subclass(type, "pydantic_settings.BaseSettings")) {
    return true;
  }
  const auto* call = object.as<Call>();
  const Expr& named = call != nullptr ? *call->func : object;
  std::string_view name;
  if (const auto* variable = named.as<Name>()) name = file.text(variable->name);
  if (const auto* attribute = named.as<Attribute>()) name = file.text(attribute->attr);
  if (name.starts_with("get_")) name.remove_prefix(4);
  return is_one_of(name, kSettingsNames);
}

// The name of the variable that is read: `os.environ["API_KEY"]`, `os.getenv("API_KEY")`.
std::string_view environment_name(const Expr& expr, const FileModel& file) {
  if (const auto* subscript = expr.as<Subscript>()) {
    return file.resolve(subscript->value) == "os.environ" ? semantic::string_of(subscript->slice)
                                                          : std::string_view{};
  }
  const auto* call = expr.as<Call>();
  if (call == nullptr || call->args.empty()) return {};
  const std::string_view target = file.resolve(call->func);
  const auto* method = call->func->as<Attribute>();
  const bool reads = target == "os.getenv" || target == "os.environ.get" ||
                     (method != nullptr && file.resolve(method->value) == "os.environ");
  return reads ? semantic::string_of(call->args[0]) : std::string_view{};
}

bool is_keyed_digest(const Expr& expr, const FileModel& file, int steps);

// Whether a function of the repository ends with it: `return hmac.new(key, body, …).hexdigest()`.
bool gives_keyed_digest(const Call& call, const FileModel& file, int steps) {
  const semantic::Definition called = file.definition_of(*call.func);
  const auto* function = as<FunctionDef>(called.node);
  if (function == nullptr || function->body.empty()) return false;
  const auto* result = function->body.back()->as<Return>();
  return result != nullptr && result->value != nullptr &&
         is_keyed_digest(*result->value, *called.file, steps - 1);
}

// `hmac.new(…).hexdigest()`, directly or by way of a variable or a function.
bool is_keyed_digest(const Expr& expr, const FileModel& file, int steps) {
  if (steps == 0) return false;
  if (const auto* name = expr.as<Name>()) {
    const Binding* binding = only_binding(*name, file);
    return binding != nullptr && is_assignment(binding->kind) && binding->value != nullptr &&
           is_keyed_digest(*binding->value, file, steps - 1);
  }
  const auto* call = expr.as<Call>();
  if (call == nullptr) return false;
  if (file.resolve(call->func) == "hmac.new") return true;
  const auto* method = call->func->as<Attribute>();
  const std::string_view name = method != nullptr ? file.text(method->attr) : "";
  if (name == "hexdigest" || name == "digest") {
    return is_keyed_digest(*method->value, file, steps - 1);
  }
  return gives_keyed_digest(*call, file, steps);
}

// `signature_of` of a function of the repository, else `hmac`.
std::string_view name_of_digest(const Expr& expr, const FileModel& file) {
  const auto* call = expr.as<Call>();
  const bool is_own = call != nullptr && as<FunctionDef>(file.definition_of(*call->func).node);
  return is_own ? file.text(*call->func) : std::string_view("hmac");
}

SecretSource of_name(const Name& variable, const FileModel& file, int steps);
SecretSource of_attribute(const Attribute& attribute, const FileModel& file);

SecretSource find(const Expr& expr, const FileModel& file, int steps) {
  if (steps == 0) return {};
  if (const std::string_view name = environment_name(expr, file); is_secret_name(name)) {
    return {SecretOrigin::Environment, name};
  }
  if (is_keyed_digest(expr, file, steps)) return {SecretOrigin::Digest, name_of_digest(expr, file)};
  if (const auto* name = expr.as<Name>()) return of_name(*name, file, steps);
  if (const auto* attribute = expr.as<Attribute>()) return of_attribute(*attribute, file);
  if (const auto* call = expr.as<Call>()) {
    const Expr* kept = kept_by(*call, file);
    return kept != nullptr ? find(*kept, file, steps - 1) : SecretSource{};
  }
  if (const auto* text = expr.as<JoinedStr>()) {
    for (const Expr* part : text->values) {
      const auto* hole = part->as<FormattedValue>();
      const SecretSource held =
          hole != nullptr ? find(*hole->value, file, steps - 1) : SecretSource{};
      if (held.origin != SecretOrigin::None) return held;
    }
  }
  return {};
}

// What the repository assigns to a variable, and in which file.
struct Assigned {
  const Expr* value = nullptr;
  const FileModel* file = nullptr;
};

Assigned assigned_to(const Expr& variable, const FileModel& file) {
  const auto* name = variable.as<Name>();
  const Binding* binding = name != nullptr ? only_binding(*name, file) : nullptr;
  if (name != nullptr && binding == nullptr) return {};
  if (binding != nullptr && is_assignment(binding->kind)) {
    return {binding->value, &file};
  }
  const semantic::Definition definition = file.definition_of(variable);
  if (!definition) return {};
  const Node* parent = definition.file->parent(*definition.node);
  if (const auto* assign = as<Assign>(parent)) return {assign->value, definition.file};
  if (const auto* assign = as<AnnAssign>(parent)) return {assign->value, definition.file};
  return {};
}

// What is known of a value that is written in the source: nothing, or how much it looks like a
// secret. A default that everybody knows and a mark for "no key" do not.
std::optional<ValueEvidence> written_value(const Assigned& assigned) {
  if (assigned.value == nullptr) return std::nullopt;
  const auto* call = assigned.value->as<Call>();
  const Expr& inner = call != nullptr && !call->args.empty() ? *call->args[0] : *assigned.value;
  const std::optional<std::string> text = assigned.file->constant_string(inner);
  return text ? std::optional(evidence_of_value(*text)) : std::nullopt;
}

SecretSource of_attribute(const Attribute& attribute, const FileModel& file) {
  const std::string_view name = file.text(attribute.attr);
  if (!is_secret_name(name)) return {};
  if (is_settings_object(*attribute.value, file)) return {SecretOrigin::Settings, name};
  const auto* object = attribute.value->as<Name>();
  const bool own = object != nullptr && file.text(object->name) == "self" &&
                   written_value(assigned_to(attribute, file)) != ValueEvidence::None;
  return own ? SecretSource{SecretOrigin::Instance, name} : SecretSource{};
}

bool is_module_constant(const Name& variable, const FileModel& file) {
  const SymbolId id = file.scopes().symbol_of(variable);
  const std::string_view name = file.text(variable.name);
  return id.valid() &&
         file.scopes().scope(file.scopes().symbol(id).scope).kind == ScopeKind::Module &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

SecretSource of_name(const Name& variable, const FileModel& file, int steps) {
  const Assigned assigned = assigned_to(variable, file);
  if (assigned.value == nullptr) return {};
  const SecretSource source = find(*assigned.value, *assigned.file, steps - 1);
  if (source.origin != SecretOrigin::None) return source;
  const std::string_view name = file.text(variable.name);
  const std::optional<ValueEvidence> written = written_value(assigned);
  if (!is_module_constant(variable, file) || !is_secret_name(name) ||
      written == ValueEvidence::None) {
    return {};
  }
  return {written ? SecretOrigin::Literal : SecretOrigin::Module, name};
}

// Whether the attributes of an object are the caller's: a request, credentials, the body. Those of
// other parameters (a user, a record) were read by the program itself.
bool is_request_object(const Expr& object, const FileModel& file) {
  const auto* name = object.as<Name>();
  if (name == nullptr) return true;  // `request.headers.get`: the first name decides
  const std::string_view type = file.type_of(object);
  return type.starts_with("fastapi.") || type.starts_with("starlette.") ||
         is_one_of(file.text(name->name), kRequestNames);
}

bool from_caller(const Expr& expr, const FileModel& file, int steps);

bool is_caller_name(const Name& name, const FileModel& file, int steps) {
  const SymbolId id = file.scopes().symbol_of(name);
  if (!id.valid()) return false;
  const Binding& binding = file.scopes().binding(file.scopes().symbol(id).last_binding);
  if (binding.kind == BindingKind::Parameter) {
    const std::string_view text = file.text(name.name);
    return text != "self" && text != "cls" && !is_settings_object(name, file);
  }
  return (is_assignment(binding.kind) || binding.kind == BindingKind::Walrus) &&
         binding.value != nullptr && from_caller(*binding.value, file, steps - 1);
}

bool from_caller(const Expr& expr, const FileModel& file, int steps) {
  if (steps == 0) return false;
  if (const auto* name = expr.as<Name>()) return is_caller_name(*name, file, steps);
  if (const auto* attribute = expr.as<Attribute>()) {
    return is_request_object(*attribute->value, file) &&
           from_caller(*attribute->value, file, steps - 1);
  }
  if (const auto* subscript = expr.as<Subscript>()) {
    return from_caller(*subscript->value, file, steps - 1);
  }
  if (const auto* choice = expr.as<BoolOp>()) {
    return from_caller(*choice->values[0], file, steps - 1);
  }
  const auto* call = expr.as<Call>();
  const Expr* kept = call != nullptr ? kept_by(*call, file) : nullptr;
  return kept != nullptr && from_caller(*kept, file, steps - 1);
}

}  // namespace

SecretSource secret_in(const Expr& expr, const FileModel& file) {
  return find(expr, file, kMostSteps);
}

bool comes_from_caller(const Expr& expr, const FileModel& file) {
  return from_caller(expr, file, kMostSteps + 3);
}

}  // namespace fastidious::knowledge
