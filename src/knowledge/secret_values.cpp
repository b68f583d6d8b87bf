#include "knowledge/secret_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

namespace fastidious::knowledge {
namespace {

constexpr std::size_t kShortest = 8;
constexpr std::size_t kShortestRandom = 16;
constexpr std::size_t kLongest = 512;
constexpr double kMostLikeWords = 0.6;

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; }

// What stands in for a secret, in lower case. Words of less than four letters would be met in
// random values.
constexpr std::array<std::string_view, 60> kPlaceholders = {
    "your",         "example",      "sample",    "placeholder", "changeme", "change-me",
    "change_me",    "changethis",   "replace",   "insert",      "todo",     "fixme",
    "dummy",        "fake",         "mock",      "redacted",    "removed",  "secret-here",
    "secret_key",   "secretkey",    "my-secret", "my_secret",   "mysecret", "supersecret",
    "super-secret", "super_secret", "password",  "passwd",      "passw0rd", "w0rd",
    "p@ssw",        "undefined",    "12345",     "abcde",       "qwerty",   "xxxx",
    "****",         "....",         "----",      "____",        "insecure", "unsecure",
    "testing",      "not-a-",       "not_a_",    "notreal",     "foobar",   "my-api",
    "my_api",       "my-token",     "fakekey",   "99999",       "54321",    "deadbeef",
    "letmein",      "s3cr3t",       "aaaa",         "demo-",     "test-",       "test_"};

// Marks of templates, references and markup: `${KEY}`, `{{ secret }}`, `<token>`, `%(name)s`.
constexpr std::array<std::string_view, 11> kTemplateMarks = {
    "${", "$(", "{{", "<", ">", "%(", "#{", "op://", "sm://", "(?", "()"};

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// "aaaaa", "00000": five times the same.
bool has_repetition(std::string_view value) {
  int run = 1;
  for (std::size_t i = 1; i < value.size(); ++i) {
    run = value[i] == value[i - 1] ? run + 1 : 1;
    if (run >= 5) return true;
  }
  return false;
}

// "abcdefgh", "0123456789": half of it counts up or down.
bool is_sequence(std::string_view value) {
  std::size_t steps = 0;
  for (std::size_t i = 1; i < value.size(); ++i) {
    const int step = value[i] - value[i - 1];
    steps += step == 1 || step == -1 ? 1 : 0;
  }
  return steps * 2 >= value.size();
}

// For each letter, the letters that often follow it: the 215 pairs that make up 88 of 100 pairs in
// the 21,000 different words of Python's standard library and of several backends.
constexpr std::array<std::string_view, 26> kUsualFollowers = {"abcdgiklmnprstuvy",
                                                              "aeilorsu",
                                                              "acehiklortu",
                                                              "aeiorsu",
                                                              "acdefglmnprstvwx",
                                                              "aefiloru",
                                                              "aeinrsu",
                                                              "aeiot",
                                                              "abcdefglmnoprstvz",
                                                              "",
                                                              "ei",
                                                              "adeilostuy",
                                                              "abeimop",
                                                              "acdefgiknostuv",
                                                              "bcdgilmnoprstuvw",
                                                              "aeiloprstu",
                                                              "u",
                                                              "acdegimnorstuy",
                                                              "acehilopstu",
                                                              "acehiloprstuy",
                                                              "abceilmnprst",
                                                              "aei",
                                                              "aei",
                                                              "t",
                                                              "p",
                                                              "e"};

constexpr std::array<std::uint32_t, 26> follower_masks() {
  std::array<std::uint32_t, 26> masks{};
  for (std::size_t i = 0; i < masks.size(); ++i) {
    for (const char c : kUsualFollowers[i]) masks[i] |= 1u << (c - 'a');
  }
  return masks;
}
constexpr std::array<std::uint32_t, 26> kFollowers = follower_masks();

struct Census {
  std::size_t lower = 0, upper = 0, digits = 0, hex = 0, marks = 0, signs = 0;
  bool plain = true;  // nothing but letters, digits, marks and signs

  explicit Census(std::string_view value) {
    for (const char c : value) count(c);
  }
  std::size_t letters() const { return lower + upper; }

 private:
  void count(char c) {
    hex += is_hex(c) ? 1 : 0;
    if (is_lower(c)) {
      ++lower;
    } else if (is_upper(c)) {
      ++upper;
    } else if (is_digit(c)) {
      ++digits;
    } else if (contains("_-+/=.~", {&c, 1})) {
      ++marks;
    } else if (contains("!@#$%^&*?,;:()", {&c, 1})) {
      ++signs;
    } else {
      plain = false;
    }
  }
};

bool is_uuid(std::string_view value, const Census& census) {
  return value.size() == 36 && census.marks == 4 && census.hex == 32 && value[8] == '-' &&
         value[13] == '-' && value[18] == '-' && value[23] == '-';
}

// Hexadecimal digits as a digest or token_hex() gives them: an even number, of which ten sixteenths
// are decimal.
bool is_random_hex(std::string_view value, const Census& census) {
  return census.hex == value.size() && value.size() % 2 == 0 && value.size() >= kShortestRandom &&
         census.digits * 100 >= value.size() * 35 && census.digits * 100 <= value.size() * 90 &&
         entropy(value) >= 3.0;
}

// Keys that are made for browsers and stand in pages: Mapbox's public tokens, Stripe's publishable
// keys, PostHog's project keys (https://docs.mapbox.com/help/glossary/access-token/,
// https://docs.stripe.com/keys, https://posthog.com/docs/api).
bool is_published(std::string_view value) {
  return value.starts_with("pk.eyJ") || value.starts_with("pk_live_") ||
         value.starts_with("pk_test_") || value.starts_with("phc_");
}

bool is_path_or_name(std::string_view value) {
  return contains(value, "://") || value.starts_with('/') || value.starts_with('.') ||
         std::count(value.begin(), value.end(), '.') > 2 || contains(value, "//");
}

bool is_random(std::string_view value, const Census& census) {
  if (value.size() < kShortestRandom || is_path_or_name(value)) {
    return false;
  }
  if (is_random_hex(value, census)) {
    return true;
  }
  const bool mixed = census.digits > 0 && census.letters() >= 6;
  return mixed && census.hex < value.size() && census.marks * 5 <= value.size() &&
         entropy(value) >= 3.4 && likeness_to_words(value) < kMostLikeWords;
}

// What a person types who is told to mix: three of lower case, upper case, digits and signs.
bool is_password_like(std::string_view value, const Census& census) {
  const int classes = (census.lower > 0 ? 1 : 0) + (census.upper > 0 ? 1 : 0) +
                      (census.digits > 0 ? 1 : 0) + (census.signs > 0 ? 1 : 0);
  const bool no_word = census.signs > 0 || likeness_to_words(value) < kMostLikeWords;
  return classes >= 3 && value.size() <= 64 && no_word && !is_path_or_name(value) &&
         census.digits * 2 <= value.size() && value.find_first_of("(),;:") == value.npos &&
         (is_letter(value[0]) || is_digit(value[0]));
}

}  // namespace

bool is_placeholder(std::string_view value) {
  std::string lower(value);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  const auto held = [&](std::string_view part) { return contains(lower, part); };
  return std::any_of(kPlaceholders.begin(), kPlaceholders.end(), held) ||
         std::any_of(kTemplateMarks.begin(), kTemplateMarks.end(), held) || has_repetition(value) ||
         is_sequence(value);
}

double entropy(std::string_view value) {
  std::array<std::uint32_t, 256> counts{};
  for (const char c : value) {
    ++counts[static_cast<unsigned char>(c)];
  }
  double bits = 0;
  const auto size = static_cast<double>(value.size());
  for (const std::uint32_t count : counts) {
    if (count > 0) bits -= count / size * std::log2(count / size);
  }
  return bits;
}

double likeness_to_words(std::string_view value) {
  std::size_t pairs = 0;
  std::size_t usual = 0;
  for (std::size_t i = 1; i < value.size(); ++i) {
    if (!is_letter(value[i - 1]) || !is_letter(value[i])) continue;
    ++pairs;
    usual += (kFollowers[static_cast<std::size_t>(to_lower(value[i - 1]) - 'a')] >>
              (to_lower(value[i]) - 'a')) &
             1;
  }
  return pairs == 0 ? 1 : static_cast<double>(usual) / static_cast<double>(pairs);
}

bool is_key_of_tutorial(std::string_view value) {
  return value == "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7";
}

bool is_short_hexadecimal(std::string_view value) {
  return value.size() < 32 &&
         value.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool may_be_secret(std::string_view value) {
  if (value.size() < kShortest || value.size() > kLongest) {
    return false;
  }
  bool has_letter = false;
  bool has_other = false;
  for (const char c : value) {
    if (c <= ' ' || c == 0x7F) return false;  // signed: bytes above 127 too
    has_letter |= is_letter(c);
    has_other |= is_digit(c) || (c >= '!' && c <= '*') || c == '@' || c == '?';
  }
  return has_letter && has_other;
}

ValueEvidence evidence_of_value(std::string_view value) {
  if (!may_be_secret(value)) {
    return ValueEvidence::None;
  }
  const Census census(value);
  if (!census.plain || is_published(value) || is_placeholder(value)) {
    return ValueEvidence::None;
  }
  if (is_uuid(value, census)) {
    return ValueEvidence::Uuid;
  }
  if (is_random(value, census)) {
    return ValueEvidence::Random;
  }
  return is_password_like(value, census) ? ValueEvidence::Password : ValueEvidence::None;
}

}  // namespace fastidious::knowledge
