#include "rules/image_env_files.h"

#include <vector>

#include "text/words.h"

namespace fastidious::rules {
namespace {

// Not for those who develop, and no example.
bool is_for_running(std::string_view name) {
  return name.starts_with(".env") && !name.ends_with(".ci") &&
         !contains_any(name, {"dev", "test", "local", "example", "sample", "template", "dist"});
}

}  // namespace

std::string about_env_files(const deploy::Manifests& manifests, const deploy::Image& image) {
  constexpr std::size_t kNamed = 3;
  std::string names;
  std::size_t count = 0;
  for (const auto& one : manifests.env_files) {
    const std::string_view name = deploy::name_of(one.file->path);
    if (!one.file->tracked || !is_for_running(name) || !image.contains(one.file->path)) continue;
    if (++count <= kNamed) names += (count == 1 ? "`" : ", `") + std::string(name) + "`";
  }
  if (count == 0) return {};
  if (count > kNamed) names += " and " + std::to_string(count - kNamed) + " more";
  return " Git tracks " + names +
         ", which the image then lacks: first give the container what the "
         "program reads there, as variables.";
}

}  // namespace fastidious::rules
