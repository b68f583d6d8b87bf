#pragma once
// Which versions of which packages the repository runs with, as its lock files, requirement files
// and manifests say.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "project/version.h"
#include "repo/inventory.h"
#include "text/file_system.h"

namespace fastidious::project {

// How sure a version is, the surest first.
enum class DependencySource : std::uint8_t {
  Lock,   // a lock file: what gets installed
  Pin,    // name==1.2.3
  Range,  // bounds, or no word on versions at all
};

struct Dependency {
  std::string name;  // normalised (PEP 503): "python-jose"
  VersionRange range;
  DependencySource source = DependencySource::Range;
  std::string file;        // relative to the root
  std::uint32_t line = 0;  // from 1; 0 where the format has no lines of use
};

// "Python_Jose" and "python.jose" are "python-jose".
std::string normalised_package_name(std::string_view name);

// One line of a requirements file or one entry of a PEP 621 list: `name[extra] >=1,<2 ; marker`
// (PEP 508). Nothing for what names no package: options, paths, bare URLs.
std::optional<Dependency> parse_requirement(std::string_view text);

class Dependencies {
 public:
  // Reads what the inventory lists; a file that cannot be read goes to problems().
  static Dependencies read(const repo::Inventory& inventory, const FileSystem& files);

  // What `package` is for the code in `path`: said by the nearest project (a folder with manifests)
  // at or above it; a lock file decides before a pin, that before a range, those of nearer projects
  // before those of outer ones. Null if nobody names it: it is not a declared dependency.
  const Dependency* find(std::string_view package, std::string_view path) const;
  // Whether `package` is `version` or later there; Unknown where the repository does not tell.
  Answer is_at_least(std::string_view package, std::string_view version,
                     std::string_view path) const;
  // The least minor of Python 3 that the code in `path` has to run on: what set_target_python() has
  // said, else the bound of requires-python in a project at or above it; nothing if it is silent.
  std::optional<int> least_python_minor(std::string_view path) const;
  // The configuration's target-python, 11 for "3.11": it decides before all manifests.
  void set_target_python(std::optional<int> minor) { target_python_ = minor; }
  // Every dependency of the project nearest to `path`, by name.
  std::vector<const Dependency*> all(std::string_view path) const;

  // Whether pytest runs `async def` tests in `path` that have no mark of their own: asyncio_mode,
  // anyio_mode or trio_mode in pyproject.toml, pytest.ini, tox.ini or setup.cfg at or above it
  // (https://pytest-asyncio.readthedocs.io/en/stable/reference/configuration.html).
  bool runs_unmarked_async_tests(std::string_view path) const;

  const std::vector<repo::NotAnalysed>& problems() const { return problems_; }

 private:
  friend class DependencyReader;
  struct Project {
    std::map<std::string, Dependency, std::less<>> packages;
    std::optional<VersionRange> python;
  };
  // The projects at or above `path`, the nearest first.
  std::vector<const Project*> projects_around(std::string_view path) const;
  // The same; if there is none, the only one there is.
  std::vector<const Project*> projects_above(std::string_view path) const;

  std::map<std::string, Project, std::less<>> projects_;  // by folder, "" or "a/b"
  std::optional<int> target_python_;
  std::vector<repo::NotAnalysed> problems_;
  std::vector<std::string> async_mode_folders_;  // with such a setting
};

}  // namespace fastidious::project
