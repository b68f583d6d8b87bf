#pragma once
// Linters that mend what they can where they are to check: `ruff check --fix`, or `fix = true` in
// ruff's configuration. They fail on the rest only.
// https://docs.astral.sh/ruff/settings/#fix, https://docs.astral.sh/ruff/linter/#exit-codes

#include <cstdint>
#include <string>
#include <string_view>

#include "deploy/manifests.h"

namespace fastidious::deploy {

// What `ruff check` does where it can mend what it finds. Of several runs the last of these counts.
enum class RuffMode : std::uint8_t {
  NotRun,
  Mends,         // it is told to: `--fix`
  AsConfigured,  // its configuration decides
  Fails,         // `--no-fix`, `--exit-non-zero-on-fix`, `--diff`
};

RuffMode ruff_mode_of(const Command& command);

// Whether it shows or keeps what others changed: `git diff --exit-code`, `git commit`.
bool looks_at_changes(const Command& command);

// The first of ruff's configurations if each of them says `fix = true`; null if one does not.
const TextFile* mending_configuration(const Manifests& manifests);

}  // namespace fastidious::deploy
