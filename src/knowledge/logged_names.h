#pragma once
// What the name of a value that is printed says about what will be read in the log.

#include <string_view>

namespace fastidious::knowledge {

enum class Secrecy {
  None,
  Possible,  // `token`, `secret`: of a person as often as of a language model
  Certain,   // `password`, `access_token`, `client_secret`, `card_number`
};

// Of a value so named, if it is a text. None for counts (`max_tokens`), for what tells about it
// (`token_type`, `has_password`, `secret_name`), and for what was made harmless (`masked_token`).
Secrecy secrecy_of(std::string_view name);

// Whether the name says that something was done to the value (`masked_token`), or that it only
// stands for something (`worker_id`, `key_name`).
bool says_harmless(std::string_view name);

// Whether what is recorded by that name only tells what there is: `credential_parameter_keys`; not
// `api_keys`.
bool names_labels(std::string_view name);

// Of the header so named: `Authorization`, `Cookie`, `X-API-Key`.
Secrecy secrecy_of_header(std::string_view name);

// Whether a text so named is the address of a database or queue, in which a password may stand:
// `DATABASE_URL`, `redis_dsn`.
bool names_connection(std::string_view name);

// Whether a text so named is about a person: `email`, `phone_number`, `date_of_birth`.
bool is_personal(std::string_view name);
// The same for `name`, `address` and the like, which are about a person if they are a person's.
bool is_personal_of_person(std::string_view name);
// Whether the name has a word for a person in it: `current_user`, `Customer`, `user_roles`.
bool is_person(std::string_view name);
// Whether a variable or class so named is a person: `current_user`, `UserCreate`; not `UserRole`.
bool stands_for_person(std::string_view name);

// Whether a variable or class so named stands for several people, whose address is nobody's:
// `tactical_group`, `MailingList`.
bool names_group(std::string_view name);

// Whether the text right before a value says that it is a group's, or a name to log in with: "for
// Google group ", "GroupKey=", "username ".
bool announces_no_person(std::string_view before);

// Whether a function so named deals with who runs the service: `create_admin_user`.
bool names_operator(std::string_view function);

// Whether a function so named gives something that may be read by everybody: `mask_token`,
// `hash_password`, `redact`, `token_length`.
bool makes_harmless(std::string_view function);

}  // namespace fastidious::knowledge
