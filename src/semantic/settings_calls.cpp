#include "semantic/settings_calls.h"

#include <algorithm>

namespace fastidious::semantic {

using namespace syntax;

bool makes_settings_on_line(const FileModel& file, Offset at) {
  const LineIndex& lines = file.file().lines;
  const std::uint32_t line = lines.line_of(at);
  const Offset begin = lines.start_of(line);
  const auto calls = file.tree().nodes_of<Call>();
  return std::any_of(calls.begin(), calls.end(), [&](const Call* call) {
    if (!call->args.empty() || !call->keywords.empty()) return false;
    if (call->begin < begin || lines.line_of(call->begin) != line) return false;
    const Definition made = file.definition_of(*call->func);
    const auto* cls = as<ClassDef>(made.node);
    return cls != nullptr && made.file->is_settings(*cls);
  });
}

}  // namespace fastidious::semantic
