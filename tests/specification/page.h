#pragma once
// docs/coverage-of-the-specification.md, from the bullets, the criteria, the rules and their
// fixtures.

#include <string>
#include <string_view>
#include <vector>

#include "bullet.h"

namespace fastidious::specification {

// The codes of the rules that evaluate a bullet, those that decide its criteria first.
struct RulesOfBullet {
  std::vector<std::string_view> deciding;
  std::vector<std::string_view> informing;
  std::vector<std::string_view> not_built;  // named by a criterion, and no rule has the code
  bool empty() const { return deciding.empty() && informing.empty(); }
};
RulesOfBullet rules_of(const Bullet& bullet);

struct Row {
  const Bullet* bullet = nullptr;
  std::string evaluated_by, failing, passing;  // Markdown
};
Row row_of(const Bullet& bullet);

std::string coverage_page();

}  // namespace fastidious::specification
