#pragma once
// Whose modules are the project's own, by the folders in which ruff and isort look for them:
// https://docs.astral.sh/ruff/settings/#src,
// https://pycqa.github.io/isort/docs/configuration/options.html#src-paths.

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "style/import_style.h"

namespace fastidious::project {

struct StyleSettings;

class ImportSources {
 public:
  // Remembers what lies where, for `path` of the repository.
  void add(std::string_view path);

  // Where it is known in which folders a tool with these settings looks, adds the modules there,
  // and for ruff the file's own package, to `style.first_party`, and all others to
  // `style.third_party`.
  void say_whose(const StyleSettings& settings, std::string_view path,
                 style::ImportStyle& style) const;

 private:
  std::string_view own_package(std::string_view path) const;

  std::map<std::string, std::set<std::string>, std::less<>> modules_;  // by folder
  std::set<std::string, std::less<>> packages_;  // folders that have an __init__.py
};

}  // namespace fastidious::project
