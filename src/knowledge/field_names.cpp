#include "knowledge/field_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace fastidious::knowledge {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// "refreshToken", "REFRESH_TOKEN" and "refresh-token" are {"refresh", "token"}.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool new_word = i > 0 && is_upper(c) && is_lower(name[i - 1]);
    if (c == '_' || c == '-' || c == '.' || new_word) words.emplace_back();
    if (c != '_' && c != '-' && c != '.') {
      words.back() += is_upper(c) ? static_cast<char>(c | 0x20) : c;
    }
  }
  std::erase(words, "");
  return words;
}

template <std::size_t N>
bool has(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The last word of a secret's name.
constexpr std::array<std::string_view, 9> kSecretWords = {
    "password", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "apikey", "pin"};
// The word before "key" that makes a secret of it.
constexpr std::array<std::string_view, 10> kSecretKeys = {
    "api", "secret", "private", "signing", "encryption",
    "jwt", "auth",   "master",  "session", "hmac"};
// Words anywhere that say it is something else: a position, a vocabulary, a digest, a switch.
constexpr std::array<std::string_view, 28> kHarmless = {
    "cancel", "page", "next",    "prev",   "previous",  "continuation", "cursor",
    "sync",   "pad",  "eos",     "bos",    "mask",      "sep",          "cls",
    "unk",    "stop", "special", "public", "hashed",    "hash",         "csrf",
    "max",    "min",  "num",     "count",  "encrypted", "start",        "end"};

}  // namespace

bool names_secret(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return false;
  const bool harmless = std::any_of(words.begin(), words.end(),
                                    [](const std::string& word) { return has(kHarmless, word); });
  const std::string& last = words.back();
  const bool is_key =
      last == "key" && words.size() > 1 && has(kSecretKeys, words[words.size() - 2]);
  const bool is_access_key =
      words.size() > 2 && last == "key" && words[words.size() - 2] == "access";
  return !harmless && (has(kSecretWords, last) || is_key || is_access_key);
}

std::string_view semantic_type_for(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return {};
  const std::string& last = words.back();
  if (last == "email") return "EmailStr";
  if (last == "url") return "HttpUrl";
  if (last == "uuid") return "UUID";
  if (last == "ip" || (last == "address" && words.size() > 1 && words[words.size() - 2] == "ip")) {
    return "IPvAnyAddress";
  }
  if (last == "at" && words.size() == 2) return "datetime";
  return last == "date" ? "date" : std::string_view{};
}

}  // namespace fastidious::knowledge
