#include "deploy/audit_command.h"

namespace fastidious::deploy {

std::string audit_command(const RepositoryFiles& files) {
  if (files.ending_with("uv.lock").empty()) return "pip-audit";
  return "uv export --no-hashes --no-emit-project | uvx pip-audit -r /dev/stdin";
}

std::string environment_tool(const RepositoryFiles& files) {
  if (!files.ending_with("uv.lock").empty()) return "uv";
  return files.ending_with("poetry.lock").empty() ? "" : "poetry";
}

}  // namespace fastidious::deploy
