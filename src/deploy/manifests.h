#pragma once
// The repository's manifests, scripts and workflows, each taken apart once.

#include <string>
#include <string_view>
#include <vector>

#include "deploy/formats/docker_ignore.h"
#include "deploy/formats/dockerfile.h"
#include "deploy/formats/document.h"
#include "deploy/formats/key_value.h"
#include "deploy/formats/shell.h"
#include "deploy/formats/workflow.h"
#include "project/text_file.h"
#include "repo/inventory.h"

namespace fastidious::deploy {

using project::TextFile;

// One manifest and what it says.
template <class Content>
struct Read {
  const TextFile* file = nullptr;
  Content content;
};

// Why a manifest says nothing: it is malformed, or beyond a bound.
struct ManifestProblem {
  const TextFile* file = nullptr;
  std::string reason;
};

struct Manifests {
  // By path.
  std::vector<Read<Dockerfile>> dockerfiles;
  std::vector<Read<DockerIgnore>> docker_ignores;
  std::vector<Read<Procfile>> procfiles;
  std::vector<Read<Workflow>> workflows;  // of GitHub
  std::vector<Read<Script>> scripts;
  std::vector<Read<std::vector<EnvEntry>>> env_files;
  std::vector<Read<Document>> compose;
  std::vector<Read<Document>> koyeb;     // koyeb.yaml, koyeb-compose.yaml
  std::vector<Read<Document>> firebase;  // firebase.json
  std::vector<Read<Document>> firebaserc;
  std::vector<Read<Document>> services;  // Knative services: Cloud Run's service.yaml
  std::vector<Read<Document>> cloud_builds;
  std::vector<Read<Document>> actions;      // action.yml
  std::vector<Read<Document>> dependabots;  // .github/dependabot.yml
  std::vector<Read<Document>> condas;       // environment.yml
  std::vector<const TextFile*> requirements, pyprojects, python_versions, firebase_rules;
  std::vector<const TextFile*> flies;  // fly.toml
  std::vector<const TextFile*> makefiles;
  std::vector<const TextFile*> stacks;  // templates of CloudFormation
  std::vector<const TextFile*> git_ignores, git_attributes;
  std::vector<const TextFile*> pre_commits;  // .pre-commit-config.yaml
  std::vector<const TextFile*> documents;    // README and other pages about operating it
  std::vector<const TextFile*> pages;        // what else its documentation has: docs/…
  // Settings of editors, and configurations of front ends and their tests, that name an env file.
  std::vector<const TextFile*> env_file_users;
  std::vector<const TextFile*> log_files;  // logging.ini, log.conf: of `logging.config.fileConfig`
  std::vector<const TextFile*> contracts;  // committed OpenAPI documents in JSON: openapi.json
  std::vector<ManifestProblem> problems;   // by path
};

// Whether a file is one that is read here: its text is kept for the rules about delivery. For some
// names the text decides.
bool may_be_manifest(const repo::RepositoryFile& file);
bool is_manifest(const TextFile& file);

// `texts` are by path and must outlive what is given.
Manifests read_manifests(const std::vector<const TextFile*>& texts);

// "Dockerfile" of "deploy/api/Dockerfile".
std::string_view name_of(std::string_view path);
// `path` as seen from `folder`: "a/b" and "../c" give "a/c". Empty if it leads out of the root.
std::string joined_path(std::string_view folder, std::string_view path);

}  // namespace fastidious::deploy
