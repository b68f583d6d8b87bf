#pragma once
// Secrets that can be told by their own form: tokens of providers, private keys, passwords in URLs.
//
// A text is read by runs without blanks, of which most are too short to be looked at; inside one, a
// shape is tried where a word begins with one of its first characters. What has the shape is then
// validated: by its checksum where the format has one, else by its parts.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace fastidious::knowledge {

// How much a find weighs.
enum class SecretWeight : std::uint8_t {
  Proven,  // a checksum or a structure that nothing else has
  Token,   // the provider's form and a random body
  Likely,  // a form that others share, or one that is sometimes public
  Mild,    // a test key, or an identifier that is public by design
};

// What has a shape, and where it was found.
struct Candidate {
  std::string_view token;
  std::string_view body;    // the token without the letters that all of its kind begin with
  std::string_view before;  // the text in front of it: up to 200 bytes of source
  SecretWeight weight;      // the shape's
};

struct SecretShape {
  std::string_view kind;                                      // "GitHub personal access token"
  std::string_view pattern;                                   // see secret_shapes.def
  std::optional<SecretWeight> (*validate)(const Candidate&);  // none: it is no secret after all
  SecretWeight weight;
};

// All shapes, the more telling of two that begin alike first.
std::span<const SecretShape> secret_shapes();

// The bytes at the beginning of `text` that `pattern` (see secret_shapes.def) matches, to where no
// word goes on; 0 if it does not match.
std::size_t match_length(std::string_view pattern, std::string_view text);

struct FoundSecret {
  std::string_view kind;
  std::string_view value;  // a view of the text it was found in
  SecretWeight weight = SecretWeight::Token;
  bool shows_prefix = true;  // its first four characters tell the provider and nothing else
};

// Every secret in `text`, in order, at most kMostSecrets. `before` is the source in front of the
// text (a name it is given to). Linear in the text's length.
inline constexpr std::size_t kMostSecrets = 16;
std::vector<FoundSecret> find_secrets(std::string_view text, std::string_view before);

}  // namespace fastidious::knowledge
