#include "report/markdown.h"

#include <fmt/format.h>

#include <iterator>
#include <map>

#include "report/wording.h"

namespace fastidious::report {
namespace markdown {
namespace {

using assess::Cluster;

constexpr std::size_t kPlacesShown = 4;

void append_review_requested(std::string& out, const Report& report, const Redactor& redactor) {
  bool any = false;
  for (const Cluster& cluster : report.assessment->clusters) {
    if (!cluster.review_requested) {
      continue;
    }
    any = true;
    const findings::Finding& first = report.findings[cluster.findings.front()];
    const Said said = said_by(report, redactor, first);
    fmt::format_to(
        std::back_inserter(out),
        "- **{}** (confidence: {})\n  - **Location**: {}\n  - **Issue**: {}\n  - **Fix**: {}\n",
        title_of(report, cluster.rule), findings::name_of(first.confidence),
        location_of(report, cluster), markdown_line(said.message), item_text(said.fix));
  }
  out.append(any ? "" : "- None.\n");
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
    fmt::format_to(std::back_inserter(out), "- {}:\n", capitalised(reason));
    for (const auto& [section, text] : by_reason[reason]) {
      fmt::format_to(std::back_inserter(out), "  - {}: {}\n", assess::name_of(section), text);
    }
  }
  out.append(reasons.empty() ? "- Everything was evaluated.\n" : "");
}

}  // namespace

std::string title_of(const Report& report, std::string_view code) {
  return fmt::format("{} {}", code, rule_of(report, code).name);
}

std::string location_of(const Report& report, const Cluster& cluster) {
  const std::string places = places_of(report, cluster, kPlacesShown, true);
  if (cluster.findings.size() == 1) {
    return places;
  }
  if (cluster.files == 1) {
    return fmt::format("{} findings: {}", cluster.findings.size(), places);
  }
  return fmt::format("{} findings in {} files {}below {}: {}", cluster.findings.size(),
                     cluster.files, cluster.elsewhere ? "elsewhere " : "",
                     code_span(cluster.module), places);
}

std::string item_text(std::string_view text) {
  const std::size_t first_end = std::min(text.find('\n'), text.size());
  std::string out = markdown_line(text.substr(0, first_end));
  if (first_end == text.size()) {
    return out;
  }
  // What follows the first line is code: it keeps its form inside a fence of its own.
  std::string_view rest = text.substr(first_end + 1);
  const bool fenced = rest.find("```") != std::string_view::npos;
  out.append(fenced ? "\n" : "\n  ```python\n");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    out.append("  ");
    append_printable(out, rest.substr(0, end));
    out.push_back('\n');
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  out.append(fenced ? "" : "  ```");
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
    } else if (item.status == assess::Status::Failed) {
      fmt::format_to(std::back_inserter(out), " ({})", markdown_line(item.reason));
    }
    out.push_back('\n');
  }
}

void append_closing_sections(std::string& out, const Report& report, const Redactor& redactor,
                             std::string_view heading, std::string_view criteria) {
  fmt::format_to(std::back_inserter(out), "\n{} 🔎 Critical, Review Requested\n", heading);
  append_review_requested(out, report, redactor);
  fmt::format_to(std::back_inserter(out), "\n{} Not Evaluated\n", heading);
  append_not_evaluated(out, report, criteria);
  fmt::format_to(std::back_inserter(out), "\n{} Coverage\n", heading);
  for (const std::string& line : coverage_lines(report)) {
    fmt::format_to(std::back_inserter(out), "- {}\n", markdown_line(line));
  }
  fmt::format_to(std::back_inserter(out), "\n{} Questions for a Human\n", heading);
  for (const std::string& question : report.assessment->questions) {
    fmt::format_to(std::back_inserter(out), "- {}\n", markdown_line(question));
  }
  out.append(report.assessment->questions.empty() ? "- None.\n" : "");
  fmt::format_to(std::back_inserter(out), "\n---\nFastidious {}\n", report.tool_version);
}

}  // namespace markdown

std::string write_markdown(const Report& report) {
  return report.command == Command::Audit ? write_audit(report) : write_review(report);
}

}  // namespace fastidious::report
