#pragma once
// Which packages are installed where a file of the repository runs.

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/application.h"
#include "deploy/image.h"
#include "deploy/manifests.h"
#include "deploy/packages/package_manifest.h"
#include "deploy/repository_files.h"

namespace fastidious::deploy {

// How a package gets to where a file runs.
struct Provision {
  enum class Kind : std::uint8_t {
    Declared,     // a manifest or a command that installs it names it
    Optional,     // an extra or a group names it, which may be installed or not
    Transitive,   // something else needs it: `by`
    Development,  // only what developers install names it
    Missing,
  } kind = Kind::Missing;
  std::string by;  // Transitive: what is declared and brings it; empty if only a lock knows
  bool is_handed_on = false;  // Transitive: users of `by` are meant to import it
  bool is_by_extra = false;   // Transitive: an extra that is asked for by name has it
  bool is_by_bundle = false;  // that extra is one for many things, as `standard` is
  // Missing: everything that gets installed is known, so that it is certain.
  bool is_certain = false;
  // Missing: some other part of the repository declares it.
  bool is_declared_elsewhere = false;
};

class PackageSets {
 public:
  PackageSets(const app::Application& application, const Manifests& manifests,
              const RepositoryFiles& files, const std::vector<std::unique_ptr<Image>>& images);

  // By path.
  const std::vector<PackageManifest>& manifests() const { return all_; }
  // Those that say what the code in `path` needs: of the folders around it, what they include, what
  // its images install; all of the repository where there are none of these. Constraints aside.
  std::vector<const PackageManifest*> manifests_for(std::string_view path) const;
  // How one of `distributions` (normalised, the usual one first) gets to where `path` runs.
  Provision provision(const std::vector<std::string>& distributions, std::string_view path) const;
  Provision provision(std::string_view distribution, std::string_view path) const {
    return provision(std::vector<std::string>{std::string(distribution)}, path);
  }
  // The same of every application that is served, and of Firebase's functions.
  std::vector<const PackageManifest*> deployed_manifests() const;
  // Whether a lock file, or a list that a resolver made, decides about versions there.
  bool is_locked(std::string_view path) const;
  // Packages that Dockerfiles and scripts install by name.
  const std::set<std::string, std::less<>>& installed_by_commands() const { return commanded_; }
  // Whether a manifest names packages.
  bool has_declared() const;
  // Whether the repository says anywhere what it needs, be it only in commands.
  bool has_any() const { return !all_.empty() || !commanded_.empty(); }

 private:
  struct Closure {
    std::set<std::string, std::less<>> declared, optional, development;
    std::map<std::string, std::string, std::less<>> by_extra;    // of what is declared
    std::set<std::string, std::less<>> extras;                   // that are asked for
    std::set<std::string, std::less<>> handed_on;                // by what is declared
    std::map<std::string, std::string, std::less<>> transitive;  // by what
    std::set<std::string, std::less<>> direct;  // of these what is needed by what is declared
    bool is_complete = true;
  };
  const Closure& closure_of(std::string_view path) const;
  Closure make_closure(std::string_view path) const;
  void add_package(const DeclaredPackage& package, Closure& closure) const;
  void follow(const std::string& name, const std::string& extra, const std::string& by,
              Closure& closure) const;
  void add_manifest(const PackageManifest& manifest,
                    std::vector<const PackageManifest*>& result) const;
  void read_commands(const Script& script, std::string_view folder, const Image* image,
                     const RepositoryFiles& files);
  void read_install(const std::vector<Word>& words, std::size_t from, std::string_view folder,
                    const Image* image, const RepositoryFiles& files);

  static void hand_on(Closure& closure);
  bool has_lock(std::string_view package, std::string_view path) const;

  const app::Application& application_;
  std::vector<PackageManifest> all_;
  std::set<std::string, std::less<>> commanded_;
  // Requirements files that an image installs.
  std::vector<std::pair<const Image*, std::string>> installed_files_;
  bool installs_unknown_lists_ = false;  // some that are not in the repository
  mutable std::mutex mutex_;
  mutable std::map<std::string, Closure, std::less<>> closures_;  // by folder, when asked for
};

}  // namespace fastidious::deploy
