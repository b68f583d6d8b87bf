#include "app/routes/route_label.h"

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

Definition handler_of(const Route& route) {
  const Definition& found = route.handler.definition;
  return syntax::as<syntax::FunctionDef>(found.node) != nullptr ? found : Definition{};
}

}  // namespace fastidious::app
