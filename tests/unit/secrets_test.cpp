#include <gtest/gtest.h>

#include <string>

#include "knowledge/secret_names.h"
#include "knowledge/secret_shapes.h"
#include "knowledge/secret_validators.h"
#include "knowledge/secret_values.h"

namespace fastidious::knowledge {
namespace {

TEST(Secrets, ChecksumIsGitHubs) {
  EXPECT_EQ(github_checksum(std::string(30, '0')), "2C8GjS");
  EXPECT_EQ(github_checksum(std::string(30, 'a')), "1yLcDB");
  EXPECT_EQ(github_checksum("0123456789ABCDEFGHIJabcdefghij"), "4Us3aw");
}

TEST(Secrets, PatternsMatchWholeWords) {
  EXPECT_EQ(match_pattern("ab_%d{3}", "ab_123").size, 6u);
  EXPECT_EQ(match_pattern("ab_%d{3}", "ab_123.").size, 6u);
  EXPECT_EQ(match_pattern("ab_%d{3}", "ab_1234").size, 0u);
  EXPECT_EQ(match_pattern("ab_%d{3}", "ab_123x").size, 0u);
  EXPECT_EQ(match_pattern("ab_%d{3}", "ab_12").size, 0u);
  EXPECT_EQ(match_pattern("%x{2,}-%w{1,2}", "beef-Z9 ").size, 7u);
  EXPECT_EQ(match_pattern("%x{2,}-%w{1,2}", "b-Z9").size, 0u);
}

TEST(Secrets, PatternsAreWellFormed) {
  for (const SecretShape& shape : secret_shapes()) {
    EXPECT_EQ(match_pattern(shape.pattern, "").size, 0u) << shape.kind;
    EXPECT_NE(shape.pattern.find('{'), std::string_view::npos) << shape.kind;
  }
}

TEST(Secrets, FoundAnywhereInAText) {
  const std::string token = std::string("AKIA") + "KEUCRLBQBNCCN2DH";
  for (std::size_t before = 0; before < 40; ++before) {
    const std::string text = std::string(before, ' ') + "words (" + token + ") and\nmore of them";
    const auto found = find_secrets(text, "");
    ASSERT_EQ(found.size(), 1u) << before;
    EXPECT_EQ(found[0].value, token);
  }
}

TEST(Secrets, HostileTextCostsLittle) {
  std::string text;
  for (int i = 0; i < 300000; ++i) text += "eyJ-";
  EXPECT_TRUE(find_secrets(text, "").empty());
  std::string tokens;
  for (int i = 0; i < 1000; ++i) tokens += std::string("AKIA") + "KEUCRLBQBNCCN2DH ";
  EXPECT_EQ(find_secrets(tokens, "").size(), kMostSecrets);
  const std::string url = std::string(100000, ':') + "://" + std::string(100000, '@');
  EXPECT_TRUE(find_secrets(url, "").empty());
}

TEST(Secrets, NamesSpeakByTheirLastWord) {
  for (const char* name : {"api_key", "API_KEY", "apiKey", "OPENAI_API_KEY_2", "x-api-key", "token",
                           "clientSecret", "AWS_SECRET_ACCESS_KEY", "API_KEYS"}) {
    EXPECT_EQ(evidence_of_name(name), NameEvidence::Token) << name;
  }
  for (const char* name : {"db_password", "PGPASSWORD", "adminPwd"}) {
    EXPECT_EQ(evidence_of_name(name), NameEvidence::Password) << name;
  }
  for (const char* name :
       {"token_type", "tokenUrl", "password_hint", "secret_name", "public_key", "NextToken", "key",
        "keyboard", "monkey", "max_tokens_limit", "cache_key", "compass", "primary key", ""}) {
    EXPECT_EQ(evidence_of_name(name), NameEvidence::None) << name;
  }
}

TEST(Secrets, ValuesSpeakByTheirLetters) {
  EXPECT_EQ(evidence_of_value("tKCsXRpJG2Tr8hzUjEcPVJ2t"), ValueEvidence::Random);
  EXPECT_EQ(evidence_of_value("120344c4825040b837e1d67d68bf5dba"), ValueEvidence::Random);
  EXPECT_EQ(evidence_of_value("3f2b8c1d-94e7-4a60-b5d2-7c8e9f01a2b3"), ValueEvidence::Uuid);
  EXPECT_EQ(evidence_of_value("Kx7!vTq2mWz"), ValueEvidence::Password);
  for (const char* value : {"access_token_v2_endpoint", "SAML2_SUBJECT_TOKEN_TYPE", "changeme123!",
                            "/api/v1/login/access-token", "4711471147114711", "your-api-key-2024x",
                            "https://acme.io/x7Kq9", "two words 2", "{password2}", "short1"}) {
    EXPECT_EQ(evidence_of_value(value), ValueEvidence::None) << value;
  }
}

}  // namespace
}  // namespace fastidious::knowledge
