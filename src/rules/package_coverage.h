#pragma once
// How much of a package has what is asked for, and which rules name what has not.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/check.h"

namespace fastidious::rules {

// What one rule names.
struct MissingPart {
  std::string_view one, several;  // "class", "classes"
  std::string_view rule;          // "DOC002"
};

class PackageCoverage {
 public:
  explicit PackageCoverage(std::vector<MissingPart> parts);

  void add_present() { ++present_; }
  // `part` is its index, `place` where its rule reports it.
  void add_missing(std::size_t part, const semantic::FileModel& file, Span place,
                   std::string_view name);

  std::int64_t present() const { return present_; }
  std::int64_t all() const;
  bool reaches(std::int64_t percent) const { return reaches(percent, 0); }
  // In percent; less than `least` if that is not reached.
  std::int64_t rounded_below(std::int64_t least) const;
  // "DOC001 (7 modules), DOC002 (19 classes) and DOC003 (1 function)"
  std::string missing() const;
  // To the first that one rule names, if with these alone `least` is reached, else to the first of
  // each rule: their findings tell of this one.
  void lead_to_missing(Draft& draft, std::int64_t least) const;

 private:
  struct Place {
    const semantic::FileModel* file;
    Span span;
    std::string_view name;
  };
  struct Missing {
    MissingPart part;
    std::int64_t count = 0;
    std::vector<Place> first;
  };

  bool reaches(std::int64_t percent, std::int64_t more) const;
  // The rule that names the fewest of those that are enough by themselves; null without any.
  const Missing* enough(std::int64_t least) const;

  std::int64_t present_ = 0;
  std::vector<Missing> missing_;
};

}  // namespace fastidious::rules
