#include "deploy/pages.h"

#include <algorithm>

#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

bool is_of_site(std::string_view path) {
  const std::string_view name = name_of(path);
  return name == "mkdocs.yml" || name == "mkdocs.yaml" || name.starts_with("docusaurus.config") ||
         path.ends_with("docs/conf.py") || path.ends_with("docs/source/conf.py") ||
         name == "antora.yml" || name == "book.toml" || name == "mint.json";
}

// The folder `x-master` or `x-main` around the file, as archives of GitHub have it; empty if there
// is none.
std::string_view archive_around(std::string_view path) {
  for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/', end + 1)) {
    const std::string_view folder = path.substr(0, end);
    if (folder.ends_with("-master") || folder.ends_with("-main")) return folder;
  }
  return {};
}

// Of what somebody unpacked beside the project.
bool is_of_others(std::string_view path, const Manifests& manifests) {
  const std::string_view archive = archive_around(path);
  const auto is_outside = [&](const TextFile* one) { return !is_inside(one->path, archive); };
  return !archive.empty() &&
         (std::any_of(manifests.requirements.begin(), manifests.requirements.end(), is_outside) ||
          std::any_of(manifests.pyprojects.begin(), manifests.pyprojects.end(), is_outside));
}

// Alembic writes one beside its environment, which says nothing of the project.
bool is_readme(const TextFile* file, const Manifests& manifests) {
  return file->kind == repo::FileKind::Readme &&
         !file->text.view().starts_with("Generic single-database configuration") &&
         !is_of_others(file->path, manifests);
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
    if (is_readme(one, manifests) && (found == nullptr || depth(*one) < depth(*found))) found = one;
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
