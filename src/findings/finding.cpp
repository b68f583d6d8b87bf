#include "findings/finding.h"

#include <array>

namespace fastidious::findings {

std::string_view name_of(Severity severity) {
  constexpr std::array<std::string_view, 3> kNames = {"suggestion", "warning", "critical"};
  return kNames[static_cast<std::size_t>(severity)];
}

std::string_view name_of(Confidence confidence) {
  constexpr std::array<std::string_view, 3> kNames = {"low", "medium", "high"};
  return kNames[static_cast<std::size_t>(confidence)];
}

std::string_view name_of(RiskKind risk) {
  constexpr std::array<std::string_view, 3> kNames = {"security", "reliability", "maintainability"};
  return kNames[static_cast<std::size_t>(risk)];
}

std::string_view name_of(FixClass fix) {
  constexpr std::array<std::string_view, 4> kNames = {"none", "safe", "unsafe", "scaffold"};
  return kNames[static_cast<std::size_t>(fix)];
}

}  // namespace fastidious::findings
