#include "deploy/packages/poetry_install.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "text/paths.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

// As poetry-core looks for it: beside pyproject.toml, then in src.
bool has_module(const PackageManifest& manifest, const RepositoryFiles& files) {
  const auto is_in = [&](std::string_view folder) {
    const std::string path =
        joined_path(manifest.folder, std::string(folder) + manifest.poetry_module);
    return files.has_folder(path) || files.has_file(path + ".py");
  };
  return is_in("") || is_in("src/");
}

// What stands behind the command's words, to its end: continued lines count.
std::string_view arguments_at(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool ends_line = text[at] == '\n' && (at == 0 || text[at - 1] != '\\');
    if (ends_line || text[at] == ';' || text[at] == '`' || text[at] == '&' || text[at] == '|') {
      return text.substr(0, at);
    }
  }
  return text;
}

bool calls_install(std::string_view text) {
  constexpr std::string_view kCall = "poetry install";
  for (std::size_t at = text.find(kCall); at != text.npos; at = text.find(kCall, at + 1)) {
    const std::string_view rest = text.substr(at + kCall.size());
    if (!rest.empty() && (is_word_byte(rest.front()) || rest.front() == '-')) continue;
    if (!contains_any(arguments_at(rest), {"--no-root", "--help", "--dry-run"})) return true;
  }
  return false;
}

bool asks_for_poetry_1(std::string_view text) {
  return contains_any(text, {"poetry==1", "poetry~=1", "poetry<2", "poetry@1", "POETRY_VERSION=1",
                             "POETRY_VERSION=\"1", "POETRY_VERSION 1", "POETRY_VERSION: 1",
                             "POETRY_VERSION: \"1", "POETRY_VERSION: '1", "poetry-version: 1",
                             "poetry-version: \"1", "poetry-version: '1", "--version 1."});
}

// What may call it, what a build runs first.
std::vector<const TextFile*> callers(const Manifests& manifests) {
  std::vector<const TextFile*> files;
  const auto add = [&](const auto& reads) {
    for (const auto& one : reads) files.push_back(one.file);
  };
  add(manifests.dockerfiles);
  add(manifests.workflows);
  add(manifests.actions);
  add(manifests.scripts);
  for (const auto* list : {&manifests.makefiles, &manifests.documents, &manifests.pages}) {
    files.insert(files.end(), list->begin(), list->end());
  }
  return files;
}

}  // namespace

FailingPoetryInstall failing_poetry_install(const PackageManifest& manifest, bool is_only_one,
                                            const Manifests& manifests,
                                            const RepositoryFiles& files) {
  if (manifest.poetry_module.empty() || has_module(manifest, files)) return {};
  const std::vector<const TextFile*> all = callers(manifests);
  const bool is_old = std::any_of(all.begin(), all.end(), [](const TextFile* one) {
    return asks_for_poetry_1(one->text.view());
  });
  if (is_old) return {};
  const auto caller = std::find_if(all.begin(), all.end(), [&](const TextFile* one) {
    return (is_only_one || folder_of(one->path) == manifest.folder) &&
           calls_install(one->text.view());
  });
  if (caller == all.end()) return {};
  return {*caller, (*caller)->kind == repo::FileKind::Dockerfile};
}

}  // namespace fastidious::deploy
