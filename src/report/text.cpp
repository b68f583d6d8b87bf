// What a person reads in a terminal: the figures first, then the findings by severity, file and
// place.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "report/excerpt.h"
#include "report/wording.h"

namespace fastidious::report {
namespace {

using assess::Cluster;
using findings::Finding;
using findings::Severity;

constexpr std::size_t kTopRules = 8;     // of the summary
constexpr std::size_t kShownInFull = 2;  // of one rule in one file; the others are a list of lines
constexpr std::size_t kListedLines = 12;
constexpr std::size_t kWidespread = 40;  // a rule with more findings is told module by module
constexpr std::size_t kPlacesPerModule = 3;

enum class Part : std::uint8_t { Critical, Review, Warning, Suggestion };

Part part_of(Severity severity, bool review) {
  if (review) {
    return Part::Review;
  }
  return severity == Severity::Critical  ? Part::Critical
         : severity == Severity::Warning ? Part::Warning
                                         : Part::Suggestion;
}
Part part_of(const Finding& finding) {
  return part_of(finding.severity, review_requested(finding));
}
Part part_of(const Cluster& cluster) { return part_of(cluster.severity, cluster.review_requested); }

class TextWriter {
 public:
  TextWriter(const Report& report, const TextStyle& style)
      : report_(report), style_(style), redactor_(report) {
    for (const Cluster& cluster : report.assessment->clusters) {
      if (!cluster.is_told_elsewhere()) continue;
      for (const std::uint32_t index : cluster.findings) {
        mended_with_[&report.findings[index]] = cluster.told_in.rule;
      }
    }
  }
  std::string write();

 private:
  using Group = std::vector<const Finding*>;

  void write_summary();
  void write_do_first();
  void write_part(Part part, std::string_view title, std::string_view colour);
  void write_file(std::string_view path, const std::map<std::string_view, Group>& by_rule);
  void write_group(const Group& group);
  void write_finding(const Finding& finding);
  void write_rest(const Group& rest);
  void write_advice(const Finding& finding, const Said& said);
  void write_widespread(Part part, std::string_view rule);
  void write_cluster(const Cluster& cluster);
  void write_questions();
  void write_coverage();
  void write_next_actions();

  template <class... Args>
  void line(fmt::format_string<Args...> pattern, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), pattern, std::forward<Args>(args)...);
    out_.push_back('\n');
  }
  // `text` in a colour ("1;31"), where colours are wanted.
  std::string painted(std::string_view text, std::string_view colour) const {
    return style_.colour ? fmt::format("\x1b[{}m{}\x1b[0m", colour, text) : std::string(text);
  }
  std::string titled(std::string_view code) const {
    return painted(fmt::format("{} {}", code, rule_of(report_, code).name), "1");
  }
  static std::string printable(std::string_view text) {
    std::string out;
    append_printable(out, text);
    return out;
  }

  const Report& report_;
  const TextStyle& style_;
  Redactor redactor_;
  std::string out_;
  std::map<std::string_view, std::size_t> count_in_part_;  // of the part that is being written
  // By rule: the risk and the advice that were given last.
  std::map<std::string_view, std::pair<std::string, std::string>> advised_;
  std::map<const Finding*, std::string_view> mended_with_;  // another rule's findings
};

void TextWriter::write_summary() {
  const assess::Coverage& coverage = *report_.coverage;
  line("Fastidious {} {}: {} in {}", report_.tool_version,
       report_.command == Command::Audit ? "audit" : "review",
       painted(counts_text(report_.assessment->counts), "1"), files_looked_at(coverage));
  // The clusters are in the order of urgency; a rule stands where its first cluster does.
  std::vector<std::pair<std::size_t, const Cluster*>> top;
  for (const Cluster& cluster : report_.assessment->clusters) {
    if (cluster.is_told_elsewhere()) continue;
    const auto same = std::find_if(top.begin(), top.end(), [&](const auto& entry) {
      return entry.second->rule == cluster.rule && part_of(*entry.second) == part_of(cluster);
    });
    if (same == top.end()) {
      top.emplace_back(cluster.findings.size(), &cluster);
    } else {
      same->first += cluster.findings.size();
    }
  }
  // A line that stands for one rule could as well name it.
  const std::size_t shown = top.size() <= kTopRules + 1 ? top.size() : kTopRules;
  for (std::size_t i = 0; i < shown; ++i) {
    const Cluster& cluster = *top[i].second;
    line("  {:>6}  {:<10}  {} {}", top[i].first,
         cluster.review_requested ? "review" : findings::name_of(cluster.severity), cluster.rule,
         rule_of(report_, cluster.rule).name);
  }
  if (top.size() > shown) {
    line("          and {} more kinds of findings", top.size() - shown);
  }
  write_do_first();
}

void TextWriter::write_do_first() {
  const std::vector<FirstStep> steps = do_first(report_, redactor_);
  const std::string decide = reviews_to_decide(report_);
  if (steps.empty() && decide.empty()) return;
  line("\n{}", painted("DO FIRST", "1"));
  const auto write = [&](bool after_reviews) {
    for (const FirstStep& step : steps) {
      if (step.comes_after_reviews != after_reviews) continue;
      line("  {}  {}: {} {}{}", printable(place_text(step.place)), titled(step.rule),
           printable(step.message), printable(step.fix), printable(step.decide));
    }
  };
  write(false);
  if (const std::string next = do_next(report_); !next.empty()) {
    line("  Then {}: see the next actions.", next);
  }
  if (!decide.empty()) line("  {}; the questions are below.", decide);
  write(true);
}

void TextWriter::write_advice(const Finding& finding, const Said& said) {
  std::pair<std::string, std::string> advice(said.risk, said.fix);
  auto& last = advised_[finding.rule];
  if (advice == last) {
    return;
  }
  const rules::Rule& rule = rule_of(report_, finding.rule);
  if (!said.risk.empty() && said.risk != last.first) {
    line("      {} {}: {}", painted("risk", "2"), risk_title(rule.risk_kind), printable(said.risk));
  }
  std::string_view fix = said.fix;
  for (bool first = true; !fix.empty(); first = false) {
    const std::size_t end = std::min(fix.find('\n'), fix.size());
    line("      {} {}", first ? painted("fix ", "2") : "    ", printable(fix.substr(0, end)));
    fix.remove_prefix(std::min(end + 1, fix.size()));
  }
  last = std::move(advice);
}

void TextWriter::write_finding(const Finding& finding) {
  const Place place = place_of(report_, finding);
  const Said said = said_by(report_, redactor_, finding);
  const std::string at =
      finding.file ? fmt::format("{}:{}  ", place.begin.line, place.begin.column) : std::string();
  const auto twin = mended_with_.find(&finding);
  line("  {}{}: {}{}", at, titled(finding.rule), printable(said.message),
       twin == mended_with_.end() ? "" : fmt::format(" (mended with {})", twin->second));
  if (finding.severity != Severity::Suggestion) {
    const Excerpt excerpt = excerpt_of(report_, redactor_, finding, style_.width - 10);
    if (excerpt.line != 0) {
      line("    {:>5} | {}", excerpt.line, excerpt.code);
      line("          | {}", painted(excerpt.carets, "1;31"));
    }
  }
  for (const findings::TraceStep& step : finding.trace) {
    std::string buffer;
    line("      {} {}: {}", painted("from", "2"),
         printable(place_text(place_of(report_, step.file, step.span))),
         printable(redactor_.clean(step.file, step.message, buffer)));
  }
  if (twin == mended_with_.end()) write_advice(finding, said);
}

// What is critical is named one by one; of the others the lines are enough.
void TextWriter::write_rest(const Group& rest) {
  if (rest.front()->severity == Severity::Critical) {
    for (const Finding* finding : rest) {
      const Place place = place_of(report_, *finding);
      line("  {}:{}  {}: {}", place.begin.line, place.begin.column, finding->rule,
           printable(said_by(report_, redactor_, *finding).message));
    }
    return;
  }
  std::string lines;
  const std::size_t listed = std::min(rest.size(), kListedLines);
  for (std::size_t i = 0; i < listed; ++i) {
    const Place place = place_of(report_, *rest[i]);
    fmt::format_to(std::back_inserter(lines), "{}{}", lines.empty() ? "" : ", ", place.begin.line);
  }
  if (listed < rest.size()) {
    fmt::format_to(std::back_inserter(lines), " and {} more", rest.size() - listed);
  }
  line("  {}  also on {} {}", rest.front()->rule, rest.size() == 1 ? "line" : "lines", lines);
}

// The first ones, those that put somebody at another risk, and the paths of critical ones are told
// in full.
void TextWriter::write_group(const Group& group) {
  std::set<std::string_view> risks;
  Group rest;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const Finding& finding = *group[i];
    const bool leads_there = finding.severity == Severity::Critical && !finding.trace.empty();
    if (risks.insert(finding.risk).second || i < kShownInFull || leads_there) {
      write_finding(finding);
    } else {
      rest.push_back(&finding);
    }
  }
  if (!rest.empty()) write_rest(rest);
}

// Rules in the order of their first finding.
void TextWriter::write_file(std::string_view path,
                            const std::map<std::string_view, Group>& by_rule) {
  std::vector<const Group*> groups;
  for (const auto& [rule, group] : by_rule) {
    groups.push_back(&group);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Group* a, const Group* b) {
    return a->front()->span.begin < b->front()->span.begin;
  });
  line("\n{}", painted(path == "." ? std::string("the repository") : printable(path), "4"));
  for (const Group* group : groups) {
    write_group(*group);
  }
}

void TextWriter::write_cluster(const Cluster& cluster) {
  line("  {:>6}  {}{}  first {}", cluster.findings.size(), cluster.elsewhere ? "elsewhere in " : "",
       printable(cluster.module), printable(places_of(report_, cluster, kPlacesPerModule, false)));
}

void TextWriter::write_widespread(Part part, std::string_view rule) {
  line("\n{}: {}", titled(rule), counted(count_in_part_[rule], "finding"));
  const Finding* first = nullptr;
  for (const Cluster& cluster : report_.assessment->clusters) {
    if (cluster.rule == rule && part_of(cluster) == part) {
      write_cluster(cluster);
      first = first == nullptr ? &report_.findings[cluster.findings.front()] : first;
    }
  }
  if (first != nullptr) {
    const Said said = said_by(report_, redactor_, *first);
    line("      {} {}", painted("e.g.", "2"), printable(said.message));
    write_advice(*first, said);
  }
}

void TextWriter::write_part(Part part, std::string_view title, std::string_view colour) {
  count_in_part_.clear();
  advised_.clear();
  std::size_t total = 0;
  for (const Finding& finding : report_.findings) {
    if (part_of(finding) == part) {
      ++count_in_part_[finding.rule];
      ++total;
    }
  }
  if (total == 0) {
    return;
  }
  line("\n{}", painted(fmt::format("{} ({})", title, total), colour));
  for (std::size_t i = 0; i < report_.findings.size();) {
    const findings::FileId file = report_.findings[i].file;
    std::map<std::string_view, Group> by_rule;
    for (; i < report_.findings.size() && report_.findings[i].file == file; ++i) {
      const Finding& finding = report_.findings[i];
      if (part_of(finding) == part && count_in_part_[finding.rule] <= kWidespread) {
        by_rule[finding.rule].push_back(&finding);
      }
    }
    if (!by_rule.empty()) {
      write_file(place_of(report_, file, {}).path, by_rule);
    }
  }
  for (const auto& [rule, count] : count_in_part_) {
    if (count > kWidespread) {
      write_widespread(part, rule);
    }
  }
}

void TextWriter::write_coverage() {
  const auto& criteria = report_.assessment->criteria;
  const std::string_view own = report_.command == Command::Audit ? "audit" : "review";
  const auto with = [&](assess::Status status) {
    return std::count_if(criteria.begin(), criteria.end(),
                         [&](const assess::CriterionResult& result) {
                           return result.status == status && result.criterion->id.starts_with(own);
                         });
  };
  line("\n{}", painted("COVERAGE", "1"));
  line("  Criteria: {} passed, {} failed, {} not evaluated", with(assess::Status::Passed),
       with(assess::Status::Failed), with(assess::Status::NotEvaluated));
  for (const std::string& text : coverage_lines(report_)) {
    line("  {}", printable(text));
  }
  for (const assess::QualityAnswer& one : report_.assessment->quality) {
    line("  {} {}", one.question, printable(one.answer));
  }
}

void TextWriter::write_questions() {
  const std::vector<assess::Question>& questions = report_.assessment->questions;
  if (questions.empty()) return;
  line("\n{}", painted(fmt::format("QUESTIONS ({})", questions.size()), "1"));
  for (const assess::Question& question : questions) {
    std::string example, buffer;
    std::string_view text = question.text;
    if (question.finding) {
      const Finding& finding = report_.findings[*question.finding];
      text = redactor_.clean(finding.file, text, buffer);
      example = ", e.g. " + place_text(place_of(report_, finding));
    }
    line("  {}{}: {}", assess::name_of(question.kind), example, printable(text));
    for (const assess::Choice& choice : question.choices) {
      line("      - {} → {}", printable(choice.choose), printable(choice.costs));
    }
  }
}

// The last thing that a terminal shows.
void TextWriter::write_next_actions() {
  const std::vector<assess::NextAction>& actions = report_.assessment->next_actions;
  if (actions.empty()) return;
  line("\n{}", painted("NEXT ACTIONS", "1"));
  std::size_t number = 0;
  for (const assess::NextAction& action : actions) {
    std::string place;
    if (action.finding) {
      place = ", first " + place_text(place_of(report_, report_.findings[*action.finding]));
    }
    line("  {}. {}{}. {}", ++number, printable(action.text), printable(place),
         printable(owner_and_day(action)));
  }
}

std::string TextWriter::write() {
  write_summary();
  write_part(Part::Critical, "CRITICAL", "1;31");
  write_part(Part::Review, "CRITICAL, REVIEW REQUESTED", "1;35");
  write_part(Part::Warning, "WARNINGS", "1;33");
  write_part(Part::Suggestion, "SUGGESTIONS", "1;36");
  write_questions();
  write_coverage();
  write_next_actions();
  line("\n{}", painted(counts_text(report_.assessment->counts), "1"));
  return std::move(out_);
}

}  // namespace

std::string write_text(const Report& report, const TextStyle& style) {
  TextStyle usable = style;
  usable.width = std::max<std::uint32_t>(style.width, 40);
  return TextWriter(report, usable).write();
}

}  // namespace fastidious::report
