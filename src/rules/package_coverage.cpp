#include "rules/package_coverage.h"

#include <algorithm>

#include "text/in_words.h"

namespace fastidious::rules {

constexpr std::int64_t kHundred = 100;

PackageCoverage::PackageCoverage(std::vector<MissingPart> parts) {
  for (const MissingPart& part : parts) missing_.push_back({part, 0, {}});
}

void PackageCoverage::add_missing(std::size_t part, const semantic::FileModel& file, Span place,
                                  std::string_view name) {
  constexpr std::size_t kNamed = 3;
  Missing& missing = missing_[part];
  ++missing.count;
  if (missing.first.size() < kNamed) missing.first.push_back({&file, place, name});
}

std::int64_t PackageCoverage::all() const {
  std::int64_t all = present_;
  for (const Missing& one : missing_) all += one.count;
  return all;
}

bool PackageCoverage::reaches(std::int64_t percent, std::int64_t more) const {
  return (present_ + more) * kHundred >= percent * all();
}

std::int64_t PackageCoverage::rounded_below(std::int64_t least) const {
  return std::min((present_ * kHundred + all() / 2) / all(), least - 1);
}

std::string PackageCoverage::missing() const {
  std::vector<std::string> texts;
  for (const Missing& one : missing_) {
    if (one.count == 0) continue;
    texts.push_back(std::string(one.part.rule) + " (" + std::to_string(one.count) + " " +
                    std::string(one.count == 1 ? one.part.one : one.part.several) + ")");
  }
  return in_words(texts, " and ");
}

const PackageCoverage::Missing* PackageCoverage::enough(std::int64_t least) const {
  const Missing* fewest = nullptr;
  for (const Missing& one : missing_) {
    const bool is_enough = reaches(least, one.count);
    if (is_enough && (fewest == nullptr || one.count < fewest->count)) fewest = &one;
  }
  return fewest;
}

void PackageCoverage::lead_to_missing(Draft& draft, std::int64_t least) const {
  const auto lead_to = [&draft](const Place& place) {
    draft.step(*place.file, place.span, "`{}` has none", {place.name});
  };
  if (const Missing* alone = enough(least)) {
    std::for_each(alone->first.begin(), alone->first.end(), lead_to);
    return;
  }
  for (const Missing& one : missing_) {
    if (!one.first.empty()) lead_to(one.first.front());
  }
}

}  // namespace fastidious::rules
