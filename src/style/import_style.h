#pragma once
// How a project sorts its imports: what its configuration of ruff or isort says about order.
// https://docs.astral.sh/ruff/settings/#lintisort,
// https://pycqa.github.io/isort/docs/configuration/options.html

#include <cstdint>
#include <string>
#include <vector>

namespace fastidious::style {

struct ImportStyle {
  enum class Tool : std::uint8_t { None, Ruff, Isort } tool = Tool::None;
  // The file is excluded or told to be left as it is, or sorted by what is not judged here: by
  // length, without sections, with sections of the project's own.
  bool is_left_alone = false;
  bool from_first = false;  // `from a import b` before `import a`
  bool is_mixed = false;    // the two by their modules' names alone
  bool is_fixable = true;   // `--fix` of ruff sorts them without being told to
  std::vector<std::string> first_party, third_party;  // modules that are said to be so
};

}  // namespace fastidious::style
