#include "app/routes/library_routes.h"

#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

// `fastapi_users = FastAPIUsers[User, UUID](…)`, or an object of a class that is derived from it.
bool is_of(const FileModel& file, const Call& call, std::string_view library) {
  const std::string_view target = file.resolve(*call.func);
  if (target.starts_with(library)) return true;
  const auto* method = call.func->as<Attribute>();
  if (method == nullptr || library != "fastapi_users") return false;
  const Value owner = evaluate(file, method->value);
  const auto* made = as<Call>(owner.source.expr);
  return made != nullptr && owner.source.file->text(*made->func).starts_with("FastAPIUser");
}

// `auth_backend = AuthenticationBackend(name="jwt", …)`
Value backend_of(const Value& router) {
  const Value backend = evaluate(argument_of(router.source, 0, "backend"));
  if (!backend.is(Value::Kind::Call)) return {};
  return evaluate(argument_of(backend.source, 0, "name"));
}

}  // namespace

LibraryRouter library_router(Placed include, const Bindings& bindings) {
  LibraryRouter found;
  const Value router = evaluate(argument_in(include, 0, "router", bindings), bindings);
  const auto* call = as<Call>(router.source.expr);
  if (call == nullptr) return found;
  const FileModel& file = *router.source.file;
  const std::string_view callee = file.text(*call->func);
  const std::string_view factory = callee.substr(callee.rfind('.') + 1);
  for (const knowledge::LibraryRoute& one : knowledge::kLibraryRoutes) {
    if (one.factory == factory && is_of(file, *call, one.library)) found.routes.push_back(&one);
  }
  if (!found.routes.empty()) found.backend = backend_of(router);
  return found;
}

bool is_of_library(const Route& route) {
  return !route.includes.empty() && route.includes.back().expr == route.registered_at.expr;
}

}  // namespace fastidious::app
