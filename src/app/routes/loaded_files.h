#pragma once
// Which files the applications of a repository load: a router in any other one serves nobody.

#include <map>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "app/application.h"

namespace fastidious::app {

class LoadedFiles {
 public:
  // Bounded by the imports of the repository, and the texts in files that import by name.
  explicit LoadedFiles(const Application& application);

  // Whether an application may load the file: by imports, also inside of functions, from its own
  // file or one that makes it by calling that; by a name that a file with `importlib` writes down;
  // because a function in one lists the folder and imports what it finds. True of all if the
  // repository has no application.
  bool may_load(const FileModel& file) const;

 private:
  void add_roots(const Application& application);
  void add_importers(const Application& application);
  void reach(findings::FileId id);
  void reach_all();
  void reach_packages(const FileModel& file);
  void reach_named(const FileModel& file);
  void reach_module(std::string_view name);
  void reach_below(const FileModel& file);
  bool imports(const FileModel& file, std::string_view module) const;
  static bool is_test(const FileModel& file);

  const semantic::Model& model_;
  std::multimap<std::string_view, const FileModel*> by_last_name_;
  std::vector<bool> reached_;  // by FileId
  std::vector<findings::FileId> to_visit_;
  std::unordered_set<std::string_view> folders_;  // of files that are reached
  bool has_application_ = false;
};

}  // namespace fastidious::app
