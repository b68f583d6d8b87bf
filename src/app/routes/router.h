#pragma once
// FastAPI() and APIRouter() objects, and what is registered on them, as the text says it: nothing
// is combined yet (routes/route.h).

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "app/values/value.h"
#include "semantic/model.h"

namespace fastidious::app {

struct Router;

struct Registration {
  enum class Kind : std::uint8_t {
    Route,      // @router.get("/x"), router.add_api_route("/x", f)
    WebSocket,  // @router.websocket("/x"), router.add_api_websocket_route("/x", f)
    Plain,      // Starlette's @app.route: not in OpenAPI, nothing injected
    Include,    // router.include_router(other)
    Mount,      // app.mount("/x", other)
    Webhook,    // @app.webhooks.post("name")
    Loop,       // for route in app.routes: route.operation_id = route.name
    // What surrounds the routes (app/middleware/): no endpoints.
    Middleware,        // app.add_middleware(Class, …), @app.middleware("http")
    ExceptionHandler,  // app.add_exception_handler(Error, f), @app.exception_handler(Error)
    EventHandler,      // app.add_event_handler("startup", f), @app.on_event("startup")
  };
  Kind kind = Kind::Route;
  Placed call;                         // the call that registers
  Placed asked_at;                     // Include, Mount in a function that is passed the router:
                                       // the call of that function; else null
  std::string_view method;             // "get", "api_route", …: the name of what is called
  Definition handler;                  // the FunctionDef below the decorator
  Placed endpoint;                     // of add_api_route, add_exception_handler, …: the
                                       // function's expression
  std::vector<const Router*> targets;  // Include, Mount: routers; several in a loop over them
  // What loops around the call bind in each of its rounds; empty if there are none, or they cannot
  // be told. Of Include and Mount: one for each target.
  std::vector<Bindings> rounds;
  const syntax::For* loop = nullptr;        // Loop: over the routes that are registered before it
  const syntax::Stmt* condition = nullptr;  // the If it stands under; null if it always runs

  Placed place() const { return asked_at ? asked_at : call; }
  bool surrounds_routes() const { return kind >= Kind::Middleware; }
};

struct Router {
  bool is_app = false;
  Placed construction;                      // the call that makes it
  Definition name;                          // the Name it is assigned to; null if there is none
  std::string_view cls;                     // "fastapi.FastAPI", "app.routing.AuthRouter"
  std::vector<Registration> registrations;  // in the order in which they run

  // A keyword of the constructor: its own, or what an APIRouter subclass passes on.
  Placed argument(std::string_view keyword, int index = -1) const;
};

class RouterTable {
 public:
  explicit RouterTable(const semantic::Model& model);

  // By file and position.
  const std::vector<std::unique_ptr<Router>>& all() const { return routers_; }
  // The router that `expr` is: a name, an attribute of a module, a call that makes or returns one.
  const Router* find(Placed expr) const;

 private:
  friend class RouterFinder;
  Router* find_at(Placed expr, int depth) const;
  Router* returned_by(const Definition& function, Placed call, int depth) const;

  const semantic::Model& model_;
  std::vector<std::unique_ptr<Router>> routers_;
  std::map<const syntax::Node*, Router*> by_construction_;
};

}  // namespace fastidious::app
