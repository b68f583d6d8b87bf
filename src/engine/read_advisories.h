#pragma once
// Advisories from files.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "project/advisories.h"
#include "text/file_system.h"

namespace fastidious::engine {

// One file; the whole of PyPI's is a folder of thousands.
inline constexpr std::size_t kMaxAdvisoryBytes = 32u << 20;

// What the JSON file at `path` holds, or all files `*.json` in the folder there and below, in the
// order of their paths; else why they cannot be read: "osv/1.json: not valid JSON".
Result<std::unique_ptr<project::Advisories>, std::string> read_advisories(const FileSystem& files,
                                                                          const std::string& path);

}  // namespace fastidious::engine
