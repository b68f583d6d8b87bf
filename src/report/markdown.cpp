#include "report/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

#include "report/repetition.h"
#include "report/told_fixes.h"
#include "report/wording.h"

namespace fastidious::report {
namespace markdown {
namespace {

using assess::Cluster;

constexpr std::size_t kPlacesShown = 4;  // of more than may all be listed

// The clusters that need review, those of one rule together, in order of appearance.
std::vector<std::vector<const Cluster*>> reviews_by_rule(const assess::Assessment& assessment) {
  std::vector<std::vector<const Cluster*>> rules;
  for (const Cluster& cluster : assessment.clusters) {
    if (!cluster.review_requested || cluster.is_told_elsewhere()) continue;
    const auto of_rule = std::find_if(rules.begin(), rules.end(), [&](const auto& clusters) {
      return clusters.front()->rule == cluster.rule;
    });
    if (of_rule == rules.end()) {
      rules.push_back({&cluster});
    } else {
      of_rule->push_back(&cluster);
    }
  }
  return rules;
}

// What is said of findings of the rule that are certain, and told of before these.
std::vector<Said> said_above(const Report& report, const Redactor& redactor,
                             std::string_view rule) {
  std::vector<Said> said;
  for (const Cluster& cluster : report.assessment->clusters) {
    const bool is_above = cluster.rule == rule && !cluster.review_requested &&
                          cluster.severity == findings::Severity::Critical &&
                          !cluster.is_told_elsewhere();
    if (!is_above) continue;
    said.push_back(said_by(report, redactor, report.findings[cluster.findings.front()]));
  }
  return said;
}

std::string risk_behind(const std::vector<Said>& above, std::string_view rule,
                        std::string_view risk) {
  const bool is_known =
      std::any_of(above.begin(), above.end(), [&](const Said& one) { return one.risk == risk; });
  return is_known ? fmt::format("As for the critical findings of {} above.", rule)
                  : markdown_line(risk);
}

std::string fix_behind(const std::vector<Said>& above, std::string_view rule, std::string_view fix,
                       ToldFixes& fixes) {
  for (const Said& one : above) {
    if (one.fix == fix) return fmt::format("As for the critical findings of {} above.", rule);
    const std::string names = names_in_beginning(one.fix, fix);
    if (names.empty()) continue;
    return fmt::format("As the first sentence of the fix of {} above says, with {}.", rule, names);
  }
  return item_text(fixes.next(fix));
}

void append_review_requested(std::string& out, const Report& report, const Redactor& redactor) {
  const auto rules = reviews_by_rule(*report.assessment);
  for (const std::vector<const Cluster*>& clusters : rules) {
    const findings::Finding& first = report.findings[clusters.front()->findings.front()];
    fmt::format_to(std::back_inserter(out), "- **{}** (confidence: {})\n",
                   title_of(report, *clusters.front()), findings::name_of(first.confidence));
    const std::vector<Entry> entries = entries_of(report, redactor, clusters);
    const std::vector<Said> above = said_above(report, redactor, first.rule);
    std::string risk, issue;  // that were written last
    ToldFixes fixes;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Entry& entry = entries[i];
      fmt::format_to(std::back_inserter(out), "  - **Location**: {}\n", all_locations(entry));
      const std::string own = markdown_line(entry.said.message) + others_of(entry);
      if (std::exchange(issue, own) != own) {
        fmt::format_to(std::back_inserter(out), "  - **Issue**: {}\n", own);
      }
      if (i + 1 < entries.size() && entries[i + 1].said.fix == entry.said.fix) continue;
      if (std::exchange(risk, entry.said.risk) != entry.said.risk) {
        fmt::format_to(std::back_inserter(out), "  - **Risk**: {}. {}\n",
                       risk_title(rule_of(report, first.rule).risk_kind),
                       risk_behind(above, first.rule, risk));
      }
      fmt::format_to(std::back_inserter(out), "  - **Fix**: {}\n",
                     with_remedy_of_others(fix_behind(above, first.rule, entry.said.fix, fixes),
                                           entry.remedy_of_others));
    }
  }
  out.append(rules.empty() ? "- None.\n" : "");
}

std::string capitalised(std::string_view text) {
  std::string out = markdown_line(text);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') {
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  }
  return out;
}

// Criteria with one reason are one item; below it, those of one section are one line.
void append_not_evaluated(std::string& out, const Report& report, std::string_view criteria) {
  using Texts = std::map<assess::Section, std::string>;
  std::vector<std::string_view> reasons;  // in order of appearance
  std::map<std::string_view, Texts> by_reason;
  for (const assess::CriterionResult& result : report.assessment->criteria) {
    if (result.status != assess::Status::NotEvaluated ||
        !result.criterion->id.starts_with(criteria)) {
      continue;
    }
    Texts& texts = by_reason[result.reason];
    if (texts.empty()) {
      reasons.push_back(result.reason);
    }
    std::string& text = texts[result.criterion->section];
    text.append(text.empty() ? "" : "; ").append(result.criterion->text);
  }
  for (const std::string_view reason : reasons) {
    const Texts& texts = by_reason[reason];
    if (texts.size() == 1 && texts.begin()->second.find("; ") == std::string::npos) {
      fmt::format_to(std::back_inserter(out), "- {}: {}. {}\n",
                     assess::name_of(texts.begin()->first), texts.begin()->second,
                     sentence(capitalised(reason)));
      continue;
    }
    fmt::format_to(std::back_inserter(out), "- {}:\n", capitalised(reason));
    for (const auto& [section, text] : by_reason[reason]) {
      fmt::format_to(std::back_inserter(out), "  - {}: {}\n", assess::name_of(section), text);
    }
  }
  if (!reasons.empty()) return;
  const auto& off = report.coverage->rules_off;
  const bool all_looked = std::none_of(
      off.begin(), off.end(), [](const assess::SkippedRule& rule) { return rule.lacks_evidence; });
  out.append(all_looked ? "- Everything was evaluated.\n"
                        : "- Every criterion was evaluated; Coverage names the rules that lacked "
                          "evidence.\n");
}

// Criteria with this status; those of one section that rest on the same are below one line.
void append_criteria(std::string& out, const Report& report, std::string_view criteria,
                     assess::Status status) {
  struct Group {
    const assess::CriterionResult* first;
    std::string lines;
    std::string_view reason;  // of the last line
  };
  std::vector<Group> groups;  // the sections follow each other
  for (const assess::CriterionResult& result : report.assessment->criteria) {
    if (result.status != status || !result.criterion->id.starts_with(criteria) ||
        !result.does_not_apply.empty()) {
      continue;
    }
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& one) {
      return one.first->subject == result.subject &&
             one.first->criterion->section == result.criterion->section;
    });
    if (group == groups.end()) group = groups.insert(group, {&result, "", ""});
    const std::string reason = fmt::format(" ({})\n", markdown_line(result.reason));
    if (group->reason == result.reason) {  // said once, for both
      group->lines.resize(group->lines.size() - reason.size());
      fmt::format_to(std::back_inserter(group->lines), "; {}{}", result.criterion->text, reason);
      continue;
    }
    group->reason = result.reason;
    fmt::format_to(std::back_inserter(group->lines), "  - {}{}", result.criterion->text, reason);
  }
  for (const Group& group : groups) {
    const std::string& subject = group.first->subject;
    fmt::format_to(std::back_inserter(out), "- {}{}:\n{}",
                   assess::name_of(group.first->criterion->section),
                   subject.empty() ? "" : fmt::format(" (looked at: {})", markdown_line(subject)),
                   group.lines);
  }
  out.append(groups.empty() ? "- None.\n" : "");
}

// How a finding is suppressed, where an answer comes to that.
void append_how_to_suppress(std::string& out, const Report& report) {
  const auto& all = report.assessment->questions;
  const bool any = std::any_of(all.begin(), all.end(), [](const assess::Question& one) {
    return std::any_of(one.choices.begin(), one.choices.end(), [](const assess::Choice& choice) {
      return choice.choose.find("suppress") != std::string::npos;
    });
  });
  if (!any) return;
  out +=
      "A finding is suppressed by a comment, `# fastidious: ignore[CODE] reason`, on its line or "
      "above it, or by `# fastidious: ignore-file[CODE] reason` at the top of the file.\n\n";
}

void append_questions(std::string& out, const Report& report, const Redactor& redactor) {
  append_how_to_suppress(out, report);
  for (const assess::Question& question : report.assessment->questions) {
    std::string example, buffer;
    std::string_view text = question.text;
    if (question.finding) {
      const findings::Finding& finding = report.findings[*question.finding];
      text = redactor.clean(finding.file, text, buffer);
      example = fmt::format(" E.g. {}.", place_code(place_of(report, finding)));
    }
    fmt::format_to(std::back_inserter(out), "- **{}**: {}{}\n", capitalised(name_of(question.kind)),
                   markdown_line(sentence(text)), example);
    for (const assess::Choice& choice : question.choices) {
      fmt::format_to(std::back_inserter(out), "  - {} → {}\n", capitalised(choice.choose),
                     markdown_line(sentence(choice.costs)));
    }
  }
  out.append(report.assessment->questions.empty() ? "- None.\n" : "");
}

void append_quality(std::string& out, const Report& report) {
  const bool shows_criteria = report.command != Command::Audit;  // those that answers speak of
  std::size_t number = 0;
  for (const assess::QualityAnswer& one : report.assessment->quality) {
    fmt::format_to(std::back_inserter(out), "{}. {} {}\n", ++number, one.question,
                   markdown_line(shows_criteria ? one.answer_beside_criteria() : one.answer));
  }
}

// "Let nobody in unless they own it (recommendation 3)."; "How to mend it: …" where that
// cannot be said in short. The whole stands there.
std::string way_to_mend(const FirstStep& step, const WhereTold& where_told) {
  const std::string_view clause = first_clause(step.fix);
  const std::string where = where_told ? where_told(step.rule) : std::string();
  if (clause.empty()) {
    return fmt::format("How to mend it: {}.",
                       where.empty() ? fmt::format("see {} below", step.rule) : where);
  }
  return where.empty() ? markdown_line(clause) + "."
                       : fmt::format("{} ({}).", markdown_line(clause), where);
}

std::string lead_line(const FirstStep& step, const WhereTold& where_told) {
  std::string rules(step.rule);
  for (const FirstStep::Also& one : step.also) {
    rules += fmt::format(", with {} at {}", one.rule, place_code(one.place));
  }
  return fmt::format("{} {}: {} {}{}", place_code(step.place), rules, markdown_line(step.message),
                     way_to_mend(step, where_told), step.decide);
}

}  // namespace

void append_lead(std::string& out, const Report& report, const Redactor& redactor,
                 const WhereTold& where_told) {
  const assess::Coverage& coverage = *report.coverage;
  const std::vector<FirstStep> steps = do_first(report, redactor);
  const std::string decide = reviews_to_decide(report);
  fmt::format_to(std::back_inserter(out), "**{}**{}, from a look at {}.{}\n",
                 capitalised(counts_text(report.assessment->counts)),
                 told_together(*report.assessment), files_looked_at(coverage),
                 steps.empty() && decide.empty() ? "" : " Do first:\n");
  std::vector<std::string> lines;
  for (const FirstStep& step : steps) {
    if (!step.comes_after_reviews) lines.push_back(lead_line(step, where_told));
  }
  if (const std::string next = do_next(report); !next.empty()) {
    lines.push_back(fmt::format("Then {}: see \"{}\" below.", next,
                                where_told ? "Next Actions" : "Critical Issues"));
  }
  if (!decide.empty()) lines.push_back(decide + "; see \"Questions for a Human\" below.");
  for (const FirstStep& step : steps) {
    if (step.comes_after_reviews) lines.push_back(lead_line(step, where_told));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    fmt::format_to(std::back_inserter(out), "{}. {}\n", i + 1, lines[i]);
  }
  out.push_back('\n');
}

void append_passed(std::string& out, const Report& report, std::string_view criteria) {
  append_criteria(out, report, criteria, assess::Status::Passed);
  std::map<std::string_view, std::string> by_reason;
  for (const assess::CriterionResult& result : report.assessment->criteria) {
    if (result.does_not_apply.empty() || !result.criterion->id.starts_with(criteria)) continue;
    std::string& texts = by_reason[result.does_not_apply];
    texts.append(texts.empty() ? "" : "; ").append(result.criterion->text);
  }
  for (const auto& [reason, texts] : by_reason) {
    fmt::format_to(std::back_inserter(out), "- Does not apply ({}): {}\n", reason, texts);
  }
}

std::string title_of(const Report& report, std::string_view code) {
  return fmt::format("{} {}", code, rule_of(report, code).name);
}

namespace {

// " at `app/user.py:26:22`": where it is mended too, if the one is found elsewhere than the other.
std::string place_elsewhere(const Report& report, const Cluster& cluster, const Cluster& other) {
  if (cluster.findings.size() != 1 || other.findings.size() != 1) return {};
  const findings::Finding& one = report.findings[cluster.findings.front()];
  const findings::Finding& told = report.findings[other.findings.front()];
  if (one.file == told.file) return {};
  return " at " + place_code(place_of(report, told));
}

// ", also at `app/main.py:7:5`": what findings of the same rule tell of, with their own work.
std::string told_of_same_rule(const Report& report, const Cluster& cluster) {
  std::vector<std::string> places;
  for (const Cluster& other : report.assessment->clusters) {
    if (!cluster.tells_of(other) || other.rule != cluster.rule) continue;
    for (const std::uint32_t index : other.findings) {
      places.push_back(place_code(place_of(report, report.findings[index])));
    }
  }
  if (places.empty()) return {};
  const std::string more =
      places.size() > 1 ? fmt::format(" and {} more", places.size() - 1) : std::string();
  return ", also at " + places.front() + more;
}

}  // namespace

std::string title_of(const Report& report, std::span<const Cluster* const> work) {
  struct Told {
    const Cluster* by;
    const Cluster* other;
  };
  std::string same;
  for (const Cluster* cluster : work) {
    if (same.empty()) same = told_of_same_rule(report, *cluster);
  }
  std::string title = title_of(report, work.front()->rule) + same;
  std::vector<Told> also;
  for (const Cluster& other : report.assessment->clusters) {
    const bool is_named = std::any_of(
        also.begin(), also.end(), [&](const Told& one) { return one.other->rule == other.rule; });
    for (const Cluster* cluster : work) {
      if (is_named || !cluster->tells_of(other) || other.rule == cluster->rule) continue;
      const bool is_alone = cluster->findings.size() == 1 && other.findings.size() == 1;
      if (!is_alone && !assess::has_one_cause(cluster->rule, other.rule)) continue;
      also.push_back({cluster, &other});
      break;
    }
  }
  for (std::size_t i = 0; i < also.size(); ++i) {
    title += i == 0 ? ", also found by " : i + 1 == also.size() ? " and " : ", ";
    title += title_of(report, also[i].other->rule) +
             place_elsewhere(report, *also[i].by, *also[i].other);
  }
  return title;
}

std::string title_of(const Report& report, const Cluster& cluster) {
  const std::array<const Cluster*, 1> alone = {&cluster};
  return title_of(report, alone);
}

namespace {

// Whether all of them stand in the folder itself, none further down.
bool is_whole_folder(const Report& report, const Cluster& cluster) {
  return std::all_of(cluster.findings.begin(), cluster.findings.end(), [&](std::uint32_t index) {
    const std::string_view path = place_of(report, report.findings[index]).path;
    return path.substr(0, path.rfind('/')) == cluster.module;
  });
}

}  // namespace

std::string location_of(const Report& report, const Cluster& cluster) {
  const bool lists_all = cluster.findings.size() <= kPlacesListed;
  const std::string places =
      places_of(report, cluster, lists_all ? kPlacesListed : kPlacesShown, true);
  if (cluster.findings.size() == 1) {
    return places;
  }
  if (cluster.files == 1) {
    return fmt::format("{} findings: {}", cluster.findings.size(), places);
  }
  const std::string_view rest = cluster.elsewhere ? "elsewhere " : "";
  if (cluster.module == ".") {
    return fmt::format("{} findings in {} files {}: {}", cluster.findings.size(), cluster.files,
                       cluster.elsewhere ? "elsewhere" : "of the repository", places);
  }
  return fmt::format("{} findings in {} files {}{} {}: {}", cluster.findings.size(), cluster.files,
                     rest, is_whole_folder(report, cluster) ? "of" : "below",
                     code_span(cluster.module), places);
}

std::string as_cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
    text.insert(at, "\\");
  }
  return text;
}

std::string_view mark_of(assess::AreaStatus status) {
  switch (status) {
    case assess::AreaStatus::Passed: return "✅";
    case assess::AreaStatus::Warned: return "⚠️";
    case assess::AreaStatus::Failed: return "❌";
    case assess::AreaStatus::NotEvaluated: return "⬜ not evaluated";
  }
  return {};
}

std::string item_text(std::string_view text, std::size_t indent) {
  const std::size_t first_end = std::min(text.find('\n'), text.size());
  std::string out = markdown_line(text.substr(0, first_end));
  if (first_end == text.size()) {
    return out;
  }
  // What follows the first line is code: it keeps its form inside a fence of its own.
  std::string_view rest = text.substr(first_end + 1);
  const std::string blanks(indent, ' ');
  const bool fenced = rest.find("```") != std::string_view::npos;
  out.append(fenced ? "\n" : "\n" + blanks + "```python\n");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    out.append(end > 0 ? blanks : std::string());
    append_printable(out, rest.substr(0, end));
    out.push_back('\n');
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  out.append(fenced ? "" : blanks + "```");
  while (out.back() == '\n') {
    out.pop_back();
  }
  return out;
}

void append_checklist(std::string& out, const std::vector<assess::ChecklistItem>& items) {
  for (const assess::ChecklistItem& item : items) {
    fmt::format_to(std::back_inserter(out), "- [{}] {}",
                   item.status == assess::Status::Passed ? "x" : " ", item.text);
    if (item.status == assess::Status::NotEvaluated) {
      fmt::format_to(std::back_inserter(out), " (not evaluated: {})", markdown_line(item.reason));
    } else if (!item.reason.empty()) {
      fmt::format_to(std::back_inserter(out), " ({})", markdown_line(item.reason));
    }
    out.push_back('\n');
  }
}

void append_closing_sections(std::string& out, const Report& report, const Redactor& redactor,
                             std::string_view heading, std::string_view criteria) {
  fmt::format_to(std::back_inserter(out), "\n{} 🔎 Critical, Review Requested\n", heading);
  append_review_requested(out, report, redactor);
  fmt::format_to(std::back_inserter(out), "\n{} Questions for a Human\n", heading);
  append_questions(out, report, redactor);
  fmt::format_to(std::back_inserter(out), "\n{} Failed Checks\n", heading);
  append_criteria(out, report, criteria, assess::Status::Failed);
  fmt::format_to(std::back_inserter(out), "\n{} Not Evaluated\n", heading);
  append_not_evaluated(out, report, criteria);
  fmt::format_to(std::back_inserter(out), "\n{} Quality Assurance\n", heading);
  append_quality(out, report);
  fmt::format_to(std::back_inserter(out), "\n{} Coverage\n", heading);
  for (const std::string& line : coverage_lines(report)) {
    fmt::format_to(std::back_inserter(out), "- {}\n", markdown_line(line));
  }
  fmt::format_to(std::back_inserter(out), "\n---\nFastidious {}\n", report.tool_version);
}

}  // namespace markdown

std::string write_markdown(const Report& report) {
  return report.command == Command::Audit ? write_audit(report) : write_review(report);
}

}  // namespace fastidious::report
