#include "knowledge/sensitive_fields.h"

#include <algorithm>
#include <string>

namespace fastidious::knowledge {

namespace {

// Whole names.
constexpr std::string_view kNames[] = {"password",
                                       "passwd",
                                       "hashed_password",
                                       "password_hash",
                                       "password_digest",
                                       "hashed_pw",
                                       "pw_hash",
                                       "passphrase",
                                       "private_key",
                                       "ssn",
                                       "social_security_number",
                                       "totp_secret",
                                       "otp_secret",
                                       "mfa_secret",
                                       "card_number",
                                       "cvv",
                                       "cvc"};
// What may stand behind the last underscore of a name. `aws_secret_key` is missing on purpose: it
// is the name of an entry as often as the entry.
constexpr std::string_view kEndings[] = {"password",    "passwd",        "passphrase", "secret",
                                         "private_key", "password_hash", "otp",        "ssn"};

// "hashedPassword" and "HASHED_PASSWORD" are "hashed_password".
std::string in_snake_case(std::string_view name) {
  std::string text;
  bool after_lower = false;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && after_lower) text += '_';
    text += upper ? static_cast<char>(c | 0x20) : c == '-' ? '_' : c;
    after_lower = !upper;
  }
  return text;
}

}  // namespace

namespace {

// `meeting_password`: for everybody who was invited.
bool is_given_to_guests(std::string_view name) {
  constexpr std::string_view kOccasions[] = {"meeting_", "webinar_", "zoom_", "wifi_"};
  return name.ends_with("_password") &&
         std::any_of(std::begin(kOccasions), std::end(kOccasions),
                     [&](std::string_view one) { return name.starts_with(one); });
}

}  // namespace

Sensitivity sensitivity_of(std::string_view name) {
  const std::string text = in_snake_case(name);
  if (is_given_to_guests(text)) return Sensitivity::None;
  if (std::find(std::begin(kNames), std::end(kNames), text) != std::end(kNames)) {
    return Sensitivity::Certain;
  }
  const bool likely =
      text == "secret_key" ||
      std::any_of(std::begin(kEndings), std::end(kEndings), [&](std::string_view ending) {
        if (!text.ends_with(ending)) return false;
        return text.size() == ending.size() || text[text.size() - ending.size() - 1] == '_';
      });
  return likely ? Sensitivity::Likely : Sensitivity::None;
}

}  // namespace fastidious::knowledge
