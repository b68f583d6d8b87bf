#include "rules/guard_needs.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "app/dependencies/factory.h"
#include "rules/endpoint_report.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

using app::Dependency;
using app::Endpoint;
using app::Parameter;

constexpr int kUnauthorized = 401, kForbidden = 403;

bool answers_with(const app::Behaviour& behaviour, int status) {
  return std::binary_search(behaviour.statuses.begin(), behaviour.statuses.end(), status);
}

// Whoever is signed in is that, as a rule: it is no right.
bool is_about_accounts(std::string_view name) {
  constexpr std::array<std::string_view, 5> kStates = {"active", "verified", "confirmed", "enabled",
                                                       "banned"};
  return contains_any(lower_case(name), kStates);
}

// `require_role("guest")`: a name for whoever is signed in.
bool is_role_of_all(const std::string& role) {
  constexpr std::array<std::string_view, 7> kAll = {"guest",    "user",  "customer", "member",
                                                    "standard", "basic", "self"};
  return std::find(kAll.begin(), kAll.end(), lower_case(role)) != kAll.end();
}

bool is_of_administrators(std::string_view name) {
  return contains_any(lower_case(name), {"superuser", "admin", "staff"});
}

// get_token, get_authorization_header: what these give is not somebody yet.
bool gives_credential(std::string_view name) {
  constexpr std::array<std::string_view, 7> kWords = {"token",   "header", "credential", "bearer",
                                                      "payload", "claims", "scheme"};
  return contains_any(lower_case(name), kWords);
}

bool takes_path(const Dependency& dependency) {
  return std::any_of(dependency.parameters.begin(), dependency.parameters.end(),
                     [](const Parameter& one) { return one.in == Parameter::In::Path; });
}

template <class Wanted>
bool any_below(const Dependency& dependency, Wanted&& wanted) {
  return std::any_of(dependency.dependencies.begin(), dependency.dependencies.end(),
                     [&](const Dependency& one) { return wanted(one) || any_below(one, wanted); });
}

// "{id:int}" in "/orders/{id:int}": other texts go nowhere.
bool has_convertor(std::string_view path) {
  for (std::size_t at = path.find(':'); at != path.npos; at = path.find(':', at + 1)) {
    const std::string_view rest = path.substr(at + 1);
    if (!rest.starts_with("path}") && !rest.starts_with("str}")) return true;
  }
  return false;
}

}  // namespace

bool GuardNeeds::refuses(const Dependency& dependency) {
  return dependency.scheme.has_value() || behaviours_.of(dependency.callable).refuses_strangers;
}

// get_teacher(user: CurrentUser), which raises 403; get_admin(user: CurrentUser)
bool GuardNeeds::checks_right(const Dependency& dependency) {
  if (!is_behind_user(dependency) || takes_path(dependency)) return false;
  const std::string name = app::name_of_callable(dependency.callable);
  const std::string_view own = last_part(name);
  return is_of_administrators(own) ||
         (answers_with(behaviours_.of(dependency.callable), kForbidden) && !is_about_accounts(own));
}

bool GuardNeeds::asks_for_right(const Endpoint& endpoint) {
  if (endpoint.route == nullptr || !endpoint.is_guarded()) return false;
  const auto& roles = endpoint.authentication.roles;
  const bool has_role = !std::all_of(roles.begin(), roles.end(), is_role_of_all);
  return any_below(endpoint.route->dependant, [&](const Dependency& one) {
    const bool made_for_role = one.callable.is(app::Value::Kind::Call) && refuses(one);
    return (has_role && (made_for_role || !one.scopes.empty())) || checks_right(one);
  });
}

bool GuardNeeds::is_behind_user(const Dependency& dependency) {
  if (behaviours_.of(dependency.callable).verifies) return false;  // it finds out who that is
  return std::any_of(dependency.dependencies.begin(), dependency.dependencies.end(),
                     [&](const Dependency& one) {
                       const std::string name = app::name_of_callable(one.callable);
                       return !one.scheme && !gives_credential(last_part(name)) && refuses(one);
                     });
}

bool GuardNeeds::forbids(const Endpoint& endpoint) {
  bool forbids = false, doubts = false;
  app::for_each_dependency(endpoint.route->dependant, [&](const Dependency& one) {
    if (&one == &endpoint.route->dependant || !is_behind_user(one)) return;
    const app::Behaviour& behaviour = behaviours_.of(one.callable);
    forbids = forbids || answers_with(behaviour, kForbidden);
    doubts = doubts || answers_with(behaviour, kUnauthorized);
  });
  return forbids && !doubts;
}

std::vector<std::string> GuardNeeds::headers(const Endpoint& endpoint) {
  std::vector<std::string> needed;
  if (endpoint.route == nullptr) return needed;
  for (const Dependency& guard : endpoint.route->dependant.dependencies) {
    bool is_guard = false;
    std::vector<std::string> own;
    app::for_each_dependency(guard, [&](const Dependency& one) {
      is_guard = is_guard || refuses(one);
      for (const Parameter& parameter : one.parameters) {
        const bool is_header = parameter.in == Parameter::In::Header;
        if (is_header && parameter.field.required) own.push_back(parameter.alias);
      }
    });
    if (!is_guard) continue;
    if (own.empty()) return {};  // it answers by itself
    needed.insert(needed.end(), own.begin(), own.end());
  }
  return needed;
}

bool needs_true_path(const Endpoint& endpoint) {
  if (endpoint.route == nullptr || endpoint.path.find('{') == endpoint.path.npos) return false;
  return has_convertor(endpoint.route->full_path) ||
         any_below(endpoint.route->dependant,
                   [](const Dependency& one) { return takes_path(one); });
}

}  // namespace fastidious::rules
