#pragma once
// Places where the repository deploys something: commands of scripts and workflows, steps that use
// a platform's action.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/manifests.h"
#include "deploy/server_command.h"

namespace fastidious::deploy {

struct DeployStep {
  enum class Tool : std::uint8_t {
    KoyebCli,        // koyeb services create|update|init|redeploy
    KoyebAction,     // koyeb/action-git-deploy
    GcloudRun,       // gcloud run deploy, gcloud run services replace
    CloudRunAction,  // google-github-actions/deploy-cloudrun
    Firebase,        // firebase deploy
    FirebaseAction,  // w9jds/firebase-action, FirebaseExtended/action-hosting-deploy
    Other,  // flyctl, railway, heroku, kubectl, helm, fastapi deploy, docker, a server by ssh, …
  } tool = Tool::Other;
  struct Option {
    std::string name;  // "--port", or an input of an action, "service-ports"
    Setting value;     // its text is empty for a flag
  };
  const TextFile* file = nullptr;
  Span span;
  std::vector<Option> options;
  std::vector<Argument> words;           // of a command
  const Workflow* workflow = nullptr;    // that holds it; null elsewhere
  const WorkflowJob* job = nullptr;      // the same
  const WorkflowStep* step = nullptr;    // the same
  const Read<Script>* script = nullptr;  // that holds it; null elsewhere

  // Whether the service's name has the commit or the run in it: a trial beside the service that
  // users call.
  bool is_of_one_commit() const;
  // Its job has `if: false`: switched off by hand.
  bool is_switched_off() const;
  // Its job has `if: github.repository != 'acme/template'`: it is for what others make of a
  // template.
  bool is_for_copies() const;
  // The option so named; the last of several. Null if it is not given.
  const Option* option(std::string_view name) const;
};

// By file and position: scripts, recipes of Makefiles, workflows, Cloud Build.
std::vector<DeployStep> deploy_steps(const Manifests& manifests);

}  // namespace fastidious::deploy
