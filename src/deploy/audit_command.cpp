#include "deploy/audit_command.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "text/paths.h"

namespace fastidious::deploy {

std::string audit_command(const RepositoryFiles& files) {
  const std::vector<std::string_view> locks = files.ending_with("uv.lock");
  if (locks.empty()) return "pip-audit";
  const std::string_view nearest = *std::ranges::min_element(locks, {}, &std::string_view::size);
  const std::string folder(folder_of(nearest));
  return (folder.empty() ? "" : "cd " + folder + " && ") +
         "uv export --no-hashes --no-emit-project | uvx pip-audit -r /dev/stdin";
}

std::string environment_tool(const RepositoryFiles& files) {
  if (!files.ending_with("uv.lock").empty()) return "uv";
  return files.ending_with("poetry.lock").empty() ? "" : "poetry";
}

}  // namespace fastidious::deploy
