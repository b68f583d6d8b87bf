#pragma once
// What compose files build of the repository.
// https://docs.docker.com/reference/compose-file/build/

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/manifests.h"

namespace fastidious::deploy {

// Paths in the repository.
struct ComposeBuild {
  std::string context;  // the folder; empty: the repository's root
  std::string dockerfile;
};

// What `service`, of the compose file at `compose`, is built of; nothing where it has no `build`,
// or one whose context is an address or depends on a variable.
std::optional<ComposeBuild> compose_build(const Node& service, std::string_view compose);

struct ComposeService {
  const Node* node;
  const TextFile* file;  // the compose file
};

// The services that are built by the Dockerfile at `dockerfile`, by file and position.
std::vector<ComposeService> services_built_by(const Manifests& manifests,
                                              std::string_view dockerfile);

}  // namespace fastidious::deploy
