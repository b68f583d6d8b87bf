#pragma once
// What a token's payload says, as far as the code that makes it tells.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "app/tokens/way.h"

namespace fastidious::app {

struct Claim {
  std::optional<std::string> constant;  // it is the same text in each of these tokens
  // What it is of, in one word that all that mean it share: "user id", "email", "username",
  // "device". Empty: not known.
  std::string subject;
  std::string source;     // the qualified name of what gives the value; empty: not known
  bool is_sure = true;    // it is there in any case
  std::size_t level = 0;  // of the function on the way that writes it
};

struct Claims {
  std::map<std::string, Claim, std::less<>> all;
  bool may_be_more = false;            // something is put in that is not seen
  std::set<const syntax::Node*> from;  // what is put in whole and not seen through

  const Claim* find(std::string_view name) const;
};

// The claims of the payload that the first call of the way signs.
Claims claims_on(const Way& way, Placed payload);

// What a value is of, as Claim::subject says it.
std::string subject_of(Held value, const Way& way);

// What all tokens have, or what says only when and for how long: "exp", "iat", "nbf".
bool is_time(std::string_view claim);

}  // namespace fastidious::app
