#pragma once
// Verbs in paths of which a method says the same: `/orders/clear`, `/getOrders`.

#include <string>
#include <string_view>

namespace fastidious::rules {

// What the method says already, and the methods beside which it does.
struct PathVerb {
  std::string_view word;
  std::string_view methods;
  std::string_view instead;  // the method that says it
};

// The verb that a segment is or begins with: "delete", "get-orders", "createOrder"; null if none.
const PathVerb* path_verb_of(std::string_view segment);

// "/orders" of "/orders/clear" and of "/getOrders"; "/" if nothing else is in there.
std::string path_without(const PathVerb& verb, std::string_view path);

// The first verb in a path; null if there is none.
const PathVerb* first_verb_in(std::string_view path);

}  // namespace fastidious::rules
