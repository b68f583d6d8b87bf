#include "rules/selection.h"

#include <algorithm>
#include <stdexcept>

#include "rules/registry.h"

namespace fastidious::rules {
namespace {

constexpr int kExactly = 1000;
constexpr int kFamily = 3;  // as strong as the three letters of the family's codes
constexpr int kAll = 1;

int strongest(const std::vector<std::string>& patterns, const Rule& rule) {
  int strength = 0;
  for (const std::string& pattern : patterns) {
    strength = std::max(strength, match_strength(pattern, rule));
  }
  return strength;
}

const Option& declared_option(const Rule& rule, std::string_view key) {
  for (const Option& option : rule.options) {
    if (option.type != Option::Type::None && option.key == key) {
      return option;
    }
  }
  throw std::logic_error(std::string(rule.code) + " declares no option " + std::string(key));
}

const OptionValue* given_value(const RuleSettings& settings, std::string_view key) {
  const auto at = std::find_if(settings.options.begin(), settings.options.end(),
                               [&](const OptionValue& value) { return value.key == key; });
  return at == settings.options.end() ? nullptr : &*at;
}

}  // namespace

std::int64_t ActiveRule::option(std::string_view key) const {
  const OptionValue* value = given_value(settings, key);
  return value != nullptr ? value->number : declared_option(*rule, key).number;
}

std::span<const std::string> ActiveRule::option_names(std::string_view key) const {
  declared_option(*rule, key);
  const OptionValue* value = given_value(settings, key);
  return value != nullptr ? std::span<const std::string>(value->names)
                          : std::span<const std::string>();
}

int match_strength(std::string_view pattern, const Rule& rule) {
  if (pattern == rule.code || pattern == rule.name) return kExactly;
  if (pattern == "all" || pattern == "ALL") return kAll;
  if (pattern == name_of(rule.family)) return kFamily;
  const bool starts = !pattern.empty() && rule.code.substr(0, pattern.size()) == pattern;
  return starts ? static_cast<int>(pattern.size()) : 0;
}

bool Choice::allows(const Rule& rule) const {
  const int selected = select.empty() ? kAll : strongest(select, rule);
  return selected > strongest(ignore, rule);
}

bool concerns(Where where, project::Role role) {
  using project::Role;
  const bool written = role != Role::Migration && role != Role::Generated;
  switch (where) {
    case Where::Application: return role == Role::Application;
    case Where::ApplicationScripts: return role == Role::Application || role == Role::Script;
    case Where::Tests: return role == Role::Test;
    case Where::AllCode: return written;
    case Where::Everywhere: return true;
  }
  return true;
}

std::vector<ActiveRule> activate(std::span<const Rule* const> rules, const Choice& choice,
                                 const std::map<std::string, RuleSettings, std::less<>>& settings) {
  std::vector<ActiveRule> active;
  for (const Rule* rule : rules) {
    if (!choice.allows(*rule)) {
      continue;
    }
    const auto own = settings.find(rule->code);
    active.push_back({rule, active.size(), own == settings.end() ? RuleSettings{} : own->second});
  }
  return active;
}

}  // namespace fastidious::rules
