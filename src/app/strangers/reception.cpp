#include "app/strangers/reception.h"

#include <algorithm>

#include "app/dependencies/behaviour.h"
#include "app/dependencies/error_status.h"
#include "app/dependencies/factory.h"
#include "app/strangers/walk.h"
#include "knowledge/auth_calls.h"
#include "semantic/annotations.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::string_view kRequests[] = {"fastapi.Request",
                                          "fastapi.WebSocket",
                                          "fastapi.requests.HTTPConnection",
                                          "starlette.requests.Request",
                                          "starlette.websockets.WebSocket",
                                          "starlette.requests.HTTPConnection"};

bool is_request(const FileModel& file, const Arg& arg) {
  if (arg.annotation == nullptr) {
    return file.text(arg.name) == "request" || file.text(arg.name) == "websocket";
  }
  const std::string_view type = file.type_of_annotation(*arg.annotation);
  return std::any_of(std::begin(kRequests), std::end(kRequests), [&](std::string_view one) {
    return type == one || (!type.empty() && file.project().is_subclass(type, one));
  });
}

// A header, cookie or query parameter that carries a credential.
bool is_credential(const Parameter& parameter) {
  using In = Parameter::In;
  if (parameter.in != In::Header && parameter.in != In::Cookie && parameter.in != In::Query) {
    return false;
  }
  const Type& type = parameter.field.type;
  static_cast<void>(type);
  if (parameter.in != In::Query) return is_credential_name(parameter.alias);
  constexpr std::string_view kNames[] = {"token",        "access_token", "api_key", "apikey",
                                         "key",          "signature",    "sig",     "secret",
                                         "auth",         "auth_token",   "jwt",     "ticket",
                                         "client_token", "apitoken",     "api-key", "x-api-key"};
  return std::find(std::begin(kNames), std::end(kNames), parameter.alias) != std::end(kNames);
}

Fate refused(Placed at) {
  Fate fate;
  fate.refused = true;
  fate.reads_credential = true;
  fate.refused_at = at;
  return fate;
}

Fate passing(Trace value) {
  Fate fate;
  fate.passes = true;
  fate.value = value;
  return fate;
}

}  // namespace

class Reception::State {
 public:
  const Fate& at_dependency(const Dependency& dependency, Stranger stranger) {
    const Node* identity = identity_of(dependency);
    if (identity == nullptr) return scratch_ = judge(dependency, stranger);
    const auto key = std::make_pair(identity, stranger);
    const auto known = dependencies_.find(key);
    if (known != dependencies_.end()) return known->second;
    dependencies_.emplace(key, passing(Trace::Unknown));  // a cycle ends here
    Fate found = judge(dependency, stranger);
    return dependencies_[key] = std::move(found);
  }

  Fate at_handler(const Dependency& handler, Stranger stranger) {
    Definition function = function_of(handler.callable);
    return function ? run(function, handler, stranger) : passing(Trace::Unknown);
  }

  Fate at_middleware(const Definition& middleware, Stranger stranger) {
    Definition function = middleware;
    if (as<ClassDef>(middleware.node) != nullptr) {
      const FileModel* file = nullptr;
      const FunctionDef* method = method_of(middleware, "dispatch", &file);
      if (method == nullptr) method = method_of(middleware, "__call__", &file);
      if (method == nullptr) return passing(Trace::Unknown);
      function = {file, method};
    }
    const auto* node = as<FunctionDef>(function.node);
    if (node == nullptr) return passing(Trace::Unknown);
    memory_.steps = 0;
    Walk walk(memory_, *function.file, stranger, 0);
    return walk.run(*node, of_middleware(*function.file, *node));
  }

 private:
  // The same object stands behind the same expression in all routes.
  static const Node* identity_of(const Dependency& dependency) {
    if (dependency.callable.is(Value::Kind::Call)) return dependency.callable.source.expr;
    return dependency.callable.definition.node;
  }

  static Knowledge of_middleware(const FileModel& file, const FunctionDef& node) {
    Knowledge knowledge;
    for (const Arg* arg : node.args->all) {
      const std::string_view name = file.text(arg->name);
      const Trace value = name == "call_next"      ? Trace::Next
                          : is_request(file, *arg) ? Trace::Request
                                                   : Trace::Unknown;
      knowledge.set(name, value);
    }
    knowledge.set("self.app", Trace::Next);
    return knowledge;
  }

  Fate judge(const Dependency& dependency, Stranger stranger) {
    const Value returned = returned_callable(dependency.callable);
    const Definition function = function_of(returned.known() ? returned : dependency.callable);
    const bool own_scheme = dependency.scheme && function &&
                            function.node->as<FunctionDef>()->body.size() > 0 &&
                            dependency.callable.definition;
    if (dependency.scheme && !own_scheme) return at_scheme(dependency, stranger);
    if (const Fate* stopped = refusing_need(dependency, stranger)) return *stopped;
    if (function && takes_anything(*function.node->as<FunctionDef>())) {
      return at_wrapper(dependency);
    }
    if (function) return run(function, dependency, stranger);
    if (const auto* lambda = as<Lambda>(dependency.callable.source.expr)) {
      memory_.steps = 0;
      Walk walk(memory_, *dependency.callable.source.file, stranger, 0);
      return walk.run(*lambda, {});
    }
    return at_library(dependency, stranger);
  }

  Fate at_scheme(const Dependency& dependency, Stranger stranger) {
    const bool without = stranger == Stranger::WithoutCredential;
    if (without && dependency.scheme->auto_error) return refused(dependency.scheme->call);
    Fate fate = passing(without ? Trace::Missing : Trace::Bad);
    fate.reads_credential = true;
    return fate;
  }

  static bool takes_anything(const FunctionDef& function) {
    return std::any_of(function.args->all.begin(), function.args->all.end(), [](const Arg* arg) {
      return arg->passing == Passing::VarPositional || arg->passing == Passing::VarKeyword;
    });
  }

  // A wrapper hands on whatever it gets to something that is chosen elsewhere: its name has to do.
  static Fate at_wrapper(const Dependency& dependency) {
    const Placed target = argument_of(dependency.depends, 0, "dependency");
    const std::string_view name =
        target ? target.file->text(*target.expr) : std::string_view(dependency.callable.text);
    return is_named_like_a_check(name) ? refused(dependency.depends) : passing(Trace::Unknown);
  }

  // A dependency whose code is not here: what is known of the library, or what its name says.
  Fate at_library(const Dependency& dependency, Stranger stranger) {
    const Value& callable = dependency.callable;
    const std::string_view text = !callable.text.empty() ? std::string_view(callable.text)
                                  : callable.source.file != nullptr
                                      ? callable.source.file->text(*callable.source.expr)
                                      : std::string_view{};
    const Value optional = evaluate(argument_of(callable.source, -1, "optional"));
    if (optional.is_true()) return passing(Trace::Missing);
    const bool guard = knowledge::is_library_guard(text);
    const bool asks = std::any_of(
        dependency.dependencies.begin(), dependency.dependencies.end(),
        [&](const Dependency& one) { return at_dependency(one, stranger).reads_credential; });
    const bool tells_nothing =
        callable.definition || callable.is(Value::Kind::Class) || text.starts_with("fastapi.");
    if (guard || (!tells_nothing && (asks || is_named_like_a_check(text)))) {
      return refused(dependency.depends);
    }
    return passing(Trace::Unknown);
  }

  // What it needs and never gets, because the request is refused there. What may refuse for reasons
  // of its own (a session that knows its tenant) says nothing of who is asking: it is gone on.
  const Fate* refusing_need(const Dependency& dependency, Stranger stranger) {
    for (const Dependency& one : dependency.dependencies) {
      const Fate& fate = at_dependency(one, stranger);
      if (fate.is_refused() && (fate.reads_credential || !fate.passes)) return &fate;
    }
    return nullptr;
  }

  Fate run(const Definition& function, const Dependency& dependency, Stranger stranger) {
    const auto& node = *function.node->as<FunctionDef>();
    memory_.steps = 0;
    Walk walk(memory_, *function.file, stranger, 0);
    Knowledge knowledge;
    for (const Arg* arg : node.args->all) {
      knowledge.set(function.file->text(arg->name),
                    is_request(*function.file, *arg) ? Trace::Request : Trace::Unknown);
    }
    if (dependency.scheme) {
      knowledge.set("self.auto_error",
                    dependency.scheme->auto_error ? Trace::Truthy : Trace::Falsy);
    }
    if (dependency.callable.is(Value::Kind::Call)) know_options(dependency.callable, knowledge);
    bool reads = false;
    for (const Parameter& one : dependency.parameters) {
      if (!is_credential(one)) continue;
      reads = true;
      if (stranger == Stranger::WithoutCredential && one.field.required) {
        return refused(one.annotation);
      }
      const bool blank = one.field.default_value.is(Value::Kind::Str);
      knowledge.set(one.field.name, blank && stranger == Stranger::WithoutCredential
                                        ? Trace::Blank
                                        : walk.credential());
    }
    for (const Dependency& one : dependency.dependencies) take(one, stranger, knowledge, reads);
    Fate fate = walk.run(node, std::move(knowledge));
    if (dependency.scheme && fate.value == Trace::Unknown) fate.value = walk.credential();
    fate.reads_credential = fate.reads_credential || reads;
    // A function that says that it may give nothing lets a stranger pass as nobody.
    if (fate.passes && fate.value == Trace::Doubtful) fate = of_doubt(function, std::move(fate));
    return fate;
  }

  // What the constructor of `Guard(enforce=True)` has made of its options: self.enforce is true.
  static void know_options(const Value& object, Knowledge& knowledge) {
    if (as<ClassDef>(object.definition.node) == nullptr) return;
    const FileModel* file = nullptr;
    const FunctionDef* init = method_of(object.definition, "__init__", &file);
    if (init == nullptr) return;
    for (const Stmt* statement : init->body) {
      const auto* assign = statement->as<Assign>();
      const auto* option = assign != nullptr ? as<Name>(assign->value) : nullptr;
      if (option == nullptr || !assign->targets.front()->is(Kind::Attribute)) continue;
      const Value value = evaluate(argument_of(object.source, -1, file->text(option->name)));
      if (!value.is(Value::Kind::Bool)) continue;
      knowledge.set(file->text(*assign->targets.front()),
                    value.is_true() ? Trace::Truthy : Trace::Falsy);
    }
  }

  void take(const Dependency& one, Stranger stranger, Knowledge& knowledge, bool& reads) {
    const Fate fate = at_dependency(one, stranger);
    reads = reads || fate.reads_credential;
    if (one.name.empty()) {
      // The view on whose instance a method is called: self.user
      for (const Dependency& injected : one.dependencies) {
        if (injected.name.empty()) continue;
        const std::string text = "self." + std::string(injected.name);
        names_.push_back(std::make_unique<std::string>(text));
        knowledge.set(*names_.back(), value_of(at_dependency(injected, stranger)));
      }
      return;
    }
    knowledge.set(one.name, value_of(fate));
  }

  static Trace value_of(const Fate& fate) {
    return fate.value == Trace::Doubtful || fate.value == Trace::Nothing
               ? (fate.reads_credential ? Trace::Missing : fate.value)
               : fate.value;
  }

  static Fate of_doubt(const Definition& function, Fate fate) {
    const auto& node = *function.node->as<FunctionDef>();
    const bool may_be_none =
        node.returns != nullptr &&
        semantic::allows_none(*function.file, *node.returns) == semantic::Allows::Yes;
    if (may_be_none) {
      fate.value = Trace::Missing;
      return fate;
    }
    fate.passes = false;
    fate.refused = true;
    if (!fate.refused_at) fate.refused_at = fate.passes_at;
    return fate;
  }

  WalkMemory memory_;
  std::map<std::pair<const Node*, Stranger>, Fate> dependencies_;
  std::vector<std::unique_ptr<std::string>> names_;
  Fate scratch_;
};

Reception::Reception() : state_(std::make_unique<State>()) {}
Reception::~Reception() = default;

const Fate& Reception::at_dependency(const Dependency& dependency, Stranger stranger) {
  return state_->at_dependency(dependency, stranger);
}

Fate Reception::at_handler(const Dependency& handler, Stranger stranger) {
  return state_->at_handler(handler, stranger);
}

Fate Reception::at_middleware(const Definition& middleware, Stranger stranger) {
  return state_->at_middleware(middleware, stranger);
}

}  // namespace fastidious::app
