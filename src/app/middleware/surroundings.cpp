#include "app/middleware/surroundings.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "app/middleware/passed_options.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"
#include "semantic/reaching_values.h"

namespace fastidious::app {

using namespace syntax;

namespace {

Value function_value(const Definition& function) {
  Value value;
  value.kind = Value::Kind::Function;
  value.definition = function;
  value.text = function.file->qualified_name(*function.node);
  return value;
}

// What a function of the repository returns, if that is one expression: `make_middleware()`.
Placed returned_by(Placed call) {
  const auto* node = as<Call>(call.expr);
  if (node == nullptr) return {};
  const Definition callee = follow({call.file, node->func}).definition;
  const auto* function = as<FunctionDef>(callee.node);
  if (function == nullptr || function->is_async()) return {};
  const Expr* returned = nullptr;
  for (const Node* one : callee.file->tree().subtree(*function)) {
    const auto* statement = one->as<Return>();
    if (statement == nullptr || callee.file->enclosing_function(*statement) != function) continue;
    if (returned != nullptr) return {};
    returned = statement->value;
  }
  return {callee.file, returned};
}

// The items of a list or tuple, through names, `+` and functions that return one; `known` becomes
// false where it cannot tell.
void items_of(Placed list, std::vector<Placed>& items, bool& known, int depth = 0) {
  constexpr int kMaxDepth = 8;
  const Followed found = follow(list);
  if (!found.value || depth > kMaxDepth) {
    known = false;
    return;
  }
  const auto* display = found.value.expr->as<ListExpr>();
  const auto* tuple = found.value.expr->as<Tuple>();
  const auto* sum = found.value.expr->as<BinOp>();
  if (sum != nullptr && sum->op == Operator::Add) {
    items_of({found.value.file, sum->left}, items, known, depth + 1);
    items_of({found.value.file, sum->right}, items, known, depth + 1);
  } else if (display != nullptr || tuple != nullptr) {
    for (const Expr* item : display != nullptr ? display->elts : tuple->elts) {
      items.push_back({found.value.file, item});
    }
  } else if (const Placed returned = returned_by(found.value)) {
    items_of(returned, items, known, depth + 1);
  } else {
    known = false;
  }
}

// app = CORSMiddleware(app, …): by the application, those of a file in the order of its nodes.
using Wrappers = std::unordered_map<const Router*, std::vector<Placed>>;

void find_wrappers(const FileModel& file, const RouterTable& routers, Wrappers& found) {
  for (const Node* node : file.tree().nodes()) {
    const auto* call = node->as<Call>();
    const Expr* inner = call != nullptr ? semantic::argument(file, *call, 0, "app") : nullptr;
    if (inner == nullptr || !file.resolve(*call->func).ends_with("Middleware")) continue;
    const Router* app = routers.find({&file, inner});
    const bool is_here = app != nullptr && app->construction.file == &file;
    if (is_here) found[app].push_back({&file, call});
  }
}

class SurroundingsReader {
 public:
  explicit SurroundingsReader(const Router& app) { result_.app = &app; }

  Surroundings run(const std::vector<Placed>& wrappers) {
    read_constructor();
    for (const Registration& registration : result_.app->registrations) read(registration);
    std::reverse(added_.begin(), added_.end());
    auto& all = result_.middleware;
    all.insert(all.begin(), added_.begin(), added_.end());
    for (const Placed& one : wrappers) add_wrapper(one);
    return std::move(result_);
  }

 private:
  void read_constructor() {
    const Router& app = *result_.app;
    const auto& call = *app.construction.expr->as<Call>();
    result_.options_are_known =
        !semantic::passes_unpacked_mapping(call) || passes_only_metadata(app.construction);
    if (const Placed lifespan = app.argument("lifespan")) {
      add_event(EventHandler::When::Lifespan, evaluate(lifespan), lifespan, true);
    }
    read_event_list("on_startup", EventHandler::When::Startup);
    read_event_list("on_shutdown", EventHandler::When::Shutdown);
    if (const Placed list = app.argument("middleware")) read_middleware_list(list);
    if (const Placed handlers = app.argument("exception_handlers")) read_handler_dict(handlers);
  }

  void read_event_list(std::string_view keyword, EventHandler::When when) {
    const Placed list = result_.app->argument(keyword);
    if (!list) return;
    std::vector<Placed> items;
    bool known = true;
    items_of(list, items, known);
    for (const Placed& item : items) add_event(when, evaluate(item), item, true);
  }

  void add_event(EventHandler::When when, Value handler, Placed at, bool by_constructor) {
    result_.events.push_back({when, std::move(handler), at, by_constructor});
  }

  // middleware=[Middleware(A), Middleware(B)]: A is outside of B.
  void read_middleware_list(Placed list) {
    std::vector<Placed> items;
    items_of(list, items, result_.middleware_is_known);
    for (const Placed& item : items) {
      const Followed found = follow(item);
      const auto* call = found.value ? found.value.expr->as<Call>() : nullptr;
      const Expr* cls =
          call != nullptr ? semantic::argument(*found.value.file, *call, 0, "cls") : nullptr;
      if (cls == nullptr) {
        result_.middleware_is_known = false;
        continue;
      }
      Middleware one;
      one.cls = evaluate(*found.value.file, cls);
      one.added_at = found.value;
      one.whole = list;
      result_.middleware.push_back(std::move(one));
    }
  }

  void read_handler_dict(Placed handlers) {
    const Followed found = follow(handlers);
    const auto* dict = found.value ? found.value.expr->as<Dict>() : nullptr;
    if (dict == nullptr) return;
    for (std::uint32_t i = 0; i < dict->keys.size(); ++i) {
      if (dict->keys[i] == nullptr) continue;
      add_handler({found.value.file, dict->keys[i]}, evaluate(*found.value.file, dict->values[i]),
                  found.value, nullptr);
    }
  }

  void add_handler(Placed exception, Value handler, Placed at, const Stmt* condition) {
    if (!exception) return;
    ExceptionHandler one;
    one.exception = exception;
    const Value value = evaluate(exception);
    if (value.is(Value::Kind::Int)) one.status = static_cast<int>(value.integer);
    if (value.is(Value::Kind::Class)) one.name = value.text;
    one.handler = std::move(handler);
    one.registered_at = at;
    one.condition = condition;
    result_.exceptions.push_back(std::move(one));
  }

  void read(const Registration& registration) {
    switch (registration.kind) {
      case Registration::Kind::Middleware: return read_middleware(registration);
      case Registration::Kind::ExceptionHandler: return read_handler(registration);
      case Registration::Kind::EventHandler: return read_event(registration);
      default: return;
    }
  }

  void read_middleware(const Registration& registration) {
    Middleware one;
    one.added_at = one.whole = registration.call;
    one.condition = registration.condition;
    if (registration.handler) {
      one.function = registration.handler;
    } else {
      one.cls = evaluate(argument_of(registration.call, 0, "middleware_class"));
    }
    added_.push_back(std::move(one));
  }

  static Value handler_of(const Registration& registration) {
    return registration.handler ? function_value(registration.handler)
                                : evaluate(registration.endpoint);
  }

  void read_handler(const Registration& registration) {
    const Placed exception = argument_of(registration.call, 0, "exc_class_or_status_code");
    if (!exception) return;
    for (const Placed& one : run_over(exception)) {
      add_handler(one, handler_of(registration), registration.call, registration.condition);
    }
  }

  // for error in (NotFound, Conflict): app.add_exception_handler(error, handle)
  static std::vector<Placed> run_over(Placed exception) {
    const auto* name = exception.expr->as<Name>();
    if (name == nullptr) return {exception};
    std::vector<Placed> items;
    for (const semantic::Binding* binding : semantic::reaching_bindings(*exception.file, *name)) {
      const Expr* iterable = semantic::iterable_of(*exception.file, *binding);
      bool known = true;
      if (iterable != nullptr) items_of({exception.file, iterable}, items, known);
    }
    return items.empty() ? std::vector<Placed>{exception} : items;
  }

  void read_event(const Registration& registration) {
    const Value event = evaluate(argument_of(registration.call, 0, "event_type"));
    const bool ends = event.is(Value::Kind::Str) && event.text == "shutdown";
    add_event(ends ? EventHandler::When::Shutdown : EventHandler::When::Startup,
              handler_of(registration), registration.call, false);
  }

  void add_wrapper(const Placed& call) {
    Middleware one;
    one.cls = evaluate(*call.file, call.expr->as<Call>()->func);
    one.added_at = one.whole = call;
    one.wraps_app = true;
    result_.middleware.insert(result_.middleware.begin(), std::move(one));
  }

  Surroundings result_;
  std::vector<Middleware> added_;  // in order of add_middleware: the innermost first
};

Definition method_named(const Definition& cls, std::string_view name) {
  for (const Definition& one : semantic::model_and_bases(*cls.file, *cls.node->as<ClassDef>())) {
    for (const Stmt* statement : one.node->as<ClassDef>()->body) {
      const auto* method = statement->as<FunctionDef>();
      if (method != nullptr && one.file->text(method->name) == name) return {one.file, method};
    }
  }
  return {};
}

}  // namespace

Placed Middleware::option(std::string_view keyword) const {
  return argument_of(added_at, -1, keyword);
}

Definition Middleware::entry() const {
  if (function) return function;
  if (cls.definition.node == nullptr || cls.definition.node->as<ClassDef>() == nullptr) return {};
  const Definition dispatch = method_named(cls.definition, "dispatch");
  return dispatch ? dispatch : method_named(cls.definition, "__call__");
}

const EventHandler* Surroundings::lifespan() const {
  for (const EventHandler& one : events) {
    if (one.when == EventHandler::When::Lifespan) return &one;
  }
  return nullptr;
}

const Middleware* Surroundings::find_middleware(std::string_view name) const {
  for (const Middleware& one : middleware) {
    if (is_class_named(one.name(), name)) return &one;
  }
  return nullptr;
}

const ExceptionHandler* Surroundings::handler_for(const semantic::Model& model,
                                                  std::string_view name) const {
  const ExceptionHandler* best = nullptr;
  for (const ExceptionHandler& one : exceptions) {
    if (one.name.empty() || !model.is_subclass(name, one.name)) continue;
    if (best == nullptr || model.is_subclass(one.name, best->name)) best = &one;
  }
  return best;
}

std::vector<Surroundings> read_surroundings(const std::vector<const Router*>& apps,
                                            const RouterTable& routers) {
  std::unordered_set<const FileModel*> read;
  Wrappers wrappers;
  std::vector<Surroundings> all;
  for (const Router* app : apps) {
    const FileModel& file = *app->construction.file;
    if (read.insert(&file).second) find_wrappers(file, routers, wrappers);
    all.push_back(SurroundingsReader(*app).run(wrappers[app]));
  }
  return all;
}

bool is_class_named(std::string_view qualified, std::string_view simple_name) {
  return qualified == simple_name || (qualified.ends_with(simple_name) &&
                                      qualified[qualified.size() - simple_name.size() - 1] == '.');
}

}  // namespace fastidious::app
