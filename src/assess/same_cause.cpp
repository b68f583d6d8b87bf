#include "assess/same_cause.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace fastidious::assess {
namespace {

using findings::Finding;

enum class Where : std::uint8_t {
  SamePlace,  // both begin there
  SameLine,
  Led,       // a step of the one leads to the other
  SameStep,  // steps of both lead to one place
};

struct SameCause {
  std::string_view tells;
  std::string_view told;
  Where where = Where::SamePlace;
};

// The first that applies counts: what tells of most comes first.
constexpr SameCause kCauses[] = {
    {"SEC001", "SEC002"},
    {"SEC020", "SEC021"},
    {"SEC021", "SEC020"},  // where the text is not certain, and what flows into it is critical
    {"SEC062", "SEC083"},
    {"DEP015", "DEP016"},
    // A default that goes away takes the type of a plain text with it.
    {"SEC002", "VAL015", Where::SameLine},
    {"SEC003", "VAL015", Where::SameLine},
    {"VAL006", "DOC008", Where::Led},
    {"VAL016", "VAL002"},
    {"TYP002", "API006"},
    {"API007", "TYP003"},
    {"TYP003", "API007"},
    {"API007", "TYP005"},
    {"COD009", "COD007"},  // E722
    // The exception that is not named as the cause is used for nothing else.
    {"COD012", "COD030", Where::Led},
    {"COD030", "COD012", Where::Led},
    {"API009", "DOC009", Where::SameStep},  // an error that neither OpenAPI nor the docstring names
    // One function that does too much.
    {"COD001", "COD002"},
    {"COD001", "COD003"},
    {"COD002", "COD003"},
    {"COD001", "DOC014"},
    {"COD002", "DOC014"},
    {"COD003", "DOC014"},
};

bool is_about(std::string_view rule) {
  return std::any_of(std::begin(kCauses), std::end(kCauses), [rule](const SameCause& cause) {
    return cause.tells == rule || cause.told == rule;
  });
}

std::pair<findings::Severity, bool> weight_of(const Finding& finding) {
  return {finding.severity, !findings::review_requested(finding)};
}

bool leads_to(const Finding& finding, findings::FileId file, Span place) {
  return std::any_of(finding.trace.begin(), finding.trace.end(),
                     [&](const findings::TraceStep& step) {
                       return step.file == file && step.span.begin == place.begin;
                     });
}

bool share_step(const Finding& a, const Finding& b) {
  return std::any_of(a.trace.begin(), a.trace.end(), [&b](const findings::TraceStep& step) {
    return leads_to(b, step.file, step.span);
  });
}

class Telling {
 public:
  Telling(std::span<const Finding> findings, const LineOf& line_of)
      : findings_(findings), line_of_(line_of) {
    for (std::uint32_t index = 0; index < findings.size(); ++index) {
      const Finding& finding = findings[index];
      if (finding.file && is_about(finding.rule)) {
        at_[key_of(finding.file, finding.span)].push_back(index);
        for (const findings::TraceStep& step : finding.trace) {
          at_[key_of(step.file, step.span)].push_back(index);
        }
      }
    }
  }

  // The finding that tells of this one; followed to the one that nobody tells of.
  std::optional<std::uint32_t> of(std::uint32_t index) const {
    std::optional<std::uint32_t> found = next(index);
    while (found) {
      const auto further = next(*found);
      if (!further) break;
      found = further;
    }
    return found;
  }

 private:
  using Key = std::pair<std::uint32_t, std::uint32_t>;

  Key key_of(findings::FileId file, Span span) const {
    return {file.value, line_of_ ? line_of_(file, span.begin) : span.begin};
  }

  std::optional<std::uint32_t> next(std::uint32_t index) const {
    const Finding& told = findings_[index];
    if (!told.file || !is_about(told.rule)) return std::nullopt;
    for (const SameCause& cause : kCauses) {
      if (cause.told != told.rule) continue;
      if (const auto found = find(cause, told)) return found;
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> find(const SameCause& cause, const Finding& told) const {
    if (const auto found = find_at(key_of(told.file, told.span), cause, told)) return found;
    for (const findings::TraceStep& step : told.trace) {
      if (const auto found = find_at(key_of(step.file, step.span), cause, told)) return found;
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> find_at(const Key& key, const SameCause& cause,
                                       const Finding& told) const {
    const auto there = at_.find(key);
    if (there == at_.end()) return std::nullopt;
    for (const std::uint32_t index : there->second) {
      const Finding& tells = findings_[index];
      if (tells.rule != cause.tells || !is_heavier(tells, told, cause)) continue;
      if (are_there(told, tells, cause.where)) return index;
    }
    return std::nullopt;
  }

  bool are_there(const Finding& told, const Finding& tells, Where where) const {
    switch (where) {
      case Where::SamePlace:
        return told.file == tells.file && told.span.begin == tells.span.begin;
      case Where::SameLine:
        return key_of(told.file, told.span) == key_of(tells.file, tells.span);
      case Where::Led:
        return leads_to(told, tells.file, tells.span) || leads_to(tells, told.file, told.span);
      case Where::SameStep: return share_step(told, tells);
    }
    return false;
  }

  // Of two rules that tell of each other it is the first one of the table where both are as severe.
  static bool is_heavier(const Finding& tells, const Finding& told, const SameCause& cause) {
    if (weight_of(tells) != weight_of(told)) return weight_of(tells) > weight_of(told);
    return cause.tells < cause.told || !std::any_of(std::begin(kCauses), std::end(kCauses),
                                                    [&cause](const SameCause& other) {
                                                      return other.tells == cause.told &&
                                                             other.told == cause.tells;
                                                    });
  }

  std::span<const Finding> findings_;
  const LineOf& line_of_;
  std::map<Key, std::vector<std::uint32_t>> at_;
};

}  // namespace

std::vector<std::optional<std::uint32_t>> told_by_others(std::span<const Finding> findings,
                                                         const LineOf& line_of) {
  const Telling telling(findings, line_of);
  std::vector<std::optional<std::uint32_t>> told(findings.size());
  for (std::uint32_t index = 0; index < findings.size(); ++index) told[index] = telling.of(index);
  return told;
}

}  // namespace fastidious::assess
