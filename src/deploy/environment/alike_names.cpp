#include "deploy/environment/alike_names.h"

#include <algorithm>
#include <string>

#include "base/nearest.h"
#include "text/words.h"

namespace fastidious::deploy {
namespace {

constexpr std::size_t kShortest = 6;  // of names that may be misspelt: others are alike by chance
constexpr std::size_t kLong = 10;     // of names in which two letters may differ

bool differ_by_digits_only(std::string_view a, std::string_view b) {
  const auto without_digits = [](std::string_view text) {
    std::string rest;
    for (char c : text) {
      if (c < '0' || c > '9') rest += c;
    }
    return rest;
  };
  return without_digits(a) == without_digits(b);
}

// Whether the two are parallel names: one word in them differs as a whole (READ_URL, LEAD_URL).
bool is_plausibly_another(std::string_view a, std::string_view b) {
  return differ_by_digits_only(a, b) || a.substr(0, a.find('_')).size() <= 2;
}

}  // namespace

bool is_like(const ContractVariable& variable, std::string_view name) {
  const std::string& own = variable.name;
  if (own.size() < kShortest || name.size() < kShortest) return false;
  if (!variable.prefix.empty() && own == variable.prefix + std::string(name)) return true;
  if (same_but_for_case(own, name)) return variable.is_case_sensitive;
  const std::size_t most = std::min(own.size(), name.size()) >= kLong ? 2 : 1;
  return edit_distance(own, name) <= most && !is_plausibly_another(own, name);
}

}  // namespace fastidious::deploy
