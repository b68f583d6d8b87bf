#include "engine/facts_asked.h"

#include <algorithm>
#include <iterator>

#include "assess/criteria.h"
#include "text/each_word.h"

namespace fastidious::engine {
namespace {

using assess::Criterion;
using assess::Section;

bool rests_on_facts(const Criterion& criterion) {
  switch (criterion.section) {
    case Section::Pydantic:
    case Section::Security:
    case Section::Logging:
    case Section::Deployment:
    case Section::AreaSecrets:
    case Section::AreaTesting:
    case Section::AreaObservability: return true;
    default: return false;
  }
}

// Whether all rules run that decide it: else it is not evaluated.
bool may_be_met(const Criterion& criterion, const rules::Driver& driver) {
  bool decided = !criterion.deciding.empty();
  for_each_word(criterion.deciding,
                [&](std::string_view code) { decided = decided && driver.find(code) != nullptr; });
  return decided;
}

}  // namespace

bool facts_are_asked(const rules::Driver& driver) {
  const auto criteria = assess::all_criteria();
  return std::any_of(criteria.begin(), criteria.end(), [&](const Criterion& one) {
    return rests_on_facts(one) && may_be_met(one, driver);
  });
}

}  // namespace fastidious::engine
