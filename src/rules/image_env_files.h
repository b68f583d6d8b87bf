#pragma once
// Env files that git tracks and an image gets.

#include <string>

#include "deploy/image.h"

namespace fastidious::rules {

// " Git tracks `.env.production`, which …": what a .dockerignore with `.env*` takes from the
// program in the image; empty if there is nothing.
std::string about_env_files(const deploy::Manifests& manifests, const deploy::Image& image);

}  // namespace fastidious::rules
