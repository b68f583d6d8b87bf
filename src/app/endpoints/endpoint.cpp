#include "app/endpoints/endpoint.h"

#include <algorithm>
#include <optional>
#include <set>

#include "app/application.h"
#include "app/dependencies/rate_exemption.h"
#include "app/endpoints/middleware_guard.h"
#include "app/endpoints/sign_up.h"
#include "app/endpoints/usual_guard.h"
#include "app/routes/request_match.h"
#include "app/routes/test_routes.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

using Status = Authentication::Status;

constexpr int kMaxMounts = 8;

class EndpointCollector {
 public:
  EndpointCollector(const Application& application, std::vector<Endpoint>& endpoints,
                    std::vector<const Route*>& unguarded_mounts)
      : application_(application),
        of_tests_(application.apps()),
        endpoints_(endpoints),
        unguarded_mounts_(unguarded_mounts) {}

  void run() {
    std::set<const Router*> mounted;
    for (const AppRoutes& app : application_.apps()) {
      for (const Route& route : app.routes) {
        if (!of_tests_.contains(app, route)) mounted.insert(route.mounted);
      }
    }
    for (const AppRoutes& app : application_.apps()) {
      if (mounted.find(app.app) == mounted.end()) add_app(app, "", 0);
    }
    for (const CloudFunction& one : application_.functions()) add_function(one);
    for (Endpoint& endpoint : endpoints_) {
      apply_configuration(endpoint);
      if (endpoint.authentication.status != Status::None) endpoint.left_out_at = {};
    }
  }

 private:
  void add_app(const AppRoutes& app, const std::string& prefix, int depth) {
    const std::size_t outer = guards_.size();
    for (MiddlewareGuard& one : guards_among(application_.surroundings_of(app), reception_)) {
      guards_.push_back(std::move(one));
    }
    const bool limits = limits_rates(application_.surroundings_of(app));
    limits_ += limits ? 1 : 0;
    const bool is_guarded = refuses_strangers(app);
    add_routes(app, is_guarded, prefix, depth);
    limits_ -= limits ? 1 : 0;
    guards_.resize(outer);
  }

  // Whether FastAPI(dependencies=[…]) refuses whoever brings no valid credentials.
  bool refuses_strangers(const AppRoutes& app) {
    const Value dependencies = evaluate(app.app->argument("dependencies"));
    if (dependencies.items.empty()) return false;
    Route bare;
    std::size_t left = kMostDependencies;
    bare.dependant = read_endpoint({}, dependencies.items, "", left);
    return authentication_of(bare, behaviours_, reception_, guard_names()).status ==
           Status::Enforced;
  }

  bool is_covered(const std::string& path) const {
    return std::any_of(guards_.begin(), guards_.end(),
                       [&](const MiddlewareGuard& guard) { return guard.covers(path); });
  }

  // SlowAPIMiddleware applies the limits that its Limiter has for all routes; others are named so.
  bool limits_rates(const Surroundings& surroundings) {
    for (const Middleware& one : surroundings.middleware) {
      if (lacks_its_limiter(one.entry())) continue;
      if (is_class_named(one.name(), "SlowAPIMiddleware") ||
          is_class_named(one.name(), "SlowAPIASGIMiddleware")) {
        if (has_default_limits()) return true;
      } else if (is_named_like_a_limit(one.name())) {
        return true;
      } else if (const Definition entry = one.entry()) {
        Value function;
        function.kind = Value::Kind::Function;
        function.definition = entry;
        if (behaviours_.of(function).limits_rate) return true;
      }
    }
    return false;
  }

  bool has_default_limits() {
    if (!has_default_limits_) has_default_limits_ = finds_default_limits();
    return *has_default_limits_;
  }

  // Limiter(…, default_limits=["100/minute"]), anywhere in the repository.
  bool finds_default_limits() const {
    const auto calls = application_.code().calls_of("slowapi.Limiter");
    return std::any_of(calls.begin(), calls.end(), [](const semantic::CallSite& one) {
      return semantic::argument(*one.file, *one.call, 1, "default_limits") != nullptr ||
             semantic::argument(*one.file, *one.call, -1, "application_limits") != nullptr;
    });
  }

  void add_routes(const AppRoutes& app, bool is_guarded, const std::string& prefix, int depth) {
    const Placed outer = left_out_at_;
    for (const Route& route : app.routes) {
      if (of_tests_.contains(app, route)) continue;
      const bool escapes = route.kind == Route::Kind::Mount || route.kind == Route::Kind::Function;
      left_out_at_ = is_guarded && escapes ? route.registered_at : is_guarded ? Placed{} : outer;
      if (route.kind == Route::Kind::Mount) {
        add_mounted(route, prefix, depth);
      } else if (route.kind != Route::Kind::Webhook) {
        add_route(app, route, prefix);
      }
    }
    left_out_at_ = outer;
  }

  void add_mounted(const Route& route, const std::string& prefix, int depth) {
    if (depth >= kMaxMounts) return;
    const std::string path = prefix + (route.path == "/" ? "" : route.path);
    if (route.mounted == nullptr) {
      if (left_out_at_ && !is_covered(path)) unguarded_mounts_.push_back(&route);
      return;
    }
    for (const AppRoutes& inner : application_.apps()) {
      if (inner.app == route.mounted) add_app(inner, path, depth + 1);
    }
  }

  void add_route(const AppRoutes& app, const Route& route, const std::string& prefix) {
    Endpoint endpoint;
    endpoint.kind =
        route.kind == Route::Kind::WebSocket ? Endpoint::Kind::WebSocket : Endpoint::Kind::Http;
    endpoint.app = &app;
    endpoint.route = &route;
    endpoint.methods = route.methods;
    endpoint.path = prefix + route.path;
    if (as<FunctionDef>(route.handler.definition.node) != nullptr) {
      endpoint.handler = route.handler.definition;
    }
    endpoint.conditions = conditions_of(route);
    endpoint.left_out_at = left_out_at_;
    endpoint.authentication = authentication_of(route, behaviours_, reception_, guard_names());
    for (const MiddlewareGuard& guard : guards_) apply_guard(endpoint, guard);
    if (limits_ > 0 && endpoint.authentication.rate_limit.empty() && !has_limits_lifted(route)) {
      endpoint.authentication.rate_limit = "limited by middleware";
    }
    endpoints_.push_back(std::move(endpoint));
  }

  // Functions of @app.middleware("http") and dispatch() never see WebSockets.
  static void apply_guard(Endpoint& endpoint, const MiddlewareGuard& guard) {
    const Middleware& middleware = *guard.middleware;
    const FileModel& file = *middleware.entry().file;
    const auto& entry = *middleware.entry().node->as<FunctionDef>();
    const bool sees = endpoint.kind != Endpoint::Kind::WebSocket ||
                      (!middleware.function && file.text(entry.name) == "__call__");
    if (!sees || !guard.covers(endpoint.path)) return;
    Authentication& authentication = endpoint.authentication;
    if (authentication.status != Status::Enforced) authentication.evidence.clear();
    authentication.status = Status::Enforced;
    const std::string name = middleware.function ? std::string(file.qualified_name(entry))
                                                 : std::string(middleware.name());
    authentication.evidence.push_back({"middleware " + name, guard.fate.refused_at});
    authentication.bypasses.insert(authentication.bypasses.end(), guard.fate.bypasses.begin(),
                                   guard.fate.bypasses.end());
  }

  // The file of each If is that of the call that stands in it.
  static std::vector<Placed> conditions_of(const Route& route) {
    std::vector<Placed> tests;
    for (const Stmt* one : route.conditions) {
      const auto* choice = one->as<If>();
      if (choice == nullptr) continue;
      const FileModel* file = route.registered_at.file;
      for (const Placed& include : route.includes) {
        if (one->encloses(*include.expr)) file = include.file;
      }
      tests.push_back({file, choice->test});
    }
    return tests;
  }

  void add_function(const CloudFunction& function) {
    Endpoint endpoint;
    const FileModel& file = *function.handler.file;
    endpoint.kind = Endpoint::Kind::Function;
    endpoint.function = &function;
    endpoint.methods = {function.is_callable ? "POST" : "*"};
    endpoint.path = "/" + std::string(file.text(function.handler.node->as<FunctionDef>()->name));
    endpoint.handler = function.handler;
    Value handler;
    handler.kind = Value::Kind::Function;
    handler.definition = function.handler;
    const Behaviour& behaviour = behaviours_.of(handler);
    if (behaviour.refuses_strangers || behaviour.verifies) {
      endpoint.authentication.status = Status::Enforced;
      endpoint.authentication.evidence.push_back({"the function itself", behaviour.evidence});
    }
    endpoints_.push_back(std::move(endpoint));
  }

  // What the configuration says is public is public: nobody needs to confirm it.
  void apply_configuration(Endpoint& endpoint) const {
    Authentication& authentication = endpoint.authentication;
    if (authentication.status == Status::Enforced) return;
    if (!is_configured_public(endpoint, application_.options().public_routes)) return;
    authentication.status = Status::Public;
    authentication.public_reason = "listed as public in the configuration";
    authentication.public_by_configuration = true;
    authentication.evidence = {{std::string(authentication.public_reason), {}}};
  }

  const std::vector<std::string>& guard_names() const { return application_.options().guards; }

  const Application& application_;
  TestRoutes of_tests_;
  std::vector<Endpoint>& endpoints_;
  std::vector<const Route*>& unguarded_mounts_;
  Behaviours behaviours_;
  Reception reception_;
  int limits_ = 0;  // of the applications around the route at hand
  std::optional<bool> has_default_limits_;
  Placed left_out_at_;                   // see Endpoint
  std::vector<MiddlewareGuard> guards_;  // of the applications around the route at hand
};

// From the application to the route: the calls that could bring a guard.
std::vector<Placed> levels_of(const Endpoint& endpoint) {
  if (endpoint.function != nullptr) return {endpoint.function->decorator};
  std::vector<Placed> levels{endpoint.app->app->construction};
  levels.insert(levels.end(), endpoint.route->includes.begin(), endpoint.route->includes.end());
  levels.push_back(endpoint.route->registered_at);
  return levels;
}

void find_guard_places(std::vector<Endpoint>& endpoints) {
  struct Count {
    int guarded = 0, open = 0;
  };
  std::map<const Expr*, Count> below;
  for (const Endpoint& endpoint : endpoints) {
    const Status status = endpoint.authentication.status;
    for (const Placed& level : levels_of(endpoint)) {
      Count& count = below[level.expr];
      if (status == Status::None) ++count.open;
      if (status == Status::Enforced || status == Status::Weak) ++count.guarded;
    }
  }
  for (Endpoint& endpoint : endpoints) {
    const std::vector<Placed> levels = levels_of(endpoint);
    endpoint.guard_at = levels.back();
    for (const Placed& level : levels) {
      const Count& count = below[level.expr];
      if (count.guarded > 0 || count.open < 2) continue;
      endpoint.guard_at = level;
      break;
    }
  }
}

// The name that most of the guarded endpoints that count have as their outermost evidence,
// preferably of those that ask for no role.
std::string usual_guard_of(const std::vector<Endpoint>& endpoints, auto&& counts_in) {
  std::map<std::string_view, int> for_all, for_some;
  for (const Endpoint& endpoint : endpoints) {
    if (!endpoint.is_guarded() || !counts_in(endpoint)) continue;
    const std::string_view outermost = outermost_guard(endpoint);
    if (outermost.empty()) continue;
    ++(endpoint.authentication.roles.empty() ? for_all : for_some)[outermost];
  }
  const auto& counts = for_all.empty() ? for_some : for_all;
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : std::string(most->first);
}

}  // namespace

std::string Endpoint::label() const {
  std::string text;
  for (const std::string& method : methods) {
    if (!text.empty()) text += ",";
    text += method;
  }
  if (kind == Kind::WebSocket) text = "websocket";
  if (kind == Kind::Function) text = "function";
  return text + " " + path;
}

Endpoints::Endpoints(const Application& application) {
  EndpointCollector(application, endpoints_, unguarded_mounts_).run();
  infer_sign_up(endpoints_);
  find_guard_places(endpoints_);
  for (std::size_t i = 0; i < endpoints_.size(); ++i) by_route_.emplace(endpoints_[i].route, i);
}

std::string Endpoints::usual_guard() const {
  return usual_guard_of(endpoints_, [](const Endpoint&) { return true; });
}

std::string Endpoints::usual_guard(const AppRoutes* app) const {
  return usual_guard_of(endpoints_, [&](const Endpoint& one) { return one.app == app; });
}

const Endpoint* Endpoints::of(const Route& route) const {
  const auto found = by_route_.find(&route);
  return found == by_route_.end() ? nullptr : &endpoints_[found->second];
}

namespace {

std::string_view last_segment(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);
}

// Whether a path that ends in this word can be meant: else no need to look at the rest of it.
bool may_end_in(std::string_view word, std::string_view routed) {
  const std::string_view last = last_segment(routed);
  return last == word || last.starts_with('{');
}

}  // namespace

bool hits(const TestRequest& request, const Endpoint& endpoint) {
  if (request.goes_everywhere) return true;
  const auto& methods = endpoint.methods;
  const bool is_websocket = endpoint.kind == Endpoint::Kind::WebSocket;
  if (!is_websocket && std::find(methods.begin(), methods.end(), request.method) == methods.end()) {
    return false;
  }
  const std::string_view word = last_segment(request.path);
  const bool may_be_meant = may_end_in(word, endpoint.path) ||
                            (endpoint.route != nullptr && may_end_in(word, endpoint.route->path)) ||
                            word.find('*') != word.npos;
  if (!may_be_meant) return false;
  if (goes_to(request, is_websocket, endpoint.methods, endpoint.path)) return true;
  // Tests call a mounted application by itself.
  return endpoint.route != nullptr && endpoint.route->path != endpoint.path &&
         goes_to(request, is_websocket, endpoint.methods, endpoint.route->path);
}

bool is_configured_public(const Endpoint& endpoint, const std::vector<std::string>& entries) {
  return std::any_of(entries.begin(), entries.end(), [&](std::string_view entry) {
    const std::size_t space = entry.find(' ');
    if (space != entry.npos) {
      const std::string_view method = entry.substr(0, space);
      const auto& methods = endpoint.methods;
      if (std::find(methods.begin(), methods.end(), method) == methods.end()) return false;
      entry.remove_prefix(space + 1);
    }
    if (!entry.ends_with('*')) return entry == endpoint.path;
    entry.remove_suffix(1);
    return endpoint.path.starts_with(entry);
  });
}

}  // namespace fastidious::app
