#pragma once
// Requests by which platforms, containers and pipelines ask whether the application is alive.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "deploy/deploy_step.h"
#include "deploy/image.h"
#include "deploy/manifests.h"

namespace fastidious::deploy {

struct Probe {
  enum class Origin : std::uint8_t { HealthCheck, Compose, CloudRun, Koyeb, SmokeTest } origin;
  const TextFile* file = nullptr;
  Span span;                     // of the URL, or of what says the path
  std::string path;              // "/health", without the query; "*" for what is not known of it
  std::optional<int> port;       // as it says
  const Image* image = nullptr;  // HealthCheck: of this image
  const DeployStep* step = nullptr;  // Koyeb: of this step
};

// By kind of manifest, then file and position. `images` and `steps` are those of the repository.
std::vector<Probe> probes(const Manifests& manifests,
                          const std::vector<std::unique_ptr<Image>>& images,
                          const std::vector<DeployStep>& steps);

}  // namespace fastidious::deploy
