#include "deploy/left_behind.h"

#include <algorithm>

#include "deploy/compose_build.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

// What a repository holds and no build makes: `main.py`, `requirements.txt`.
bool is_of_repository(std::string_view source) {
  return source.find_first_of("*?[$") == source.npos &&
         (source.ends_with(".py") || source.ends_with(".txt"));
}

bool copies_what_is_missing(const Image& image, const RepositoryFiles& files) {
  for (const Instruction& one : image.dockerfile().instructions()) {
    if (one.keyword != "COPY" || !one.flag("from").empty()) continue;
    for (std::size_t i = 0; i + 1 < one.words.size(); ++i) {
      const std::string& source = one.words[i].text;
      if (is_of_repository(source) && !files.has_file(joined_path(image.context(), source))) {
        return true;
      }
    }
  }
  return false;
}

// `RUN python tools/fetch.py`, and no such file was copied; null where it may come from elsewhere.
bool runs_what_is_missing(const Image& image) {
  if (!image.context_is_known() || !image.holds_sources()) return false;
  for (const Instruction* run : image.dockerfile().final_instructions()) {
    if (run->keyword != "RUN") continue;
    const Script script = run->script();
    for (const Command& command : script.commands) {
      const auto& words = command.words;
      if (contains_any(command.name(), {"curl", "wget", "git", "tar", "unzip", "cp", "mv", "cd"})) {
        return false;
      }
      const bool runs = words.size() > 1 && command.name().starts_with("python") &&
                        is_of_repository(words[1].text) && words[1].text.ends_with(".py");
      if (runs && !image.repository_path(image_path(image.workdir(), words[1].text))) return true;
    }
  }
  return false;
}

// Scripts, workflows and targets of make that build images, of whatever Dockerfile.
bool builds_images(const Manifests& manifests) {
  const auto builds = [](const TextFile* file) {
    return contains_any(file->text.view(), {"docker build", "buildx build", "build-push-action",
                                            "builds submit", "--source", "podman build"});
  };
  const auto any = [&](const auto& list) {
    return std::any_of(list.begin(), list.end(), [&](const auto& one) { return builds(one.file); });
  };
  return any(manifests.scripts) || any(manifests.workflows) || any(manifests.cloud_builds) ||
         std::any_of(manifests.makefiles.begin(), manifests.makefiles.end(), builds);
}

}  // namespace

std::optional<std::string> composed_from(const Manifests& manifests, std::string_view path) {
  const std::vector<ComposeService> services = services_built_by(manifests, path);
  if (services.empty()) return std::nullopt;
  return compose_build(*services.front().node, services.front().file->path)->context;
}

bool is_left_behind(const Image& image, const Manifests& manifests, const RepositoryFiles& files) {
  if (!copies_what_is_missing(image, files) && !runs_what_is_missing(image)) return false;
  if (composed_from(manifests, image.file().path) || builds_images(manifests)) return false;
  const auto& all = manifests.dockerfiles;
  return std::any_of(all.begin(), all.end(), [&](const Read<Dockerfile>& other) {
    return composed_from(manifests, other.file->path).has_value();
  });
}

}  // namespace fastidious::deploy
