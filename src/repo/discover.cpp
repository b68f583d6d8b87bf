#include "repo/discover.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "base/limits.h"
#include "base/parallel_for.h"
#include "repo/ignore.h"
#include "repo/printable_path.h"

namespace fastidious::repo {
namespace {

// Projects name it in .gitignore and track it; a copy without .git does not tell that they do.
constexpr std::string_view kHooks = ".pre-commit-config.yaml";

constexpr std::size_t kScriptLineBytes = 128;

using Chain = std::shared_ptr<const IgnoreChain>;

// Why nothing below a directory is taken, but for the exceptions.
enum class Hidden : std::uint8_t {
  No,
  Ignored,  // by git's rules: what git tracks is taken, and what the configuration includes
  Skipped,  // by its name: only what the configuration includes
};

struct Directory {
  std::string path;
  Chain ignores;
  int depth = 0;
  Hidden hidden = Hidden::No;
};

// What looking into one directory gave.
struct Listing {
  std::vector<RepositoryFile> files;
  std::vector<NotAnalysed> not_analysed;
  std::vector<Directory> below;
  std::size_t entries = 0;
};

// Names that are also those of ordinary packages: skipped unless they are such, or git tracks what
// is inside.
bool is_often_built(std::string_view name) {
  return name == "build" || name == "dist" || name == "env";
}

// Names of virtual environments, and of ordinary packages (the standard library has a `venv`).
bool is_often_environment(std::string_view name) { return name == "venv" || name == "env"; }

std::string joined(std::string_view directory, std::string_view name) {
  std::string path;
  path.reserve(directory.size() + 1 + name.size());
  path.append(directory);
  if (!directory.empty()) {
    path += '/';
  }
  return path.append(name);
}

class Discovery {
 public:
  Discovery(const FileSystem& files, const DiscoveryOptions& options)
      : files_(files), options_(options) {}

  Inventory run() {
    std::vector<Directory> level = starting_points();
    while (!level.empty() && within_bound()) {
      level = look_into(level);
    }
    finish();
    return std::move(inventory_);
  }

 private:
  // ---- where to start --------------------------------------------------------------------------
  std::vector<Directory> starting_points() {
    Chain outer;
    for (const IgnoreFile& file : options_.work_tree.outer) {
      outer =
          std::make_shared<IgnoreChain>(IgnoreChain{outer, IgnorePatterns(file.text, file.base)});
    }
    if (options_.paths.empty()) {
      return {Directory{"", outer, 0, Hidden::No}};
    }
    std::vector<Directory> directories;
    for (const std::string& path : options_.paths) {
      take_named(path, outer, directories);
    }
    return directories;
  }

  void take_named(std::string path, const Chain& outer, std::vector<Directory>& directories) {
    FileResult<EntryKind> kind = files_.kind_of(path);
    if (kind && *kind == EntryKind::Symlink) {
      const FileResult<std::string> target = files_.resolve_link(path);
      if (!target) {
        return skip(inventory_.not_analysed, path, describe(target.error()));
      }
      path = *target;
      kind = files_.kind_of(path);
    }
    if (!kind) {
      return skip(inventory_.not_analysed, path, describe(kind.error()));
    }
    if (*kind == EntryKind::Directory) {
      directories.push_back({path, chain_above(path, outer), 0, Hidden::No});
    } else if (*kind == EntryKind::Regular) {
      const FileKind named_kind = kind_of_file(path).value_or(FileKind::Python);
      inventory_.files.push_back({path, named_kind, true, false});
    } else {
      skip(inventory_.not_analysed, path, describe({FileProblem::NotRegular, {}}));
    }
  }

  // The ignore files between the root and the directory `path`.
  Chain chain_above(std::string_view path, Chain chain) {
    for (std::size_t end = 0; end < path.size();) {
      const std::string_view directory = path.substr(0, end);
      chain = with_ignore_file(directory, std::move(chain), inventory_.not_analysed);
      end = std::min(path.find('/', end + 1), path.size());
    }
    return chain;
  }

  // ---- one level after the other, so that the bounds cut the same for any number of threads
  // -------
  std::vector<Directory> look_into(const std::vector<Directory>& level) {
    std::vector<Listing> listings(level.size());
    parallel_for(level.size(), [&](std::size_t i) { look_into(level[i], listings[i]); });
    std::vector<Directory> next;
    for (Listing& listing : listings) {
      inventory_.entries_seen += listing.entries;
      move_into(inventory_.files, listing.files);
      move_into(inventory_.not_analysed, listing.not_analysed);
      move_into(next, listing.below);
    }
    inventory_.directories_listed += level.size();
    return next;
  }

  template <class T>
  static void move_into(std::vector<T>& all, std::vector<T>& part) {
    all.insert(all.end(), std::make_move_iterator(part.begin()),
               std::make_move_iterator(part.end()));
  }

  bool within_bound() {
    const bool within = inventory_.entries_seen <= options_.max_entries;
    if (!within) {
      skip(inventory_.not_analysed, ".",
           "more than " + std::to_string(options_.max_entries) +
               " files and folders: deeper folders were not looked into");
    }
    return within;
  }

  void finish() {
    std::vector<RepositoryFile>& files = inventory_.files;
    std::sort(files.begin(), files.end(), [](const RepositoryFile& a, const RepositoryFile& b) {
      return a.path != b.path ? a.path < b.path : a.named > b.named;
    });
    files.erase(std::unique(files.begin(), files.end(),
                            [](const auto& a, const auto& b) { return a.path == b.path; }),
                files.end());
    std::sort(inventory_.not_analysed.begin(), inventory_.not_analysed.end(),
              [](const NotAnalysed& a, const NotAnalysed& b) {
                return a.path != b.path ? a.path < b.path : a.reason < b.reason;
              });
  }

  // ---- one directory ---------------------------------------------------------------------------
  void look_into(const Directory& directory, Listing& listing) {
    FileResult<std::vector<DirectoryEntry>> entries = files_.list(directory.path);
    if (!entries) {
      const std::string path = directory.path.empty() ? "." : directory.path;
      return skip(listing.not_analysed, path, describe(entries.error()));
    }
    listing.entries = entries->size();
    Directory here = directory;
    const auto holds = [&](std::string_view name) {
      return std::any_of(entries->begin(), entries->end(), [&](const DirectoryEntry& entry) {
        return entry.name == name && entry.kind == EntryKind::Regular;
      });
    };
    if (!directory.path.empty() && directory.hidden == Hidden::No && holds("pyvenv.cfg")) {
      here.hidden = Hidden::Skipped;  // a virtual environment by another name
    }
    if (holds(".gitignore")) {
      here.ignores = with_ignore_file(here.path, here.ignores, listing.not_analysed);
    }
    for (const DirectoryEntry& entry : *entries) {
      look_at(here, entry, listing);
    }
  }

  void look_at(const Directory& here, const DirectoryEntry& entry, Listing& listing) {
    std::string path = joined(here.path, entry.name);
    if (!is_printable_path(entry.name)) {
      return skip(listing.not_analysed, path, "its name is not printable text");
    }
    switch (entry.kind) {
      case EntryKind::Directory: return look_at_directory(here, entry.name, path, listing);
      case EntryKind::Regular: return look_at_file(here, path, listing);
      case EntryKind::Symlink: return look_at_link(here, entry.name, path, listing);
      case EntryKind::Other: break;
    }
    if (kind_of_path(path) && is_taken(here, path)) {
      skip(listing.not_analysed, path, describe({FileProblem::NotRegular, {}}));
    }
  }

  void look_at_directory(const Directory& here, std::string_view name, std::string& path,
                         Listing& listing) {
    if (options_.exclude.matches(path)) {
      return;
    }
    Hidden hidden = hidden_directory(here, name, path);
    if (hidden != Hidden::No && options_.include.matches(path)) {
      hidden = Hidden::No;
    }
    if (hidden != Hidden::No && !holds_exceptions(hidden, path)) {
      return;
    }
    if (here.depth >= options_.max_depth) {
      return skip(listing.not_analysed, path,
                  "more than " + std::to_string(options_.max_depth) + " folders deep");
    }
    listing.below.push_back({std::move(path), here.ignores, here.depth + 1, hidden});
  }

  Hidden hidden_directory(const Directory& here, std::string_view name,
                          std::string_view path) const {
    const bool skipped = is_skipped_directory(name) && !is_package(name, path);
    if (here.hidden == Hidden::Skipped || skipped) {
      return is_often_built(name) && here.hidden != Hidden::Skipped ? Hidden::Ignored
                                                                    : Hidden::Skipped;
    }
    const bool ignored = here.hidden == Hidden::Ignored || is_ignored(here, path, true);
    return ignored ? Hidden::Ignored : Hidden::No;
  }

  // A virtual environment has a pyvenv.cfg (PEP 405) and is no package; what is built lies beside a
  // project's files and has its sources deeper inside.
  bool is_package(std::string_view name, std::string_view path) const {
    if (!is_often_environment(name) && !is_often_built(name)) return false;
    if (is_file(joined(path, "pyvenv.cfg"))) return false;
    return is_file(joined(path, "__init__.py")) || is_part_of_package(path);
  }

  // Modules in a folder of a package: a namespace package (PEP 420).
  bool is_part_of_package(std::string_view path) const {
    const std::size_t slash = path.rfind('/');
    if (slash == path.npos || !is_file(joined(path.substr(0, slash), "__init__.py"))) return false;
    const FileResult<std::vector<DirectoryEntry>> entries = files_.list(std::string(path));
    return entries && std::any_of(entries->begin(), entries->end(), [](const auto& entry) {
             return entry.kind == EntryKind::Regular && entry.name.ends_with(".py");
           });
  }

  bool is_file(const std::string& path) const {
    const FileResult<EntryKind> kind = files_.kind_of(path);
    return kind && *kind == EntryKind::Regular;
  }

  bool holds_exceptions(Hidden hidden, const std::string& path) {
    if (options_.include.may_match_below(path)) {
      return true;
    }
    return hidden == Hidden::Ignored && tracks_below(path);
  }

  void look_at_file(const Directory& here, std::string& path, Listing& listing) {
    std::optional<FileKind> kind = kind_of_path(path);
    const bool may_be_script = !kind && path.find('.', here.path.size()) == path.npos;
    if ((!kind && !may_be_script && is_binary_by_name(path)) || !is_taken(here, path)) {
      return;
    }
    if (may_be_script) {
      kind = kind_of_file(path);
    }
    const bool tracked = kind == FileKind::Env && is_tracked(path);
    listing.files.push_back({std::move(path), kind.value_or(FileKind::Other), false, tracked});
  }

  // A link inside the root is no loss, because what it leads to is looked at by itself.
  void look_at_link(const Directory& here, std::string_view name, const std::string& path,
                    Listing& listing) {
    if (is_skipped_directory(name) || !is_taken(here, path)) {
      return;
    }
    const FileResult<std::string> target = files_.resolve_link(path);
    if (!target) {
      const bool matters = target.error().problem != FileProblem::NotFound || kind_of_path(path);
      if (matters) {
        skip(listing.not_analysed, path, "symbolic link: " + describe(target.error()));
      }
      return;
    }
    const bool lost = kind_of_path(path) && !kind_of_path(*target);
    const FileResult<EntryKind> kind = files_.kind_of(*target);
    if (lost && kind && *kind == EntryKind::Regular) {
      skip(listing.not_analysed, path,
           "symbolic link to " + printable_path(*target) + ", whose name is of no known kind");
    }
  }

  // ---- what is taken ----------------------------------------------------------------------------
  bool is_taken(const Directory& here, const std::string& path) {
    if (options_.exclude.matches(path)) {
      return false;
    }
    const bool ignored =
        here.hidden == Hidden::No && !path.ends_with(kHooks) && is_ignored(here, path, false);
    if (here.hidden == Hidden::No && !ignored) {
      return true;
    }
    return options_.include.matches(path) || (here.hidden != Hidden::Skipped && is_tracked(path));
  }

  bool is_ignored(const Directory& here, std::string_view path, bool is_directory) const {
    if (here.ignores == nullptr) {
      return false;
    }
    const std::string& prefix = options_.work_tree.prefix;
    return prefix.empty() ? IgnoreChain::is_ignored(here.ignores.get(), path, is_directory)
                          : IgnoreChain::is_ignored(here.ignores.get(), prefix + std::string(path),
                                                    is_directory);
  }

  const std::vector<std::string>& tracked() {
    std::call_once(tracked_once_, [this] {
      if (options_.work_tree.tracked_paths) {
        tracked_ = options_.work_tree.tracked_paths();
      }
    });
    return tracked_;
  }

  bool is_tracked(const std::string& path) {
    return std::binary_search(tracked().begin(), tracked().end(), options_.work_tree.prefix + path);
  }

  bool tracks_below(const std::string& path) {
    const std::string below = options_.work_tree.prefix + path + "/";
    const auto at = std::lower_bound(tracked().begin(), tracked().end(), below);
    return at != tracked().end() && at->starts_with(below);
  }

  // ---- reading ---------------------------------------------------------------------------------
  Chain with_ignore_file(std::string_view directory, Chain outer,
                         std::vector<NotAnalysed>& not_analysed) const {
    const std::string path = joined(directory, ".gitignore");
    const FileResult<SourceText> text = files_.read(path, limits::kMaxIgnoreFileBytes);
    if (!text) {
      if (text.error().problem != FileProblem::NotFound) {
        skip(not_analysed, path, describe(text.error()));
      }
      return outer;
    }
    std::string base = options_.work_tree.prefix + std::string(directory);
    if (!directory.empty()) {
      base += '/';
    }
    IgnorePatterns patterns(text->view(), std::move(base));
    if (patterns.empty()) {
      return outer;
    }
    return std::make_shared<IgnoreChain>(IgnoreChain{std::move(outer), std::move(patterns)});
  }

  std::optional<FileKind> kind_of_file(const std::string& path) const {
    if (const std::optional<FileKind> kind = kind_of_path(path)) {
      return kind;
    }
    const FileResult<std::string> start = files_.read_start(path, kScriptLineBytes);
    return start ? kind_of_script(*start) : std::nullopt;
  }

  static void skip(std::vector<NotAnalysed>& list, std::string_view path, std::string reason) {
    list.push_back({printable_path(path), std::move(reason)});
  }

  const FileSystem& files_;
  const DiscoveryOptions& options_;
  Inventory inventory_;
  std::once_flag tracked_once_;
  std::vector<std::string> tracked_;
};

}  // namespace

bool is_skipped_directory(std::string_view name) {
  static constexpr std::array<std::string_view, 17> kNames = {
      ".git", ".hg",          ".svn",          "venv",        ".venv",        "env",
      ".env", "node_modules", "__pycache__",   "build",       "dist",         ".tox",
      ".nox", ".mypy_cache",  ".pytest_cache", ".ruff_cache", "site-packages"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         name.ends_with(".egg-info");
}

Inventory discover(const FileSystem& files, const DiscoveryOptions& options) {
  return Discovery(files, options).run();
}

}  // namespace fastidious::repo
