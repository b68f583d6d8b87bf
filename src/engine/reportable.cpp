#include "engine/reportable.h"

#include <algorithm>

#include "rules/registry.h"

namespace fastidious::engine {
namespace {

assess::Assessment assess_result(const AuditResult& result, findings::Date today, Owners* owners) {
  assess::Input input;
  input.rules = rules::all_rules();
  input.findings = result.findings;
  input.baselined = result.baselined;
  input.path_of = [&result](findings::FileId id) { return result.path_of(id); };
  input.is_aside = [&result](findings::FileId id) {
    const project::TextFile& file = result.file(id);  // what deploys is no aside
    if (!is_python(file.kind)) return false;
    if (file.role != project::Role::Application) return true;
    const auto& application = result.coverage.facts.application;
    return application && std::binary_search(application->unloaded_files.begin(),
                                             application->unloaded_files.end(), id.value);
  };
  input.line_of = [&result](findings::FileId id, Offset at) {
    return result.file(id).lines.line_of(at);
  };
  input.coverage = &result.coverage;
  input.today = today;
  if (owners != nullptr) {
    input.owner_of = [&result, owners](const findings::Finding& finding) {
      return owners->of(result, finding);
    };
  }
  return assess::assess(input);
}

}  // namespace

Reportable::Reportable(const AuditResult& result, report::Command command, findings::Date today,
                       Owners* owners)
    : assessment_(assess_result(result, today, owners)) {
  for (std::uint32_t id = 0; id < result.file_count(); ++id) {
    files_.push_back(report::file_of(result.file(findings::FileId(id))));
  }
  for (const SilencedFinding& silenced : result.silenced) {
    suppressed_.push_back({silenced.finding, silenced.reason});
  }
  report_.command = command;
  report_.tool_version = FASTIDIOUS_VERSION;
  report_.files = files_;
  report_.rules = rules::all_rules();
  report_.findings = result.findings;
  report_.baselined = result.baselined;
  report_.suppressed = suppressed_;
  report_.assessment = &assessment_;
  report_.coverage = &result.coverage;
}

}  // namespace fastidious::engine
