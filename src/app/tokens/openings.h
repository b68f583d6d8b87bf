#pragma once
// Guards of endpoints that take tokens made for something else: refresh tokens, password resets.

#include <string>
#include <vector>

#include "app/tokens/acceptance.h"

namespace fastidious::app {

// A kind of token that a guard takes, though it was made for something else.
struct TakenToken {
  const SignedToken* token = nullptr;
  Acceptance how;  // Alike or OtherValue
};

// What one call that decodes lets in.
struct Opening {
  const TokenReading* reading = nullptr;  // that of the guard with the most routes
  std::vector<const Route*> routes;
  std::vector<TakenToken> taken;  // all Alike where one is: never empty
  // Somebody who is no guard, or wants another kind, has the claims from the holder as well.
  bool serves_others = false;

  bool lets_in() const { return taken.front().how.verdict == Acceptance::Verdict::Alike; }
  // The call that gives the holder of the claims what they are.
  const semantic::CallSite& site() const { return reading->way.calls[reading->holder]; }
};

// All of an application, by file and position; what they point to lives as long as this.
class TokenOpenings {
 public:
  explicit TokenOpenings(const Application& application);
  TokenOpenings(const TokenOpenings&) = delete;
  TokenOpenings& operator=(const TokenOpenings&) = delete;

  const std::vector<Opening>& all() const { return openings_; }
  // The tokens for access that are signed with the key.
  std::vector<const SignedToken*> access_with(const std::string& key) const;

 private:
  std::vector<SignedToken> tokens_;
  std::vector<TokenReading> readings_;
  std::vector<Opening> openings_;
};

}  // namespace fastidious::app
