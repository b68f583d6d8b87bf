#pragma once
// Where the repository is meant to run.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/application.h"
#include "deploy/deploy_step.h"
#include "deploy/manifests.h"

namespace fastidious::deploy {

enum class Platform : std::uint8_t { Koyeb, CloudRun, FirebaseFunctions, Buildpack, Docker, Other };

// "Koyeb", "Cloud Run", "Firebase Functions", "a buildpack", "a container", …
std::string_view name_of(Platform platform);

struct PlatformEvidence {
  Platform platform;
  const TextFile* file = nullptr;
  Span span;
  std::string what;  // "a Procfile", "`gcloud run deploy`", …
};

// What speaks for each platform, by platform, then file.
std::vector<PlatformEvidence> platform_evidence(const app::Application& application,
                                                const Manifests& manifests,
                                                const std::vector<DeployStep>& steps);

}  // namespace fastidious::deploy
