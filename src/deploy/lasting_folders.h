#pragma once
// Folders of the container that outlive it: volumes and disks, as the manifests declare them.

#include <string>
#include <string_view>
#include <vector>

#include "deploy/deploy_step.h"
#include "deploy/manifests.h"

namespace fastidious::deploy {

class LastingFolders {
 public:
  LastingFolders(const Manifests& manifests, const std::vector<DeployStep>& steps);

  // Whether `path`, absolute or as seen from where the application runs, may be in one of them.
  bool may_hold(std::string_view path) const;
  // As they are written: "/app/data".
  const std::vector<std::string>& all() const { return folders_; }

 private:
  void add(std::string_view folder);
  void add_compose(const Document& compose);
  void add_mounts(const Node& node, int depth);
  void add_option(std::string_view text);

  std::vector<std::string> folders_;
};

}  // namespace fastidious::deploy
