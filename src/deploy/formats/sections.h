#pragma once
// Sections and settings of INI and TOML files, as they are written: for who wants the place and the
// text of a few settings of tools. Both formats have lines of `[section]` and `key = value`.

#include <string_view>
#include <vector>

#include "base/span.h"

namespace fastidious::deploy {

// One `key = value`, comments taken out, lists over several lines whole.
struct SectionEntry {
  std::string_view key, value;
};

struct Section {
  std::string_view name;  // "tool.mypy"
  Span header;
  std::vector<SectionEntry> settings;

  // The value of `key`; empty if there is none.
  std::string_view value_of(std::string_view key) const;
};

// In the order of the text, of which they are views.
std::vector<Section> parse_sections(std::string_view text);

}  // namespace fastidious::deploy
