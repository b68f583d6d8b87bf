#pragma once
// What the code reads a variable of the environment for.

#include <set>
#include <string_view>
#include <vector>

#include "app/settings/environment_reads.h"

namespace fastidious::app {

// Whether the variable stands in only where the caller gives nothing: `key or os.getenv("KEY")`,
// `if key is None: key = os.getenv("KEY")`, of a parameter `key`.
bool is_fallback_of_parameter(const EnvironmentRead& read);
// Whether a library for settings reads and converts the value: starlette's Config, decouple,
// environs.
bool is_settings_library_call(const FileModel& file, const syntax::Call& call);
bool is_by_settings_library(const EnvironmentRead& read);
// Whether the program fails where the variable is missing: `os.environ["X"]`, unless a test or
// `except KeyError` sees to it, and credentials that are given no default and switch nothing on:
// by `if key := os.getenv("KEY"):`, or as one of a list that `all(os.getenv(n) for n in …)` asks
// for.
bool is_needed(const EnvironmentRead& read);
// Whether every import of the module that reads it stands below an `if` that asks for variables,
// this one among them: where it is missing, the module is not loaded.
bool is_loaded_if_set(const semantic::Model& model, const EnvironmentRead& read);
// Whether every import of the module that reads it stands in a function, below an `if` or a `case`:
// `case "elasticsearch": from app.stores.elastic import Store`. Who chooses another needs it not.
bool is_loaded_by_choice(const semantic::Model& model, const EnvironmentRead& read);
// Those of the names that the repository's own code, tests aside, writes into an environment:
// `env["X"] = …`, `{"X": …}`. The texts are those of `reads`.
std::set<std::string_view> written_names(const semantic::Model& model,
                                         const std::vector<EnvironmentRead>& reads);

}  // namespace fastidious::app
