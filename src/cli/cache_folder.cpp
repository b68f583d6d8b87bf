#include "cli/cache_folder.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstdlib>
#include <filesystem>

namespace fastidious::cli {
namespace {

// An absolute path from the environment; empty if it is not set or relative, as the specification
// asks.
std::filesystem::path folder_in(const char* variable) {
  const char* value = std::getenv(variable);
  const std::filesystem::path folder = value == nullptr ? "" : value;
  return folder.is_absolute() ? folder : std::filesystem::path();
}

}  // namespace

std::string history_memory(std::string_view root) {
  std::filesystem::path cache = folder_in("XDG_CACHE_HOME");
  if (cache.empty()) {
    const std::filesystem::path home = folder_in("HOME");
    if (home.empty()) return {};
    cache = home / ".cache";
  }
  const std::uint64_t name = XXH3_64bits(root.data(), root.size());
  return (cache / "fastidious" / fmt::format("history-{:016x}", name)).string();
}

}  // namespace fastidious::cli
