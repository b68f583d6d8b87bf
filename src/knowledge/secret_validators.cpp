#include "knowledge/secret_validators.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "knowledge/base64.h"
#include "knowledge/secret_values.h"

namespace fastidious::knowledge {
namespace {

constexpr std::string_view kBase62 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kChecksum = 6;

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
  const auto others = std::count_if(text.begin(), text.end(), [](char c) {
    return std::string_view("0123456789abcdefABCDEF-._").find(c) == std::string_view::npos;
  });
  return static_cast<std::size_t>(others) * 8 <= text.size();
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
  const bool mixed = has_digit(body) || (entropy(body) >= 3.5 && likeness_to_words(body) < 0.6);
  const bool random = mixed && entropy(body) >= 3.0 && !is_placeholder(body) &&
                      (is_mostly_hexadecimal(body) || likeness_to_words(body) < 0.8);
  return random ? Verdict(candidate.weight) : std::nullopt;
}

Verdict validate_tail(const Candidate& candidate) {
  constexpr std::size_t kTail = 40;
  Candidate tail = candidate;
  tail.body = candidate.body.substr(candidate.body.size() - std::min(candidate.body.size(), kTail));
  return validate_random(tail);
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
  return before.ends_with("X-Amz-Credential=") || before.ends_with("AWSAccessKeyId=") ||
         before.ends_with("SubscriptionId=");
}

Verdict validate_aws(const Candidate& candidate) {
  if (is_in_signed_url(candidate.before)) return SecretWeight::Mild;
  const bool mixed = has_digit(candidate.token) || likeness_to_words(candidate.body) < 0.6;
  const bool is_key = !candidate.token.ends_with("EXAMPLE") &&
                      !candidate.body.starts_with("IOSFODNN7") && mixed &&
                      !is_placeholder(candidate.token) && entropy(candidate.token) >= 2.8;
  return is_key ? Verdict(candidate.weight) : std::nullopt;
}

Verdict validate_google(const Candidate& candidate) {
  // `current_key` stands in google-services.json.
  constexpr std::array<std::string_view, 6> kPublic = {
      "authdomain", "firebase", "projectid", "messagingsenderid", "current_key", "public"};
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
                         contains(payload, "example") || contains(payload, "test") ||
                         contains(payload, "supabase-demo");
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

Verdict validate_letters(const Candidate& candidate) {
  const std::string_view body = candidate.body;
  const bool random =
      entropy(body) >= 3.5 && !is_placeholder(body) && likeness_to_words(body) < 0.7;
  return random ? Verdict(candidate.weight) : std::nullopt;
}

Verdict validate_json(const Candidate& candidate) {
  const std::size_t at = candidate.token.find("eyJ");
  const std::string json =
      decode_base64(candidate.token.substr(std::min(at, candidate.token.size())));
  const std::string_view beginning = std::string_view(json).substr(0, 16);
  const bool readable =
      std::all_of(beginning.begin(), beginning.end(), [](char c) { return c >= ' ' && c <= '~'; });
  const bool is_object = readable && json.starts_with("{\"") && contains(json, "\":");
  return is_object ? validate_letters(candidate) : std::nullopt;
}

Verdict validate_age(const Candidate& candidate) {
  // Bech32 (BIP 173) of "age-secret-key-" in capitals.
  constexpr std::string_view kDigits = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
  constexpr std::string_view kName = "age-secret-key-";
  constexpr std::array<std::uint32_t, 5> kGenerator = {0x3B6A57B2u, 0x26508E6Du, 0x1EA119FAu,
                                                       0x3D4233DDu, 0x2A1462B3u};
  std::uint32_t check = 1;
  const auto add = [&](std::uint32_t value) {
    const std::uint32_t top = check >> 25;
    check = (check & 0x1FFFFFFu) << 5 ^ value;
    for (std::size_t i = 0; i < kGenerator.size(); ++i) {
      if ((top >> i & 1) != 0) check ^= kGenerator[i];
    }
  };
  for (const char c : kName) add(static_cast<unsigned char>(c) >> 5);
  add(0);
  for (const char c : kName) add(static_cast<unsigned char>(c) & 31);
  for (const char c : candidate.body) add(static_cast<std::uint32_t>(kDigits.find(c)));
  if (check == 1) return candidate.weight;
  return validate_mildly(candidate);
}

Verdict validate_nkey(const Candidate& candidate) {
  // Base32 (RFC 4648) of two bytes of kind, 32 of the seed, and the CRC-16 of both, low byte first.
  std::uint32_t bits = 0;
  int count = 0;
  std::string bytes;
  for (const char c : candidate.token) {
    bits = bits << 5 | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  std::uint32_t crc = 0;
  for (const char c : std::string_view(bytes).substr(0, bytes.size() - 2)) {
    crc ^= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << 8;
    for (int i = 0; i < 8; ++i) crc = (crc << 1 ^ ((crc & 0x8000u) != 0 ? 0x1021u : 0u)) & 0xFFFFu;
  }
  const std::uint32_t told = static_cast<unsigned char>(bytes[bytes.size() - 2]) |
                             static_cast<std::uint32_t>(static_cast<unsigned char>(bytes.back()))
                                 << 8;
  return told == crc ? Verdict(candidate.weight) : std::nullopt;
}

}  // namespace fastidious::knowledge
