#pragma once
// How the repository's application is built, started and deployed, as its manifests, scripts and
// workflows say.
//
// Built once from the application model and the manifests, which it refers to and must not outlive;
// const afterwards. Everything is computed when it is first asked for, and may be asked by several
// threads.

#include <memory>
#include <string_view>
#include <vector>

#include "app/application.h"
#include "base/lazy.h"
#include "deploy/deploy_step.h"
#include "deploy/image.h"
#include "deploy/manifests.h"
#include "deploy/packages/package_sets.h"
#include "deploy/pipeline.h"
#include "deploy/platform.h"
#include "deploy/probe.h"
#include "deploy/python_statement.h"
#include "deploy/repository_files.h"
#include "deploy/start_command.h"
#include "deploy/test_suite.h"
#include "repo/inventory.h"

namespace fastidious::project {
class Advisories;  // project/advisories.h
}
namespace fastidious::evidence {
struct Evidence;  // evidence/evidence.h
}

namespace fastidious::deploy {

class EnvironmentContract;  // deploy/environment/contract.h

class Delivery {
 public:
  Delivery(const app::Application& application, const Manifests& manifests,
           const repo::Inventory& inventory, const project::Advisories* advisories = nullptr,
           const evidence::Evidence* evidence = nullptr)
      : application_(application),
        manifests_(manifests),
        inventory_(inventory),
        advisories_(advisories),
        evidence_(evidence) {}
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  const app::Application& application() const { return application_; }
  const Manifests& manifests() const { return manifests_; }
  const repo::Inventory& inventory() const { return inventory_; }
  // What the user knows to be wrong with versions of packages; null if nothing was given.
  const project::Advisories* advisories() const { return advisories_; }
  // What other tools have said; null if nobody looked.
  const evidence::Evidence* evidence() const { return evidence_; }
  // Whether there is something to deliver: an application or function that production serves.
  bool has_application() const {
    return !application_.served_apps().empty() || !application_.functions().empty();
  }

  // Whether it is an unpacked release of a package, which leaves out what only developers need.
  bool is_release() const { return deploy::is_release(files()); }
  // Whether somebody develops here: there are manifests of dependencies, and it is no release.
  bool is_developed() const { return deploy::is_developed(manifests_) && !is_release(); }

  const RepositoryFiles& files() const;
  // Of each Dockerfile that is built, in the order of the manifests.
  const std::vector<std::unique_ptr<Image>>& images() const;
  const std::vector<StartCommand>& start_commands() const;
  // Those that production runs and whose server we know.
  std::vector<const StartCommand*> servers() const;
  const std::vector<DeployStep>& deploy_steps() const;
  const std::vector<Probe>& probes() const;
  const std::vector<PlatformEvidence>& platforms() const;
  bool runs_on(Platform platform) const;
  // On machines of Google that come and go: Cloud Run or functions of Firebase.
  bool runs_on_google() const;
  // Whether the image serves something; those that build and test do not run in production.
  bool serves(const Image& image) const;
  const Pipeline& pipeline() const;
  const TestSuite& test_suite() const;
  // What is declared to be installed.
  const PackageSets& packages() const;
  // Which variables are read, documented and provided.
  const EnvironmentContract& environment() const;
  // Of images that serve, and of the rest of the repository.
  const std::vector<PythonStatement>& python_statements() const;

 private:
  std::vector<std::unique_ptr<Image>> make_images() const;

  const app::Application& application_;
  const Manifests& manifests_;
  const repo::Inventory& inventory_;
  const project::Advisories* advisories_;
  const evidence::Evidence* evidence_;
  Lazy<RepositoryFiles> files_;
  Lazy<std::vector<std::unique_ptr<Image>>> images_;
  Lazy<std::vector<StartCommand>> start_commands_;
  Lazy<std::vector<DeployStep>> deploy_steps_;
  Lazy<std::vector<Probe>> probes_;
  Lazy<std::vector<PlatformEvidence>> platforms_;
  Lazy<Pipeline> pipeline_;
  Lazy<TestSuite> test_suite_;
  Lazy<std::unique_ptr<const PackageSets>> packages_;
  Lazy<std::shared_ptr<const EnvironmentContract>> environment_;
  Lazy<std::vector<PythonStatement>> python_statements_;
};

}  // namespace fastidious::deploy
