#pragma once
// Addresses in URLs: which schemes carry their traffic in the clear, and which hosts are near
// enough for it.

#include <optional>
#include <string_view>

namespace fastidious::knowledge {

struct CleartextScheme {
  std::string_view name;    // "http://"
  std::string_view secure;  // "https://"; empty where the scheme has no drop-in
};

// The cleartext scheme that `url` begins with; null if there is none.
const CleartextScheme* cleartext_scheme(std::string_view url);

// The host of `url`, without user, port and brackets. Nothing if the text ends before the host
// does, so that more of it may follow.
std::optional<std::string_view> host_of(std::string_view url, bool is_whole);

// Whether traffic to the host stays on the machine, in a private network or cluster, or the name
// is one that is reserved (RFC 2606, RFC 6761, RFC 6762): "localhost", "redis", "10.0.0.7",
// "api.internal", "db.default.svc.cluster.local", "example.com".
bool is_near_or_reserved_host(std::string_view host);

// One of the names that RFC 2606 keeps for examples: "example.com", "api.example.org".
bool is_placeholder_host(std::string_view host);

}  // namespace fastidious::knowledge
