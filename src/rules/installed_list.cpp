#include "rules/installed_list.h"

#include <algorithm>

#include "text/paths.h"
#include "text/words.h"

namespace fastidious::rules {
namespace {

// A platform that looks for the list by itself.
bool finds_lists(const deploy::Delivery& delivery) {
  const auto& platforms = delivery.platforms();
  return std::any_of(platforms.begin(), platforms.end(), [](const auto& one) {
    return one.platform == deploy::Platform::Buildpack ||
           one.platform == deploy::Platform::FirebaseFunctions;
  });
}

}  // namespace

bool is_installed(const deploy::Delivery& delivery, const deploy::PackageManifest& manifest) {
  const std::string_view name = deploy::name_of(manifest.file->path);
  if (!name.ends_with(".txt") || delivery.images().empty() || finds_lists(delivery)) return true;
  const auto names = [&](const auto& one) {
    return one.file->text.view().find(name) != std::string_view::npos;
  };
  const auto& manifests = delivery.manifests();
  const auto& images = delivery.images();
  const auto& all = delivery.packages().manifests();
  return std::any_of(images.begin(), images.end(),
                     [&](const auto& image) {
                       const std::string_view text = image->file().text.view();
                       return is_inside(manifest.file->path, image->context()) &&
                              (text.find(name) != text.npos ||
                               contains_any(text, {"requirements*", "requirements/"}));
                     }) ||
         std::any_of(manifests.scripts.begin(), manifests.scripts.end(), names) ||
         std::any_of(all.begin(), all.end(), [&](const deploy::PackageManifest& other) {
           return std::find(other.includes.begin(), other.includes.end(), manifest.file->path) !=
                  other.includes.end();
         });
}

}  // namespace fastidious::rules
