#pragma once
// What manifests, scripts and workflows set a variable, a parameter or a build argument to.

#include <cstdint>
#include <string>
#include <vector>

#include "deploy/manifests.h"

namespace fastidious::deploy {

struct GivenValue {
  enum class Place : std::uint8_t {
    Image,          // ENV and ARG of a Dockerfile, and the commands of its RUNs
    BuildArgument,  // --build-arg, and `args` of a `build` in a compose file
    Compose,        // of a service in a compose file
    Service,        // a service that a workflow starts for its jobs
    Workflow,       // `env`, `with`, `credentials` and the commands of a workflow
    Script,
    Platform,  // koyeb.yaml, cloudbuild.yaml, a Knative service
    EnvFile,
  } place = Place::Image;
  const TextFile* file = nullptr;
  std::string name;
  std::string value;         // as it is written, without quotes: "${{ secrets.TOKEN }}"
  Span span;                 // of the value, or of the word that holds it
  bool is_argument = false;  // an ARG
};

// In the order of the manifests, then of the text; none without a value.
std::vector<GivenValue> given_values(const Manifests& manifests);

// Whether the value is one from elsewhere: `$NAME`, `${{ … }}`, `{{ secret.NAME }}`, `@secret`, a
// command's output.
bool is_reference(std::string_view value);

}  // namespace fastidious::deploy
