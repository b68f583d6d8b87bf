#include "deploy/compose_build.h"

#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {

std::optional<ComposeBuild> compose_build(const Node& service, std::string_view compose) {
  const Node* build = service.find("build");
  if (build == nullptr) return std::nullopt;
  const std::string_view context =
      build->is_scalar() ? std::string_view(build->text) : build->text_of("context");
  if (context.find("://") != context.npos || context.find('$') != context.npos) return std::nullopt;
  const std::string_view file = build->text_of("dockerfile");
  std::string folder = joined_path(folder_of(compose), context);
  std::string dockerfile = joined_path(folder, file.empty() ? "Dockerfile" : file);
  return ComposeBuild{std::move(folder), std::move(dockerfile)};
}

std::vector<ComposeService> services_built_by(const Manifests& manifests,
                                              std::string_view dockerfile) {
  std::vector<ComposeService> found;
  for (const Read<Document>& compose : manifests.compose) {
    const Node* services = compose.content.root()->find("services");
    if (services == nullptr) continue;
    for (const Node* service : services->items) {
      const auto build = compose_build(*service, compose.file->path);
      if (build && same_but_for_case(build->dockerfile, dockerfile)) {
        found.push_back({service, compose.file});
      }
    }
  }
  return found;
}

}  // namespace fastidious::deploy
