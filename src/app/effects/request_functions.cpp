#include "app/effects/request_functions.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "app/dependencies/behaviour.h"
#include "app/routes/route_label.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// Decorators that leave a function what it is.
constexpr std::string_view kTransparent[] = {
    "builtins.staticmethod",      "builtins.classmethod", "typing.override",
    "typing_extensions.override", "typing.no_type_check", "functools.wraps",
    "functools.cached_property",  "abc.abstractmethod"};

bool is_transparent(const FileModel& file, const Expr& decorator) {
  const auto* call = decorator.as<Call>();
  const std::string_view name = file.resolve(call != nullptr ? *call->func : decorator);
  return std::find(std::begin(kTransparent), std::end(kTransparent), name) !=
         std::end(kTransparent);
}

class FunctionCollector {
 public:
  explicit FunctionCollector(const Application& application) : application_(application) {}

  std::vector<Definition> run() {
    for (const Route* route : application_.distinct_routes().all()) {
      for_each_dependency(route->dependant,
                          [&](const Dependency& one) { add(running_function(one.callable)); });
      add(handler_of(*route));
    }
    for (const FileModel& file : application_.code().files()) {
      for (const semantic::Scope& scope : file.scopes().scopes()) {
        if (scope.kind != semantic::ScopeKind::Function) continue;
        const auto& function = *scope.node->as<FunctionDef>();
        if (is_hook(file, function) || is_dispatch(file, function)) add({&file, &function});
      }
    }
    return std::move(found_);
  }

 private:
  // @app.middleware("http"), @app.exception_handler(Error)
  static bool is_hook(const FileModel& file, const FunctionDef& function) {
    return std::any_of(
        function.decorator_list.begin(), function.decorator_list.end(), [&](const Expr* one) {
          const auto* call = one->as<Call>();
          const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
          if (method == nullptr) return false;
          const std::string_view name = file.text(method->attr);
          if (name != "middleware" && name != "exception_handler") return false;
          const std::string_view owner = file.type_of(*method->value);
          return owner == "fastapi.FastAPI" || owner == "starlette.applications.Starlette";
        });
  }

  // The dispatch() of a BaseHTTPMiddleware.
  static bool is_dispatch(const FileModel& file, const FunctionDef& function) {
    if (file.text(function.name) != "dispatch") return false;
    const ClassDef* cls = file.enclosing_class(function);
    return cls != nullptr &&
           file.inherits_from(*cls, "starlette.middleware.base.BaseHTTPMiddleware");
  }

  void add(const Definition& function) {
    if (as<FunctionDef>(function.node) == nullptr || !seen_.insert(function.node).second) return;
    found_.push_back(function);
  }

  const Application& application_;
  std::vector<Definition> found_;
  std::set<const Node*> seen_;  // looked up only
};

}  // namespace

std::vector<Definition> request_functions(const Application& application) {
  return FunctionCollector(application).run();
}

namespace {

// Most calls are of few names: each is looked up once. What a name means depends on the root that
// the file is imported from.
class CalledFunctions {
 public:
  Definition of(const FileModel& file, const Call& call) {
    const Identifier target = file.fact(*call.func).target;
    if (!target) return {};
    if (file.file().import_root != root_) {
      root_ = file.file().import_root;
      known_.clear();
    }
    const auto [known, is_new] = known_.try_emplace(target);
    if (is_new) known->second = called_function(file, call);
    return known->second;
  }

 private:
  std::string root_;
  std::unordered_map<Identifier, Definition> known_;  // looked up only
};

}  // namespace

std::set<const Node*> functions_run_by_requests(const Application& application) {
  constexpr std::size_t kMost = 50'000;
  std::vector<Definition> open = request_functions(application);
  CalledFunctions called;
  std::set<const Node*> seen;
  for (const Definition& one : open) seen.insert(one.node);
  while (!open.empty() && seen.size() < kMost) {
    const Definition function = open.back();
    open.pop_back();
    for (const auto* call : function.file->tree().nodes_of<Call>(*function.node)) {
      const Definition callee = called.of(*function.file, *call);
      if (callee && seen.insert(callee.node).second) open.push_back(callee);
    }
  }
  return seen;
}

Definition called_function(const FileModel& file, const Call& call) {
  Definition callee = file.definition_of(*call.func);
  if (as<ClassDef>(callee.node) != nullptr) {
    Value cls;
    cls.kind = Value::Kind::Class;
    cls.definition = callee;
    callee = function_of(cls);
  }
  const auto* function = as<FunctionDef>(callee.node);
  if (function == nullptr || callee.file->is_generator(*function)) return {};
  const bool plain =
      std::all_of(function->decorator_list.begin(), function->decorator_list.end(),
                  [&](const Expr* one) { return is_transparent(*callee.file, *one); });
  return plain || callee.file->is_route_handler(*function) ? callee : Definition{};
}

}  // namespace fastidious::app
