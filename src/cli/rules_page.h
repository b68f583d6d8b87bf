#pragma once
// The documentation of rules as Markdown.

#include <span>
#include <string>
#include <string_view>

#include "rules/rule.h"

namespace fastidious::cli {

// All that there is to say about one rule; `heading` ("#", "###") starts its title.
std::string explanation(const rules::Rule& rule, std::string_view heading);

// A table of `rules`, which are sorted by code, and the explanation of each, family by family. With
// all rules this is docs/rules.md.
std::string rules_page(std::span<const rules::Rule* const> rules);

}  // namespace fastidious::cli
