#include "app/effects/exception_mapping.h"

#include <algorithm>

#include "semantic/exception_handlers.h"

namespace fastidious::app {

using namespace syntax;

namespace {

class MappingFinder {
 public:
  MappingFinder(const semantic::Model& model, const RouterTable& routers)
      : model_(model), routers_(routers) {}

  std::vector<ExceptionMapping> run() {
    for (const FileModel& file : model_.files()) {
      if (file.file().role == project::Role::Test) continue;
      for (const Node* node : file.tree().nodes()) {
        if (node->is(Kind::Call)) look_at(file, *node->as<Call>());
      }
    }
    for (const auto& router : routers_.all()) {
      if (router->is_app) read_constructor(*router);
    }
    return std::move(found_);
  }

 private:
  void look_at(const FileModel& file, const Call& call) {
    const auto* method = call.func->as<Attribute>();
    if (method == nullptr || call.args.empty()) return;
    const std::string_view name = file.text(method->attr);
    const Placed app{&file, method->value};
    if (name == "add_exception_handler") {
      add({&file, call.args.front()}, argument_of({&file, &call}, 1, "handler"), app);
    } else if (name == "exception_handler") {
      if (const auto* function = as<FunctionDef>(file.parent(call))) {
        add({&file, call.args.front()}, {&file, function}, app);
      } else if (const auto* outer = as<Call>(file.parent(call))) {
        if (outer->func == &call && !outer->args.empty()) {
          add({&file, call.args.front()}, Placed{&file, outer->args.front()}, app);
        }
      }
    }
  }

  void read_constructor(const Router& app) {
    const Followed given = follow(app.argument("exception_handlers"));
    const auto* dict = given.value ? given.value.expr->as<Dict>() : nullptr;
    for (std::uint32_t i = 0; dict != nullptr && i < dict->values.size(); ++i) {
      if (dict->keys[i] == nullptr) continue;
      const FileModel* file = given.value.file;
      const Definition handler = function_behind({file, dict->values[i]});
      if (handler) add({file, dict->keys[i]}, handler, &app);
    }
  }

  static Definition function_behind(Placed handler) {
    if (!handler) return {};
    const Definition found = follow(handler).definition;
    if (as<FunctionDef>(found.node) != nullptr) return found;
    const Definition direct = handler.file->definition_of(*handler.expr);
    return as<FunctionDef>(direct.node) != nullptr ? direct : Definition{};
  }

  void add(Placed key, Placed handler, Placed app) {
    if (const Definition function = function_behind(handler)) add(key, function, app);
  }

  void add(Placed key, Definition handler, Placed app) { add(key, handler, routers_.find(app)); }

  void add(Placed key, Definition handler, const Router* app) {
    ExceptionMapping mapping;
    mapping.handler = handler;
    mapping.at = key;
    mapping.app = app;
    mapping.status = number_of(evaluate(key));
    if (mapping.status == 0) mapping.type = key.file->resolve(*key.expr);
    if (mapping.status != 0 || !mapping.type.empty()) found_.push_back(mapping);
  }

  const semantic::Model& model_;
  const RouterTable& routers_;
  std::vector<ExceptionMapping> found_;
};

bool is_response(const FileModel& file, const Call& call) {
  const std::string_view target = file.resolve(*call.func);
  return target.ends_with("Response") || file.project().is_subclass(target, "fastapi.Response");
}

// The second parameter of a handler: the exception.
bool is_the_exception(const FunctionDef& handler, const Expr& expr) {
  const auto* name = expr.as<Name>();
  return name != nullptr && handler.args->all.size() >= 2 &&
         handler.args->all[handler.args->all.size() - 1]->name == name->name;
}

void insert(std::vector<int>& statuses, int status) {
  if (status == 0) return;
  const auto at = std::lower_bound(statuses.begin(), statuses.end(), status);
  if (at == statuses.end() || *at != status) statuses.insert(at, status);
}

int status_of_response(const ExceptionMapping& mapping, const Call& call, Placed origin) {
  const FileModel& file = *mapping.handler.file;
  const Expr* status = semantic::argument(file, call, 1, "status_code");
  if (status == nullptr) return 0;
  const auto* attribute = status->as<Attribute>();
  const auto& handler = *mapping.handler.node->as<FunctionDef>();
  if (attribute != nullptr && is_the_exception(handler, *attribute->value)) {
    return origin ? error_attribute(origin, file.text(attribute->attr)).value : 0;
  }
  return number_of(evaluate(file, status));
}

}  // namespace

std::vector<ExceptionMapping> exception_mappings(const semantic::Model& model,
                                                 const RouterTable& routers) {
  return MappingFinder(model, routers).run();
}

const ExceptionMapping* mapping_for(const std::vector<ExceptionMapping>& mappings,
                                    const semantic::Model& model, const Router* app,
                                    std::string_view type) {
  const ExceptionMapping* best = nullptr;
  for (const ExceptionMapping& one : mappings) {
    if (one.type.empty() || one.type == "builtins.Exception") continue;
    if (one.app != nullptr && one.app != app) continue;
    if (one.type == type) return &one;
    if (!model.is_subclass(type, one.type)) continue;
    if (best == nullptr || model.is_subclass(one.type, best->type)) best = &one;
  }
  return best;
}

std::vector<int> statuses_answered(const ExceptionMapping& mapping, const RaisedErrors& errors,
                                   Placed origin) {
  std::vector<int> statuses;
  const FileModel& file = *mapping.handler.file;
  for (const Stmt* statement : mapping.handler.node->as<FunctionDef>()->body) {
    semantic::any_own_node(file, *statement, [&](const Node& node) {
      const auto* call = node.as<Call>();
      if (call != nullptr && is_response(file, *call)) {
        insert(statuses, status_of_response(mapping, *call, origin));
      }
      return false;
    });
  }
  for (const RaisedError& error : errors.of(mapping.handler).raised) {
    if (error.is_http) insert(statuses, error.status.value);
  }
  return statuses;
}

}  // namespace fastidious::app
