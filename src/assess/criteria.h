#pragma once
// The criteria of the two specifications as data: what each asks for, and which rules decide it.

#include <cstdint>
#include <span>
#include <string_view>

namespace fastidious::assess {

// The sections of the review (specification 1, "Core Responsibilities") and the areas of the audit
// (specification 2, "FLOW" and its summary table). `TheAudit` is about the audit itself.
enum class Section : std::uint8_t {
  Documentation,
  TypeSafety,
  Pydantic,
  Security,
  Logging,
  Deployment,
  CodeQuality,
  AreaLinting,
  AreaDeployment,
  AreaDocs,
  AreaTesting,
  AreaSecrets,
  AreaCi,
  AreaObservability,
  TheAudit,
};
inline constexpr Section kFirstArea = Section::AreaLinting;
inline constexpr Section kLastArea = Section::AreaObservability;

// "Documentation Standards", …, and for areas the words of the summary table: "Linting & Typing",
// ….
std::string_view name_of(Section section);
constexpr bool is_area(Section section) { return section >= kFirstArea && section <= kLastArea; }

struct Criterion {
  std::string_view id;  // "review.4.5", "audit.5.1"; stable, used by machines
  Section section;
  std::string_view text;  // as a statement that is true where the criterion is met
  // Rule codes, separated by spaces. The criterion is met only if every deciding rule looked and
  // found nothing. Of informing rules only a critical finding, certain or not, fails it; what else
  // they find is to improve, and nobody waits for them.
  std::string_view deciding;
  std::string_view informing;
};

// All criteria, by section, in the order of the specifications.
std::span<const Criterion> all_criteria();

// The criterion with this id, or null.
const Criterion* find_criterion(std::string_view id);

// Whether the criterion's own lists name the rule.
bool names_rule(const Criterion& criterion, std::string_view rule);

// Where rules go that no criterion names: a criterion id for each section kind, by the code's first
// three letters ("COD" gives "review.7.1" and "audit.1.5"); empty for an unknown family.
struct FamilyCriteria {
  std::string_view prefix;
  std::string_view review;
  std::string_view audit;
};
FamilyCriteria criteria_of_family(std::string_view rule);

// Calls f(std::string_view) for each code of a list of codes.
template <class F>
void for_each_code(std::string_view codes, F&& f) {
  while (!codes.empty()) {
    const std::size_t end = codes.find(' ');
    f(codes.substr(0, end));
    codes = end == std::string_view::npos ? std::string_view{} : codes.substr(end + 1);
  }
}

}  // namespace fastidious::assess
