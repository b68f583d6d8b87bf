// Where routers are made, and what is registered on them.
#include "app/routes/find_routers.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "app/values/rounds.h"
#include "semantic/reaching_values.h"
#include "syntax/each_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMaxRounds = 2'000;  // of the loops around one call
constexpr int kMaxCallers = 4;             // functions that hand an application on to each other

struct RegisteringMethod {
  std::string_view name;
  Registration::Kind kind;
  bool is_decorator;
};

constexpr RegisteringMethod kMethods[] = {
    {"get", Registration::Kind::Route, true},
    {"post", Registration::Kind::Route, true},
    {"put", Registration::Kind::Route, true},
    {"patch", Registration::Kind::Route, true},
    {"delete", Registration::Kind::Route, true},
    {"options", Registration::Kind::Route, true},
    {"head", Registration::Kind::Route, true},
    {"trace", Registration::Kind::Route, true},
    {"api_route", Registration::Kind::Route, true},
    {"websocket", Registration::Kind::WebSocket, true},
    {"websocket_route", Registration::Kind::WebSocket, true},
    {"route", Registration::Kind::Plain, true},
    {"add_api_route", Registration::Kind::Route, false},
    {"add_api_websocket_route", Registration::Kind::WebSocket, false},
    {"add_route", Registration::Kind::Plain, false},
    {"include_router", Registration::Kind::Include, false},
    {"mount", Registration::Kind::Mount, false},
    {"middleware", Registration::Kind::Middleware, true},
    {"add_middleware", Registration::Kind::Middleware, false},
    {"exception_handler", Registration::Kind::ExceptionHandler, true},
    {"add_exception_handler", Registration::Kind::ExceptionHandler, false},
    {"on_event", Registration::Kind::EventHandler, true},
    {"add_event_handler", Registration::Kind::EventHandler, false},
};

const RegisteringMethod* registering_method(std::string_view name) {
  const auto* found = std::find_if(std::begin(kMethods), std::end(kMethods),
                                   [&](const RegisteringMethod& one) { return one.name == name; });
  return found == std::end(kMethods) ? nullptr : found;
}

// The parameter of a registering method that takes the function; middleware is a class instead.
std::string_view name_of_endpoint(Registration::Kind kind) {
  switch (kind) {
    case Registration::Kind::ExceptionHandler: return "handler";
    case Registration::Kind::EventHandler: return "func";
    case Registration::Kind::Middleware: return "";
    default: return "endpoint";
  }
}

// The function that `call` decorates; null if it is no decorator.
const FunctionDef* decorated_function(const FileModel& file, const Call& call) {
  const auto* function = as<FunctionDef>(file.parent(call));
  // Nothing but decorators stands before the name.
  const bool decorates = function != nullptr && call.begin < function->name_span.begin;
  return decorates ? function : nullptr;
}

// The innermost If of the same function around `node`.
const Stmt* condition_of(const FileModel& file, const Call& node) {
  const Node* outside = decorated_function(file, node);
  if (outside == nullptr) outside = &node;
  for (const Node* at = file.parent(*outside); at != nullptr; at = file.parent(*at)) {
    if (const auto* choice = at->as<If>()) return choice;
    if (at->as<FunctionDef>() != nullptr) return nullptr;
  }
  return nullptr;
}

struct Rounds {
  std::vector<Bindings> all;
  bool never = false;  // each of them is known to pass the node by
};

// What the loops of the same function around `node` bind, round by round.
Rounds rounds_around(const FileModel& file, const Call& node) {
  const Node* outside = decorated_function(file, node);
  if (outside == nullptr) outside = &node;
  std::vector<const For*> loops;
  for (const Node* at = file.parent(*outside); at != nullptr; at = file.parent(*at)) {
    if (at->as<FunctionDef>() != nullptr) break;
    if (const auto* loop = at->as<For>(); loop != nullptr && !loop->iter->encloses(node)) {
      loops.push_back(loop);
    }
  }
  std::vector<Bindings> rounds;
  if (!loops.empty()) rounds.emplace_back();
  for (std::size_t i = loops.size(); i-- > 0;) {
    std::vector<Bindings> inner;
    for (const Bindings& around : rounds) {
      const std::vector<Bindings> more = rounds_of(file, *loops[i], around);
      if (more.empty() || inner.size() + more.size() > kMaxRounds) return {};
      std::copy_if(more.begin(), more.end(), std::back_inserter(inner),
                   [&](const Bindings& one) { return runs_in_round(file, *loops[i], node, one); });
    }
    rounds = std::move(inner);
  }
  return {rounds, !loops.empty() && rounds.empty()};
}

// Whether its path is what the functions around it are passed: which, and what guards it, only
// their callers know.
bool depends_on_caller(const Registration& registration) {
  if (registration.kind > Registration::Kind::Plain || !registration.rounds.empty()) return false;
  return !evaluate(argument_of(registration.call, 0, "path")).is(Value::Kind::Str);
}

// A parameter of the function around a name, by its place in calls: they do not pass `self`.
struct Passed {
  const FunctionDef* function = nullptr;  // null if the name is none
  int index = -1;
  bool is_bound = false;
};

Passed passed_parameter(Placed at) {
  const auto* name = as<Name>(at.expr);
  const FunctionDef* function = name != nullptr ? at.file->enclosing_function(*name) : nullptr;
  Passed found;
  for (std::uint32_t i = 0; function != nullptr && i < function->args->all.size(); ++i) {
    if (function->args->all[i]->name == name->name) found = {function, static_cast<int>(i)};
  }
  if (found.function == nullptr) return {};
  found.is_bound = at.file->is_method(*function) && !at.file->is_static_method(*function);
  if (found.is_bound) --found.index;
  return found;
}

bool is_test(const FileModel& file) { return file.file().role == project::Role::Test; }

bool imports_web_framework(const FileModel& file) {
  for (const Stmt* statement : file.tree().imports()) {
    if (const auto* from = statement->as<ImportFrom>()) {
      if (from->module.starts_with("fastapi") || from->module.starts_with("starlette")) return true;
    } else if (const auto* plain = statement->as<Import>()) {
      for (const Alias* alias : plain->names) {
        if (alias->name.starts_with("fastapi") || alias->name.starts_with("starlette")) return true;
      }
    }
  }
  return false;
}

}  // namespace

// Files that import the framework, or from a module that does, or that are handed a router to
// include others: others have no router at hand.
bool RouterFinder::may_register(const FileModel& file, const std::vector<bool>& web) const {
  if (web[file.file().id.value]) return true;
  for (const project::ImportEdge& edge : model_.imports().imports_of(file.file().id)) {
    if (edge.to.valid() && web[edge.to.value]) return true;
  }
  constexpr std::string_view kIncludes = "include_router";
  const std::string_view text = file.file().text.view();
  return ::memmem(text.data(), text.size(), kIncludes.data(), kIncludes.size()) != nullptr;
}

void RouterFinder::run() {
  std::vector<bool> web;  // by FileId: whether it imports the framework
  for (const FileModel& file : model_.files()) web.push_back(imports_web_framework(file));
  for (const FileModel& file : model_.files()) {
    if (may_register(file, web)) files_.push_back(&file);
  }
  for (const FileModel* file : files_) find_constructions(*file);
  for (const FileModel* file : files_) find_registrations(*file);
}

RouterFinder::Construction RouterFinder::construction(const FileModel& file, const Call& call) {
  if (!call.func->is(Kind::Name) && !call.func->is(Kind::Attribute)) return Construction::None;
  const Identifier target = file.fact(*call.func).target;
  if (target.empty()) return Construction::None;
  const auto known = classes_.find(target);
  if (known != classes_.end()) return known->second;
  const std::string_view name = file.text(target);
  Construction result = Construction::None;
  if (model_.is_subclass(name, "fastapi.FastAPI")) result = Construction::App;
  if (model_.is_subclass(name, "fastapi.APIRouter")) result = Construction::Router;
  classes_.emplace(target, result);
  return result;
}

void RouterFinder::find_constructions(const FileModel& file) {
  for (const auto* one : file.tree().nodes_of<Call>()) {
    const Call& call = *one;
    const Construction made = construction(file, call);
    if (made == Construction::None) continue;
    auto router = std::make_unique<Router>();
    router->is_app = made == Construction::App;
    router->construction = {&file, &call};
    router->cls = file.resolve(*call.func);
    const Node* statement = file.parent(call);
    if (const auto* plain = as<Assign>(statement)) router->name = {&file, plain->targets.front()};
    if (const auto* annotated = as<AnnAssign>(statement)) router->name = {&file, annotated->target};
    table_.by_construction_.emplace(&call, router.get());
    table_.routers_.push_back(std::move(router));
  }
}

void RouterFinder::find_registrations(const FileModel& file) {
  constexpr KindTable kRegistering{Kind::Call, Kind::For};
  for_each_of(file.tree(), kRegistering, [&](const Node& node) {
    if (node.is(Kind::Call)) register_call(file, static_cast<const Call&>(node));
    if (node.is(Kind::For)) register_loop(file, static_cast<const For&>(node));
  });
}

// for route in app.routes: route.operation_id = route.name
void RouterFinder::register_loop(const FileModel& file, const For& loop) {
  const auto* routes = loop.iter->as<Attribute>();
  if (routes == nullptr || file.text(routes->attr) != "routes" || !loop.target->is(Kind::Name)) {
    return;
  }
  Registration registration;
  registration.kind = Registration::Kind::Loop;
  registration.call = {&file, loop.iter};
  registration.loop = &loop;
  add_to({&file, routes->value}, std::move(registration));
}

void RouterFinder::register_call(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  const RegisteringMethod* known =
      method != nullptr ? registering_method(file.text(method->attr)) : nullptr;
  if (known == nullptr) return;
  Rounds rounds = rounds_around(file, call);
  if (rounds.never) return;
  Registration registration;
  registration.kind = known->kind;
  registration.call = {&file, &call};
  registration.method = known->name;
  registration.condition = condition_of(file, call);
  registration.rounds = std::move(rounds.all);
  if (known->is_decorator) {
    const FunctionDef* function = decorated_function(file, call);
    if (function != nullptr) {
      registration.handler = {&file, function};
    } else if (const auto* outer = as<Call>(file.parent(call))) {
      if (outer->func != &call || outer->args.empty()) return;  // router.get("/x")(function)
      registration.endpoint = {&file, outer->args.front()};
    } else {
      return;
    }
  } else if (known->kind == Registration::Kind::Include ||
             known->kind == Registration::Kind::Mount) {
    add_targets(registration);
    if (registration.targets.size() != registration.rounds.size()) registration.rounds.clear();
  } else {
    registration.endpoint = argument_of(registration.call, 1, name_of_endpoint(known->kind));
  }
  Placed receiver{&file, method->value};
  const auto* inner = method->value->as<Attribute>();
  if (inner != nullptr && file.text(inner->attr) == "webhooks") {
    registration.kind = Registration::Kind::Webhook;
    receiver.expr = inner->value;
  }
  add_to(receiver, std::move(registration));
}

// for one in ROUTERS: app.include_router(**one), for prefix in PREFIXES: app.include_router(r,
// prefix)
void RouterFinder::add_targets_of_rounds(Registration& registration) const {
  const bool mounts = registration.kind == Registration::Kind::Mount;
  std::vector<const Router*> found;
  for (const Bindings& round : registration.rounds) {
    const Placed given =
        argument_in(registration.call, mounts ? 1 : 0, mounts ? "app" : "router", round);
    const Value value = evaluate(given, round);
    const Router* router = table_.find(value.source ? value.source : given);
    if (router == nullptr) return;
    found.push_back(router);
  }
  registration.targets = std::move(found);
}

void RouterFinder::add_targets(Registration& registration) const {
  add_targets_of_rounds(registration);
  if (!registration.targets.empty()) return;
  const bool mounts = registration.kind == Registration::Kind::Mount;
  const Placed target = argument_of(registration.call, mounts ? 1 : 0, mounts ? "app" : "router");
  if (const Router* router = table_.find(target)) {
    registration.targets.push_back(router);
  } else if (const auto* name = as<Name>(target.expr)) {
    add_loop_targets(registration, *name, {});
    const auto* method = as<Attribute>(static_cast<const Call&>(*registration.call.expr).func);
    const bool is_made_here = table_.find({target.file, method->value}) != nullptr;
    const Router* passed = is_made_here ? table_.find(value_of(target)) : nullptr;
    if (registration.targets.empty() && passed != nullptr) registration.targets.push_back(passed);
  } else if (const auto* attribute = as<Attribute>(target.expr)) {
    const auto* module = attribute->value->as<Name>();
    const std::string_view member = target.file->text(attribute->attr);
    if (module != nullptr) add_loop_targets(registration, *module, member);
    if (registration.targets.empty()) add_attribute_targets(registration, *attribute);
  }
}

// What `expr` was given; `router` of `def create_app(router)`: what all callers pass but tests, if
// that is one and the same.
Placed RouterFinder::value_of(Placed expr, int depth) const {
  const Placed value = follow(expr).value;
  const Passed parameter = passed_parameter(value);
  if (parameter.function == nullptr || depth >= kMaxCallers) return value;
  Placed only;
  const std::string_view name = value.file->text(*value.expr);
  for (const auto& [file, call] :
       model_.calls_of(value.file->qualified_name(*parameter.function))) {
    if (is_test(*file) && !is_test(*value.file)) continue;
    const Expr* given = semantic::argument(*file, *call, parameter.index, name);
    const Placed passed = given != nullptr ? value_of({file, given}, depth + 1) : Placed{};
    if (!passed || (only && only.expr != passed.expr)) return {};
    only = passed;
  }
  return only;
}

// def register(app, router, prefix): app.include_router(router, prefix=prefix)
Registration RouterFinder::as_passed(const Registration& registration, Placed call) const {
  const bool mounts = registration.kind == Registration::Kind::Mount;
  const bool includes = mounts || registration.kind == Registration::Kind::Include;
  if (!includes || !registration.targets.empty() || !registration.rounds.empty()) {
    return registration;
  }
  Registration result = registration;
  const Placed target = argument_of(registration.call, mounts ? 1 : 0, mounts ? "app" : "router");
  const Passed parameter = passed_parameter(target);
  if (parameter.function == nullptr) return result;
  const std::string_view name = target.file->text(*target.expr);
  const auto& caller = static_cast<const Call&>(*call.expr);
  const Router* router =
      table_.find({call.file, semantic::argument(*call.file, caller, parameter.index, name)});
  if (router == nullptr) return result;
  if (registration.condition == nullptr) {
    result.asked_at = call;
    result.condition = condition_of(*call.file, caller);
  }
  result.targets.push_back(router);
  result.rounds.push_back(
      bind_parameters(call, {target.file, parameter.function}, parameter.is_bound));
  return result;
}

// app.include_router(plugin.events), where classes of plugins say `events = router`.
void RouterFinder::add_attribute_targets(Registration& registration,
                                         const Attribute& attribute) const {
  const FileModel& file = *registration.call.file;
  const auto* owner = attribute.value->as<Name>();
  if (owner == nullptr || semantic::reaching_bindings(file, *owner).empty()) return;
  for (const semantic::Binding* binding : semantic::reaching_bindings(file, *owner)) {
    if (binding->kind == semantic::BindingKind::Import ||
        binding->kind == semantic::BindingKind::ImportFrom) {
      return;
    }
  }
  for (const FileModel* one : files_) {
    for (const auto* assign : one->tree().nodes_of<Assign>()) {
      const auto* name = assign->targets.front()->as<Name>();
      const bool plugs = name != nullptr && name->name == attribute.attr &&
                         one->enclosing_class(*assign) != nullptr;
      const Router* router = plugs ? table_.find({one, assign->value}) : nullptr;
      if (router != nullptr) registration.targets.push_back(router);
    }
  }
}

// The router that the module `expr` calls `member`.
const Router* RouterFinder::router_of_module(Placed expr, std::string_view member) const {
  const std::string name = std::string(expr.file->resolve(*expr.expr)) + "." + std::string(member);
  const Definition found = model_.definition(name);
  if (as<Name>(found.node) == nullptr) return nullptr;
  return table_.find({found.file, static_cast<const Name*>(found.node)});
}

// for router in [users.router, items.router]: app.include_router(router)
// for module in (users, items): app.include_router(module.router)
void RouterFinder::add_loop_targets(Registration& registration, const Name& name,
                                    std::string_view member) const {
  const FileModel& file = *registration.call.file;
  for (const semantic::Binding* binding : semantic::reaching_bindings(file, name)) {
    const Expr* iterable = semantic::iterable_of(file, *binding);
    if (iterable == nullptr) continue;
    const Placed found = value_of({&file, iterable});
    if (!found) continue;
    const auto* list = found.expr->as<ListExpr>();
    const auto* tuple = found.expr->as<Tuple>();
    if (list == nullptr && tuple == nullptr) continue;
    for (const Expr* item : list != nullptr ? list->elts : tuple->elts) {
      const Placed one{found.file, item};
      const Router* router = member.empty() ? table_.find(one) : router_of_module(one, member);
      if (router != nullptr) registration.targets.push_back(router);
    }
  }
}

void RouterFinder::add_to(Placed receiver, Registration registration, int depth) {
  if (Router* router = table_.find_at(receiver, 0)) {
    if (depth > 1 && depends_on_caller(registration)) return;
    router->registrations.push_back(std::move(registration));
  } else if (depth < kMaxCallers) {
    add_for_callers(receiver, registration, depth);
  }
}

// FastAPI(lifespan=lifespan) calls `lifespan` with the application.
void RouterFinder::add_for_lifespans(const FileModel& file, const FunctionDef& function,
                                     const Registration& registration) {
  for (const std::unique_ptr<Router>& app : table_.routers_) {
    if (!app->is_app) continue;
    const Definition lifespan = follow(app->argument("lifespan")).definition;
    if (lifespan.file == &file && lifespan.node == &function) {
      app->registrations.push_back(registration);
    }
  }
}

// def register(app: FastAPI): app.include_router(…), also where its caller was handed the app.
void RouterFinder::add_for_callers(Placed receiver, const Registration& registration, int depth) {
  const Passed parameter = passed_parameter(receiver);
  if (parameter.function == nullptr || parameter.index < 0) return;
  const std::string_view name = receiver.file->text(*receiver.expr);
  const FunctionDef& function = *parameter.function;
  for (const auto& [file, call] : model_.calls_of(receiver.file->qualified_name(function))) {
    add_to({file, semantic::argument(*file, *call, parameter.index, name)},
           depth == 0 ? as_passed(registration, {file, call}) : registration, depth + 1);
  }
  if (parameter.index == 0) add_for_lifespans(*receiver.file, function, registration);
}

}  // namespace fastidious::app
