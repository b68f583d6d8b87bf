#pragma once
// What a callable needs before FastAPI can call it: parameters of the request, and other callables.
// https://fastapi.tiangolo.com/tutorial/dependencies/

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/dependencies/security_scheme.h"
#include "app/models/model_class.h"
#include "app/values/value.h"

namespace fastidious::app {

struct Parameter {
  enum class In : std::uint8_t { Path, Query, Header, Cookie, Body, Form, File } in = In::Query;
  Field field;        // `required`, `default_value`, `type`, `info`
  std::string alias;  // the name in the request
  Placed annotation;  // where it is declared; may be null
  const syntax::Arg* arg = nullptr;

  bool is_body() const { return in >= In::Body; }
};

struct Dependency {
  Value callable;
  std::string_view name;  // of the parameter that takes its value; empty without one
  std::vector<Parameter> parameters;
  std::vector<Dependency> dependencies;
  std::vector<std::string> scopes;  // of Security(…, scopes=[…])
  bool takes_security_scopes = false;
  bool use_cache = true;
  std::string_view scope;                // "function", "request", or empty
  std::optional<SecurityScheme> scheme;  // it is one of fastapi.security's
  Placed depends;                        // the Depends(…) that asks for it
};

// How many dependencies are read of an application: as often as they are asked for.
inline constexpr std::size_t kMostDependencies = 100'000;

// The endpoint of a route as a dependency; `dependencies` are the Depends(…) that stand in lists.
// `left` is how many may still be read; it becomes less by those that are.
Dependency read_endpoint(const Value& handler, const std::vector<Value>& dependencies,
                         std::string_view path, std::size_t& left);

// Calls visit(dependency) for it and all below, each before what it needs.
template <class Visit>
void for_each_dependency(const Dependency& dependency, Visit&& visit) {
  visit(dependency);
  for (const Dependency& one : dependency.dependencies) for_each_dependency(one, visit);
}

}  // namespace fastidious::app
