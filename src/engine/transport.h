#pragma once
// Whether a call that leaves the machine does so over TLS, as far as the code says.

#include <cstdint>
#include <string_view>

#include "semantic/call_sites.h"

namespace fastidious::engine {

enum class Transport : std::uint8_t {
  Unknown,   // no call that connects, or the address comes from elsewhere
  Tls,       // it connects, and asks for TLS itself
  Optional,  // mail: whether it goes over TLS is for options to say
};

// Of a call of `target`, as FileModel::resolve() names it.
Transport transport_of(const semantic::CallSite& site, std::string_view target);

}  // namespace fastidious::engine
