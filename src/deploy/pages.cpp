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
  return file->kind == repo::FileKind::Readme &&
         !file->text.view().starts_with("Generic single-database configuration");
}

// A site of documentation that the line calls the project's own: `[Pydantic](https://docs.…)` is
// somebody else's.
bool links_site(std::string_view line) {
  if (line.find("[documentation](") != line.npos || line.find("[docs](") != line.npos) return true;
  const std::size_t site = std::min(line.find("://docs."), line.find(".readthedocs."));
  const std::string_view before = line.substr(0, std::min(site, line.size()));
  return site != line.npos && (has_word(before, "documentation") || has_word(before, "docs"));
}

bool links_site(const TextFile& readme) {
  const std::string text = lower_case(readme.text.view());
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (links_site(std::string_view(text).substr(begin, end - begin))) return true;
    begin = end + 1;
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
