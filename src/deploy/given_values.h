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
  enum class Form : std::uint8_t {
    Member,      // `NAME: value`
    Pair,        // `NAME=value` as one item of a list
    Assignment,  // `NAME=value` of a shell, `NAME=` of an env file
    Flag,        // `-e NAME=value` of a command
  } form = Form::Member;
  bool is_container_run = false;  // a flag of `docker run`, which starts it on this machine
  // The service starts only with profiles that are developers' or tests', `profiles: [dev, ci]`, or
  // says that its own address is on this machine.
  bool is_for_developers = false;
  bool is_published = false;  // the service has ports that are reached from outside its network
};

// In the order of the manifests, then of the text; none without a value.
std::vector<GivenValue> given_values(const Manifests& manifests);

// Whether a compose file has `where` in a service that only developers' or tests' profiles start.
bool is_in_developers_service(const Document& compose, Span where);

// Whether the value is one from elsewhere: `$NAME`, `${{ … }}`, `{{ secret.NAME }}`, `@secret`, a
// command's output.
bool is_reference(std::string_view value);

}  // namespace fastidious::deploy
