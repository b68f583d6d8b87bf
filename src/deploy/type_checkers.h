#pragma once
// Which type checkers a repository configures, and how strictly.
// https://mypy.readthedocs.io/en/stable/config_file.html,
// https://github.com/microsoft/pyright/blob/main/docs/configuration.md

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/manifests.h"

namespace fastidious::deploy {

struct TypeCheckerSettings {
  const TextFile* file = nullptr;
  std::string_view tool;  // "mypy", "pyright", "basedpyright", "ty", "pyrefly"
  Span section;           // "[tool.mypy]"; of a file of its own its beginning
  // It asks for annotations, or is a checker that has no milder mode.
  bool is_strict = false;
  Span plugins;  // of mypy: the value of `plugins`; empty without one
  bool has_pydantic_plugin = false;
  bool skips_imports = false;  // of mypy: what is imported is anything to it, Pydantic too
  bool looks_inside = false;   // of mypy: `check_untyped_defs`
  bool names_files = false;    // of mypy: it needs no argument
  bool checks_extra = false;   // of mypy: `extra_checks`, which `strict` has
};

// By path. Of several files of a folder that configure mypy, it reads the first: mypy.ini,
// .mypy.ini, pyproject.toml, setup.cfg.
std::vector<TypeCheckerSettings> type_checkers_of(const Manifests& manifests);

// What runs the one that is configured, from the root: "mypy .", "cd backend && ty check".
std::string type_check_command(const Manifests& manifests);

// Whether a script, hook, task or workflow runs mypy with --strict.
bool runs_strict_mypy(const Manifests& manifests);

// Whether one of them has it look at functions without annotations: `--check-untyped-defs`.
bool checks_untyped_functions(const Manifests& manifests);

// The type checker that a script, hook, task or workflow runs; empty if none does.
std::string_view type_checker_run_by(const Manifests& manifests);

// Where a hook of pre-commit has mypy look at a folder whose own configuration it does not read,
// for it starts in the root: ".pre-commit-config.yaml:50"; empty without one.
std::string mypy_from_root(const Manifests& manifests, std::string_view configuration);

// Whether a hook of pre-commit runs mypy in an environment of its own that has no Pydantic.
bool is_mypy_apart(const Manifests& manifests);

}  // namespace fastidious::deploy
