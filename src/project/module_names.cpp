#include "project/module_names.h"

#include <algorithm>
#include <unordered_set>

namespace fastidious::project {
namespace {

using Folders = std::unordered_set<std::string_view>;

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

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
template <class Packages>
std::string_view above_packages(std::string_view folder, const Packages& packages) {
  while (!folder.empty() && packages.contains(typename Packages::key_type(folder))) {
    folder = folder_of(folder);
  }
  return folder;
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

std::string joined(std::string_view folder, std::string_view rest) {
  std::string path(folder);
  if (!path.empty() && !rest.empty()) {
    path += '/';
  }
  return path.append(rest);
}

}  // namespace

std::vector<ModulePlace> place_modules(const std::vector<std::string_view>& python_paths,
                                       const std::vector<std::string_view>& manifests) {
  Folders packages;
  Folders projects;
  for (const std::string_view path : python_paths) {
    if (without_extension(base_name(path)) == "__init__" && !folder_of(path).empty()) {
      packages.insert(folder_of(path));
    }
  }
  for (const std::string_view path : manifests) {
    projects.insert(folder_of(path));
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
    files[i].is_package = without_extension(base_name(files[i].path)) == "__init__";
  }
}

ModuleIndex::ModuleIndex(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    const std::string path(module_path(file.path));
    const auto [at, fresh] = by_path_.try_emplace(path, file.id);
    if (!fresh && file.is_package) {
      at->second = file.id;  // a package hides a module of the same name
    }
    if (file.is_package) {
      is_package_folder_[std::string(folder_of(file.path))] = true;
    }
    roots_.push_back(file.import_root);
  }
  std::sort(roots_.begin(), roots_.end());
  roots_.erase(std::unique(roots_.begin(), roots_.end()), roots_.end());
}

findings::FileId ModuleIndex::at(std::string_view folder, std::string_view module) const {
  std::string path = joined(folder, module);
  std::replace(path.begin() + static_cast<std::ptrdiff_t>(folder.size()), path.end(), '.', '/');
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? findings::FileId{} : found->second;
}

findings::FileId ModuleIndex::absolute(const SourceFile& importer, std::string_view module) const {
  if (module.empty() || is_standard_library(module.substr(0, module.find('.')))) {
    return {};
  }
  if (const auto found = at(importer.import_root, module)) {
    return found;
  }
  if (const auto found = at(above_packages(folder_of(importer.path), is_package_folder_), module)) {
    return found;
  }
  for (const std::string& root : roots_) {
    if (const auto found = at(root, module)) {
      return found;
    }
  }
  if (const auto found = at("", module)) {
    return found;
  }
  const std::string folder(folder_of(importer.path));
  return is_package_folder_.contains(folder) ? findings::FileId{} : at(folder, module);
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
  return at(folder, module);
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
