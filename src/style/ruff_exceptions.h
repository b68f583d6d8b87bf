#pragma once
// Where ruff keeps quiet and pycodestyle does not, in checks that both have. For projects that use
// ruff: their own linter is content.

#include "style/violation.h"
#include "text/line_index.h"
#include "text/source_text.h"

namespace fastidious::style {

// E501: lines of one word, and lines that end with a URL which begins within the limit
// (https://docs.astral.sh/ruff/rules/line-too-long/). E701: a block that is `...`.
bool ruff_lets_pass(const Violation& violation, const SourceText& text, const LineIndex& lines,
                    const Options& options);

}  // namespace fastidious::style
