#pragma once
// What the configuration of ruff and isort says about the order of imports.

#include <toml++/toml.h>

#include <optional>
#include <string_view>

#include "project/linters.h"

namespace fastidious::project {

// `ruff` is [tool.ruff], or the whole of a ruff.toml.
style::ImportStyle imports_of_ruff(const toml::table& ruff);

// Where it looks for the project's own modules: as `src` says, else beside its configuration and in
// `src` below that. Nothing where it is told patterns.
std::vector<std::string> sources_of_ruff(const toml::table& ruff);

// Whether the hooks of a .pre-commit-config.yaml sort imports by a tool whose order is not judged
// here: reorder-python-imports, usort, zimports.
bool sorts_by_another_tool(std::string_view hooks);

// isort's, of a pyproject.toml, .isort.cfg, setup.cfg or tox.ini; nothing if the file does not
// configure it. `excluded` are the files that it skips.
std::optional<StyleSettings> read_isort_settings(std::string_view path, std::string_view text);

// Whether the codes that ruff is told to select say that imports are sorted.
bool selects_import_order(const std::vector<std::string>& codes);

// Whether the file at `path`, below the settings' folder, is excluded or need not be sorted.
bool leaves_imports(const StyleSettings& settings, std::string_view path);

}  // namespace fastidious::project
