#include "rules/lock_file.h"

#include <string_view>
#include <utility>

#include "deploy/manifests.h"
#include "text/paths.h"

namespace fastidious::rules {
namespace {

constexpr std::pair<std::string_view, std::string_view> kLocks[] = {
    {"uv.lock", "uv lock"},
    {"poetry.lock", "poetry lock"},
    {"pdm.lock", "pdm lock"},
    {"Pipfile.lock", "pipenv lock"},
};

bool is_locked_by(std::string_view manifest, std::string_view lock) {
  return lock.starts_with("Pipfile") ? manifest.ends_with("Pipfile")
                                     : manifest.ends_with("pyproject.toml");
}

}  // namespace

std::string then_lock(const deploy::RepositoryFiles& files, const deploy::TextFile& manifest) {
  for (const auto& [lock, command] : kLocks) {
    if (is_locked_by(manifest.path, lock) &&
        files.has_file(deploy::joined_path(folder_of(manifest.path), lock))) {
      return "; then `" + std::string(command) + "`";
    }
  }
  return {};
}

}  // namespace fastidious::rules
