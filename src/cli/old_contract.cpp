#include "cli/old_contract.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/openapi/document.h"
#include "cli/yaml.h"
#include "engine/describe.h"
#include "repo/git.h"

namespace fastidious::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxDocumentBytes = 64u << 20;

Result<app::Json, ContractError> read_document(const std::string& path) {
  std::error_code failed;
  if (fs::file_size(path, failed) > kMaxDocumentBytes || failed) {
    return ContractError{fmt::format("--diff {}: cannot be read, or is larger than 64 MB", path)};
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  app::Json document = app::Json::parse(text.str(), nullptr, false);
  if (document.is_discarded()) {
    auto yaml = from_yaml(text.str());
    document = yaml ? std::move(*yaml) : app::Json();
  }
  if (!document.is_object() || !document.contains("openapi") || !document.contains("paths")) {
    return ContractError{fmt::format("--diff {}: is no OpenAPI document", path)};
  }
  return document;
}

Result<app::Json, ContractError> derive_document(const std::string& revision,
                                                 const std::string& name, const AuditSetup& setup) {
  auto difference = repo::revision_difference(setup.files->root(), revision);
  if (!difference) {
    return ContractError{fmt::format("--diff {}: there is no such file, and as a revision: {}",
                                     revision, repo::describe(difference.error()))};
  }
  OverlayFileSystem then(*setup.files);
  for (std::string& path : difference->absent) then.remove(std::move(path));
  for (auto& [path, text] : difference->texts) then.replace(std::move(path), std::move(text));
  const engine::Description description = engine::describe(setup.options, then);
  const app::AppRoutes* chosen = choose_app(*description.application, name);
  if (chosen == nullptr) {
    return ContractError{fmt::format(
        "--diff {}: that revision has {}", revision,
        name.empty() ? "no application, or several: name one by --app" : "no application " + name)};
  }
  return app::openapi_document(*description.application, *chosen);
}

bool is_mounted(const app::Application& application, const app::AppRoutes& app) {
  return std::any_of(
      application.apps().begin(), application.apps().end(), [&](const app::AppRoutes& other) {
        return std::any_of(other.routes.begin(), other.routes.end(),
                           [&](const app::Route& route) { return route.mounted == app.app; });
      });
}

}  // namespace

Result<app::Json, ContractError> old_contract(const std::string& old_one, const std::string& name,
                                              const AuditSetup& setup) {
  std::error_code ignored;
  return fs::is_regular_file(old_one, ignored) ? read_document(old_one)
                                               : derive_document(old_one, name, setup);
}

const app::AppRoutes* choose_app(const app::Application& application, const std::string& name) {
  if (!name.empty()) return application.find(name);
  const app::AppRoutes* only = nullptr;
  for (const app::AppRoutes& one : application.apps()) {
    if (is_mounted(application, one)) continue;
    if (only != nullptr) return nullptr;
    only = &one;
  }
  return only;
}

}  // namespace fastidious::cli
