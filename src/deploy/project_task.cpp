#include "deploy/project_task.h"

#include <algorithm>

#include "text/words.h"

namespace fastidious::deploy {
namespace {

// The text between the quotes that begin at `at`, if it ends on the same line.
Span quoted(std::string_view text, std::size_t at) {
  const std::size_t open = text.find_first_not_of(" \t", at);
  if (open == text.npos || (text[open] != '"' && text[open] != '\'')) return {};
  const std::size_t close = text.find(text[open], open + 1);
  if (close >= text.find('\n', open)) return {};
  return {static_cast<Offset>(open + 1), static_cast<Offset>(close)};
}

}  // namespace

Setting project_task(const TextFile& pyproject, std::string_view runner, std::string_view name) {
  const std::string_view text = pyproject.text.view();
  const std::size_t section =
      text.find(runner == "task" ? "[tool.taskipy.tasks]" : "[tool.poe.tasks]");
  const bool begins_line = section == 0 || (section != text.npos && text[section - 1] == '\n');
  if (!begins_line) return {};
  const std::size_t end = std::min(text.find("\n[", section + 1), text.size());
  for (std::size_t at = text.find('\n', section + 1); at < end; at = text.find('\n', at + 1)) {
    const std::string_view line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
    const std::size_t equals = line.find('=');
    if (equals == line.npos || trimmed(line.substr(0, equals)) != name) continue;
    const Span span = quoted(text, at + 1 + equals + 1);
    if (span.size() == 0) return {};
    return {std::string(pyproject.slice(span)), &pyproject, span, true};
  }
  return {};
}

}  // namespace fastidious::deploy
