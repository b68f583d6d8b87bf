#pragma once
// Whether a guard takes a token that was made for something else than access.

#include <string>
#include <vector>

#include "app/tokens/signed_token.h"
#include "app/tokens/token_reading.h"

namespace fastidious::app {

struct Acceptance {
  enum class Verdict : std::uint8_t {
    Unknown,
    ToldApart,  // the guard looks at a claim that the other kind has not, or not like this
    Alike,      // each claim that the guard reads is there, and of the same
    OtherValue  // each is there, and one of them is of something else
  } verdict = Verdict::Unknown;
  std::string claim;   // OtherValue: which
  std::string theirs;  // what it is of in the other kind: "email"
  std::string ours;    // in access tokens
};

// `access` are the tokens for access that are signed with the same key.
Acceptance acceptance_of(const SignedToken& other, const std::vector<const SignedToken*>& access,
                         const TokenReading& reading);

}  // namespace fastidious::app
