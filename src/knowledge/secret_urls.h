#pragma once
// Passwords inside URLs (RFC 3986, section 3.2.1: `scheme://user:password@host`).

#include <optional>
#include <string_view>

#include "knowledge/secret_shapes.h"

namespace fastidious::knowledge {

// The password of the URL in `run`, a text without blanks, whose "://" is at `mark`, if it is one
// that somebody has to keep: no template, no stock word ("postgres", "changeme"), not the user's
// name, and not of a server on this machine or in the same compose file. A stock word for a server
// at a cloud provider counts too.
std::optional<FoundSecret> find_url_password(std::string_view run, std::size_t mark);

}  // namespace fastidious::knowledge
