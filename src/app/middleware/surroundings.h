#pragma once
// What surrounds the routes of an application: middleware, exception handlers, and what runs when
// it starts and stops (https://fastapi.tiangolo.com/advanced/middleware/,
// https://fastapi.tiangolo.com/tutorial/handling-errors/,
// https://fastapi.tiangolo.com/advanced/events/).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/routes/router.h"
#include "app/values/value.h"

namespace fastidious::app {

struct Middleware {
  Value cls;            // what is added: a class, or whatever `add_middleware` is given
  Definition function;  // of @app.middleware("http"): the FunctionDef
  Placed added_at;      // add_middleware(…), Middleware(…), the decorator, or Class(app, …)
  Placed whole;         // the same, or the list of the constructor that holds it
  const syntax::Stmt* condition = nullptr;  // the If it stands under; null if it always runs
  bool wraps_app = false;                   // `app = Class(app, …)`: outside of everything else

  // The qualified name of the class; empty for functions and what cannot be told.
  std::string_view name() const { return cls.text; }
  // An option it is given by keyword; null if it is not.
  Placed option(std::string_view keyword) const;
  // The function that sees each request: `dispatch` or `__call__` of a class of the repository, the
  // decorated function. Null if it is a library's.
  Definition entry() const;
};

struct ExceptionHandler {
  Placed exception;  // as written: a class, or a number
  std::string name;  // the qualified name of the class; empty for a number or an unknown one
  int status = 0;    // it is for this status code; 0: for a class
  Value handler;     // Function, Lambda, …
  Placed registered_at;
  const syntax::Stmt* condition = nullptr;
};

struct EventHandler {
  enum class When : std::uint8_t { Startup, Shutdown, Lifespan } when = When::Startup;
  Value handler;
  Placed registered_at;  // the call or decorator, or the value of the constructor's keyword
  bool by_constructor = false;
};

struct Surroundings {
  const Router* app = nullptr;               // also of routers, which have events only
  std::vector<Middleware> middleware;        // as a request meets it: the outermost first
  std::vector<ExceptionHandler> exceptions;  // in order of registration
  std::vector<EventHandler> events;          // in order of registration; the lifespan first
  bool options_are_known = true;             // no `**options` that may hold handlers
  bool middleware_is_known = true;           // nothing is added in a way that cannot be followed

  const EventHandler* lifespan() const;
  const Middleware* find_middleware(std::string_view name) const;
  // The handler that Starlette chooses for an instance of the class so named: that of the nearest
  // class it inherits from. Null if there is none.
  const ExceptionHandler* handler_for(const semantic::Model& model, std::string_view name) const;
};

// Of each application, in their order.
std::vector<Surroundings> read_surroundings(const std::vector<const Router*>& apps,
                                            const RouterTable& routers);

// Whether the last part of a qualified name is `simple_name`: middleware goes by several names,
// "fastapi.middleware.cors.CORSMiddleware" and "starlette.middleware.cors.CORSMiddleware".
bool is_class_named(std::string_view qualified, std::string_view simple_name);

}  // namespace fastidious::app
