#pragma once
// Who last changed a line, as git's history has it.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace fastidious::repo {

// The name of the author of the last commit that changed line `line` (from 1) of `path` (relative
// to `root`), along first parents and by .mailmap, as the newest commit has it of those that an
// address or a full name shows to be the same person's; nothing if that is not known: no
// repository, a file or line that was never committed, or no answer within `patience`. Lines are
// those of the last commit.
std::optional<std::string> last_author(const std::string& root, const std::string& path,
                                       std::uint32_t line, std::chrono::seconds patience);

}  // namespace fastidious::repo
