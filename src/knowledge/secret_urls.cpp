#include "knowledge/secret_urls.h"

#include <algorithm>
#include <array>
#include <string>

#include "knowledge/secret_values.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::knowledge {
namespace {

constexpr std::size_t kShortestPassword = 4;
constexpr std::size_t kLongestAuthority = 512;

constexpr bool is_scheme(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+';
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

constexpr std::array<std::string_view, 34> kStockPasswords = {
    "pass",  "passwd", "pw",     "pwd",      "secret", "postgres", "postgresql", "root", "admin",
    "user",  "test",   "tiger",  "foo",      "bar",    "baz",      "dev",        "app",  "guest",
    "mysql", "redis",  "mongo",  "rabbitmq", "minio",  "some",     "token",      "key",  "hunter2",
    "1234",  "123456", "secure", "pswd",     "hello",  "world",    "username"};

constexpr std::array<std::string_view, 12> kManagedHosts = {
    ".koyeb.app",    ".rds.amazonaws.com", ".neon.tech",       ".supabase.co",
    ".supabase.com", ".render.com",        ".gcp.cloud.es.io", ".mongodb.net",
    ".azure.com",    ".cloudamqp.com",     ".upstash.io",      ".railway.app"};

// Schemes of services that hold data; others are https and its kind.
constexpr std::array<std::string_view, 13> kDataSchemes = {
    "postgres", "postgresql", "mysql", "mariadb",     "mssql",  "mongodb",   "redis",
    "rediss",   "amqp",       "amqps", "cockroachdb", "oracle", "clickhouse"};

struct UserInfo {
  std::string_view scheme, user, password, host;
};

// `scheme://user:password@host`; nothing if one part is missing.
std::optional<UserInfo> take_apart(std::string_view run, std::size_t mark) {
  if (mark == std::string_view::npos || mark == 0) {
    return std::nullopt;
  }
  std::size_t begin = mark;
  while (begin > 0 && is_scheme(run[begin - 1])) --begin;
  std::string_view authority = run.substr(mark + 3, kLongestAuthority);
  authority = authority.substr(0, authority.find_first_of("/?#\"'`\\,;|"));
  const std::size_t at = authority.rfind('@');
  const std::size_t colon = authority.find(':');
  if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) {
    return std::nullopt;
  }
  return UserInfo{run.substr(begin, mark - begin), authority.substr(0, colon),
                  authority.substr(colon + 1, at - colon - 1), authority.substr(at + 1)};
}

bool is_template(std::string_view text) {
  return text.find_first_of("${}<>%()[]*") != std::string_view::npos || contains(text, "...");
}

bool is_stock(std::string_view password, std::string_view user) {
  const std::string lower = lower_case(password);
  return lower == lower_case(user) || is_one_of(lower, kStockPasswords) || is_placeholder(lower) ||
         contains(lower, "pass") || contains(lower, "secret") || contains(lower, "xxx") ||
         lower.starts_with("my") || lower.starts_with("some") || lower.starts_with("test");
}

// This machine, a private network, a service of the same compose file, or a host that stands for
// one (RFC 2606).
bool is_local(std::string_view host) {
  const std::string_view name = host.substr(0, host.find(':'));
  const std::string lower = lower_case(name);
  return lower.find('.') == std::string::npos || lower.starts_with("127.") ||
         lower.starts_with("10.") || lower.starts_with("192.168.") || lower.starts_with("172.") ||
         lower.starts_with("0.0.0.0") || lower.starts_with('[') || contains(lower, "example") ||
         lower.ends_with(".local") || lower.ends_with(".internal") || lower.ends_with(".test") ||
         lower.ends_with(".localhost") || lower.starts_with("host.") || contains(lower, "your");
}

// `dpg-xxxxx-a.oregon-postgres.render.com`, `dpg-abc123-a.…`: of a manual.
bool stands_for_host(std::string_view host) {
  const std::string lower = lower_case(host);
  return contains(lower, "your") || contains(lower, "xxx") || contains(lower, "abc123");
}

bool is_managed(std::string_view host) {
  const std::string_view name = host.substr(0, host.find(':'));
  return !stands_for_host(host) && std::any_of(kManagedHosts.begin(), kManagedHosts.end(),
                     [&](std::string_view suffix) { return name.ends_with(suffix); });
}

std::optional<SecretWeight> weigh(const UserInfo& url) {
  if (url.password.size() < kShortestPassword || is_template(url.password) ||
      is_template(url.user)) {
    return std::nullopt;
  }
  if (is_stock(url.password, url.user)) {
    return is_managed(url.host)
               ? std::optional(SecretWeight::Likely)
               : std::nullopt;
  }
  if (is_local(url.host) || is_template(url.host) || stands_for_host(url.host)) {
    return evidence_of_value(url.password) != ValueEvidence::None
               ? std::optional(SecretWeight::Mild)
               : std::nullopt;
  }
  const std::string_view kind = url.scheme.substr(0, url.scheme.find('+'));
  return is_one_of(kind, kDataSchemes) ? SecretWeight::Token : SecretWeight::Likely;
}

}  // namespace

std::optional<FoundSecret> find_url_password(std::string_view run, std::size_t mark) {
  const std::optional<UserInfo> url = take_apart(run, mark);
  if (!url) {
    return std::nullopt;
  }
  const std::optional<SecretWeight> weight = weigh(*url);
  if (!weight) {
    return std::nullopt;
  }
  return FoundSecret{"password in a URL", url->password, *weight, false};
}

}  // namespace fastidious::knowledge
