// The page about the specification is whole and current.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "assess/criteria.h"
#include "page.h"

namespace fastidious::specification {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<Bullet> all_bullets() {
  const auto review = review_bullets();
  const auto audit = audit_bullets();
  std::vector<Bullet> all(review.begin(), review.end());
  all.insert(all.end(), audit.begin(), audit.end());
  return all;
}

TEST(Specification, HasNoEmptyRow) {
  for (const Bullet& bullet : all_bullets()) {
    const Row row = row_of(bullet);
    EXPECT_FALSE(bullet.answer.empty() && rules_of(bullet).empty()) << bullet.text;
    EXPECT_FALSE(row.failing.empty()) << bullet.text;
    EXPECT_FALSE(row.passing.empty()) << bullet.text;
  }
}

TEST(Specification, NamesCriteriaThatExist) {
  for (const Bullet& bullet : all_bullets()) {
    assess::for_each_code(bullet.criteria, [&](std::string_view id) {
      EXPECT_NE(assess::find_criterion(id), nullptr) << id << " of " << bullet.text;
    });
  }
}

// A criterion that no bullet asks for would be an invention; the one about the audit itself is.
TEST(Specification, AsksForEveryCriterion) {
  const std::vector<Bullet> bullets = all_bullets();
  for (const assess::Criterion& criterion : assess::all_criteria()) {
    const bool asked = std::any_of(bullets.begin(), bullets.end(), [&](const Bullet& bullet) {
      bool its = false;
      assess::for_each_code(bullet.criteria, [&](auto id) { its |= id == criterion.id; });
      return its;
    });
    EXPECT_TRUE(asked || criterion.section == assess::Section::TheAudit) << criterion.id;
  }
}

TEST(Specification, PointsToWhatIsThere) {
  for (const Bullet& bullet : all_bullets()) {
    for (const std::string_view place : {bullet.failing, bullet.passing}) {
      if (place.empty()) continue;
      const std::size_t hash = std::min(place.find('#'), place.size());
      const fs::path path = fs::path(FASTIDIOUS_SOURCE) / place.substr(0, hash);
      ASSERT_TRUE(fs::exists(path)) << place;
      const std::string_view words = place.substr(std::min(hash + 1, place.size()));
      EXPECT_NE(read(path).find(words), std::string::npos) << place;
    }
  }
}

TEST(Specification, PageIsCurrent) {
  const fs::path path = fs::path(FASTIDIOUS_SOURCE) / "docs" / "coverage-of-the-specification.md";
  const std::string page = coverage_page();
  if (std::getenv("FASTIDIOUS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << page;
  }
  EXPECT_TRUE(read(path) == page)
      << "docs/coverage-of-the-specification.md is out of date: build the target 'refresh'";
}

}  // namespace
}  // namespace fastidious::specification
