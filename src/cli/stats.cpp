#include "cli/stats.h"

#include <fmt/format.h>

#include <cstdio>

namespace fastidious::cli {
namespace {

double milliseconds(std::uint64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e6; }

}  // namespace

void print_stats(const engine::AuditResult& result) {
  std::uint64_t total = 0;
  for (const engine::PhaseTime& phase : result.phase_times) {
    fmt::print(stderr, "{:>10.3f} ms  {}{}\n", milliseconds(phase.nanoseconds),
               phase.is_part ? "  of which " : "", phase.phase);
    if (!phase.is_part) total += phase.nanoseconds;
  }
  const double megabytes = static_cast<double>(result.coverage.bytes) / 1e6;
  fmt::print(stderr, "{:>10.3f} ms  all phases; {} files, {:.1f} MB, {:.1f} MB/s\n",
             milliseconds(total), result.coverage.python_files, megabytes,
             total == 0 ? 0.0 : megabytes / (static_cast<double>(total) / 1e9));
  for (const rules::RuleTime& rule : result.rule_times) {
    fmt::print(stderr, "{:>10.3f} ms  {} ({} calls)\n", milliseconds(rule.nanoseconds), rule.rule,
               rule.calls);
  }
}

}  // namespace fastidious::cli
