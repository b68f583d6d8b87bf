#pragma once
// Names and values that stand side by side in a line, whatever it is written in: YAML, JSON, INI,
// properties, XML, shell, connection strings, SQL, .netrc.

#include <string_view>
#include <vector>

namespace fastidious::knowledge {

// A value that a line gives to a name. Views of the text.
struct NamedValue {
  std::string_view name;
  std::string_view value;
};

// Every such pair of a line, in order: `name = value`, `"name": "value"`, `user=a;password=b`,
// `<name>value</name>`, `<add key="name" value="value"/>`, `--name value`, `NAME 'value'`,
// `machine a login b password c`. A value that stands without quotes ends with its word. Linear in
// the line's length but for names, which are looked back for at most kLongestPairName bytes.
inline constexpr std::size_t kLongestPairName = 80;
std::vector<NamedValue> pairs_of_line(std::string_view line);

// The hash of a password where the line gives it to a user, as .htpasswd and shadow files do:
// `user:$apr1$…` (crypt(5)); empty if the line does not.
std::string_view password_hash_of_line(std::string_view line);

// Whether a value is "user:password" in base64, as HTTP's basic authentication (RFC 7617) and
// Docker's config.json have it.
bool is_basic_credential(std::string_view value);

}  // namespace fastidious::knowledge
