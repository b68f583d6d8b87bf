#include "rules/dropped_records.h"

#include <algorithm>

#include "rules/logging_programs.h"
#include "semantic/model.h"

namespace fastidious::rules {

using semantic::FileModel;

namespace {

// Most repositories have one of these, which is soon found.
bool configures_somewhere(const semantic::Model& model) {
  constexpr std::string_view kUsual[] = {"logging.basicConfig", "logging.config.dictConfig",
                                         "logging.config.fileConfig", "logging.StreamHandler"};
  return std::any_of(std::begin(kUsual), std::end(kUsual), [&](std::string_view one) {
    const auto sites = model.calls_of(one);
    return std::any_of(sites.begin(), sites.end(), [](const semantic::CallSite& site) {
      const project::Role role = site.file->file().role;
      return role != project::Role::Test && role != project::Role::Migration;
    });
  });
}

}  // namespace

bool drops_record(const FileModel& file, std::string_view target) {
  const bool is_low = target.ends_with(".info") || target.ends_with(".debug");
  if (!is_low || !target.starts_with("logging.") || configures_somewhere(file.project())) {
    return false;
  }
  return LoggingPrograms(file.project()).leave_unconfigured(file);
}

}  // namespace fastidious::rules
