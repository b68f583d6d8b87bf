#include "knowledge/secret_validators.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "knowledge/secret_values.h"

namespace fastidious::knowledge {
namespace {

constexpr std::string_view kBase62 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kChecksum = 6;
constexpr std::size_t kLongestRead = 8192;  // of a JSON web token

// CRC-32 of IEEE 802.3, as zlib has it; the texts are short.
std::uint32_t crc32(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0u);
    }
  }
  return ~crc;
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '-' || c == '+') return 62;
  return c == '_' || c == '/' ? 63 : -1;
}

// Base64 in either alphabet (RFC 4648), to the first character outside it.
std::string decode_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text.substr(0, kLongestRead)) {
    const int digit = base64_digit(c);
    if (digit < 0) break;
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>((bits >> count) & 0xFF);
    }
  }
  return bytes;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Whether the source in front of the token holds one of the words, in any case.
template <std::size_t N>
bool is_beside(const Candidate& candidate, const std::array<std::string_view, N>& words) {
  std::string before(candidate.before);
  for (char& c : before) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return contains(before, word); });
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

bool is_mostly_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
}

Verdict validate_mildly(Candidate candidate) {
  candidate.weight = SecretWeight::Mild;
  return validate_random(candidate);
}

}  // namespace

std::string github_checksum(std::string_view body) {
  std::string checksum(kChecksum, '0');
  std::uint32_t rest = crc32(body);
  for (std::size_t i = kChecksum; i-- > 0; rest /= 62) {
    checksum[i] = kBase62[rest % 62];
  }
  return checksum;
}

Verdict validate_random(const Candidate& candidate) {
  const std::string_view body = candidate.body;
  const bool random = has_digit(body) && entropy(body) >= 3.0 && !is_placeholder(body) &&
                      (is_mostly_hexadecimal(body) || likeness_to_words(body) < 0.7);
  return random ? Verdict(candidate.weight) : std::nullopt;
}

Verdict validate_crc(const Candidate& candidate) {
  const std::string_view body = candidate.body;
  if (body.size() <= kChecksum || entropy(body) < 3.0) {
    return std::nullopt;
  }
  const std::size_t size = body.size() - kChecksum;
  if (github_checksum(body.substr(0, size)) == body.substr(size)) {
    return candidate.weight;
  }
  return validate_mildly(candidate);
}

// A URL that was signed for a while names the key it was signed with, and nothing else of it.
bool is_in_signed_url(std::string_view before) {
  return before.ends_with("X-Amz-Credential=") || before.ends_with("AWSAccessKeyId=");
}

Verdict validate_aws(const Candidate& candidate) {
  if (is_in_signed_url(candidate.before)) return SecretWeight::Mild;
  const bool is_key = !candidate.token.ends_with("EXAMPLE") && has_digit(candidate.token) &&
                      !is_placeholder(candidate.token) && entropy(candidate.token) >= 2.8;
  return is_key ? Verdict(candidate.weight) : std::nullopt;
}

Verdict validate_google(const Candidate& candidate) {
  constexpr std::array<std::string_view, 4> kPublic = {"authdomain", "firebase", "projectid",
                                                       "messagingsenderid"};
  if (is_beside(candidate, kPublic)) {
    return validate_mildly(candidate);
  }
  return validate_random(candidate);
}

Verdict validate_openai(const Candidate& candidate) {
  constexpr std::string_view kMark = "T3BlbkFJ";
  const std::size_t at = candidate.token.find(kMark);
  const bool holds =
      at != std::string_view::npos && at >= 20 && candidate.token.size() >= at + kMark.size() + 20;
  return holds ? validate_random(candidate) : std::nullopt;
}

Verdict validate_jwt(const Candidate& candidate) {
  const std::size_t dot = candidate.token.find('.');
  const std::string header = decode_base64(candidate.token.substr(0, dot));
  const std::string payload = decode_base64(candidate.token.substr(dot + 1));
  const bool is_token = contains(header, "\"alg\"") && payload.starts_with('{');
  const bool is_sample = contains(payload, "John Doe") || contains(payload, "1234567890") ||
                         contains(payload, "example") || contains(payload, "test");
  if (!is_token || is_sample || contains(payload, "\"role\":\"anon\"") ||
      is_placeholder(candidate.token.substr(candidate.token.rfind('.') + 1))) {
    return std::nullopt;
  }
  if (contains(payload, "\"role\":\"service_role\"")) {
    return SecretWeight::Proven;
  }
  return contains(payload, "\"exp\"") ? SecretWeight::Mild : candidate.weight;
}

Verdict validate_discord(const Candidate& candidate) {
  const std::string id = decode_base64(candidate.token.substr(0, candidate.token.find('.')));
  const bool is_id =
      id.size() >= 17 && id.size() <= 20 && id.find_first_not_of("0123456789") == std::string::npos;
  return is_id ? validate_random(candidate) : std::nullopt;
}

Verdict validate_azure_storage(const Candidate& candidate) {
  // https://learn.microsoft.com/azure/storage/common/storage-use-azurite
  constexpr std::string_view kEmulator =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4";
  return contains(candidate.token, kEmulator) ? std::nullopt : validate_random(candidate);
}

Verdict validate_twilio(const Candidate& candidate) {
  constexpr std::array<std::string_view, 1> kNames = {"twilio"};
  return is_beside(candidate, kNames) ? validate_random(candidate) : std::nullopt;
}

Verdict validate_koyeb(const Candidate& candidate) {
  constexpr std::array<std::string_view, 1> kNames = {"koyeb"};
  return is_beside(candidate, kNames) ? validate_random(candidate) : std::nullopt;
}

}  // namespace fastidious::knowledge
