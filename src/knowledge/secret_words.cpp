#include "knowledge/secret_words.h"

#include <algorithm>
#include <string>

namespace fastidious::knowledge {
namespace {

// How such names end, words joined by one underscore.
constexpr std::string_view kEndings[] = {"token",
                                         "otp",
                                         "totp",
                                         "password",
                                         "passwd",
                                         "passcode",
                                         "secret",
                                         "nonce",
                                         "salt",
                                         "csrf",
                                         "apikey",
                                         "session_id",
                                         "sessionid",
                                         "session_key",
                                         "api_key",
                                         "access_key",
                                         "secret_key",
                                         "signing_key",
                                         "encryption_key",
                                         "private_key",
                                         "reset_code",
                                         "auth_code",
                                         "login_code",
                                         "verification_code",
                                         "activation_code",
                                         "confirmation_code",
                                         "security_code",
                                         "recovery_code",
                                         "one_time_code",
                                         "pin_code",
                                         "magic_link",
                                         "invite_code",
                                         "csrf_token",
                                         "client_secret"};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// "generateApiKey" and "GENERATE_API_KEY" are "generate_api_key".
std::string snake_case(std::string_view name) {
  std::string words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool begins = is_upper(name[i]) && i > 0 && !is_upper(name[i - 1]) && name[i - 1] != '_';
    if (begins) words += '_';
    words += is_upper(name[i]) ? static_cast<char>(name[i] | 0x20) : name[i];
  }
  return words;
}

}  // namespace

bool names_unguessable_value(std::string_view name) {
  const std::string words = snake_case(name);
  const std::string_view text = words;
  return std::any_of(std::begin(kEndings), std::end(kEndings), [&](std::string_view ending) {
    return text.ends_with(ending) &&
           (text.size() == ending.size() || text[text.size() - ending.size() - 1] == '_');
  });
}

}  // namespace fastidious::knowledge
