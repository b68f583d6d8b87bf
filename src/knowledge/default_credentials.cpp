#include "knowledge/default_credentials.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/words.h"

namespace fastidious::knowledge {
namespace {

constexpr std::array<std::string_view, 52> kKnown = {
    "postgres",     "postgresql",    "password",    "passw0rd", "password1",
    "password123",  "pass",          "passwd",      "admin",    "admin123",
    "admin1234",    "administrator", "root",        "toor",     "user",
    "guest",        "test",          "test123",     "testing",  "secret",
    "secrets",      "topsecret",     "supersecret", "mysecret", "mysecretpassword",
    "my-secret-pw", "mypassword",    "mysql",       "mariadb",  "mongo",
    "mongodb",      "redis",         "rabbitmq",    "minio",    "minioadmin",
    "minio123",     "elastic",       "grafana",     "default",  "dev",
    "develop",      "development",   "letmein",     "welcome",  "qwerty",
    "1234",         "12345",         "123456",      "12345678", "123456789",
    "1234567890",   "example"};
constexpr std::array<std::string_view, 10> kToBeChanged = {
    "changeme",    "change_me", "change-me", "changethis",    "change_this",
    "change-this", "changeit",  "replaceme", "please-change", "insecure"};

}  // namespace

bool is_default_credential(std::string_view value) {
  const std::string lower = lower_case(value);
  return std::find(kKnown.begin(), kKnown.end(), lower) != kKnown.end() ||
         std::any_of(kToBeChanged.begin(), kToBeChanged.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

}  // namespace fastidious::knowledge
