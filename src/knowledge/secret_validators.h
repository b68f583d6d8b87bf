#pragma once
// Whether what has the form of a provider's token can be one. Each gives the weight of the find, or
// nothing where it is an example, a placeholder or something else.

#include <optional>
#include <string>
#include <string_view>

#include "knowledge/secret_shapes.h"

namespace fastidious::knowledge {

using Verdict = std::optional<SecretWeight>;

// No placeholder, and not less random than a generator would make it.
Verdict validate_random(const Candidate& candidate);
// The same of its last forty characters: the first ones are alike in all tokens.
Verdict validate_tail(const Candidate& candidate);
// The last six characters are the base62 CRC-32 of the thirty before them, as GitHub and npm have
// it: "ghp_" and 36 more. A wrong checksum leaves a mild finding: formats change.
Verdict validate_crc(const Candidate& candidate);
// Not AWS's documented example.
Verdict validate_aws(const Candidate& candidate);
// A Firebase web key is public by design; one for Gemini or Maps is billed.
Verdict validate_google(const Candidate& candidate);
// Holds "T3BlbkFJ", base64 for "OpenAI", with twenty characters on either side.
Verdict validate_openai(const Candidate& candidate);
// Header and payload are JSON (RFC 7519); neither a sample nor Supabase's public key.
Verdict validate_jwt(const Candidate& candidate);
// The first part is base64 for a number, the bot's id.
Verdict validate_discord(const Candidate& candidate);
// Not the key of the storage emulator, which Microsoft publishes.
Verdict validate_azure_storage(const Candidate& candidate);
// Forms that need the provider's name beside them.
Verdict validate_twilio(const Candidate& candidate);
// No placeholder and no words; the format need not have a digit.
Verdict validate_letters(const Candidate& candidate);
// From its first "eyJ" on it is the base64 of a JSON object.
Verdict validate_json(const Candidate& candidate);
// An age key: its Bech32 checksum (BIP 173) holds. A wrong one leaves a mild finding.
Verdict validate_age(const Candidate& candidate);
// A NATS seed: its CRC-16 (XMODEM) holds.
Verdict validate_nkey(const Candidate& candidate);

// The checksum of thirty characters as GitHub writes it: six characters of base62.
std::string github_checksum(std::string_view body);

}  // namespace fastidious::knowledge
