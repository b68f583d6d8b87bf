#pragma once
// Comments that silence style checkers: `# noqa`, `# noqa: E501,W291`, and for a whole file
// `# flake8: noqa`, `# ruff: noqa` (https://docs.astral.sh/ruff/linter/#error-suppression).

#include <span>
#include <vector>

#include "style/violation.h"
#include "text/line_index.h"
#include "text/source_text.h"

namespace fastidious::style {

class Noqa {
 public:
  // The file's comments, from # to the end of the line, in order.
  Noqa(const SourceText& text, const LineIndex& lines, std::span<const Span> comments);

  bool silences(const Violation& violation) const;
  // Whether a finding that other tools call `code` ("F401") is silenced on `line`, from 1.
  bool silences(std::uint32_t line, std::string_view code) const;

 private:
  struct Directive {
    std::uint32_t line;
    std::string_view codes;  // empty: all
  };
  void read(std::string_view comment, std::uint32_t line);

  std::vector<Directive> whole_file_;  // at most limits::kMaxSuppressedRules
  std::vector<Directive> directives_;  // by line
};

}  // namespace fastidious::style
