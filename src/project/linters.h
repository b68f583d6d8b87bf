#pragma once
// What a project asks of its own style checkers: the configuration of ruff, flake8, pycodestyle and
// black, as far as it is about PEP 8.
//
// Where several are configured, the first of ruff, flake8 and pycodestyle counts, and the nearest
// folder that configures one. Documentation: https://docs.astral.sh/ruff/settings/,
// https://flake8.pycqa.org/en/latest/user/options.html, https://pycodestyle.pycqa.org,
// https://black.readthedocs.io.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "project/import_sources.h"
#include "repo/inventory.h"
#include "style/import_style.h"
#include "style/violation.h"
#include "text/file_system.h"

namespace fastidious::project {

// Nothing, or more than this, is a line's length where no project says (PEP 8 has 79, black 88).
inline constexpr std::uint32_t kUnconfiguredLineLength = 88;

// Codes that files under some path need not keep.
struct PathIgnores {
  std::string pattern;  // relative to the settings' folder
  std::vector<std::string> codes;
};

// What one folder's configuration says.
struct StyleSettings {
  std::string folder;  // "" is the root
  std::string source;  // "ruff", "flake8", "pycodestyle", "black"; empty: nothing is configured
  style::Options options;
  std::vector<PathIgnores> ignores;
  std::vector<std::string> excluded;    // patterns of files that are not checked at all
  std::vector<std::string> left_out;    // codes, of any check, that it is told to ignore everywhere
  style::ImportStyle imports;           // of ruff and isort
  bool sorts_imports = false;           // ruff: it is told to; isort does nothing else
  bool tells_unused_arguments = false;  // ruff: by ARG001
  bool is_refused = false;              // ruff does not run with it: a selector is none
  // Where ruff is told to look for the project's own modules, relative to the folder; nothing
  // where it is not told, or in a way that is not understood.
  std::vector<std::string> sources;
};

class Linters {
 public:
  // Reads the configuration files of `inventory`. What cannot be read or is not valid says nothing:
  // that is for the linter to complain about.
  Linters(const repo::Inventory& inventory, const FileSystem& files);

  // The options for the Python file at `path`; without codes where it is excluded.
  style::Options options_for(std::string_view path) const;
  // Whether a linter or formatter is configured for the file.
  bool is_configured_for(std::string_view path) const;
  bool is_ruff_for(std::string_view path) const;
  // Whether the project has decided against a check there: it names the check's code in `ignore`.
  bool leaves_out(std::string_view path, std::string_view code) const;
  // Whether ruff is told to report arguments there that a function does not use (ARG001).
  bool tells_unused_arguments(std::string_view path) const;
  // How imports are sorted in the file.
  style::ImportStyle imports_for(std::string_view path) const;

 private:
  const StyleSettings* settings_for(std::string_view path) const;
  bool is_sorted_by_others(std::string_view path, const StyleSettings* found) const;

  ImportSources sources_;
  std::vector<std::string> sorted_by_others_;  // folders whose hooks sort by another tool
  std::vector<StyleSettings> settings_;        // the longest folder first
  std::vector<StyleSettings> isorts_;          // of isort; the longest folder first
};

// What one configuration file says, by its name (pyproject.toml, ruff.toml, setup.cfg, tox.ini,
// .flake8); nothing if it is not about style.
std::optional<StyleSettings> read_style_settings(std::string_view path, std::string_view text);

// Linters match a pattern with the path from their folder, or with the file's name alone.
bool concerns_path(std::string pattern, std::string_view path);

}  // namespace fastidious::project
