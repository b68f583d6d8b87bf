#pragma once
// The HTTP operations that OpenAPI shows, each once with all its places in the applications.

#include <string>
#include <vector>

#include "app/routes/route.h"

namespace fastidious::app {

// Where an operation is served.
struct Served {
  const Router* app = nullptr;
  const Route* route = nullptr;
};

struct Operation {
  std::vector<Served> served;      // in the order of registration; at least one
  const Router* router = nullptr;  // on which it is registered

  const Route& route() const { return *served.front().route; }
  const FileModel& file() const { return *route().registered_at.file; }
  // The call that registers it.
  const syntax::Call& call() const { return *route().registered_at.expr->as<syntax::Call>(); }
  // `router.get` of the call: where findings about the operation stand.
  Span place() const { return {call().begin, call().func->end}; }
  // The endpoint; null if it is no function of the repository.
  const syntax::FunctionDef* function() const;
  // "GET /users/{id}", as it is first served.
  std::string label() const;
  // The name of the endpoint.
  const std::string& name() const { return route().name; }
};

// By application and order of registration. Left out: what is hidden from the schema, what
// applications without OpenAPI document and those of tests serve, and routers that no application
// includes.
std::vector<Operation> operations_of(const std::vector<AppRoutes>& apps,
                                     const RouterTable& routers);

}  // namespace fastidious::app
