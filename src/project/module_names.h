#pragma once
// Which import name each Python file has, and from which folder imports are resolved.

#include <bitset>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/id.h"
#include "base/identifier.h"
#include "findings/finding.h"
#include "project/source_file.h"
#include "repo/inventory.h"

namespace fastidious::project {

// Where a file stands among the modules.
struct ModulePlace {
  std::string root;  // the folder on sys.path, relative to the repository, "" for its top
  std::string name;  // dotted, as an import would name it; "" if no import can
};

// Places each of `python_paths` (relative, with /). A root is, nearest first: a folder with one of
// `manifests` (pyproject.toml, setup.py, setup.cfg) or a folder `src`, but never one that is itself
// a package; for packages (an unbroken chain of __init__.py) outside such folders the folder that
// holds the outermost one; else the repository's top. Folders without __init__.py below a root are
// namespace packages (PEP 420). Where a folder on the way has a name that no import can spell
// (`cloud-functions/app/`), the root is the folder that holds the outermost package, or the script.
std::vector<ModulePlace> place_modules(const std::vector<std::string_view>& python_paths,
                                       const std::vector<std::string_view>& manifests);

// Whether the file is what makes a folder a package.
bool is_package_file(std::string_view path);

// The paths of such manifests in the inventory, which has to outlive them.
std::vector<std::string_view> manifests_in(const repo::Inventory& inventory);

// place_modules() for `files`, written into their `module_name`, `import_root` and `is_package`.
void place_modules(std::vector<SourceFile>& files, const std::vector<std::string_view>& manifests);

// Finds the file an import means.
class ModuleIndex {
 public:
  ModuleIndex() = default;
  // `files` must stay where they are.
  explicit ModuleIndex(const std::vector<SourceFile>& files);

  // The file that `module` (dotted) names in an absolute import of `importer`; none if it is not in
  // the repository. Names of the standard library never are. Looked for below the importer's root,
  // above its outermost package and in the folders around that, then below the other roots and the
  // repository's top, and beside an importer that is in no package.
  findings::FileId absolute(const SourceFile& importer, std::string_view module) const;
  // The same for `from <level dots>module import …`; an empty module means the package itself.
  findings::FileId relative(const SourceFile& importer, std::uint32_t level,
                            std::string_view module) const;
  // False if no module or package of the repository has `name` as the last part of its own: most
  // names that are imported from a module are no modules, and this tells without a look-up.
  bool may_name_module(std::string_view name) const { return last_parts_.test(bit_of(name)); }
  // The dotted name that a relative import spells out, whether or not the file exists.
  static std::string relative_name(const SourceFile& importer, std::uint32_t level,
                                   std::string_view module);

 private:
  const SourceFile* at(std::string_view folder, std::string_view module) const;
  const SourceFile* in_folder_above(const SourceFile& importer, std::string_view module,
                                    std::string_view lowest) const;
  static constexpr std::size_t kFilterBits = 1u << 16;
  static std::size_t bit_of(std::string_view name) { return hash_of_name(name) % kFilterBits; }
  void add_roots(const std::vector<SourceFile>& files);
  void add_to_roots(std::string_view module_path);

  std::unordered_map<std::string_view, const SourceFile*> by_path_;  // without .py or /__init__.py
  std::vector<std::string_view> roots_;
  std::unordered_map<std::string_view, std::uint32_t> index_of_root_;
  // In which roots, ascending, there is anything that a name's first part may mean.
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> roots_with_;
  std::unordered_set<std::string_view> package_folders_;
  std::bitset<kFilterBits> last_parts_;
};

// Whether the standard library of some CPython from 3.8 to 3.14 has a top-level module so named.
bool is_standard_library(std::string_view top_level_module);

}  // namespace fastidious::project
