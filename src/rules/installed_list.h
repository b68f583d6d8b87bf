#pragma once
// Which lists of packages the deployment installs.

#include "deploy/delivery.h"

namespace fastidious::rules {

// A requirements file that no image, script or other list names is installed by nobody but
// developers and pipelines, as far as everything runs in images.
bool is_installed(const deploy::Delivery& delivery, const deploy::PackageManifest& manifest);

}  // namespace fastidious::rules
