#pragma once
// Which image a step deploys: the one that the same script or workflow builds before.

#include "deploy/delivery.h"

namespace fastidious::deploy {

// By `docker build`, `gcloud builds submit`, docker/build-push-action or `--source`; null if it
// cannot be told.
const Image* deployed_image(const Delivery& delivery, const DeployStep& step);

// The application that starts in what the step deploys; null if it cannot be told.
const app::AppRoutes* deployed_app(const Delivery& delivery, const DeployStep& step);

}  // namespace fastidious::deploy
