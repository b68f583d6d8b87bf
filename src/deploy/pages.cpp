#include "deploy/pages.h"

#include <algorithm>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

bool is_of_site(std::string_view path) {
  const std::string_view name = name_of(path);
  return name == "mkdocs.yml" || name == "mkdocs.yaml" || name.starts_with("docusaurus.config") ||
         path.ends_with("docs/conf.py") || path.ends_with("docs/source/conf.py") ||
         name == "antora.yml" || name == "book.toml" || name == "mint.json";
}

// Alembic writes one beside its environment, which says nothing of the project.
bool is_readme(const TextFile* file) {
  return file->kind == repo::FileKind::Readme && !file->path.ends_with("alembic/README");
}

bool links_site(const TextFile& readme) {
  const std::string text = lower_case(readme.text.view());
  for (std::string_view sign : {"://docs.", "readthedocs", "[documentation](", "[docs]("}) {
    if (text.find(sign) != text.npos) return true;
  }
  return false;
}

}  // namespace

const TextFile* main_readme(const Manifests& manifests) {
  const TextFile* found = nullptr;
  const auto depth = [](const TextFile& file) {
    return std::count(file.path.begin(), file.path.end(), '/');
  };
  for (const TextFile* one : manifests.documents) {
    if (is_readme(one) && (found == nullptr || depth(*one) < depth(*found))) found = one;
  }
  return found;
}

bool has_documentation_site(const Manifests& manifests, const RepositoryFiles& files) {
  constexpr std::ptrdiff_t kPages = 3;
  const auto& all = files.all();
  const TextFile* readme = main_readme(manifests);
  return std::any_of(all.begin(), all.end(), is_of_site) ||
         (readme != nullptr && links_site(*readme)) ||
         std::count_if(all.begin(), all.end(), [](std::string_view path) {
           return path.starts_with("docs/") && path.ends_with(".md");
         }) >= kPages;
}

}  // namespace fastidious::deploy
