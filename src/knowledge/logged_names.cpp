#include "knowledge/logged_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "knowledge/secret_names.h"
#include "knowledge/sensitive_fields.h"
#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::knowledge {
namespace {

using Words = std::vector<std::string>;

// Such names are questions, numbers or orders.
constexpr std::string_view kFirstWords[] = {
    "is",      "has",        "had",     "have",    "use",      "uses",      "should", "enable",
    "enabled", "disable",    "allow",   "require", "requires", "need",      "needs",  "show",
    "hide",    "with",       "without", "no",      "not",      "invalid",   "wrong",  "bad",
    "missing", "expired",    "num",     "n",       "total",    "count",     "max",    "min",
    "prompt",  "completion", "input",   "output",  "cached",   "reasoning", "same",   "match",
    "weak",    "supports",   "support", "can",     "using",    "first",     "special"};
// What is done with a password. A `reset_token` is a token.
constexpr std::string_view kVerbs[] = {"reset",  "forgot", "forgotten", "change",
                                       "verify", "check",  "validate"};
// What was done to it, or is known of it.
constexpr std::string_view kHarmlessWords[] = {
    "masked", "redacted", "hidden",      "obfuscated",  "sanitized", "sanitised", "safe",
    "hash",   "hashed",   "encrypted",   "digest",      "length",    "len",       "mask",
    "hint",   "preview",  "partial",     "truncated",   "display",   "prefix",    "suffix",
    "label",  "public",   "placeholder", "fingerprint", "count"};
constexpr std::string_view kCertainEndings[] = {
    "authorization", "jwt",         "cvv",        "cvc",         "totp",
    "cookie",        "set_cookie",  "cookies",    "auth_header", "mfa_code",
    "otp_code",      "card_number", "reset_code", "ssn",         "login_code"};
constexpr std::string_view kPossibleEndings[] = {"otp", "verification_code", "magic_link",
                                                 "auth_code"};
// Passwords by any of these names are nothing else.
constexpr std::string_view kPlainPasswords[] = {"password",   "passwd",     "passphrase",
                                                "passwort",   "pgpassword", "userpass",
                                                "dbpassword", "passwords"};
// A token of these is one that opens something.
constexpr std::string_view kQualifiers[] = {
    "access",     "refresh",  "id",     "auth",    "bearer",  "api",    "client",
    "jwt",        "private",  "secret", "signing", "session", "reset",  "oauth",
    "webhook",    "security", "login",  "bot",     "bearer",  "master", "admin",
    "encryption", "github",   "slack",  "invite"};

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += '_';
    text += word;
  }
  return text;
}

template <class Endings>
bool ends_like(std::string_view text, const Endings& endings) {
  return std::any_of(std::begin(endings), std::end(endings), [&](std::string_view ending) {
    return text.ends_with(ending) &&
           (text.size() == ending.size() || text[text.size() - ending.size() - 1] == '_');
  });
}

bool has_harmless_word(const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return is_one_of(word, kHarmlessWords); });
}

// `S3_ACCESS_KEY`: of object stores the access key is the id, the secret key the secret.
bool is_id_of_pair(const Words& words) {
  constexpr std::string_view kStores[] = {"s3", "aws", "minio", "r2", "oss", "cos", "wasabi"};
  const std::size_t count = words.size();
  return count > 2 && words[count - 2] == "access" && words[count - 1] == "key" &&
         !is_one_of("secret", words) &&
         std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_one_of(word, kStores); });
}

bool says_something_else(const Words& words) {
  if (words.size() > 1 && is_one_of(words.front(), kFirstWords)) return true;
  const bool is_password = is_one_of(words.back(), kPlainPasswords);
  if (is_password && is_one_of(words.front(), kVerbs)) return true;
  // `session_tokens` may be counted: only pairs of credentials come by that name.
  if (words.back() == "tokens" || words.back() == "secrets") return true;
  if (is_id_of_pair(words)) return true;
  // `claims_token`: SharePoint's `c:0t.c|provider|id`, which names somebody.
  if (words.size() == 2 && words[0] == "claims" && words[1] == "token") return true;
  return has_harmless_word(words);
}

// "X-User-JWT" is the name of a header as often as what stands in it.
bool names_header(const Words& words) {
  const bool is_header = is_one_of("header", words) || is_one_of("headers", words);
  return is_header && words.back() != "header";
}

Secrecy by_evidence(std::string_view name, const Words& words) {
  switch (evidence_of_name(name)) {
    case NameEvidence::Password:
      return is_one_of(words.back(), kPlainPasswords) ? Secrecy::Certain : Secrecy::Possible;
    case NameEvidence::Token: {
      const bool qualified =
          std::any_of(words.begin(), words.end() - 1,
                      [](const std::string& word) { return is_one_of(word, kQualifiers); });
      const bool one_word = words.size() == 1 && words[0] != "token" && words[0] != "secret" &&
                            words[0] != "bearer" && words[0] != "pepper" &&
                            !words[0].starts_with("credential");
      const bool is_credential = words.back().starts_with("credential");
      return (qualified && !is_credential) || one_word ? Secrecy::Certain : Secrecy::Possible;
    }
    case NameEvidence::None: break;
  }
  return Secrecy::None;
}

}  // namespace

Secrecy secrecy_of(std::string_view name) {
  const Words words = words_of_thing(name);
  if (words.empty() || says_something_else(words) || names_header(words)) return Secrecy::None;
  const Secrecy found = by_evidence(name, words);
  if (found != Secrecy::None) return found;
  const std::string text = joined(words);
  if (ends_like(text, kCertainEndings) || sensitivity_of(text) == Sensitivity::Certain) {
    return Secrecy::Certain;
  }
  return ends_like(text, kPossibleEndings) ? Secrecy::Possible : Secrecy::None;
}

bool says_harmless(std::string_view name) {
  constexpr std::string_view kLabels[] = {"id",     "ids",  "name",  "names", "type",    "alias",
                                          "status", "path", "paths", "file",  "filename"};
  const Words words = name_words(name);
  return has_harmless_word(words) || (!words.empty() && is_one_of(words.back(), kLabels));
}

bool names_labels(std::string_view name) {
  constexpr std::string_view kLabels[] = {"keys",  "names",  "ids",   "types", "kinds",
                                          "count", "labels", "slugs", "paths"};
  const Words words = name_words(name);
  return words.size() > 1 && is_one_of(words.back(), kLabels) &&
         secrecy_of(name) != Secrecy::Certain;
}

Secrecy secrecy_of_header(std::string_view name) {
  constexpr std::string_view kHeaders[] = {
      "authorization", "proxy_authorization", "cookie",         "set_cookie",          "x_api_key",
      "api_key",       "x_auth_token",        "x_access_token", "x_amz_security_token"};
  return is_one_of(joined(name_words(name)), kHeaders) ? Secrecy::Certain : secrecy_of(name);
}

bool is_personal(std::string_view name) {
  constexpr std::string_view kEndings[] = {"email",           "email_address",
                                           "phone",           "phone_number",
                                           "telephone",       "mobile_number",
                                           "first_name",      "last_name",
                                           "surname",         "date_of_birth",
                                           "birth_date",      "birthdate",
                                           "birthday",        "dob",
                                           "home_address",    "street_address",
                                           "postal_address",  "passport_number",
                                           "email_addresses", "phone_numbers",
                                           "national_id"};
  constexpr std::string_view kOfSystems[] = {
      "smtp",    "from",   "admin",   "support", "sender",  "noreply",   "service",
      "account", "system", "default", "org",     "company", "superuser", "superadmin"};
  const Words words = name_words(name);
  const bool is_of_system = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return is_one_of(word, kOfSystems);
  });
  if (words.empty() || is_of_system || (words.size() > 1 && says_something_else(words))) {
    return false;
  }
  if (names_group(name) && !is_person(name)) return false;
  const std::string text = joined(words);
  // `emails` are letters as often, `user_emails` are not.
  return ends_like(text, kEndings) || text == "firstname" || text == "lastname" ||
         text == "e_mail" || (words.back() == "emails" && is_person(name));
}

bool is_personal_of_person(std::string_view name) {
  constexpr std::string_view kNames[] = {"name",   "full_name", "fullname",   "address",
                                         "street", "ip",        "ip_address", "iban"};
  return is_one_of(name, kNames);
}

bool is_person(std::string_view name) {
  constexpr std::string_view kPersons[] = {
      "user",    "customer", "patient",   "employee",  "person",     "member",   "guest",
      "student", "contact",  "applicant", "candidate", "subscriber", "recipient"};
  constexpr std::string_view kOther[] = {"service", "system", "db", "database", "bot", "agent"};
  const Words words = name_words(name);
  const auto is_in = [&](const auto& list) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return is_one_of(word, list); });
  };
  return is_in(kPersons) && !is_in(kOther);
}

bool stands_for_person(std::string_view name) {
  // What a class or variable of a person is called besides: `UserCreate`, `user_model`, `user_in`.
  constexpr std::string_view kForms[] = {
      "model",   "schema", "response", "request", "create",   "update", "in",       "out",
      "read",    "base",   "db",       "public",  "entity",   "dto",    "record",   "row",
      "data",    "info",   "orm",      "table",   "obj",      "object", "internal", "input",
      "details", "auth",   "dict",     "profile", "instance", "view"};
  Words words = name_words(name);
  // `user_to_delete`
  const auto aim = std::find(words.begin(), words.end(), "to");
  if (aim != words.begin()) words.erase(aim, words.end());
  while (words.size() > 1 && is_one_of(words.back(), kForms)) words.pop_back();
  return !words.empty() && is_person(words.back()) && is_person(name);
}

bool names_group(std::string_view name) {
  constexpr std::string_view kGroups[] = {"group",        "groups",       "team",     "mailinglist",
                                          "distribution", "organization", "channel",  "company",
                                          "organisation", "tenant",       "workspace"};
  const Words words = name_words(name);
  const bool is_list = words.size() > 1 && words.back() == "list" &&
                       (words[words.size() - 2] == "mailing" || words[words.size() - 2] == "mail");
  return is_list || std::any_of(words.begin(), words.end(),
                                [&](const std::string& word) { return is_one_of(word, kGroups); });
}

bool announces_no_person(std::string_view before) {
  constexpr std::string_view kLogins[] = {"username", "login"};
  constexpr std::size_t kLastWords = 2;
  Words words = name_words(before.substr(before.size() - std::min<std::size_t>(before.size(), 40)));
  if (words.empty()) return false;
  if (is_one_of(words.back(), kLogins)) return true;
  if (words.size() > kLastWords) words.erase(words.begin(), words.end() - kLastWords);
  const std::string last = joined(words);
  return names_group(last) && !is_person(last);
}

bool names_operator(std::string_view function) {
  constexpr std::string_view kOperators[] = {"admin", "superuser", "superadmin", "root"};
  return names_any_of(function, kOperators);
}

bool names_connection(std::string_view name) {
  constexpr std::string_view kServers[] = {
      "database", "db",   "postgres", "postgresql", "mysql", "mongo",      "mongodb",
      "redis",    "amqp", "rabbitmq", "broker",     "sql",   "sqlalchemy", "pg"};
  const Words words = name_words(name);
  if (words.size() < 2 || says_something_else(words)) return words == Words{"dsn"};
  const std::string& last = words.back();
  if (last == "string") return words[words.size() - 2] == "connection";
  return is_one_of(last, std::array<std::string_view, 3>{"url", "uri", "dsn"}) &&
         std::any_of(words.begin(), words.end() - 1,
                     [&](const std::string& word) { return is_one_of(word, kServers); });
}

bool makes_harmless(std::string_view function) {
  constexpr std::string_view kWords[] = {
      "mask",      "masked",    "redact",   "redacted",    "hash",      "hashed",    "sha256",
      "digest",    "hexdigest", "encrypt",  "encrypted",   "obfuscate", "anonymize", "anonymise",
      "sanitize",  "sanitise",  "scrub",    "censor",      "hide",      "truncate",  "shorten",
      "len",       "length",    "count",    "fingerprint", "bool",      "int",       "id",
      "exists",    "verify",    "validate", "check",       "is",        "has",       "tokenize",
      "tokenizer", "preview",   "filter",   "clean"};
  const Words words = name_words(function.substr(function.rfind('.') + 1));
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_one_of(word, kWords); });
}

}  // namespace fastidious::knowledge
