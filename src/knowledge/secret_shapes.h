#pragma once
// Secrets that can be told by their own form: tokens of providers, private keys, passwords in URLs.
//
// A text is read once for all forms (secret_suspects.h). Where a secret may stand, the forms are
// tried that begin with the same three letters. What has the form is then validated: by its
// checksum where the format has one, else by its parts.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "knowledge/secret_patterns.h"

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

// The shapes that a text beginning like `text` may have are first_shape(), its next_shape() and so
// on; null for nearly every text. Found by the first three letters.
const SecretShape* first_shape(std::string_view text);
const SecretShape* next_shape(const SecretShape& shape);
// The few shapes that begin with less than three letters of their own, and how many letters and
// digits a text must begin with, counted up to kLongestWord, to have one.
inline constexpr std::size_t kLongestWord = 100;
struct LooseShape {
  const SecretShape* shape;
  std::size_t least_word;
  std::size_t most_word;
};
std::span<const LooseShape> loose_shapes();

// A value that only its provider's name in front of it makes a secret: `DATADOG_API_KEY=<32 hex>`.
struct NamedShape {
  std::string_view kind;
  std::string_view words;    // in lower case, with | between them: one of them stands in front
  std::string_view pattern;  // one piece
};
std::span<const NamedShape> named_shapes();
// Whether a value of `size` characters can have one.
bool has_named_shape(std::size_t size);

struct FoundSecret {
  std::string_view kind;
  std::string_view value;  // a view of the text it was found in
  SecretWeight weight = SecretWeight::Token;
  bool shows_prefix = true;  // its first four characters tell the provider and nothing else
};

// Every secret in `text`, in order, at most `most`. `before` is the source in front of the
// text (a name it is given to). Linear in the text's length.
inline constexpr std::size_t kMostSecrets = 16;
std::vector<FoundSecret> find_secrets(std::string_view text, std::string_view before,
                                      std::size_t most = kMostSecrets);
// The same in a text whose suspicious places are known.
class SuspectMap;
std::vector<FoundSecret> find_secrets(const SuspectMap& suspects, std::size_t most = kMostSecrets);

}  // namespace fastidious::knowledge
