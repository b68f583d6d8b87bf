#pragma once
// The routes of routers that libraries give.

#include <string_view>

namespace fastidious::knowledge {

struct LibraryRoute {
  std::string_view library;  // the first part of its modules' names
  std::string_view factory;  // the method that gives the router
  std::string_view method;   // "GET"
  std::string_view path;
  std::string_view name;  // of the route; "{backend}" stands for the authentication backend's
  bool guarded = false;   // strangers are refused
};

inline constexpr LibraryRoute kLibraryRoutes[] = {
#define LIBRARY_ROUTE(library, factory, method, path, name, guarded) \
  {library, factory, method, path, name, guarded},
#include "knowledge/library_routers.def"
#undef LIBRARY_ROUTE
};

}  // namespace fastidious::knowledge
