#include "deploy/environment/environment_lists.h"

#include <algorithm>
#include <array>

#include "deploy/compose_build.h"
#include "deploy/deploy_step.h"
#include "deploy/start_command.h"
#include "text/one_of.h"

namespace fastidious::deploy {
namespace {

constexpr std::array<std::string_view, 6> kFlags = {
    "--set-env-vars", "--set-secrets", "--env", "-e", "--update-env-vars", "--update-secrets"};
constexpr std::array<std::string_view, 3> kElsewhere = {"--env-vars-file", "--flags-file",
                                                        "--config"};

// Of `environment: {A: 1}`, `environment: [A=1, B]` and `env: [{name: A, value: 1}]`.
std::vector<std::string> names_in(const Node& node) {
  std::vector<std::string> names;
  for (const Node* key : node.keys) names.push_back(key->text);
  if (!node.is_list()) return names;
  for (const Node* item : node.items) {
    if (item->is_scalar()) names.push_back(item->text.substr(0, item->text.find('=')));
    const std::string_view name = item->text_of("name");
    const std::string_view key = item->text_of("key");
    if (!name.empty() || !key.empty()) names.emplace_back(name.empty() ? key : name);
  }
  return names;
}

class Gathering {
 public:
  explicit Gathering(const Manifests& manifests) : manifests_(manifests) {}

  std::vector<EnvironmentList> run() {
    for (const Read<Document>& one : manifests_.compose) {
      if (!is_for_development(one.file->path)) read_compose(one);
    }
    for (const auto* kind : {&manifests_.koyeb, &manifests_.services}) {
      for (const Read<Document>& one : *kind) {
        for (const Node* root : one.content.roots()) look_into(*one.file, *root, 0);
      }
    }
    for (const DeployStep& step : deploy_steps(manifests_)) read_step(step);
    return std::move(lists_);
  }

 private:
  void add(const TextFile& file, Span span, std::vector<std::string> names) {
    if (!names.empty()) lists_.push_back({&file, span, std::move(names), {}, {}});
  }

  // Services that are built from the repository: others are databases and such.
  void read_compose(const Read<Document>& one) {
    const Node* services = one.content.root()->find("services");
    if (services == nullptr) return;
    for (const Node* service : services->items) {
      const Node* list = service->find("environment");
      const bool builds = service->find("build") != nullptr;
      if (list == nullptr || !builds || service->find("env_file") != nullptr) continue;
      if (service->find("extends") != nullptr) continue;
      const std::size_t before = lists_.size();
      add(*one.file, list->span, names_in(*list));
      const auto build = compose_build(*service, one.file->path);
      if (lists_.size() == before || !build) continue;
      lists_.back().context = build->context;
      lists_.back().dockerfile = build->dockerfile;
    }
  }

  void look_into(const TextFile& file, const Node& node, int depth) {
    if (depth > 12) return;
    const Node* list = node.find("env");
    if (list != nullptr && node.find("envFrom") == nullptr) add(file, list->span, names_in(*list));
    for (const Node* item : node.items) look_into(file, *item, depth + 1);
  }

  // A service that exists keeps what an update does not name: only what is set as a whole is a
  // list.
  void read_step(const DeployStep& step) {
    if (step.tool != DeployStep::Tool::GcloudRun && step.tool != DeployStep::Tool::KoyebCli) return;
    std::vector<std::string> names;
    bool sets = false;
    for (const DeployStep::Option& option : step.options) {
      if (is_one_of(option.name, kElsewhere)) return;
      if (!is_one_of(option.name, kFlags)) continue;
      sets =
          sets || option.name == "--set-env-vars" || option.name == "--env" || option.name == "-e";
      add_names(option.value.text, names);
    }
    const bool unknown = std::any_of(names.begin(), names.end(), [](const std::string& one) {
      return one.find('$') != std::string::npos || one.find('^') != std::string::npos;
    });
    if (sets && !unknown) add(*step.file, step.span, std::move(names));
  }

  static void add_names(std::string_view text, std::vector<std::string>& names) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(','), text.size());
      const std::string_view pair = text.substr(0, end);
      names.emplace_back(pair.substr(0, pair.find('=')));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  const Manifests& manifests_;
  std::vector<EnvironmentList> lists_;
};

}  // namespace

std::vector<EnvironmentList> environment_lists(const Manifests& manifests) {
  return Gathering(manifests).run();
}

}  // namespace fastidious::deploy
