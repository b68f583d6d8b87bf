#include "rules/docstring_edits.h"

#include <optional>
#include <string>

#include "findings/statement_index.h"

namespace fastidious::rules {
namespace {

// Where the line that holds `at` begins. One that a backslash makes part of the line above is none
// of its own, and has no begin.
std::optional<Offset> begin_of_line(const SourceText& text, Offset at) {
  const std::size_t line_break = text.view().rfind('\n', at);
  if (line_break == std::string_view::npos) return text.start();
  const std::size_t last = text.view().substr(0, line_break).find_last_not_of('\r');
  const bool is_continued = last != std::string_view::npos && text.data()[last] == '\\';
  return is_continued ? std::nullopt : std::optional(static_cast<Offset>(line_break + 1));
}

}  // namespace

void offer_docstring(Draft& draft, const semantic::FileModel& file, const syntax::StmtList& body,
                     std::string_view docstring, std::size_t empty_lines) {
  const SourceText& text = file.file().text;
  const syntax::Stmt& first = *body.front();
  const Offset begin = findings::start_with_decorators(first);
  const std::optional<Offset> line = begin_of_line(text, begin);
  if (!line) return;
  const auto at = static_cast<Offset>(text.view().find_first_not_of(" \t", *line));
  const bool is_decorated = begin < first.begin;
  if (is_decorated ? text.data()[at] != '@' : at != begin) return;
  std::string inserted(docstring);
  inserted.append(empty_lines + 1, '\n').append(text.slice({*line, at}));
  draft.edit({at, at}, inserted);
}

}  // namespace fastidious::rules
