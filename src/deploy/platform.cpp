#include "deploy/platform.h"

#include <algorithm>

#include "deploy/start_command.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

class Gathering {
 public:
  Gathering(const app::Application& application, const Manifests& manifests,
            const std::vector<DeployStep>& steps)
      : application_(application), manifests_(manifests), steps_(steps) {}

  std::vector<PlatformEvidence> run() {
    for (const auto& one : manifests_.koyeb) add(Platform::Koyeb, one.file, {}, "a manifest");
    for (const auto& one : manifests_.services) {
      add(Platform::CloudRun, one.file, {}, "a Knative service");
    }
    for (const auto& one : manifests_.firebase) {
      const Node* functions = one.content.root()->find("functions");
      if (functions != nullptr && holds_functions(*functions, *one.file)) {
        add(Platform::FirebaseFunctions, one.file, functions->span, "`functions`");
      }
    }
    for (const auto& one : manifests_.procfiles) {
      add(Platform::Buildpack, one.file, {}, "a Procfile");
    }
    for (const auto& one : manifests_.dockerfiles) {
      if (!is_for_development(one.file->path)) {
        add(Platform::Docker, one.file, {}, "a Dockerfile");
      }
    }
    for (const DeployStep& step : steps_) add_step(step);
    add_documents();
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      const auto key = [](const PlatformEvidence& one) {
        const std::string& path = one.file->path;
        return std::pair(one.platform, std::count(path.begin(), path.end(), '/'));
      };
      return key(a) < key(b);  // what stands higher up is of the whole
    });
    return std::move(found_);
  }

 private:
  void add(Platform platform, const TextFile* file, Span span, std::string what) {
    if (file->role == project::Role::Test || file->role == project::Role::Example) return;
    found_.push_back({platform, file, span, std::move(what)});
  }

  void add_step(const DeployStep& step) {
    using Tool = DeployStep::Tool;
    switch (step.tool) {
      case Tool::KoyebCli: return add(Platform::Koyeb, step.file, step.span, "`koyeb`");
      case Tool::KoyebAction: return add(Platform::Koyeb, step.file, step.span, "Koyeb's action");
      case Tool::GcloudRun: return add(Platform::CloudRun, step.file, step.span, "`gcloud run`");
      case Tool::CloudRunAction:
        return add(Platform::CloudRun, step.file, step.span, "Cloud Run's action");
      case Tool::Firebase:
      case Tool::FirebaseAction:
        if (!application_.functions().empty()) {
          add(Platform::FirebaseFunctions, step.file, step.span, "`firebase deploy`");
        }
        return;
      case Tool::Other:
        // A recipe of a Makefile is somebody's own way, of one part of the repository perhaps.
        if (step.file->kind == repo::FileKind::Makefile || is_beside(step)) return;
        return add(Platform::Other, step.file, step.span, "a deployment");
    }
  }

  // Functions and frontends that are deployed beside the application: they do not say where it
  // runs.
  static bool is_beside(const DeployStep& step) {
    const std::string_view action = step.words.empty() ? step.step->action() : std::string_view{};
    if (!action.empty()) return contains_any(lower_case(action), {"vercel", "cloud-functions"});
    return contains_any(joined_words(step), {"gcloud functions ", "vercel --", "vercel@"});
  }

  static std::string joined_words(const DeployStep& step) {
    std::string text;
    for (const Argument& word : step.words) text += word.text + " ";
    return text;
  }

  // Whether there is Python where the functions are to be: {"source": "functions"}, or a list of
  // such. What runs Node there, or is no more, says nothing of the application.
  bool holds_functions(const Node& functions, const TextFile& manifest) const {
    const auto holds = [&](const Node& codebase) {
      const std::string_view source = codebase.text_of("source");
      const std::string folder =
          joined_path(folder_of(manifest.path), source.empty() ? "functions" : source);
      const auto& files = application_.code().files();
      return std::any_of(files.begin(), files.end(), [&](const auto& file) {
        return folder.empty() || is_inside(file.file().path, folder);
      });
    };
    if (!functions.is_list()) return holds(functions);
    return std::any_of(functions.items.begin(), functions.items.end(),
                       [&](const Node* one) { return holds(*one); });
  }

  // "Deploy to Koyeb" buttons.
  void add_documents() {
    constexpr std::string_view kButton = "app.koyeb.com/deploy";
    for (const TextFile* document : manifests_.documents) {
      const std::size_t at = document->text.view().find(kButton);
      if (at == std::string_view::npos) continue;
      const auto begin = static_cast<Offset>(at);
      add(Platform::Koyeb, document, {begin, begin + static_cast<Offset>(kButton.size())},
          "a button");
    }
  }

  const app::Application& application_;
  const Manifests& manifests_;
  const std::vector<DeployStep>& steps_;
  std::vector<PlatformEvidence> found_;
};

}  // namespace

std::string_view name_of(Platform platform) {
  switch (platform) {
    case Platform::Koyeb: return "Koyeb";
    case Platform::CloudRun: return "Cloud Run";
    case Platform::FirebaseFunctions: return "Firebase Functions";
    case Platform::Buildpack: return "a buildpack";
    case Platform::Docker: return "a container";
    case Platform::Other: break;
  }
  return "another platform";
}

std::vector<PlatformEvidence> platform_evidence(const app::Application& application,
                                                const Manifests& manifests,
                                                const std::vector<DeployStep>& steps) {
  return Gathering(application, manifests, steps).run();
}

}  // namespace fastidious::deploy
