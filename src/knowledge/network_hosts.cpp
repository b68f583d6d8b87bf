#include "knowledge/network_hosts.h"

#include <algorithm>
#include <charconv>

namespace fastidious::knowledge {
namespace {

constexpr CleartextScheme kSchemes[] = {{"http://", "https://"}, {"ws://", "wss://"},
                                        {"ftp://", ""},          {"redis://", "rediss://"},
                                        {"amqp://", "amqps://"}, {"ldap://", "ldaps://"},
                                        {"mqtt://", "mqtts://"}, {"telnet://", ""}};
constexpr std::string_view kNearEndings[] = {
    ".localhost", ".local",   ".internal", ".svc",     ".lan",     ".home.arpa", ".intranet",
    ".corp",      ".private", ".test",     ".example", ".invalid", ".consul",    ".cluster"};
constexpr std::string_view kReserved[] = {"example.com", "example.org", "example.net"};

// The first two numbers of an IPv4 address; nothing if it is a name.
std::optional<std::pair<int, int>> leading_numbers(std::string_view host) {
  if (host.find_first_not_of("0123456789.") != host.npos) return std::nullopt;
  int first = 0;
  int second = 0;
  const char* end = host.data() + host.size();
  const auto [dot, error] = std::from_chars(host.data(), end, first);
  if (error != std::errc{}) return std::nullopt;
  if (dot < end) std::from_chars(dot + 1, end, second);
  return std::pair(first, second);
}

bool is_near_address(std::pair<int, int> numbers) {
  const auto [a, b] = numbers;
  return a == 127 || a == 10 || a == 0 || (a == 192 && b == 168) ||
         (a == 172 && b >= 16 && b <= 31) || (a == 169 && b == 254) ||
         (a == 100 && b >= 64 && b <= 127);
}

}  // namespace

const CleartextScheme* cleartext_scheme(std::string_view url) {
  const auto at =
      std::find_if(std::begin(kSchemes), std::end(kSchemes),
                   [&](const CleartextScheme& scheme) { return url.starts_with(scheme.name); });
  return at == std::end(kSchemes) ? nullptr : at;
}

std::optional<std::string_view> host_of(std::string_view url, bool is_whole) {
  const std::size_t begin = url.find("://");
  if (begin == url.npos) return std::nullopt;
  const std::size_t end = std::min(url.find_first_of("/?#", begin + 3), url.size());
  if (end == url.size() && !is_whole) return std::nullopt;
  std::string_view host = url.substr(begin + 3, end - begin - 3);
  host.remove_prefix(host.rfind('@') == host.npos ? 0 : host.rfind('@') + 1);
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

bool is_placeholder_host(std::string_view host) {
  return std::any_of(std::begin(kReserved), std::end(kReserved), [&](std::string_view name) {
    return host == name || (host.ends_with(name) && host[host.size() - name.size() - 1] == '.');
  });
}

bool is_near_or_reserved_host(std::string_view host) {
  if (host.empty() || host.find('.') == host.npos) return true;  // a service's name, ::1, fd00::…
  if (host.find_first_of("{}<>%$* ") != host.npos) return true;  // a template
  if (const auto numbers = leading_numbers(host)) return is_near_address(*numbers);
  const bool near = std::any_of(std::begin(kNearEndings), std::end(kNearEndings),
                                [&](std::string_view ending) { return host.ends_with(ending); });
  return near || is_placeholder_host(host);
}

}  // namespace fastidious::knowledge
