#include "deploy/environment/env_file_folders.h"

#include <algorithm>
#include <string>

#include "deploy/environment/contract.h"
#include "knowledge/secret_names.h"
#include "semantic/model.h"
#include "text/paths.h"

namespace fastidious::deploy {
namespace {

using semantic::FileModel;

// ".env", ".env.example", "env.sample", "sample.env"; not "celery.env", which has its own name.
bool is_env_file(std::string_view path) {
  const std::string_view name = name_of(path);
  return name.starts_with(".env") || name.starts_with("env.") ||
         (name.ends_with(".env") && is_example_of_environment(name));
}

// Of a front end, which sends what it holds to browsers.
bool is_public(const std::vector<EnvEntry>& entries) {
  return !entries.empty() && std::all_of(entries.begin(), entries.end(), [](const EnvEntry& one) {
    return knowledge::is_public_by_name(one.name);
  });
}

bool shows_env_file(const Manifests& manifests, std::string_view folder) {
  return std::any_of(manifests.env_files.begin(), manifests.env_files.end(), [&](const auto& one) {
    return is_env_file(one.file->path) && folder_of(one.file->path) == folder &&
           !is_public(one.content);
  });
}

// `env_file: next/.env`, `- ./next/.env:/next/.env`, `{path: next/.env}`
bool names(const Node& node, std::string_view from, const std::string& wanted) {
  if (node.is_scalar()) {
    const std::string_view text = node.text;
    const std::string_view path = text.substr(0, text.find(':'));
    return path.ends_with(".env") && joined_path(from, path) == wanted;
  }
  return std::any_of(node.items.begin(), node.items.end(),
                     [&](const Node* item) { return names(*item, from, wanted); });
}

bool is_named_by_compose(const Manifests& manifests, const std::string& wanted) {
  for (const Read<Document>& compose : manifests.compose) {
    const Node* services = compose.content.root()->find("services");
    if (services == nullptr) continue;
    for (const Node* service : services->items) {
      for (const std::string_view key : {"env_file", "volumes"}) {
        const Node* value = service->find(key);
        if (value != nullptr && names(*value, folder_of(compose.file->path), wanted)) return true;
      }
    }
  }
  return false;
}

bool is_below(const FileModel& file, std::string_view folder) {
  return file.file().role == repo::Role::Application && is_inside(file.file().path, folder);
}

// load_dotenv(), SettingsConfigDict(env_file=".env")
bool is_loaded_below(const app::Application& application, std::string_view folder) {
  for (const std::string_view target : {"dotenv.load_dotenv", "dotenv.dotenv_values"}) {
    for (const semantic::CallSite& site : application.code().calls_of(target)) {
      if (is_below(*site.file, folder)) return true;
    }
  }
  const auto& classes = application.settings().classes();
  return std::any_of(classes.begin(), classes.end(), [&](const app::SettingsClass& one) {
    return is_below(*one.definition.file, folder) &&
           std::any_of(one.env_files.begin(), one.env_files.end(),
                       [](const std::string& path) { return name_of(path) == ".env"; });
  });
}

}  // namespace

bool may_keep_env_file(const Delivery& delivery, std::string_view folder) {
  const Manifests& manifests = delivery.manifests();
  if (shows_env_file(manifests, folder) ||
      is_named_by_compose(manifests, joined_path(folder, ".env"))) {
    return true;
  }
  const bool is_shown = std::any_of(manifests.env_files.begin(), manifests.env_files.end(),
                                    [](const auto& one) { return is_env_file(one.file->path); });
  return !is_shown && is_loaded_below(delivery.application(), folder);
}

std::vector<std::string_view> folders_with_env_file(const Delivery& delivery) {
  std::vector<std::string_view> folders;
  for (const auto& one : delivery.manifests().env_files) {
    const project::Role role = one.file->role;
    const bool is_other = role == project::Role::Test || role == project::Role::Example;
    if (is_env_file(one.file->path) && !is_other) folders.push_back(folder_of(one.file->path));
  }
  if (may_keep_env_file(delivery, {})) folders.emplace_back();
  return folders;
}

}  // namespace fastidious::deploy
