#include "app/routes/route_label.h"

#include "app/dependencies/behaviour.h"
#include "app/dependencies/factory.h"

namespace fastidious::app {

std::string label_of(const Route& route) {
  std::string text;
  for (const std::string& method : route.methods) {
    if (!text.empty()) text += ",";
    text += method;
  }
  if (route.kind == Route::Kind::WebSocket) text = "websocket";
  return text + " " + (route.path.empty() ? "/" : route.path);
}

Definition running_function(const Value& callable) {
  const Value made = returned_callable(callable);
  if (made.known()) return function_of(made);
  const bool is_factory = callable.is(Value::Kind::Call) &&
                          syntax::as<syntax::FunctionDef>(callable.definition.node) != nullptr;
  return is_factory ? Definition{} : function_of(callable);
}

Definition handler_of(const Route& route) { return running_function(route.handler); }

}  // namespace fastidious::app
