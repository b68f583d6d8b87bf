#include "knowledge/secret_names.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/name_words.h"
#include "text/one_of.h"

namespace fastidious::knowledge {
namespace {

constexpr std::size_t kLongestName = 80;

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_alnum(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

constexpr bool is_name_part(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }

constexpr std::array<std::string_view, 16> kPasswords = {
    "password", "passwd",    "pwd",     "passphrase", "passwort",   "userpass",
    "pass",     "passcode",  "pw",      "pswd",       "userpasswd", "dbpass",
    "dbpasswd", "mysqlpass", "passwrd", "pswrd"};
constexpr std::array<std::string_view, 14> kSecrets = {
    "secret",     "token",  "apikey",    "secretkey",   "accesskey", "privatekey", "authtoken",
    "credential", "pepper", "apisecret", "accesstoken", "bearer",    "jwtsecret",  "authkey"};
// `… key` is a secret only after one of these.
constexpr std::array<std::string_view, 21> kOfKeys = {
    "api",    "secret",  "access", "private", "signing", "encryption", "auth",
    "jwt",    "session", "master", "service", "account", "hmac",       "fernet",
    "crypto", "role",    "shared", "admin",   "license", "signature",  "cipher"};
// They may stand behind a secret's name: `api_key_default`, `PASSWORD_2`.
constexpr std::array<std::string_view, 19> kTails = {
    "base",       "default", "value",   "str", "string", "dev", "prod",
    "production", "staging", "live",    "b64", "base64", "hex", "bytes",
    "old",        "new",     "current", "1",   "2"};
// What makes the name one of something else: a place in a list, a mark for a language model, a key
// that is made to be shown.
constexpr std::array<std::string_view, 52> kOtherThings = {
    "next",         "page",     "continuation", "csrf",      "xsrf",        "cursor",     "sync",
    "resume",       "eos",      "bos",          "pad",       "unk",         "cls",        "sep",
    "mask",         "special",  "stop",         "public",    "publishable", "anon",       "posthog",
    "amplitude",    "mixpanel", "telemetry",    "analytics", "fake",        "mock",       "dummy",
    "example",      "sample",   "placeholder",  "hashed",    "encrypted",   "pagination", "start",
    "end",          "segment",  "version",      "update",    "idempotency", "lock",       "dkim",
    "verification", "cancel",   "max",          "per",       "common",      "weak",       "banned",
    "forbidden",    "breached", "leaked"};

// `vault_password_aws_secret_key`: under which name AWS keeps the password.
bool is_name_in_store(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 3> kStore = {"aws", "secret", "key"};
  return words.size() > kStore.size() + 1 &&
         std::equal(kStore.begin(), kStore.end(), words.end() - kStore.size());
}

// `time_to_first_token`: of a language model's answer. `debug_token`: to find a record by.
bool is_other_token(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 4> kBefore = {"first", "debug", "trace", "correlation"};
  return words.size() > 1 && words.back() == "token" && is_one_of(words[words.size() - 2], kBefore);
}

// `role_key` names a role; Supabase's `service_role_key` opens everything.
bool is_key_of_role(const std::vector<std::string>& words) {
  const std::size_t count = words.size();
  return words[count - 2] == "role" && (count < 3 || words[count - 3] != "service");
}

// "password1"
std::string without_number(std::string word) {
  word.resize(word.find_last_not_of("0123456789") + 1);
  return word;
}

std::string singular(std::string word) {
  if (word.size() > 3 && word.back() == 's' && !word.ends_with("ss")) word.pop_back();
  return word;
}

}  // namespace

std::vector<std::string> words_of_thing(std::string_view name) {
  std::vector<std::string> words = name_words(name);
  const auto source = std::find(words.begin(), words.end(), "from");
  if (source != words.begin()) words.erase(source, words.end());
  return words;
}

NameEvidence evidence_of_name(std::string_view name) {
  const bool is_name = std::all_of(name.begin(), name.end(), is_name_part);
  if (name.size() < 2 || name.size() > kLongestName || !is_name) {
    return NameEvidence::None;
  }
  std::vector<std::string> words = words_of_thing(name);
  while (words.size() > 1 && is_one_of(words.back(), kTails)) {
    words.pop_back();
  }
  if (words.empty() ||
      std::any_of(words.begin(), words.end(),
                  [](const std::string& word) { return is_one_of(word, kOtherThings); }) ||
      is_name_in_store(words) || is_other_token(words)) {
    return NameEvidence::None;
  }
  const std::string last = singular(without_number(words.back()));
  if (is_one_of(last, kPasswords) || last.ends_with("password")) {
    return NameEvidence::Password;
  }
  const bool is_key = last == "key" && words.size() > 1 &&
                      is_one_of(words[words.size() - 2], kOfKeys) && !is_key_of_role(words);
  return is_key || is_one_of(last, kSecrets) ? NameEvidence::Token : NameEvidence::None;
}

bool is_public_by_name(std::string_view name) {
  constexpr std::array<std::string_view, 9> kPrefixes = {
      "VITE_",   "NEXT_PUBLIC_", "REACT_APP_", "NUXT_PUBLIC_", "EXPO_PUBLIC_",
      "GATSBY_", "VUE_APP_",     "PUBLIC_",    "STORYBOOK_"};
  return std::any_of(kPrefixes.begin(), kPrefixes.end(),
                     [name](std::string_view prefix) { return name.starts_with(prefix); });
}

}  // namespace fastidious::knowledge
