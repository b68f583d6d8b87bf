#include "rules/registry.h"

#include <algorithm>
#include <array>

namespace fastidious::rules {
namespace {

struct FamilyNames {
  std::string_view name;
  std::string_view prefix;
};

// In the order of Family.
constexpr std::array<FamilyNames, 15> kFamilies = {{
    {"documentation", "DOC"},
    {"api", "API"},
    {"typing", "TYP"},
    {"validation", "VAL"},
    {"security", "SEC"},
    {"logging", "LOG"},
    {"observability", "OBS"},
    {"deployment", "DEP"},
    {"firebase", "FIR"},
    {"code", "COD"},
    {"async", "ASY"},
    {"database", "DBT"},
    {"testing", "TST"},
    {"ci", "CIC"},
    {"audit", "AUD"},
}};
static_assert(kFamilies.size() == static_cast<std::size_t>(Family::Audit) + 1);

}  // namespace

const Rule* find_rule(std::string_view code) {
  const auto rules = all_rules();
  const auto at = std::lower_bound(
      rules.begin(), rules.end(), code,
      [](const Rule* rule, std::string_view wanted) { return rule->code < wanted; });
  return at != rules.end() && (*at)->code == code ? *at : nullptr;
}

std::string_view name_of(Family family) { return kFamilies[static_cast<std::size_t>(family)].name; }

std::string_view prefix_of(Family family) {
  return kFamilies[static_cast<std::size_t>(family)].prefix;
}

}  // namespace fastidious::rules
