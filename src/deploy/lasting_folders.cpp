#include "deploy/lasting_folders.h"

#include <algorithm>

#include "text/paths.h"
#include "text/toml.h"

namespace fastidious::deploy {
namespace {

constexpr int kMaxDepth = 12;

std::string_view without_slash(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

// The parts of a path, "." and the file's own name too.
std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (!part.empty() && part != "." && part != "..") parts.push_back(part);
    path = slash == path.npos ? std::string_view{} : path.substr(slash + 1);
  }
  return parts;
}

// "./:/app" shows developers their own sources; it is no place for data.
bool is_source_tree(std::string_view source) {
  source = without_slash(source);
  return source == "." || source == "./app" || source == "./src" || source == "$PWD" ||
         source == "${PWD}";
}

}  // namespace

LastingFolders::LastingFolders(const Manifests& manifests, const std::vector<DeployStep>& steps) {
  for (const auto& one : manifests.dockerfiles) {
    for (const Instruction& instruction : one.content.instructions()) {
      if (instruction.keyword != "VOLUME") continue;
      for (const Instruction::Part& word : instruction.words) add(word.text);
    }
  }
  for (const auto& one : manifests.compose) add_compose(one.content, folder_of(one.file->path));
  add_sources_of_root(manifests);
  for (const auto* group : {&manifests.services, &manifests.koyeb}) {
    for (const auto& one : *group) {
      for (const Node* root : one.content.roots()) add_mounts(*root, 0);
    }
  }
  for (const TextFile* one : manifests.flies) add_fly(one->text.view());
  for (const DeployStep& step : steps) {
    for (const DeployStep::Option& option : step.options) {
      if (option.name == "--volumes" || option.name == "--add-volume-mount") {
        add_option(option.value.text);
      }
    }
  }
}

void LastingFolders::add(std::string_view folder) {
  folder = without_slash(folder);
  if (folder.size() > 1) folders_.emplace_back(folder);
}

void LastingFolders::add_compose(const Document& compose, std::string_view folder) {
  const Node* services = compose.root() != nullptr ? compose.root()->find("services") : nullptr;
  if (services == nullptr) return;
  for (const Node* service : services->items) {
    const Node* volumes = service->find("volumes");
    if (volumes == nullptr) continue;
    for (const Node* one : volumes->items) add_volume(*one, folder);
  }
}

// `data:/app/data`, `./uploads:/app/uploads:rw`, {source: …, target: …}
void LastingFolders::add_volume(const Node& volume, std::string_view folder) {
  if (volume.is_map()) return add(volume.text_of("target"));
  const std::string_view text = volume.text;
  const std::size_t colon = text.find(':');
  if (!volume.is_scalar() || colon == text.npos) return;
  const std::string_view source = text.substr(0, colon);
  const std::string_view target = text.substr(colon + 1);
  if (source.starts_with('.')) {
    sources_.push_back(joined_path(folder, source));
    mounts_.emplace_back(folder, source);
  }
  if (!is_source_tree(source)) add(target.substr(0, target.find(':')));
}

// Compose files of a folder may be called from the root, `--project-directory .`, or be included
// there: then it is the root's folders that they build and mount.
void LastingFolders::add_sources_of_root(const Manifests& manifests) {
  const auto builds = [&](std::string_view folder) {
    return std::any_of(manifests.dockerfiles.begin(), manifests.dockerfiles.end(),
                       [&](const auto& one) { return is_inside(one.file->path, folder); });
  };
  for (const auto& [folder, source] : mounts_) {
    const std::string at_root = joined_path("", source);
    if (!at_root.empty() && !builds(joined_path(folder, source)) && builds(at_root)) {
      sources_.push_back(at_root);
    }
  }
}

// `mountPath` of Knative, `path` of Koyeb's volumes.
void LastingFolders::add_mounts(const Node& node, int depth) {
  if (depth > kMaxDepth) return;
  add(node.text_of("mountPath"));
  if (const Node* volumes = node.find("volumes"); volumes != nullptr && volumes->is_list()) {
    for (const Node* one : volumes->items) add(one->text_of("path"));
  }
  for (const Node* one : node.items) add_mounts(*one, depth + 1);
}

// `name:/data` of Koyeb, `volume=name,mount-path=/data` of Cloud Run.
void LastingFolders::add_option(std::string_view text) {
  constexpr std::string_view kMount = "mount-path=";
  const std::size_t mount = text.find(kMount);
  if (mount != text.npos) {
    text.remove_prefix(mount + kMount.size());
    add(text.substr(0, text.find(',')));
    return;
  }
  const std::size_t colon = text.find(':');
  if (colon != text.npos) add(text.substr(colon + 1));
}

// [mounts], or several [[mounts]]: https://fly.io/docs/reference/configuration/.
void LastingFolders::add_fly(std::string_view text) {
  const auto document = parse_toml(text);
  if (!document) return;
  const auto add_mount = [&](const toml::node* mount) {
    const toml::table* table = mount != nullptr ? mount->as_table() : nullptr;
    if (table != nullptr) add((*table)["destination"].value_or<std::string>(""));
  };
  const toml::node* mounts = document->get("mounts");
  add_mount(mounts);
  const toml::array* several = mounts != nullptr ? mounts->as_array() : nullptr;
  for (std::size_t i = 0; several != nullptr && i < several->size(); ++i)
    add_mount(several->get(i));
}

bool LastingFolders::may_hold(std::string_view path) const {
  const auto parts = parts_of(path);
  return std::any_of(folders_.begin(), folders_.end(), [&](const std::string& folder) {
    if (path.starts_with('/')) {
      return path.starts_with(folder) &&
             (path.size() == folder.size() || path[folder.size()] == '/');
    }
    const std::string_view last = name_of(folder);
    return std::find(parts.begin(), parts.end(), last) != parts.end();
  });
}

bool LastingFolders::shows_sources(std::string_view path) const {
  return std::any_of(sources_.begin(), sources_.end(),
                     [&](std::string_view folder) { return is_inside(path, folder); });
}

}  // namespace fastidious::deploy
