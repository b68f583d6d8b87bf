#pragma once
// The tokens (JWT) that the application signs: of which kind, with which key, with which claims.

#include <string>
#include <string_view>
#include <vector>

#include "app/settings/settings_class.h"
#include "app/tokens/claims.h"

namespace fastidious::app {

// What a token is for; Access also where no name says what it is for. Mailed are those that are
// sent as a link, as a rule.
enum class TokenKind : std::uint8_t { Access, Refresh, Mailed, Other };

struct SignedToken {
  TokenKind kind = TokenKind::Access;
  std::string word;  // "refresh", "password reset", "verification"; empty of Access
  std::string key;   // what it is signed with: equal texts are the same key; never empty
  Claims claims;
  Way way;
  Definition maker;  // the outermost function that gives it back, and names the kind
  Placed payload;    // what is signed
};

// By which tokens say what they are for.
inline constexpr std::string_view kClaimsOfKind[] = {
    "type", "token_type", "typ", "token_use", "purpose", "use", "kind", "mode", "scope", "usage"};

// The kind that the name of a value tells, and its word: "refresh_token" is Refresh. Access, and no
// word, where it tells none.
struct NamedKind {
  TokenKind kind = TokenKind::Access;
  std::string word;
  bool is_told = false;
};
NamedKind kind_in(std::string_view name);
// The same of a function that makes tokens: "create_refresh_token". "refresh_token" and
// "verify_mfa" do something with them, and "refresh_access_token" makes another one for access.
NamedKind kind_made_by(std::string_view function);

// What a key is, by the field of the settings, constant or function that it comes from; empty if
// that is not known.
std::string key_of(Held key, const Way& way, const SettingsTable& settings);

// All tokens that are signed outside tests, by file and position of the calls that sign.
std::vector<SignedToken> signed_tokens(const semantic::Model& model, const SettingsTable& settings);

}  // namespace fastidious::app
