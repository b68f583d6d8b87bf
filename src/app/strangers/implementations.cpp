#include "app/strangers/implementations.h"

#include <algorithm>

#include "app/dependencies/error_status.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMost = 16;

bool is_among(const std::vector<Definition>& all, const FunctionDef& method) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Definition& one) { return one.node == &method; });
}

}  // namespace

bool runs_elsewhere(const Definition& method) {
  const auto& function = *method.node->as<FunctionDef>();
  const ClassDef* cls = method.file->enclosing_class(function);
  return method.file->is_abstract(function) || (cls != nullptr && method.file->is_protocol(*cls));
}

std::vector<Definition> implementations_of(const Definition& method) {
  const auto& function = *method.node->as<FunctionDef>();
  const ClassDef* base = method.file->enclosing_class(function);
  std::vector<Definition> found;
  if (base == nullptr) return found;
  const std::string_view ancestor = method.file->qualified_name(*base);
  const std::string_view name = method.file->text(function.name);
  for (const FileModel& file : method.file->project().files()) {
    for (const auto* cls : file.tree().nodes_of<ClassDef>()) {
      if (cls == base || !file.inherits_from(*cls, ancestor)) continue;
      const FileModel* in = nullptr;
      const FunctionDef* own = method_of({&file, cls}, name, &in);
      if (own == nullptr || runs_elsewhere({in, own}) || is_among(found, *own)) continue;
      found.push_back({in, own});
      if (found.size() == kMost) return found;
    }
  }
  return found;
}

}  // namespace fastidious::app
