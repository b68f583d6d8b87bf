// From signatures to Dependency, by the rules of fastapi.dependencies.utils.get_dependant().
#include <algorithm>

#include "app/dependencies/class_view.h"
#include "app/dependencies/classify.h"
#include "app/dependencies/dependency.h"
#include "app/dependencies/factory.h"
#include "app/dependencies/library_signatures.h"
#include "app/models/json_names.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMaxDepth = 24;
constexpr std::size_t kMostRead = 1'000;  // of one endpoint; FastAPI, too, reads each one anew

// What FastAPI provides by the annotation alone.
constexpr std::string_view kProvided[] = {"fastapi.Request",
                                          "fastapi.WebSocket",
                                          "fastapi.Response",
                                          "fastapi.BackgroundTasks",
                                          "fastapi.requests.HTTPConnection",
                                          "starlette.requests.HTTPConnection",
                                          "starlette.background.BackgroundTasks",
                                          "starlette.responses.Response",
                                          "starlette.requests.Request",
                                          "starlette.websockets.WebSocket"};
constexpr std::string_view kScopes = "fastapi.security.SecurityScopes";

bool is_provided(const FileModel& file, const Type& type) {
  if (type.name.empty() || (!type.is(Type::Kind::Scalar) && !type.is(Type::Kind::Class))) {
    return false;
  }
  return std::any_of(std::begin(kProvided), std::end(kProvided), [&](std::string_view one) {
    return type.name == one || file.project().is_subclass(type.name, one);
  });
}

bool is_marker_of_dependency(const Value& value) {
  return value.is(Value::Kind::Call) &&
         (value.text == "fastapi.Depends" || value.text == "fastapi.Security");
}

class DependencyReader {
 public:
  // `left`: how many may still be read.
  DependencyReader(std::string_view path, std::size_t& left)
      : path_(path), left_(left), least_left_(left - std::min(left, kMostRead)) {}

  Dependency read(const Value& callable, std::string_view name) {
    Dependency result;
    result.callable = callable;
    result.name = name;
    if (left_ <= least_left_) return result;
    --left_;
    result.scheme = security_scheme(callable);
    if (result.scheme || !enter(callable)) return result;
    if (!read_library(result)) {
      for (const Formal& formal : signature_of(callable)) take(result, formal);
    }
    path_to_.pop_back();
    return result;
  }

  // The instance on which a class-based view's method is called.
  Dependency read_view(const Value& cls) {
    Dependency result;
    result.callable = cls;
    for (const Formal& one : signature_of_method(cls.definition, "__init__")) take(result, one);
    for (const Formal& one : injected_attributes(cls.definition)) take(result, one);
    return result;
  }

  Dependency read_depends(const Value& depends, std::string_view name, const Type& type) {
    const Placed target = argument_of(depends.source, 0, "dependency");
    Value callable = target ? evaluate(target) : callable_of(type);
    asking_ = depends.source.file;
    Dependency result = read(callable, name);
    result.depends = depends.source;
    const Value scopes = evaluate(argument_of(depends.source, 1, "scopes"));
    for (const Value& scope : scopes.items) result.scopes.push_back(text_of(scope));
    const Value cache = evaluate(argument_of(depends.source, -1, "use_cache"));
    result.use_cache = !cache.is(Value::Kind::Bool) || cache.is_true();
    return result;
  }

 private:
  // Whether what the callable needs is still to be read: not within itself, and not for ever.
  bool enter(const Value& callable) {
    const Node* asked =
        callable.is(Value::Kind::Call) ? callable.source.expr : callable.definition.node;
    const bool is_within_itself =
        asked != nullptr && std::find(path_to_.begin(), path_to_.end(), asked) != path_to_.end();
    if (is_within_itself || path_to_.size() >= kMaxDepth) return false;
    path_to_.push_back(asked);
    return true;
  }

  static std::string text_of(const Value& value) {
    return value.is(Value::Kind::EnumMember) ? value.items.front().text : value.text;
  }

  static Value callable_of(const Type& type) {
    Value value;
    value.kind = Value::Kind::Class;
    value.definition = type.definition;
    value.text = type.name;
    return value;
  }

  bool read_library(Dependency& result) {
    std::vector<Parameter> parameters = library_signature(result.callable.text, asking_);
    if (parameters.empty()) return false;
    result.parameters = std::move(parameters);
    return true;
  }

  std::vector<Formal> signature_of(const Value& callable) {
    if (callable.is(Value::Kind::Lambda)) {
      return formals(*callable.source.file, *callable.source.expr->as<Lambda>()->args, false);
    }
    if (callable.is(Value::Kind::Call)) return signature_of_instance(callable);
    if (callable.is(Value::Kind::Class)) return signature_of_class(callable);
    const auto* function = as<FunctionDef>(callable.definition.node);
    if (function == nullptr) return {};
    const FileModel& file = *callable.definition.file;
    const bool bound = file.is_method(*function) && !file.is_static_method(*function);
    return formals(file, *function->args, bound);
  }

  // What functools.partial(f, …) leaves of f's parameters.
  std::vector<Formal> signature_of_partial(const Value& call) {
    const auto& node = static_cast<const Call&>(*call.source.expr);
    std::vector<Formal> rest = signature_of(evaluate(argument_of(call.source, 0, "func")));
    const std::size_t given = std::min<std::size_t>(node.args.size(), 1 + rest.size());
    if (given > 1) rest.erase(rest.begin(), rest.begin() + static_cast<long>(given) - 1);
    for (const Keyword* keyword : node.keywords) {
      std::erase_if(rest, [&](const Formal& one) {
        return one.name == call.source.file->text(keyword->arg);
      });
    }
    return rest;
  }

  // What is made by a call: a partial, what a factory returns, or an object with __call__.
  std::vector<Formal> signature_of_instance(const Value& call) {
    if (calls_ >= kMaxDepth) return {};
    ++calls_;
    std::vector<Formal> found = signature_of_result(call);
    --calls_;
    return found;
  }

  std::vector<Formal> signature_of_result(const Value& call) {
    if (call.text == "functools.partial") return signature_of_partial(call);
    if (as<FunctionDef>(call.definition.node) != nullptr) {
      const Value stated = stated_signature(call);
      if (stated.known()) return signature_of(stated);
      return signature_of_made(call, returned_callable(call));
    }
    return signature_of_method(call.definition, "__call__");
  }

  // What `**kwargs` takes in the call of a factory.
  static Value other_keywords(const Value& factory, const Bindings& parameters) {
    Value rest;
    rest.kind = Value::Kind::Dict;
    const FileModel& file = *factory.source.file;
    for (const Keyword* keyword : factory.source.expr->as<Call>()->keywords) {
      const bool is_own = std::any_of(parameters.begin(), parameters.end(), [&](const auto& one) {
        return as<Arg>(one.first)->name == keyword->arg;
      });
      if (!keyword->arg || is_own) continue;
      rest.items.push_back(Value::string(std::string(file.text(keyword->arg))));
      rest.items.push_back(evaluate(file, keyword->value));
    }
    return rest;
  }

  // What `factory` returns: its annotations and defaults may name the factory's parameters.
  std::vector<Formal> signature_of_made(const Value& factory, const Value& callable) {
    const auto* function = as<FunctionDef>(callable.definition.node);
    const bool is_inner =
        function != nullptr && callable.definition.file->enclosing_function(*function) != nullptr;
    if (!is_inner) return signature_of(callable);
    const FileModel& file = *callable.definition.file;
    Bindings around = bind_parameters(factory.source, factory.definition, false);
    TypeArguments types;
    for (auto& [node, value] : around) {
      const auto* arg = as<Arg>(node);
      if (arg->passing == Passing::VarKeyword) value = other_keywords(factory, around);
      if (!value.source) continue;
      if (value.is(Value::Kind::Class)) {
        types.emplace(std::string(file.text(arg->name)), read_type(value.source));
      }
    }
    std::vector<Formal> found = formals(file, *function->args, false, types);
    for (Formal& one : found) one.around = around;
    return found;
  }

  std::vector<Formal> signature_of_class(const Value& callable) {
    const auto* cls = as<ClassDef>(callable.definition.node);
    if (cls == nullptr) return {};
    std::vector<Formal> found = signature_of_method(callable.definition, "__init__");
    if (!found.empty()) return found;
    return signature_of_fields(callable);
  }

  std::vector<Formal> signature_of_method(const Definition& cls, std::string_view name) {
    if (as<ClassDef>(cls.node) == nullptr) return {};
    for (const Definition& one : semantic::model_and_bases(*cls.file, *cls.node->as<ClassDef>())) {
      for (const Stmt* statement : one.node->as<ClassDef>()->body) {
        const auto* method = statement->as<FunctionDef>();
        if (method != nullptr && one.file->text(method->name) == name) {
          return formals(*one.file, *method->args, true);
        }
      }
    }
    return {};
  }

  // A model or dataclass as dependency: its fields are the parameters, under their aliases.
  std::vector<Formal> signature_of_fields(const Value& callable) {
    Type type = Type::of(Type::Kind::Class);
    type.definition = callable.definition;
    type.name = callable.definition.file->qualified_name(*callable.definition.node);
    const ModelClass* model = models_.of(type);
    if (model == nullptr || model->kind == ClassKind::Enum) return {};
    std::vector<Formal> found;
    for (const Field& field : model->fields) {
      if (field.is_computed || field.declaration.expr == nullptr) continue;
      Formal formal{field.declaration.file, field.name, {}, field.assigned, nullptr, {}, {}};
      formal.type = read_type(field.declaration);
      formal.alias = json_name(field, model, Mode::Input);
      found.push_back(std::move(formal));
    }
    return found;
  }

  // `@wraps(provider) def authorize(*args, **kwargs)`, or `authorize.__signature__ = …` below it:
  // FastAPI asks for what the other one takes.
  static bool takes_signature_of_another(const FileModel& file, const Arguments& arguments) {
    const auto* function = as<FunctionDef>(file.parent(arguments));
    if (function == nullptr) return false;
    const FunctionDef* around = file.enclosing_function(*function);
    const std::string given = std::string(file.text(function->name)) + ".__signature__ =";
    return (around != nullptr && file.text(*around).find(given) != std::string_view::npos) ||
           std::any_of(function->decorator_list.begin(), function->decorator_list.end(),
                       [&file](const Expr* one) {
                         const auto* call = one->as<Call>();
                         return call != nullptr && file.resolve(*call->func) == "functools.wraps";
                       });
  }

  static std::vector<Formal> formals(const FileModel& file, const Arguments& arguments, bool bound,
                                     const TypeArguments& types = {}) {
    std::vector<Formal> found;
    for (std::uint32_t i = bound ? 1 : 0; i < arguments.all.size(); ++i) {
      const Arg& arg = *arguments.all[i];
      const bool is_rest =
          arg.passing == Passing::VarPositional || arg.passing == Passing::VarKeyword;
      if (is_rest && takes_signature_of_another(file, arguments)) continue;
      found.push_back({&file,
                       file.text(arg.name),
                       read_annotation(file, arg.annotation, types),
                       arg.default_value,
                       &arg,
                       {},
                       {}});
    }
    return found;
  }

  void take(Dependency& result, const Formal& formal) {
    const Value given = given_by_default(formal);
    const Value depends = dependency_marker(formal, given);
    if (depends.known()) {
      result.dependencies.push_back(read_depends(depends, formal.name, formal.type));
      return;
    }
    if (formal.type.name == kScopes) {
      result.takes_security_scopes = true;
      return;
    }
    if (is_provided(*formal.file, formal.type)) return;
    result.parameters.push_back(classify(*formal.file, formal.name, formal.type,
                                         formal.default_value, path_, formal.around));
    result.parameters.back().arg = formal.arg;
    if (!formal.alias.empty()) result.parameters.back().alias = formal.alias;
  }

  // `key: str = Security(header) if header else None`: the dependency, where there may be one.
  static Value given_by_default(const Formal& formal) {
    if (formal.default_value == nullptr) return {};
    if (const auto* choice = formal.default_value->as<IfExp>()) {
      for (const Expr* one : {choice->body, choice->orelse}) {
        Value value = evaluate(*formal.file, one);
        if (is_marker_of_dependency(value)) return value;
      }
    }
    return evaluate(*formal.file, formal.default_value);
  }

  static Value dependency_marker(const Formal& formal, const Value& given) {
    if (is_marker_of_dependency(given)) return given;
    if (Value made = returned_callable(given); is_marker_of_dependency(made)) return made;
    for (std::size_t i = formal.type.metadata.size(); i-- > 0;) {
      Value value = evaluate(formal.type.metadata[i]);
      if (is_marker_of_dependency(value)) return value;
    }
    return {};
  }

  std::string_view path_;
  ModelTable models_;
  const FileModel* asking_ = nullptr;  // where the last Depends() stands
  std::vector<const Node*> path_to_;   // what is being read: each asks for the next one
  std::size_t calls_ = 0;              // one within the other, on the way to a signature
  std::size_t& left_;
  std::size_t least_left_;  // after this endpoint
};

}  // namespace

Dependency read_endpoint(const Value& handler, const std::vector<Value>& dependencies,
                         std::string_view path, std::size_t& left) {
  DependencyReader reader(path, left);
  Dependency endpoint = reader.read(handler, {});
  if (const std::optional<Value> cls = class_of_view(handler)) {
    endpoint.dependencies.insert(endpoint.dependencies.begin(), reader.read_view(*cls));
  }
  std::vector<Dependency> listed;
  for (const Value& one : dependencies) {
    if (is_marker_of_dependency(one)) listed.push_back(reader.read_depends(one, {}, {}));
  }
  endpoint.dependencies.insert(endpoint.dependencies.begin(),
                               std::make_move_iterator(listed.begin()),
                               std::make_move_iterator(listed.end()));
  return endpoint;
}

}  // namespace fastidious::app
