#pragma once
// Where a repository says how its tools are installed and run, for advice that moves a package
// out of a list.

#include <string>
#include <string_view>

#include "deploy/delivery.h"

namespace fastidious::rules {

// "`deploy.sh` and `README.md`": what installs the list, and no requirements-dev.txt, and runs the
// tool; empty if nothing does.
// A path is followed through `cd` and `working-directory`: a list of the same name elsewhere is
// another one.
std::string places_that_use(const deploy::Delivery& delivery, const deploy::PackageManifest& list,
                            std::string_view tool);

// "`compose.yml:12`": a service, its lines commented out or not, or a documented command that runs
// pytest in an image that is not made for tests; empty if nothing does.
std::string tests_in_image(const deploy::Delivery& delivery);

}  // namespace fastidious::rules
