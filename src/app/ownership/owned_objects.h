#pragma once
// Whose the application's objects are: which of their attributes endpoints compare with the caller,
// and which objects endpoints get by a key that the client names.

#include <string>
#include <string_view>
#include <vector>

#include "app/endpoints/endpoint.h"
#include "app/ownership/passed_value.h"

namespace fastidious::app {

class Application;

// `item.owner_id != user.id` where the endpoint refuses, or `where(Item.owner_id == user.id)`.
struct OwnerCheck {
  const Endpoint* endpoint = nullptr;
  const Dependency* caller = nullptr;  // what gives the caller
  Definition cls;                      // a ClassDef
  std::string_view column;             // "owner_id"
  Placed at;
  bool is_of_list = false;  // it only chooses what a list holds
};

// `session.get(Item, id)`, `where(Item.id == id)`, `get_item(id) -> Item`.
struct KeyedAccess {
  Definition cls;
  Placed at;
};

// Whether the dependency, no scheme of fastapi.security, is one by which strangers are refused.
bool refuses_strangers(const Endpoint& endpoint, const Dependency& dependency);
// The checks that the endpoint's handler, its dependencies, and what they hand the caller to make.
std::vector<OwnerCheck> owner_checks_of(const Endpoint& endpoint, PassedValues& values);
// The objects that the functions get by the value.
std::vector<KeyedAccess> accesses_by(const std::vector<NamedValue>& key);

}  // namespace fastidious::app
