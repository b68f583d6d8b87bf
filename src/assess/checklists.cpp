#include "assess/checklists.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "assess/evidence.h"

namespace fastidious::assess {
namespace {

struct ItemRule {
  std::string_view text;
  std::vector<std::string_view> criteria;         // all of them must be met
  std::span<const std::string_view> others = {};  // rules, and families, that it asks not for
  std::string_view asks = {};                     // what is held where it asks for less
};

const CriterionResult& result_of(const Assessment& assessment, std::string_view id) {
  return *std::find_if(assessment.criteria.begin(), assessment.criteria.end(),
                       [id](const CriterionResult& result) { return result.criterion->id == id; });
}

// What made the criterion fail, without what is only to improve.
std::string_view failed_by(const CriterionResult& result) {
  const std::string_view reason = result.reason;
  return reason.substr(0, reason.find("; to improve: "));
}

// Adds those of "2 × SEC002, 1 × SEC008" that are asked for and the reason does not name yet.
void add_new(std::string_view found, const ItemRule& rule, std::string& reason) {
  while (!found.empty()) {
    const std::size_t comma = found.find(", ");
    const std::string_view one = found.substr(0, comma);
    const bool is_asked = std::none_of(
        rule.others.begin(), rule.others.end(),
        [one](std::string_view code) { return one.find(code) != std::string_view::npos; });
    if (is_asked && reason.find(one) == std::string::npos) {
      reason.append(reason.empty() ? "" : ", ").append(one);
    }
    found.remove_prefix(comma == found.npos ? found.size() : comma + 2);
  }
}

// Failed if one of the criteria is, else not evaluated if one is not, else passed.
ChecklistItem item_for(const Assessment& assessment, const ItemRule& rule) {
  ChecklistItem item{rule.text, Status::Passed, ""};
  for (const std::string_view id : rule.criteria) {
    const CriterionResult& result = result_of(assessment, id);
    if (result.status == Status::Failed) {
      std::string reason = item.status == Status::Failed ? item.reason : std::string();
      add_new(failed_by(result), rule, reason);
      if (reason.empty()) continue;
      item.status = Status::Failed;
      item.reason = std::move(reason);
    } else if (result.status == Status::NotEvaluated && item.status == Status::Passed) {
      item.status = Status::NotEvaluated;
      item.reason = result.reason;
    }
  }
  if (item.status == Status::Passed) item.reason = rule.asks;
  return item;
}

std::size_t count(const AreaResult& area, Status status) {
  return static_cast<std::size_t>(
      std::count_if(area.criteria.begin(), area.criteria.end(),
                    [&](const CriterionResult* result) { return result->status == status; }));
}

// How many criteria of the area apply.
std::size_t applying(const AreaResult& area) {
  return static_cast<std::size_t>(
      std::count_if(area.criteria.begin(), area.criteria.end(),
                    [](const CriterionResult* result) { return result->does_not_apply.empty(); }));
}

// "2 of 5 criteria failed", or nothing.
std::string failures_in(const AreaResult& area) {
  const std::size_t failed = count(area, Status::Failed);
  return failed == 0 ? std::string()
                     : fmt::format("{} of {} criteria failed", failed, applying(area));
}

// "2 of 5 criteria failed, 1 is not evaluated", or nothing.
std::string state_of(const AreaResult& area) {
  std::string text = failures_in(area);
  const std::size_t open = count(area, Status::NotEvaluated);
  if (open == 0) return text;
  const std::string_view verb = open == 1 ? "is" : "are";
  return text.empty()
             ? fmt::format("{} of {} criteria {} not evaluated", open, applying(area), verb)
             : fmt::format("{}, {} {} not evaluated", text, open, verb);
}

// "TYP009, TST003": deciding rules that could not look although their criterion has failed.
std::string blind_in(const AreaResult& area) {
  std::vector<std::string_view> blind;
  for (const CriterionResult* result : area.criteria) {
    if (result->status != Status::Failed) continue;
    blind.insert(blind.end(), result->waiting_for.begin(), result->waiting_for.end());
  }
  return fmt::format("{}", fmt::join(blind, ", "));
}

// Whether the rules that decide the area's criteria looked; what they found is said with it.
ChecklistItem item_for_area(const Assessment& assessment, std::string_view text, Section section) {
  const auto index = static_cast<std::size_t>(section) - static_cast<std::size_t>(kFirstArea);
  const AreaResult& area = assessment.areas[index];
  ChecklistItem item{text, Status::Passed, state_of(area)};
  if (const std::string blind = blind_in(area); !blind.empty()) {
    item.status = Status::Failed;
    item.reason += fmt::format("; {} could not look", blind);
  } else if (count(area, Status::NotEvaluated) > 0) {
    item.status = count(area, Status::Failed) > 0 ? Status::Failed : Status::NotEvaluated;
  }
  return item;
}

// An item that says how the area is: all of its criteria are met.
ChecklistItem item_for_state(const Assessment& assessment, std::string_view text, Section section) {
  ChecklistItem item = item_for_area(assessment, text, section);
  if (!item.reason.empty() && item.status == Status::Passed) item.status = Status::Failed;
  return item;
}

// An item that asks for more than reading: it stays open, and says how far it came.
ChecklistItem item_to_run(const Assessment& assessment, std::string_view text, Section section,
                          std::string_view left) {
  ChecklistItem item = item_for_area(assessment, text, section);
  item.reason = item.reason.empty() ? std::string(left) : fmt::format("{}; {}", left, item.reason);
  item.status = Status::NotEvaluated;
  return item;
}

// What older commits hold is not known of a clone that lacks them.
ChecklistItem about_secrets(const Assessment& assessment, const Coverage& coverage) {
  ChecklistItem item =
      item_for(assessment, {"Secrets secured (not in git)", {"audit.5.1", "audit.5.2"}});
  if (item.status != Status::Passed || !coverage.has_shallow_history) return item;
  item.status = Status::NotEvaluated;
  item.reason = "the clone is shallow: older commits were not read";
  return item;
}

// What is printed is logged nowhere, however well logging is configured.
constexpr std::array<std::string_view, 1> kPrinted = {"LOG001"};

// Programs of their own are not configured by what the application does.
ChecklistItem about_logging(const Assessment& assessment, const Coverage& coverage) {
  ChecklistItem item = item_for(assessment, {"Logging configured", {"review.5.7"}, kPrinted});
  const auto& application = coverage.facts.application;
  const std::string left = application ? left_without_logging(*application) : std::string();
  if (left.empty() || item.status == Status::NotEvaluated) return item;
  item.reason = (item.status == Status::Failed ? item.reason + "; not for " : "not for ") + left;
  item.status = Status::Failed;
  return item;
}

// What the item asks for is there, too, where installers refuse it.
ChecklistItem about_manifest(const Assessment& assessment) {
  ChecklistItem item =
      item_for(assessment, {"requirements.txt/pyproject.toml present", {"review.6.1"}});
  if (item.status == Status::Failed && item.reason.find("DEP001") == std::string::npos) {
    item.status = Status::Passed;
    item.reason = "it is there, but not in order: " + item.reason;
  }
  return item;
}

// Koyeb runs what root runs, and what other platforms and scripts want is nothing to it.
constexpr std::array<std::string_view, 7> kNotOfKoyeb = {"FIR",    "DEP032", "DEP033", "DEP036",
                                                         "DEP038", "DEP039", "DEP040"};

}  // namespace

std::vector<ChecklistItem> deployment_checklist(const Assessment& assessment,
                                                const Coverage& coverage) {
  const std::vector<ItemRule> rules = {
      {"Environment variables documented", {"review.6.3"}},
      {"Health check endpoint implemented", {"review.6.4"}},
      {"Secrets externalized", {"review.4.1", "review.4.2"}},
      {"Koyeb-compatible configuration",
       {"review.6.2", "review.6.5", "review.6.6", "review.6.9"},
       kNotOfKoyeb,
       "asked here: its start command and port, how it starts and stops, and what it writes to "
       "disk; nothing else"},
  };
  std::vector<ChecklistItem> items{about_manifest(assessment)};
  for (const ItemRule& rule : rules) {
    items.push_back(item_for(assessment, rule));
  }
  constexpr std::ptrdiff_t kBehindHealth = 3;  // where the specification has it
  items.insert(items.begin() + kBehindHealth, about_logging(assessment, coverage));
  return items;
}

std::vector<ChecklistItem> audit_checklist(const Assessment& assessment, const Coverage& coverage) {
  return {
      item_for_area(assessment, "Linting & typing verified", Section::AreaLinting),
      item_to_run(assessment, "Deployment audited & tested", Section::AreaDeployment,
                  "read only, nothing was deployed"),
      item_for_state(assessment, "Docs accessible and complete", Section::AreaDocs),
      item_to_run(assessment, "Test suite confirmed working", Section::AreaTesting,
                  "its code was read, no test was run"),
      about_secrets(assessment, coverage),
      {"CI/CD recommendation issued", assessment.pipeline ? Status::Passed : Status::NotEvaluated,
       assessment.pipeline ? "" : "no active rule asked for the pipeline"},
      item_for_area(assessment, "Logging reviewed", Section::AreaObservability),
      {"Audit report delivered", Status::Passed, ""},
      {"Critical issues flagged", Status::Passed, ""},
      {"Implementation plan provided", Status::Passed, ""},
  };
}

}  // namespace fastidious::assess
