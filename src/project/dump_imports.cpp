#include "project/dump_imports.h"

#include <fmt/format.h>

#include <iterator>

namespace fastidious::project {

std::string dump_imports(const std::vector<SourceFile>& files, const ImportGraph& graph) {
  std::string text;
  const auto out = std::back_inserter(text);
  for (const SourceFile& file : files) {
    fmt::format_to(out, "{} module {} root {}\n", file.path,
                   file.module_name.empty() ? "-" : file.module_name,
                   file.import_root.empty() ? "." : file.import_root);
    for (const ImportEdge& edge : graph.imports_of(file.id)) {
      fmt::format_to(out, "  {} {}{}{}{}{}{}\n", file.lines.line_of(edge.statement->begin),
                     edge.module, edge.to.valid() ? " -> " : "",
                     edge.to.valid() ? files[edge.to.value].path : "", edge.star ? " star" : "",
                     edge.type_checking ? " type-checking" : "", edge.deferred ? " deferred" : "");
    }
  }
  for (const auto& cycle : graph.cycles()) {
    text += "cycle";
    for (const findings::FileId member : cycle) {
      text.append(" ").append(files[member.value].path);
    }
    text += '\n';
  }
  return text;
}

}  // namespace fastidious::project
