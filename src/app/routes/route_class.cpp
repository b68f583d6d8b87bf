#include "app/routes/route_class.h"

#include <algorithm>

#include "semantic/exception_handlers.h"
#include "semantic/model.h"
#include "semantic/pydantic_model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

const Router* router_of(const RouterTable& routers, const Route& route) {
  for (const auto& router : routers.all()) {
    const auto& all = router->registrations;
    if (std::any_of(all.begin(), all.end(), [&](const Registration& one) {
          return one.call.expr == route.registered_at.expr;
        })) {
      return router.get();
    }
  }
  return nullptr;
}

bool catches(const FileModel& file, const Node& cls, std::string_view error) {
  const auto handlers = file.tree().nodes_of<ExceptHandler>(cls);
  return std::any_of(handlers.begin(), handlers.end(), [&](const ExceptHandler* one) {
    return !semantic::raises(file, *one) &&
           semantic::any_caught(file, *one, [&](std::string_view name) { return name == error; });
  });
}

}  // namespace

bool route_class_catches(const RouterTable& routers, const Route& route, std::string_view error) {
  const Router* router = router_of(routers, route);
  const Placed given = router != nullptr ? router->argument("route_class") : Placed{};
  const Value cls = given ? evaluate(given) : Value{};
  const auto* node = as<ClassDef>(cls.definition.node);
  if (node == nullptr) return false;
  const auto all = semantic::model_and_bases(*cls.definition.file, *node);
  return std::any_of(all.begin(), all.end(),
                     [&](const Definition& one) { return catches(*one.file, *one.node, error); });
}

}  // namespace fastidious::app
