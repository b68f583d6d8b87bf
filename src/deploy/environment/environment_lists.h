#pragma once
// Lists of variables that manifests of production give a container.

#include <vector>

#include "deploy/environment/contract.h"

namespace fastidious::deploy {

// Of Knative services, koyeb.yaml, compose files that are not for developers, `gcloud run deploy`
// and `koyeb services …`. Lists that have a part elsewhere are left out: env_file, envFrom,
// --env-vars-file.
std::vector<EnvironmentList> environment_lists(const Manifests& manifests);

}  // namespace fastidious::deploy
