#include "project/module_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "syntax/ast.h"
#include "text/paths.h"

namespace fastidious::project {
namespace {

using Folders = std::unordered_set<std::string_view>;

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view without_extension(std::string_view path) {
  for (const std::string_view extension : {".pyi", ".py"}) {
    if (path.ends_with(extension)) {
      return path.substr(0, path.size() - extension.size());
    }
  }
  return path;
}

// "a/b/__init__" is the module a/b.
std::string_view module_path(std::string_view path) {
  const std::string_view stem = without_extension(path);
  if (stem == "__init__") {
    return {};
  }
  return stem.ends_with("/__init__") ? stem.substr(0, stem.size() - 9) : stem;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && (text[0] < '0' || text[0] > '9') &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                  (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
         });
}

// The folder that holds the outermost package of the chain that `folder` ends.
std::string_view above_packages(std::string_view folder, const Folders& packages) {
  while (!folder.empty() && packages.contains(folder)) {
    folder = folder_of(folder);
  }
  return folder;
}

// The folder that holds the outermost package around `folder`, of which folders below it may have
// no __init__.py (`server/shop/routes`: `server`); `folder` itself if there is none.
std::string_view above_outermost_package(std::string_view folder, const Folders& packages) {
  std::string_view above = folder;
  for (std::string_view at = folder; !at.empty(); at = folder_of(at)) {
    if (packages.contains(at)) above = folder_of(at);
  }
  return above;
}

// Whether imports that start from `root` can name what is in `folder`, which is below it.
bool can_name(std::string_view root, std::string_view folder) {
  std::string_view below = folder.substr(std::min(folder.size(), root.size()));
  while (!below.empty()) {
    below.remove_prefix(below.front() == '/' ? 1 : 0);
    const std::string_view part = below.substr(0, below.find('/'));
    if (!is_identifier(part)) {
      return false;
    }
    below.remove_prefix(part.size());
  }
  return true;
}

std::string_view root_of(std::string_view path, const Folders& packages, const Folders& projects) {
  const std::string_view folder = folder_of(path);
  const std::string_view start = above_packages(folder, packages);
  for (std::string_view at = start;; at = folder_of(at)) {
    const bool marked = projects.contains(at) || base_name(at) == "src";
    if (marked && !packages.contains(at)) {
      return can_name(at, start) ? at : start;
    }
    if (at.empty()) {
      break;
    }
  }
  return start == folder && can_name({}, start) ? std::string_view{} : start;
}

std::string dotted(std::string_view path) {
  std::string name;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    if (!is_identifier(part)) {
      return {};
    }
    name.append(name.empty() ? "" : ".").append(part);
    path.remove_prefix(std::min(path.size(), part.size() + 1));
  }
  return name;
}

// Whether the module is called as the library that it wraps (`redis.py`, which imports redis): what
// others import by that name is the library.
bool wraps_library(const SourceFile& file, std::string_view name) {
  const auto is_it = [name](std::string_view module) {
    return module == name || (module.starts_with(name) && module[name.size()] == '.');
  };
  const auto imports_it = [&](const syntax::Stmt* statement) {
    if (const auto* from = statement->as<syntax::ImportFrom>()) {
      return from->level == 0 && is_it(from->module);
    }
    const auto* import = statement->as<syntax::Import>();
    return import != nullptr &&
           std::any_of(import->names.begin(), import->names.end(),
                       [&](const syntax::Alias* one) { return is_it(one->name); });
  };
  const auto imports = file.tree.imports();
  return !file.is_package && std::any_of(imports.begin(), imports.end(), imports_it);
}

// The dotted modules that a file imports by their whole names, of two parts or more.
std::vector<std::string_view> dotted_imports(const SourceFile& file) {
  std::vector<std::string_view> modules;
  const auto add = [&modules](std::string_view module) {
    const std::size_t dot = module.find('.');
    if (dot != module.npos && !is_standard_library(module.substr(0, dot))) {
      modules.push_back(module);
    }
  };
  for (const syntax::Stmt* statement : file.tree.imports()) {
    const auto* from = statement->as<syntax::ImportFrom>();
    if (from != nullptr && from->level == 0) add(from->module);
    const auto* import = statement->as<syntax::Import>();
    if (import == nullptr) continue;
    for (const syntax::Alias* one : import->names) add(one->name);
  }
  return modules;
}

// Packages from inside of which a program is started (`COPY app/ /app`, `cd src`): they are on
// Python's path too, and there `api.routes` is what stands in `app/api/routes.py` and nowhere else.
// `holds` tells whether a module stands below a folder, `finds` whether an import leads anywhere.
template <class Holds, class Finds>
std::set<std::string_view> started_inside(const std::vector<SourceFile>& files,
                                          const Folders& packages, const Holds& holds,
                                          const Finds& finds) {
  // By folder and first part of the name. Not where some such module is missing: `sqlalchemy.orm`
  // of a repository with `extensions/sqlalchemy/types.py` is the library's.
  std::map<std::pair<std::string_view, std::string_view>, bool> holds_all;
  for (const SourceFile& file : files) {
    if (!packages.contains(folder_of(file.path))) continue;
    for (const std::string_view module : dotted_imports(file)) {
      const std::string_view top = module.substr(0, module.find('.'));
      if (finds(file, module)) continue;
      for (std::string_view folder = folder_of(file.path);
           !folder.empty() && packages.contains(folder); folder = folder_of(folder)) {
        const bool is_there = holds(folder, module);
        if (!is_there && !holds(folder, top)) continue;
        const auto [known, is_new] = holds_all.emplace(std::pair(folder, top), is_there);
        if (!is_new) known->second = known->second && is_there;
      }
    }
  }
  std::set<std::string_view> inside;
  for (const auto& [place, all] : holds_all) {
    if (all) inside.insert(place.first);
  }
  return inside;
}

std::string joined(std::string_view folder, std::string_view rest) {
  std::string path(folder);
  if (!path.empty() && !rest.empty()) {
    path += '/';
  }
  return path.append(rest);
}

}  // namespace

bool is_package_file(std::string_view path) {
  return without_extension(base_name(path)) == "__init__";
}

std::vector<ModulePlace> place_modules(const std::vector<std::string_view>& python_paths,
                                       const std::vector<std::string_view>& manifests) {
  Folders packages;
  Folders projects;
  for (const std::string_view path : python_paths) {
    if (is_package_file(path) && !folder_of(path).empty()) {
      packages.insert(folder_of(path));
    }
  }
  for (const std::string_view path : manifests) {
    const std::string_view folder = folder_of(path);
    // `orders/tracing/setup.py` below a package is a module that sets something up.
    const bool is_module =
        base_name(path) == "setup.py" && above_outermost_package(folder, packages) != folder;
    if (!is_module) projects.insert(folder);
  }
  std::vector<ModulePlace> places;
  places.reserve(python_paths.size());
  for (const std::string_view path : python_paths) {
    const std::string_view root = root_of(path, packages, projects);
    const std::string_view below = root.empty() ? path : path.substr(root.size() + 1);
    places.push_back({std::string(root), dotted(module_path(below))});
  }
  return places;
}

std::vector<std::string_view> manifests_in(const repo::Inventory& inventory) {
  std::vector<std::string_view> paths;
  for (const repo::RepositoryFile& file : inventory.files) {
    const std::string_view path = file.path;
    const std::string_view name = path.substr(path.find_last_of('/') + 1);
    if (name == "pyproject.toml" || name == "setup.py" || name == "setup.cfg") {
      paths.push_back(path);
    }
  }
  return paths;
}

void place_modules(std::vector<SourceFile>& files, const std::vector<std::string_view>& manifests) {
  std::vector<std::string_view> paths;
  paths.reserve(files.size());
  for (const SourceFile& file : files) {
    paths.push_back(file.path);
  }
  std::vector<ModulePlace> places = place_modules(paths, manifests);
  for (std::size_t i = 0; i < files.size(); ++i) {
    files[i].module_name = std::move(places[i].name);
    files[i].import_root = std::move(places[i].root);
    files[i].is_package = is_package_file(files[i].path);
  }
}

ModuleIndex::ModuleIndex(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    const auto [at, fresh] = by_path_.try_emplace(module_path(file.path), &file);
    if (!fresh && file.is_package) {
      at->second = &file;  // a package hides a module of the same name
    }
    if (file.is_package) {
      package_folders_.insert(folder_of(file.path));
    }
  }
  add_roots(files);
  const auto look_below_roots = [this] {
    roots_with_.clear();
    for (const auto& [path, id] : by_path_) add_to_roots(path);
    for (auto& [top, roots] : roots_with_) {
      std::sort(roots.begin(), roots.end());
      roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
    }
  };
  for (const auto& [path, id] : by_path_) last_parts_.set(bit_of(base_name(path)));
  look_below_roots();
  const auto holds = [this](std::string_view folder, std::string_view module) {
    return at(folder, module) != nullptr;
  };
  const auto finds = [this](const SourceFile& file, std::string_view module) {
    return absolute(file, module).valid();
  };
  const std::set<std::string_view> inside =
      started_inside(files, package_folders_, holds, finds);
  for (const std::string_view folder : inside) {
    const auto index = static_cast<std::uint32_t>(roots_.size());
    if (index_of_root_.emplace(folder, index).second) roots_.push_back(folder);
  }
  if (!inside.empty()) look_below_roots();
}

// The roots in the order in which they are searched: by name, and the repository's top last unless
// it is one of them.
void ModuleIndex::add_roots(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    roots_.push_back(file.import_root);
  }
  std::sort(roots_.begin(), roots_.end());
  roots_.erase(std::unique(roots_.begin(), roots_.end()), roots_.end());
  if (roots_.empty() || !roots_.front().empty()) {
    roots_.emplace_back();
  }
  for (std::uint32_t i = 0; i < roots_.size(); ++i) {
    index_of_root_.emplace(roots_[i], i);
  }
}

// Files `module_path` under the part below each root that it lies in.
void ModuleIndex::add_to_roots(std::string_view module_path) {
  for (std::string_view folder = folder_of(module_path);; folder = folder_of(folder)) {
    const std::string_view below = module_path.substr(folder.empty() ? 0 : folder.size() + 1);
    if (const auto root = index_of_root_.find(folder); root != index_of_root_.end()) {
      roots_with_[below.substr(0, below.find('/'))].push_back(root->second);
    }
    if (folder.empty()) {
      return;
    }
  }
}

const SourceFile* ModuleIndex::at(std::string_view folder, std::string_view module) const {
  std::string path = joined(folder, module);
  std::replace(path.begin() + static_cast<std::ptrdiff_t>(folder.size()), path.end(), '.', '/');
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : found->second;
}

// The folder from which the application is started is on Python's path, whether or not packages
// below it have an __init__.py: `backend` for `from database import …` in `backend/routers`.
const SourceFile* ModuleIndex::in_folder_above(const SourceFile& importer, std::string_view module,
                                               std::string_view lowest) const {
  if (!may_name_module(module.substr(module.rfind('.') + 1))) return nullptr;
  constexpr int kMostFolders = 16;  // nobody nests deeper, but hostile paths may
  std::string_view folder = lowest;
  for (int looked = 0; looked < kMostFolders; ++looked, folder = folder_of(folder)) {
    const SourceFile* found = folder != importer.import_root ? at(folder, module) : nullptr;
    if (found != nullptr && found != &importer && !wraps_library(*found, module)) return found;
    if (folder.empty()) break;
  }
  return nullptr;
}

findings::FileId ModuleIndex::absolute(const SourceFile& importer, std::string_view module) const {
  const std::string_view top = module.substr(0, module.find('.'));
  if (module.empty() || is_standard_library(top)) {
    return {};
  }
  const auto roots = roots_with_.find(top);
  const bool in_a_root = roots != roots_with_.end();
  if (in_a_root) {
    if (const SourceFile* found = at(importer.import_root, module)) return found->id;
  }
  const std::string_view above = above_packages(folder_of(importer.path), package_folders_);
  if (const SourceFile* found = in_folder_above(importer, module, above)) return found->id;
  if (in_a_root) {
    for (const std::uint32_t root : roots->second) {
      const SourceFile* found = at(roots_[root], module);
      if (found != nullptr && found != &importer) return found->id;
    }
  }
  const std::string_view outer =
      above_outermost_package(folder_of(importer.path), package_folders_);
  const SourceFile* found = outer != above ? at(outer, module) : nullptr;
  return found != nullptr ? found->id : findings::FileId{};
}

findings::FileId ModuleIndex::relative(const SourceFile& importer, std::uint32_t level,
                                       std::string_view module) const {
  std::string_view folder = folder_of(importer.path);
  for (std::uint32_t up = 1; up < level; ++up) {
    if (folder.empty()) {
      return {};
    }
    folder = folder_of(folder);
  }
  const SourceFile* found = at(folder, module);
  return found != nullptr ? found->id : findings::FileId{};
}

std::string ModuleIndex::relative_name(const SourceFile& importer, std::uint32_t level,
                                       std::string_view module) {
  std::string_view package = importer.module_name;
  for (std::uint32_t up = importer.is_package ? 1 : 0; up < level && !package.empty(); ++up) {
    const std::size_t dot = package.rfind('.');
    package = dot == package.npos ? std::string_view{} : package.substr(0, dot);
  }
  std::string name(package);
  return name.append(!name.empty() && !module.empty() ? "." : "").append(module);
}

}  // namespace fastidious::project
