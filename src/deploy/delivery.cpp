#include "deploy/delivery.h"

#include <algorithm>

#include "deploy/left_behind.h"

namespace fastidious::deploy {
const RepositoryFiles& Delivery::files() const {
  return files_.get([this] { return RepositoryFiles(inventory_); });
}

const std::vector<std::unique_ptr<Image>>& Delivery::images() const {
  return images_.get([this] { return make_images(); });
}

std::vector<std::unique_ptr<Image>> Delivery::make_images() const {
  std::vector<std::unique_ptr<Image>> images;
  for (const Read<Dockerfile>& one : manifests_.dockerfiles) {
    auto image = std::make_unique<Image>(one, manifests_, files(),
                                         composed_from(manifests_, one.file->path));
    if (!is_left_behind(*image, manifests_, files())) images.push_back(std::move(image));
  }
  return images;
}

const std::vector<StartCommand>& Delivery::start_commands() const {
  return start_commands_.get(
      [this] { return deploy::start_commands(application_, manifests_, files(), images()); });
}

std::vector<const StartCommand*> Delivery::servers() const {
  std::vector<const StartCommand*> found;
  for (const StartCommand& one : start_commands()) {
    if (!one.is_for_development && one.server.server != Server::None) found.push_back(&one);
  }
  return found;
}

const std::vector<DeployStep>& Delivery::deploy_steps() const {
  return deploy_steps_.get([this] { return deploy::deploy_steps(manifests_); });
}

const std::vector<Probe>& Delivery::probes() const {
  return probes_.get([this] { return deploy::probes(manifests_, images(), deploy_steps()); });
}

const std::vector<PlatformEvidence>& Delivery::platforms() const {
  return platforms_.get(
      [this] { return platform_evidence(application_, manifests_, deploy_steps()); });
}

const PackageSets& Delivery::packages() const {
  return *packages_.get([this] {
    return std::make_unique<const PackageSets>(application_, manifests_, files(), images());
  });
}

const Pipeline& Delivery::pipeline() const {
  return pipeline_.get([this] { return Pipeline(manifests_, files()); });
}

const TestSuite& Delivery::test_suite() const {
  return test_suite_.get(
      [this] { return deploy::test_suite(application_.code(), manifests_, files(), pipeline()); });
}

const std::vector<PythonStatement>& Delivery::python_statements() const {
  return python_statements_.get([this] {
    std::vector<const Image*> serving;
    for (const auto& image : images()) {
      for (const StartCommand* server : servers()) {
        if (server->image != image.get()) continue;
        serving.push_back(image.get());
        break;
      }
    }
    return deploy::python_statements(manifests_, serving);
  });
}

bool Delivery::runs_on(Platform platform) const {
  return std::any_of(platforms().begin(), platforms().end(),
                     [&](const PlatformEvidence& one) { return one.platform == platform; });
}

bool Delivery::runs_on_google() const {
  return runs_on(Platform::CloudRun) || runs_on(Platform::FirebaseFunctions) ||
         !application_.functions().empty();
}

bool Delivery::serves(const Image& image) const {
  if (is_for_development(image.file().path)) return false;
  const auto serving = servers();
  return std::any_of(serving.begin(), serving.end(),
                     [&](const StartCommand* one) { return one->image == &image; });
}

}  // namespace fastidious::deploy
