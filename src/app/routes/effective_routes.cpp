// Nested include_router calls put together, as FastAPI's _RouterIncludeContext does
// (https://fastapi.tiangolo.com/reference/apirouter/).
#include <algorithm>

#include "app/routes/library_routes.h"
#include "app/routes/route.h"
#include "app/routes/route_loop.h"
#include "app/text/docstring.h"
#include "app/versions.h"
#include "text/words.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMaxNesting = 24;
constexpr std::size_t kMaxRoutes = 200'000;
constexpr std::size_t kMaxRouters = 20'000;
// Since when include_router() keeps the router instead of copying its routes.
constexpr std::string_view kKeepsRouters = "0.137";

// What applies to all routes below an include.
struct Context {
  std::string prefix;
  bool prefix_is_known = true;
  std::vector<Value> tags;
  bool tags_are_known = true;
  std::vector<Value> dependencies;
  Responses responses;
  bool responses_are_known = true;
  Value response_class;
  Value unique_id_function;
  bool deprecated = false;
  bool include_in_schema = true;
  std::vector<Placed> callbacks;
  std::vector<Placed> includes;
  std::vector<const Stmt*> conditions;
};

void append_items(std::vector<Value>& list, const Value& more) {
  if (more.is_sequence()) list.insert(list.end(), more.items.begin(), more.items.end());
}

bool is_sure(const Value& value, Value::Kind kind) {
  const bool fits = kind == Value::Kind::Dict ? value.is(kind) : value.is_sequence();
  return fits || value.is(Value::Kind::None);
}

void merge(Responses& known, const Value& more) {
  for (std::size_t i = 0; more.is(Value::Kind::Dict) && i + 1 < more.items.size(); i += 2) {
    const Value& key = more.items[i];
    const auto same = std::find_if(known.begin(), known.end(), [&](const auto& one) {
      return one.first.kind == key.kind && one.first.text == key.text &&
             one.first.integer == key.integer;
    });
    if (same != known.end()) {
      same->second = more.items[i + 1];
    } else {
      known.emplace_back(key, more.items[i + 1]);
    }
  }
}

std::string without_convertors(std::string_view path) {
  std::string result;
  bool in_convertor = false;
  bool in_parameter = false;
  for (const char c : path) {
    if (c == '{') in_parameter = true;
    if (c == '}') in_parameter = in_convertor = false;
    if (c == ':' && in_parameter) in_convertor = true;
    if (!in_convertor) result += c;
  }
  return result;
}

class RouteCollector {
 public:
  std::vector<Route> run(const Router& app) {
    Context context;
    apply(context, app);
    keeps_routers_ = runs_with(*app.construction.file, "fastapi", kKeepsRouters);
    collect(app, context, {});
    return std::move(routes_);
  }

 private:
  // One call that says something of all routes below it.
  struct Said {
    Placed call;
    Bindings bindings;                         // of the function around it
    const FunctionDef* constructor = nullptr;  // whose own parameters are not looked at

    Placed argument(std::string_view keyword) const {
      if (constructor != nullptr) {
        for (const Arg* arg : constructor->args->all) {
          if (call.file->text(arg->name) == keyword) return {};
        }
      }
      return argument_in(call, -1, keyword, bindings);
    }
    Value value(std::string_view keyword) const { return evaluate(argument(keyword), bindings); }
  };

  // Reads `prefix`, `tags`, … of a constructor or of include_router.
  void apply(Context& context, const Said& said, std::string_view response_class) {
    add_prefix(context, said.argument("prefix"), said.bindings);
    append_items(context.tags, read(context.tags_are_known, said, "tags", Value::Kind::List));
    append_items(context.dependencies, said.value("dependencies"));
    if (const Placed callbacks = said.argument("callbacks")) {
      context.callbacks.push_back(callbacks);
    }
    merge(context.responses,
          read(context.responses_are_known, said, "responses", Value::Kind::Dict));
    const Value cls = said.value(response_class);
    if (cls.known() && !cls.is(Value::Kind::None)) context.response_class = cls;
    const Value unique = said.value("generate_unique_id_function");
    if (unique.known() && !unique.is(Value::Kind::None)) context.unique_id_function = unique;
    context.deprecated = context.deprecated || said.value("deprecated").is_true();
    const Value shown = said.value("include_in_schema");
    if (shown.is(Value::Kind::Bool)) {
      context.include_in_schema = context.include_in_schema && shown.is_true();
    }
  }

  // The value of a keyword; `is_known` becomes false where it is given and cannot be told.
  static Value read(bool& is_known, const Said& said, std::string_view keyword, Value::Kind kind) {
    if (!said.argument(keyword)) return {};
    Value value = said.value(keyword);
    is_known = is_known && is_sure(value, kind);
    return value;
  }

  void apply(Context& context, const Router& router) {
    const Definition constructor = own_constructor(router);
    if (!constructor) {
      apply(context, {router.construction, {}, nullptr}, "default_response_class");
      return;
    }
    const Placed inherited = call_of_base(constructor);
    Bindings bindings = bind_parameters(router.construction, constructor, true);
    if (inherited) {
      apply(context, {inherited, std::move(bindings), nullptr}, "default_response_class");
    }
    if (!inherited || passes_keywords(*inherited.expr->as<Call>())) {
      const auto* named = constructor.node->as<FunctionDef>();
      apply(context, {router.construction, {}, named}, "default_response_class");
    }
  }

  // The `__init__` of a subclass of APIRouter or FastAPI; none if it has none of its own.
  static Definition own_constructor(const Router& router) {
    const Definition cls = router.construction.file->project().definition(router.cls);
    const auto* node = as<ClassDef>(cls.node);
    if (node == nullptr) return {};
    for (const Stmt* statement : node->body) {
      const auto* method = statement->as<FunctionDef>();
      if (method != nullptr && cls.file->text(method->name) == "__init__")
        return {cls.file, method};
    }
    return {};
  }

  // super().__init__(dependencies=[…], prefix=prefix, **kwargs)
  static Placed call_of_base(const Definition& constructor) {
    for (const Node* one : constructor.file->tree().subtree(*constructor.node)) {
      const auto* call = one->as<Call>();
      const auto* callee = call != nullptr ? call->func->as<Attribute>() : nullptr;
      if (callee != nullptr && constructor.file->text(callee->attr) == "__init__") {
        return {constructor.file, call};
      }
    }
    return {};
  }

  static bool passes_keywords(const Call& call) {
    return std::any_of(call.keywords.begin(), call.keywords.end(),
                       [](const Keyword* one) { return !one->arg; });
  }

  // `prefix` of `def create_app(prefix: str = "")`: what it is if nobody passes another.
  static Value evaluate_prefix(Placed at, const Bindings& bindings) {
    Value known = evaluate(at, bindings);
    const auto* name = as<Name>(at.expr);
    const FunctionDef* function = name != nullptr ? at.file->enclosing_function(*name) : nullptr;
    if (known.is(Value::Kind::Str) || function == nullptr) return known;
    for (const Arg* arg : function->args->all) {
      if (arg->name == name->name) return evaluate(*at.file, arg->default_value);
    }
    return known;
  }

  static void add_prefix(Context& context, Placed argument, const Bindings& bindings) {
    if (!argument) return;
    const Value prefix = evaluate_prefix(argument, bindings);
    if (prefix.is(Value::Kind::None)) return;
    context.prefix_is_known = context.prefix_is_known && prefix.is(Value::Kind::Str);
    context.prefix += prefix.is(Value::Kind::Str) ? prefix.text : "{" + source(argument) + "}";
  }

  static std::string source(Placed at) { return std::string(at.file->text(*at.expr)); }

  // `included` is the call that includes the router; null for the application.
  void collect(const Router& router, const Context& context, Placed included) {
    ++collected_;
    path_.push_back(&router);
    for (const Registration& registration : router.registrations) {
      if (is_late(registration.call, included) || leads_nowhere(registration)) continue;
      Context here = context;
      if (registration.condition != nullptr) here.conditions.push_back(registration.condition);
      if (registration.kind == Registration::Kind::Loop) {
        if (path_.size() == 1) change_routes(registration, routes_);
      } else if (registration.kind == Registration::Kind::Include) {
        include(registration, here);
      } else if (!registration.surrounds_routes()) {
        add_rounds(registration, here);
      }
    }
    path_.pop_back();
  }

  // A router within itself, which FastAPI refuses, or more than anybody reads.
  bool may_collect(const Router& router) const {
    const bool is_within_itself = std::find(path_.begin(), path_.end(), &router) != path_.end();
    return !is_within_itself && path_.size() <= kMaxNesting && collected_ < kMaxRouters &&
           routes_.size() <= kMaxRoutes;
  }

  bool leads_nowhere(const Registration& registration) const {
    return registration.kind == Registration::Kind::Include && !registration.targets.empty() &&
           std::none_of(registration.targets.begin(), registration.targets.end(),
                        [&](const Router* one) { return may_collect(*one); });
  }

  // Whether FastAPI copied the router's routes before this one was there: both stand at the top of
  // one file, in that order.
  bool is_late(Placed registration, Placed included) const {
    return !keeps_routers_ && included && included.file == registration.file &&
           registration.expr->begin > included.expr->begin &&
           registration.file->enclosing_function(*registration.expr) == nullptr &&
           included.file->enclosing_function(*included.expr) == nullptr;
  }

  void include(const Registration& registration, Context& context) {
    context.includes.push_back(registration.place());
    for (std::size_t i = 0; i < registration.targets.size(); ++i) {
      if (!may_collect(*registration.targets[i])) continue;
      Context inner = context;
      const bool in_loop = i < registration.rounds.size();
      apply(inner, {registration.call, in_loop ? registration.rounds[i] : Bindings{}, nullptr},
            "default_response_class");
      apply(inner, *registration.targets[i]);
      collect(*registration.targets[i], inner, registration.place());
    }
    if (registration.targets.empty()) include_library(registration, context);
  }

  void include_library(const Registration& registration, const Context& context) {
    const LibraryRouter router = library_router(registration.call);
    for (const knowledge::LibraryRoute* one : router.routes) {
      Context inner = context;
      apply(inner, {registration.call, {}, nullptr}, "default_response_class");
      add_library(registration, inner, *one, router.backend);
    }
  }

  void add_library(const Registration& registration, Context& context,
                   const knowledge::LibraryRoute& known, const Value& backend) {
    Route route;
    route.registered_at = registration.call;
    route.full_path = context.prefix + std::string(known.path);
    route.path_is_known = context.prefix_is_known;
    route.path = without_convertors(route.full_path);
    route.methods = {std::string(known.method)};
    route.name = known.name;
    constexpr std::string_view kBackend = "{backend}";
    const std::size_t at = route.name.find(kBackend);
    if (at != route.name.npos && backend.is(Value::Kind::Str)) {
      route.name.replace(at, kBackend.size(), backend.text);
    }
    route.handler.kind = Value::Kind::Function;
    route.handler.text = std::string(known.library) + "." + std::string(known.factory);
    route.tags = std::move(context.tags);
    route.tags_are_known = context.tags_are_known;
    route.dependencies = std::move(context.dependencies);
    route.responses = std::move(context.responses);
    route.responses_are_known = context.responses_are_known;
    route.response_class = context.response_class;
    route.unique_id_function = context.unique_id_function;
    route.deprecated = context.deprecated;
    route.include_in_schema = context.include_in_schema;
    route.includes = context.includes;
    route.conditions = context.conditions;
    route.dependant =
        read_endpoint(route.handler, route.dependencies, route.path, dependencies_left_);
    if (known.guarded) route.dependant.dependencies.push_back(guard_of(known, registration.call));
    routes_.push_back(std::move(route));
  }

  static Dependency guard_of(const knowledge::LibraryRoute& known, Placed include) {
    Dependency guard;
    guard.callable.kind = Value::Kind::Function;
    guard.callable.text = std::string(known.library) + ".current_user";
    guard.depends = include;
    return guard;
  }

  void add_rounds(const Registration& registration, Context& context) {
    if (registration.rounds.empty()) add(registration, context, {});
    for (const Bindings& round : registration.rounds) {
      Context here = context;
      add(registration, here, round);
    }
  }

  void add(const Registration& registration, Context& context, const Bindings& bindings) {
    Route route;
    const Placed path = argument_in(registration.call, 0, "path", bindings);
    route.registered_at = registration.call;
    route.bindings = bindings;
    if (registration.kind == Registration::Kind::Webhook) context.prefix.clear();
    if (path) add_prefix(context, path, bindings);
    route.full_path = context.prefix;
    route.path_is_known = context.prefix_is_known;
    route.path = without_convertors(route.full_path);
    route.kind = kind_of(registration);
    if (registration.kind == Registration::Kind::Mount) {
      route.mounted = registration.targets.empty() ? nullptr : registration.targets.front();
      route.handler = evaluate(argument_of(registration.call, 1, "app"));
    } else {
      describe(route, registration, context);
    }
    route.includes = context.includes;
    route.conditions = context.conditions;
    routes_.push_back(std::move(route));
  }

  static Route::Kind kind_of(const Registration& registration) {
    switch (registration.kind) {
      case Registration::Kind::WebSocket: return Route::Kind::WebSocket;
      case Registration::Kind::Plain: return Route::Kind::Function;
      case Registration::Kind::Mount: return Route::Kind::Mount;
      case Registration::Kind::Webhook: return Route::Kind::Webhook;
      default: return Route::Kind::Http;
    }
  }

  void describe(Route& route, const Registration& registration, Context& context) {
    Context own;
    own.response_class = context.response_class;
    own.unique_id_function = context.unique_id_function;
    own.tags = std::move(context.tags);
    own.tags_are_known = context.tags_are_known;
    own.responses_are_known = context.responses_are_known;
    // Starlette's routes are called as they are: nothing is injected.
    if (route.kind != Route::Kind::Function) own.dependencies = std::move(context.dependencies);
    own.responses = std::move(context.responses);
    own.callbacks = std::move(context.callbacks);
    own.deprecated = context.deprecated;
    own.include_in_schema = context.include_in_schema;
    apply(own, {registration.call, route.bindings, nullptr}, "response_class");
    route.tags = std::move(own.tags);
    route.tags_are_known = own.tags_are_known;
    route.responses_are_known = own.responses_are_known;
    route.dependencies = std::move(own.dependencies);
    route.responses = std::move(own.responses);
    route.callbacks = std::move(own.callbacks);
    route.response_class = own.response_class;
    route.unique_id_function = own.unique_id_function;
    route.deprecated = own.deprecated;
    route.include_in_schema = own.include_in_schema;
    route.methods = methods_of(registration, route.bindings);
    route.handler = handler_of(registration, route.bindings);
    const Value name = route.own("name");
    route.name = name.is(Value::Kind::Str) ? name.text : name_of(route.handler);
    route.dependant =
        read_endpoint(route.handler, route.dependencies, route.path, dependencies_left_);
  }

  static Value handler_of(const Registration& registration, const Bindings& bindings) {
    if (!registration.handler) return evaluate(registration.endpoint, bindings);
    Value value;
    value.kind = Value::Kind::Function;
    value.definition = registration.handler;
    value.text = registration.handler.file->qualified_name(*registration.handler.node);
    return value;
  }

  static std::string name_of(const Value& handler) {
    if (const auto* function = as<FunctionDef>(handler.definition.node)) {
      return std::string(handler.definition.file->text(function->name));
    }
    if (const auto* cls = as<ClassDef>(handler.definition.node)) {
      return std::string(handler.definition.file->text(cls->name));
    }
    return handler.text.substr(handler.text.rfind('.') + 1);
  }

  static std::vector<std::string> methods_of(const Registration& registration,
                                             const Bindings& bindings) {
    const std::string_view name = registration.method;
    if (registration.kind == Registration::Kind::WebSocket) return {};
    if (name != "api_route" && name != "add_api_route" && name != "route" && name != "add_route") {
      return {upper_case(name)};
    }
    const Value given = evaluate(argument_in(registration.call, -1, "methods", bindings), bindings);
    std::vector<std::string> methods;
    for (const Value& one : given.items) {
      const Value& text = one.is(Value::Kind::EnumMember) ? one.items.front() : one;
      if (text.is(Value::Kind::Str)) methods.push_back(upper_case(text.text));
    }
    return methods.empty() ? std::vector<std::string>{"GET"} : methods;
  }

  bool keeps_routers_ = true;
  std::vector<Route> routes_;
  std::vector<const Router*> path_;  // from the application to what is being collected
  std::size_t dependencies_left_ = kMostDependencies;
  std::size_t collected_ = 0;  // routers, each as often as it is included
};

}  // namespace

Value Route::own(std::string_view keyword) const {
  return evaluate(argument_in(registered_at, -1, keyword, bindings), bindings);
}

std::vector<Route> effective_routes(const Router& app) { return RouteCollector().run(app); }

}  // namespace fastidious::app
