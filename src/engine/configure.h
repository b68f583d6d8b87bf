#pragma once
// From what the user wrote to what a run does.

#include <span>
#include <string_view>
#include <vector>

#include "engine/audit.h"
#include "repo/config.h"
#include "rules/rule.h"

namespace fastidious::engine {

// The options of an audit by this configuration. What only a run knows (paths, threads, change,
// baseline, the date) is left at its default.
AuditOptions configure(const repo::Config& config);

// What the configuration says about rules that there are none of, or about options that a rule does
// not have, or whose values are of another type; empty if all is well.
std::vector<repo::ConfigError> check_rules(const repo::Config& config,
                                           std::span<const rules::Rule* const> rules);

}  // namespace fastidious::engine
