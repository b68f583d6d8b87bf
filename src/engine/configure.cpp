#include "engine/configure.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/nearest.h"
#include "rules/registry.h"

namespace fastidious::engine {
namespace {

using repo::ConfigError;
using repo::RuleMention;
using rules::Option;
using rules::Rule;

rules::OptionValue value_of(const repo::RuleOption& option) {
  return {option.key, option.number, option.names};
}

// The severity of the strongest selector that means the rule.
void set_severity(const Rule& rule, const repo::Config& config, rules::RuleSettings& settings) {
  int strongest = 0;
  for (const auto& [selector, severity] : config.severity) {
    const int strength = rules::match_strength(selector, rule);
    if (strength > strongest) {
      strongest = strength;
      settings.severity = severity;
    }
  }
}

rules::RuleSettings settings_of(const Rule& rule, const repo::Config& config) {
  rules::RuleSettings settings;
  set_severity(rule, config, settings);
  const auto own = config.rule_options.find(std::string(rule.code));
  if (own != config.rule_options.end()) {
    for (const repo::RuleOption& option : own->second) {
      settings.options.push_back(value_of(option));
    }
  }
  return settings;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string_view near = nearest(word, known);
  return near.empty() ? "" : fmt::format("; did you mean '{}'?", near);
}

bool means_any(std::string_view selector, std::span<const Rule* const> rules) {
  return std::any_of(rules.begin(), rules.end(),
                     [&](const Rule* rule) { return rules::match_strength(selector, *rule) > 0; });
}

std::string unknown_selector(std::string_view selector, std::span<const Rule* const> rules) {
  std::vector<std::string_view> known;
  for (const Rule* rule : rules) {
    known.push_back(rule->code);
    known.push_back(rule->name);
    known.push_back(name_of(rule->family));
  }
  return fmt::format("there is no rule '{}'{}", selector, did_you_mean(selector, known));
}

std::string unknown_option(std::string_view key, const Rule& rule) {
  std::vector<std::string_view> known;
  for (const Option& option : rule.options) {
    if (option.type != Option::Type::None) known.push_back(option.key);
  }
  return fmt::format("{} has no option '{}'{}", rule.code, key, did_you_mean(key, known));
}

bool same_type(Option::Type declared, repo::RuleOption::Type given) {
  using Given = repo::RuleOption::Type;
  switch (declared) {
    case Option::Type::Number: return given == Given::Number;
    case Option::Type::Flag: return given == Given::Flag;
    case Option::Type::Names: return given == Given::Names;
    case Option::Type::None: return false;
  }
  return false;
}

std::string_view wanted_type(Option::Type type) {
  if (type == Option::Type::Number) return "a whole number";
  return type == Option::Type::Flag ? "true or false" : "a list of strings";
}

// What is wrong with one option of a rule; empty if nothing is.
std::string problem_of_option(const RuleMention& mention, const Rule& rule,
                              const repo::Config& config) {
  const auto declared =
      std::find_if(rule.options.begin(), rule.options.end(), [&](const Option& option) {
        return option.type != Option::Type::None && option.key == mention.option;
      });
  if (declared == rule.options.end()) return unknown_option(mention.option, rule);
  const auto given = config.rule_options.find(mention.selector);
  if (given == config.rule_options.end()) return "";
  for (const repo::RuleOption& option : given->second) {
    if (option.key == mention.option && !same_type(declared->type, option.type)) {
      return fmt::format("'{}' is {}", option.key, wanted_type(declared->type));
    }
  }
  return "";
}

}  // namespace

AuditOptions configure(const repo::Config& config) {
  AuditOptions options;
  options.rules.choice = {config.select, config.ignore};
  for (const repo::PathOverride& override : config.overrides) {
    options.rules.per_path.push_back({override.pattern, {override.select, override.ignore}});
  }
  for (const Rule* rule : rules::all_rules()) {
    rules::RuleSettings settings = settings_of(*rule, config);
    if (settings.severity || !settings.options.empty()) {
      options.rules.settings.emplace(rule->code, std::move(settings));
    }
  }
  options.discovery.include = GlobList(config.include);
  options.discovery.exclude = GlobList(config.exclude);
  options.roles = config.roles;
  options.target_python = config.target_python;
  options.public_routes = config.public_routes;
  options.guards = config.guards;
  for (const auto& [line, number] : config.flow) {
    for (knowledge::FlowFact& fact : knowledge::parse_flow_facts(line).facts) {
      options.flow_facts.push_back(std::move(fact));
    }
  }
  return options;
}

std::vector<ConfigError> check_rules(const repo::Config& config,
                                     std::span<const Rule* const> rules) {
  std::vector<ConfigError> errors;
  for (const RuleMention& mention : config.mentions) {
    std::string problem;
    if (!means_any(mention.selector, rules)) {
      problem = unknown_selector(mention.selector, rules);
    } else if (!mention.option.empty()) {
      const Rule* rule = rules::find_rule(mention.selector);
      problem = rule == nullptr ? "options belong to one rule: write its code"
                                : problem_of_option(mention, *rule, config);
    }
    if (!problem.empty()) errors.push_back({config.file, mention.line, mention.key, problem});
  }
  for (const auto& [line, number] : config.flow) {
    for (const std::string& problem : knowledge::parse_flow_facts(line).errors) {
      errors.push_back({config.file, number, "flow", problem.substr(problem.find(": ") + 2)});
    }
  }
  return errors;
}

}  // namespace fastidious::engine
