#include "deploy/project_task.h"

#include "deploy/formats/sections.h"

namespace fastidious::deploy {

Setting project_task(const TextFile& pyproject, std::string_view runner, std::string_view name) {
  const std::string_view table = runner == "task" ? "tool.taskipy.tasks" : "tool.poe.tasks";
  const std::string_view text = pyproject.text.view();
  for (const Section& section : parse_sections(text)) {
    if (section.name != table) continue;
    for (const SectionEntry& one : section.settings) {
      const std::string_view value = one.value;
      if (one.key != name || value.size() < 3 || (value[0] != '"' && value[0] != '\'')) continue;
      const std::size_t close = value.find(value[0], 1);
      if (close == value.npos) return {};
      const auto begin = static_cast<Offset>(value.data() - text.data() + 1);
      const Span span{begin, begin + static_cast<Offset>(close - 1)};
      return {std::string(pyproject.slice(span)), &pyproject, span, true};
    }
  }
  return {};
}

}  // namespace fastidious::deploy
