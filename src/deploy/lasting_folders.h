#pragma once
// Folders of the container that outlive it: volumes and disks, as the manifests declare them.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deploy/deploy_step.h"
#include "deploy/manifests.h"

namespace fastidious::deploy {

class LastingFolders {
 public:
  LastingFolders(const Manifests& manifests, const std::vector<DeployStep>& steps);

  // Whether `path`, absolute or as seen from where the application runs, may be in one of them.
  bool may_hold(std::string_view path) const;
  // Whether a compose file mounts the repository's folder of `path` into a container: what the
  // program writes beside its sources stays on the machine.
  bool shows_sources(std::string_view path) const;
  // As they are written: "/app/data".
  const std::vector<std::string>& all() const { return folders_; }

 private:
  void add(std::string_view folder);
  void add_compose(const Document& compose, std::string_view folder);
  void add_volume(const Node& volume, std::string_view folder);
  void add_sources_of_root(const Manifests& manifests);
  void add_mounts(const Node& node, int depth);
  void add_option(std::string_view text);
  void add_fly(std::string_view text);

  std::vector<std::string> folders_;
  std::vector<std::string> sources_;  // of the repository, that compose files mount
  // The folder of the compose file, and what it mounts, as written.
  std::vector<std::pair<std::string, std::string>> mounts_;
};

}  // namespace fastidious::deploy
