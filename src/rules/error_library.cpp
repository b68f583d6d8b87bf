#include "rules/error_library.h"

#include <string_view>

#include "knowledge/http_errors.h"
#include "project/import_graph.h"

namespace fastidious::rules {

std::string library_of_errors(const semantic::Model& model) {
  for (const project::ImportEdge& edge : model.imports().edges()) {
    const bool is_own = edge.to.valid() || edge.type_checking;
    if (is_own || model.file(edge.from).file().role != project::Role::Application) continue;
    const std::string_view module = edge.module;
    if (module.find("http_exceptions") == module.npos || module.starts_with('.')) continue;
    if (knowledge::knows_http_errors_of(module)) continue;
    return std::string(module.substr(0, module.find('.')));
  }
  return {};
}

std::string and_of_library(const semantic::Model& model) {
  const std::string library = library_of_errors(model);
  if (library.empty()) return {};
  return "; errors of `" + library +
         "` that are raised on the way add statuses which are not told here";
}

}  // namespace fastidious::rules
