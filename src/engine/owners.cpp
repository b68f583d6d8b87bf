#include "engine/owners.h"

#include "repo/blame.h"

namespace fastidious::engine {

std::string Owners::of(const AuditResult& result, const findings::Finding& finding) {
  if (!finding.file) return {};
  const project::TextFile& file = result.file(finding.file);
  if (std::string named = code_owners_.of(file.path); !named.empty()) return named;
  if (root_.empty() || left_.count() <= 0) return {};
  const auto begin = std::chrono::steady_clock::now();
  const auto author = repo::last_author(root_, file.path, file.lines.line_of(finding.span.begin),
                                        std::chrono::ceil<std::chrono::seconds>(left_));
  left_ -= std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 begin);
  return author.value_or("");
}

}  // namespace fastidious::engine
