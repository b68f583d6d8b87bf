#include "project/import_sources.h"

#include <algorithm>
#include <iterator>

#include "project/linters.h"
#include "text/paths.h"

namespace fastidious::project {

void ImportSources::add(std::string_view path) {
  if (!path.ends_with(".py") && !path.ends_with(".pyi")) return;
  const std::string_view file = path.substr(path.rfind('/') + 1);
  std::string_view folder = folder_of(path);
  if (file == "__init__.py") {
    packages_.emplace(folder);
  } else {
    modules_[std::string(folder)].emplace(file.substr(0, file.rfind('.')));
  }
  while (!folder.empty()) {
    const std::string_view above = folder_of(folder);
    const std::string_view name = folder.substr(above.empty() ? 0 : above.size() + 1);
    if (!modules_[std::string(above)].emplace(name).second) return;
    folder = above;
  }
}

// The name of the highest package around the file, which is its own.
std::string_view ImportSources::own_package(std::string_view path) const {
  std::string_view found;
  for (std::string_view folder = folder_of(path); packages_.contains(folder);
       folder = folder_of(folder)) {
    found = folder.substr(folder.rfind('/') + 1);
    if (folder.empty()) break;
  }
  return found;
}

void ImportSources::say_whose(const StyleSettings& settings, std::string_view path,
                              style::ImportStyle& style) const {
  if (settings.sources.empty() || style.tool == style::ImportStyle::Tool::None) return;
  const std::set<std::string, std::less<>> said(style.third_party.begin(), style.third_party.end());
  for (const std::string& source : settings.sources) {
    const bool is_both = !settings.folder.empty() && !source.empty();
    const auto known = modules_.find(settings.folder + (is_both ? "/" : "") + source);
    if (known == modules_.end()) continue;
    // What is said of a module by its name comes first.
    std::copy_if(known->second.begin(), known->second.end(), std::back_inserter(style.first_party),
                 [&](const std::string& one) { return !said.contains(one); });
  }
  const bool knows_own = style.tool == style::ImportStyle::Tool::Ruff;
  if (const std::string_view own = own_package(path); knows_own && !own.empty()) {
    style.first_party.emplace_back(own);
  }
  style.third_party.emplace_back("*");
}

}  // namespace fastidious::project
