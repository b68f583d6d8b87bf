#include "deploy/built_image.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "text/one_of.h"
#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

// One build of an image, as it is written: paths as seen from the root.
struct Build {
  std::string tag;         // empty if none is said
  std::string dockerfile;  // empty: it cannot be told
};

// The value of `-t x`, `--tag x` or `--tag=x`; nothing if it is not given.
std::optional<std::string> option_of(const std::vector<Word>& words,
                                     std::initializer_list<std::string_view> names) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& text = words[i].text;
    const std::size_t equals = std::min(text.find('='), text.size());
    if (!is_one_of(std::string_view(text).substr(0, equals), names)) continue;
    if (equals < text.size()) return text.substr(equals + 1);
    if (i + 1 < words.size()) return words[i + 1].text;
  }
  return std::nullopt;
}

// The Dockerfile of a build in `context`; empty where a variable says it.
std::string dockerfile_of(std::string_view folder, std::string_view context,
                          const std::optional<std::string>& file) {
  const std::string path =
      file ? joined_path(folder, *file) : joined_path(joined_path(folder, context), "Dockerfile");
  return path.find('$') == path.npos ? path : std::string();
}

bool is_docker_build(const std::vector<Word>& words) {
  const auto is = [&](std::size_t i, std::string_view text) {
    return i < words.size() && words[i].text == text;
  };
  return is(0, "docker") &&
         (is(1, "build") || ((is(1, "buildx") || is(1, "image")) && is(2, "build")));
}

bool is_cloud_build(const std::vector<Word>& words) {
  const auto has = [&](std::string_view text) {
    return std::any_of(words.begin(), words.end(),
                       [&](const Word& one) { return one.text == text; });
  };
  return !words.empty() && words[0].text == "gcloud" && has("builds") && has("submit");
}

class Search {
 public:
  Search(const Delivery& delivery, const DeployStep& step) : delivery_(delivery), step_(step) {}

  const Image* run() {
    const DeployStep::Option* source = step_.option("--source");
    if (source == nullptr) source = step_.option("source");
    if (source != nullptr) return image_at(dockerfile_of("", source->value.text, std::nullopt));
    if (step_.script != nullptr) {
      for (const Command& one : step_.script->content.commands) add(one, "");
    } else if (step_.workflow != nullptr) {
      for (const WorkflowJob& job : step_.workflow->jobs) {
        for (const WorkflowStep& one : job.steps) add(one);
      }
    }
    const Build* build = chosen();
    return build != nullptr ? image_at(build->dockerfile) : nullptr;
  }

 private:
  void add(const Command& command, std::string_view folder) {
    const std::vector<Word>& words = command.words;
    if (is_docker_build(words)) {
      const std::optional<std::string> tag = option_of(words, {"-t", "--tag"});
      builds_.push_back({tag.value_or(""), dockerfile_of(folder, words.back().text,
                                                         option_of(words, {"-f", "--file"}))});
    } else if (is_cloud_build(words)) {
      const bool configured = option_of(words, {"--config"}).has_value();
      const std::string_view last = words.back().text;
      const bool is_value = last == "submit" || last.starts_with('-') ||
                            (words[words.size() - 2].text.starts_with("--") &&
                             words[words.size() - 2].text.find('=') == std::string::npos);
      builds_.push_back(
          {option_of(words, {"--tag", "-t"}).value_or(""),
           configured ? std::string() : dockerfile_of(folder, is_value ? "" : last, std::nullopt)});
    }
  }

  void add(const WorkflowStep& step) {
    const Node* within = step.node->find("working-directory");
    const std::string folder = within != nullptr ? std::string(within->text) : std::string();
    for (const Command& one : step.script.commands) add(one, folder);
    if (step.action() != "docker/build-push-action") return;
    const std::string_view context = step.with != nullptr ? step.with->text_of("context") : "";
    const std::string_view file = step.with != nullptr ? step.with->text_of("file") : "";
    builds_.push_back(
        {step.with != nullptr ? std::string(step.with->text_of("tags")) : "",
         dockerfile_of("", context.find("://") == context.npos ? context : "",
                       file.empty() ? std::nullopt : std::optional(std::string(file)))});
  }

  // The one that has the step's tag; else all if they build the same.
  const Build* chosen() const {
    const DeployStep::Option* image = step_.option("--image");
    if (image == nullptr) image = step_.option("image");
    for (const Build& one : builds_) {
      if (image != nullptr && !one.tag.empty() && one.tag == image->value.text) return &one;
    }
    const bool same = std::all_of(builds_.begin(), builds_.end(), [&](const Build& one) {
      return one.dockerfile == builds_.front().dockerfile;
    });
    return same && !builds_.empty() ? &builds_.front() : nullptr;
  }

  const Image* image_at(const std::string& path) const {
    if (path.empty()) return nullptr;
    for (const auto& image : delivery_.images()) {
      if (same_but_for_case(image->file().path, path)) return image.get();
    }
    // Scripts may be made to run where they stand.
    const std::string beside = joined_path(folder_of(step_.file->path), path);
    for (const auto& image : delivery_.images()) {
      if (image->file().path == beside) return image.get();
    }
    return nullptr;
  }

  const Delivery& delivery_;
  const DeployStep& step_;
  std::vector<Build> builds_;
};

}  // namespace

const Image* deployed_image(const Delivery& delivery, const DeployStep& step) {
  return Search(delivery, step).run();
}

const app::AppRoutes* deployed_app(const Delivery& delivery, const DeployStep& step) {
  const Image* image = deployed_image(delivery, step);
  if (image == nullptr) return nullptr;
  for (const StartCommand& one : delivery.start_commands()) {
    if (one.image == image && one.served.app != nullptr) return one.served.app;
  }
  return nullptr;
}

}  // namespace fastidious::deploy
