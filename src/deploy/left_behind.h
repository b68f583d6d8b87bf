#pragma once
// Dockerfiles that were left where they are: others are built in their place.

#include "deploy/image.h"
#include "deploy/manifests.h"
#include "deploy/repository_files.h"

namespace fastidious::deploy {

// The folder from which a compose file builds the Dockerfile at `path`.
std::optional<std::string> composed_from(const Manifests& manifests, std::string_view path);

// Whether no image comes of it, for it copies or runs Python files that are not there, nothing
// builds it, and compose files build others.
bool is_left_behind(const Image& image, const Manifests& manifests, const RepositoryFiles& files);

}  // namespace fastidious::deploy
