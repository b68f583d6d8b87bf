#pragma once
// What a variable's, parameter's or key's name says about its value. A name is about a secret if
// its last word is (`access_token`, not `token_url`), and nothing before it says otherwise
// (`next_page_token`, `public_key`).

#include <string>
#include <string_view>
#include <vector>

namespace fastidious::knowledge {

enum class NameEvidence {
  None,
  Token,     // API keys, tokens, signing keys: made by a generator
  Password,  // chosen by a person
};

// `name` in snake_case, camelCase, kebab-case or any mix of them.
NameEvidence evidence_of_name(std::string_view name);

// The words of a name that say what it is: `email_from_token` is an email.
std::vector<std::string> words_of_thing(std::string_view name);

// `VITE_API_URL`: bundlers write variables of such prefixes into what browsers load.
bool is_public_by_name(std::string_view name);

}  // namespace fastidious::knowledge
