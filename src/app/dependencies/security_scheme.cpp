#include "app/dependencies/security_scheme.h"

#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kSchemes[] = {
    "fastapi.security.OAuth2PasswordBearer",
    "fastapi.security.OAuth2AuthorizationCodeBearer",
    "fastapi.security.OAuth2",
    "fastapi.security.OpenIdConnect",
    "fastapi.security.HTTPBearer",
    "fastapi.security.HTTPBasic",
    "fastapi.security.HTTPDigest",
    "fastapi.security.APIKeyHeader",
    "fastapi.security.APIKeyQuery",
    "fastapi.security.APIKeyCookie",
    "fastapi.security.http.HTTPBase",
    "fastapi.security.base.SecurityBase",
};

std::string_view scheme_class(const FileModel& file, std::string_view cls) {
  for (const std::string_view one : kSchemes) {
    if (cls == one || file.project().is_subclass(cls, one)) return one;
  }
  return {};
}

std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

// One constructor of the repository, with what it is called with.
struct Constructor {
  Definition function;
  Bindings bindings;
};

// super().__init__(…) in it; null if there is none.
const Call* call_of_base(const Definition& constructor) {
  for (const Node* node : constructor.file->tree().subtree(*constructor.node)) {
    const auto* call = node->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (method != nullptr && constructor.file->text(method->attr) == "__init__") return call;
  }
  return nullptr;
}

// The constructors that run, the outermost first; `call` becomes what the library's one gets, null
// if it is not called.
std::vector<Constructor> constructors_of(const Definition& own_class, Placed& call) {
  std::vector<Constructor> found;
  if (as<ClassDef>(own_class.node) == nullptr) return found;
  const auto& node = *own_class.node->as<ClassDef>();
  for (const Definition& cls : semantic::model_and_bases(*own_class.file, node)) {
    const FunctionDef* init = semantic::own_constructor(cls);
    if (init == nullptr) continue;
    const Definition function{cls.file, init};
    const Bindings none;
    const Bindings& around = found.empty() ? none : found.back().bindings;
    Bindings bindings = bind_parameters(call, function, true, around);
    found.push_back({function, std::move(bindings)});
    call = {cls.file, call_of_base(function)};
    if (!call) break;
  }
  return found;
}

Value assigned_in(const Constructor& constructor, std::string_view name) {
  const FileModel& file = *constructor.function.file;
  for (const Stmt* statement : constructor.function.node->as<FunctionDef>()->body) {
    const auto* assign = statement->as<Assign>();
    const auto* target = assign != nullptr ? as<Attribute>(assign->targets.front()) : nullptr;
    if (target != nullptr && file.text(target->attr) == name) {
      return evaluate(Placed{&file, assign->value}, constructor.bindings);
    }
  }
  return {};
}

}  // namespace

Value SecurityScheme::argument(std::string_view keyword, int index) const {
  Placed at = call;
  const std::vector<Constructor> constructors = constructors_of(own_class, at);
  const Placed passed = argument_of(at, index, keyword);
  if (constructors.empty()) return evaluate(passed);
  const Value said = assigned(keyword);
  return said.known() || !passed ? said : evaluate(passed, constructors.back().bindings);
}

Value SecurityScheme::assigned(std::string_view wanted) const {
  Placed at = call;
  for (const Constructor& one : constructors_of(own_class, at)) {
    const Value value = assigned_in(one, wanted);
    if (value.known()) return value;
  }
  return {};
}

std::optional<SecurityScheme> security_scheme(const Value& callable) {
  if (!callable.is(Value::Kind::Call)) return std::nullopt;
  const std::string_view cls = scheme_class(*callable.source.file, callable.text);
  if (cls.empty()) return std::nullopt;
  SecurityScheme scheme;
  scheme.cls = cls;
  scheme.call = callable.source;
  scheme.own_class = callable.definition;
  const Value name = scheme.argument("scheme_name");
  scheme.name = name.is(Value::Kind::Str) ? name.text : std::string(last_part(callable.text));
  const Value automatic = scheme.argument("auto_error");
  scheme.auto_error = !automatic.is(Value::Kind::Bool) || automatic.is_true();
  return scheme;
}

}  // namespace fastidious::app
