#include "deploy/mending_linter.h"

#include <algorithm>
#include <array>
#include <optional>

#include "deploy/formats/sections.h"
#include "text/one_of.h"

namespace fastidious::deploy {
namespace {

constexpr std::array<std::string_view, 2> kMending = {"--fix", "--fix-only"};
// `--config` may be of another file, or a setting itself.
constexpr std::array<std::string_view, 5> kFailing = {"--no-fix", "--exit-non-zero-on-fix",
                                                      "--diff", "--isolated", "--config"};

// "--config" of "--config=ruff.toml", "ruff" of "ruff@0.14.5".
std::string_view stem_of(std::string_view word) { return word.substr(0, word.find_first_of("=@")); }

template <std::size_t N>
bool has_one_of(const Command& command, const std::array<std::string_view, N>& names) {
  return std::any_of(command.words.begin(), command.words.end(),
                     [&](const Word& word) { return is_one_of(stem_of(word.text), names); });
}

bool runs_ruff_check(const Command& command) {
  const auto is_ruff = [](const Word& word) { return stem_of(name_of(word.text)) == "ruff"; };
  const auto ruff = std::find_if(command.words.begin(), command.words.end(), is_ruff);
  return std::any_of(ruff, command.words.end(),
                     [](const Word& word) { return word.text == "check"; });
}

// Whether it mends by itself; nothing where the text configures no ruff.
std::optional<bool> mends(std::string_view text, std::string_view section) {
  std::optional<bool> found;
  for (const Section& one : parse_sections(text)) {
    if (!one.name.starts_with(section)) continue;
    found =
        found.value_or(false) || (one.name == section && one.value_of("fix").starts_with("true"));
  }
  return found;
}

std::optional<bool> mends(const TextFile& file) {
  const std::string_view name = name_of(file.path);
  if (name == "pyproject.toml") return mends(file.text.view(), "tool.ruff");
  if (name != "ruff.toml" && name != ".ruff.toml") return std::nullopt;
  return mends("[ruff]\n" + std::string(file.text.view()), "ruff");
}

}  // namespace

RuffMode ruff_mode_of(const Command& command) {
  const bool by_hooks = has_one_of(command, std::array<std::string_view, 2>{"pre-commit", "prek"});
  if (by_hooks) return RuffMode::Fails;  // a hook that changes a file fails
  if (!runs_ruff_check(command)) return RuffMode::NotRun;
  if (has_one_of(command, kFailing)) return RuffMode::Fails;
  return has_one_of(command, kMending) ? RuffMode::Mends : RuffMode::AsConfigured;
}

bool looks_at_changes(const Command& command) {
  constexpr std::array<std::string_view, 6> kLooks = {"diff", "status", "commit",
                                                      "add",  "push",   "apply"};
  return command.name() == "git" && has_one_of(command, kLooks);
}

const TextFile* mending_configuration(const Manifests& manifests) {
  const TextFile* first = nullptr;
  for (const auto* files : {&manifests.pyprojects, &manifests.documents}) {
    for (const TextFile* file : *files) {
      const std::optional<bool> says = mends(*file);
      if (says && !*says) return nullptr;
      if (says && first == nullptr) first = file;
    }
  }
  return first;
}

}  // namespace fastidious::deploy
