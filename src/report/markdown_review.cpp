// The review: specification 1's "Output Format".

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "report/answers.h"
#include "report/markdown.h"
#include "report/measures.h"
#include "report/repetition.h"
#include "report/told_fixes.h"
#include "report/topic.h"
#include "report/wording.h"

namespace fastidious::report {
namespace {

using assess::Cluster;
using findings::Severity;
using markdown::Entry;

constexpr std::size_t kWorthLooking = 40;  // letters that are spared by looking elsewhere

class ReviewWriter {
 public:
  explicit ReviewWriter(const Report& report) : report_(report), redactor_(report) {}
  std::string write();

 private:
  void write_passed();
  void write_section(Severity severity, std::string_view heading);
  // The clusters of a rule that are as severe and as certain.
  using Work = std::vector<const Cluster*>;
  void write_work(const Work& work);
  // `lacks` is what each of many operations does.
  void write_answers(const Work& work, std::vector<Entry> entries, const AnswersByStatus& lacks);
  // `risk` is what to write of it; empty where it was said just before.
  void write_remedy(const Cluster& cluster, const Entry& entry, const std::string& risk,
                    std::string_view ending, ToldFixes& told);
  // Where findings of the rule that are more severe are mended so: which ones; else nothing.
  std::string said_above(const Cluster& cluster, const Entry& entry);
  void write_suggestion(const Work& work);
  void write_pointer_to_reviews();

  template <class... Args>
  void line(fmt::format_string<Args...> pattern, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), pattern, std::forward<Args>(args)...);
    out_.push_back('\n');
  }

  const Report& report_;
  Redactor redactor_;
  std::string out_;
  // The fixes that were told of a rule's findings so severe, each with its first place.
  std::map<std::pair<std::string_view, Severity>, std::map<std::string, std::string>> told_;
  std::map<std::string_view, std::string> endings_;  // by rule: what all its fixes ended in
};

void ReviewWriter::write_passed() {
  line("### ✅ Passed Checks");
  markdown::append_passed(out_, report_, "review");
}

// "`app/main.py:5:1`", also of a group: "8 findings below `app`: `app/main.py:5:1`, …".
std::string first_place_in(const std::string& location) {
  std::size_t begin = location.find('`');
  while (begin != location.npos) {
    const std::size_t end = location.find('`', begin + 1);
    if (end == location.npos) break;
    std::string place = location.substr(begin, end + 1 - begin);
    if (place.find(':') != place.npos) return place;
    begin = location.find('`', end + 1);
  }
  return location;
}

std::string ReviewWriter::said_above(const Cluster& cluster, const Entry& entry) {
  const std::string& fix = entry.said.fix;
  told_[{cluster.rule, cluster.severity}].emplace(fix, first_place_in(entry.location));
  for (const Severity severity : {Severity::Critical, Severity::Warning}) {
    if (severity <= cluster.severity) continue;
    const auto above = told_.find({cluster.rule, severity});
    if (above == told_.end() || !above->second.contains(fix)) continue;
    const bool critical = severity == Severity::Critical;
    const std::string all =
        fmt::format("the {} of {}", critical ? "critical findings" : "warnings", cluster.rule);
    std::string text = fmt::format(
        "As for {} above.", above->second.size() == 1 ? all : above->second.find(fix)->second);
    if (text.size() + kWorthLooking < fix.size()) return text;
  }
  return {};
}

// `ending` is what all of the rule's fixes end in: it is written behind the last.
void ReviewWriter::write_remedy(const Cluster& cluster, const Entry& entry, const std::string& risk,
                                std::string_view ending, ToldFixes& told) {
  const std::string above = said_above(cluster, entry);
  const std::string own = above.empty() ? told.next(without_ending(entry.said.fix, ending)) : above;
  const std::string fix = markdown::item_text(with_remedy_of_others(own, entry.remedy_of_others));
  if (cluster.severity == Severity::Critical) {
    if (!risk.empty()) {
      line("- **Risk**: {}. {}", risk_title(rule_of(report_, cluster.rule).risk_kind), risk);
    }
    line("- **Fix**: {}", fix);
  } else {
    line("- **Recommendation**: {}", fix);
  }
}

// What is written of them, each once.
std::vector<std::string> fixes_of(const std::vector<Entry>& entries) {
  std::vector<std::string> fixes;
  for (const Entry& one : entries) {
    if (fixes.empty() || fixes.back() != one.said.fix) fixes.push_back(one.said.fix);
  }
  return fixes;
}

// What each operation answers, and how all of them are mended.
void ReviewWriter::write_answers(const Work& work, std::vector<Entry> entries,
                                 const AnswersByStatus& lacks) {
  bring_answers_together(entries);
  const Entry* told = nullptr;
  for (const Entry& one : entries) {
    line("- **Location**: {}", markdown::all_locations(one));
    if (!lacks.lines.empty()) continue;
    line("- **Issue**: {}",
         markdown_line(behind_same_answer(told, one)) + markdown::others_of(one));
    told = &one;
  }
  if (!lacks.lines.empty()) line("- **Issue**: {}", lacks.issue);
  for (const std::string& one : lacks.lines) line("  - {}", one);
  line("- **Recommendation**: {}",
       markdown::item_text(std::string(rule_of(report_, work.front()->rule).advice)));
}

// All findings of a rule that are as severe: what those that follow each other share is said once,
// behind them.
void ReviewWriter::write_work(const Work& work) {
  const std::vector<Entry> entries = markdown::entries_of(report_, redactor_, work);
  const bool critical = work.front()->severity == Severity::Critical;
  const auto same_remedy = [critical](const Said& a, const Said& b) {
    return a.fix == b.fix && (!critical || a.risk == b.risk);
  };
  const Said* told = nullptr;                     // whose remedy was written last
  std::map<std::string_view, std::string> risks;  // that were told, and where of
  ToldFixes fixes;
  std::string issue;  // that was written last
  const std::string ending = told_once(fixes_of(entries));
  line("\n#### {}", markdown::title_of(report_, work));
  const AnswersByStatus lacks = answers_by_status(report_, redactor_, work);
  if (!lacks.lines.empty() || (entries.size() > 1 && lists_answers(report_, work))) {
    return write_answers(work, entries, lacks);
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    line("- **Location**: {}", entries[i].location);
    for (const std::string& further : entries[i].further_locations) {
      line("- **Location**: {}", further);
    }
    const bool goes_on = i > 0 && same_remedy(entries[i - 1].said, entries[i].said);
    const std::string own =
        markdown_line(behind_same_answer(goes_on ? &entries[i - 1] : nullptr, entries[i])) +
        markdown::others_of(entries[i]);
    if (std::exchange(issue, own) != own) line("- **Issue**: {}", own);
    if (i + 1 == entries.size() || !same_remedy(entries[i].said, entries[i + 1].said)) {
      const bool said_before = told != nullptr && told->risk == entries[i].said.risk;
      const auto [first, is_new] =
          risks.try_emplace(entries[i].said.risk, first_place_in(entries[i].location));
      const std::string risk = said_before ? std::string()
                               : is_new    ? markdown_line(entries[i].said.risk)
                                           : fmt::format("As for {}.", first->second);
      write_remedy(*work.front(), entries[i], risk, ending, fixes);
      told = &entries[i].said;
    }
  }
  if (!ending.empty()) {
    endings_[work.front()->rule] = ending;
    line("- **{}**: {}", critical ? "Fix" : "Recommendation",
         markdown::item_text(for_each_of_them(ending)));
  }
  const std::string measured = measured_with(report_, redactor_, work);
  if (!measured.empty()) line("- **Measured**: {}", measured);
}

// Whether what was told says the fix, and perhaps goes on.
bool is_part_of(std::string_view told, std::string_view fix) {
  if (fix.ends_with('.')) fix.remove_suffix(1);
  const bool begins_it = told.starts_with(fix) && (!fix.empty() || told.empty());
  return begins_it && (told.size() == fix.size() || told[fix.size()] == '.');
}

void ReviewWriter::write_suggestion(const Work& work) {
  const std::vector<Entry> entries = markdown::entries_of(report_, redactor_, work);
  const std::string title = markdown::title_of(report_, work);
  const std::string known = endings_[work.front()->rule];  // told of what is more severe
  const auto issue_of = [](const Entry& entry) {
    return markdown_line(sentence(entry.said.message + markdown::others_of(entry)));
  };
  const AnswersByStatus lacks = answers_by_status(report_, redactor_, work);
  if (!lacks.lines.empty()) {
    line("- **{}** ({}): {}. {}", title, markdown::all_locations(entries.front()), lacks.issue,
         rule_of(report_, work.front()->rule).advice);
    for (const std::string& one : lacks.lines) line("  - {}", one);
    return;
  }
  if (entries.size() == 1) {
    const Entry& only = entries.front();
    const std::string fix =
        only.said.fix.ends_with(known) ? without_ending(only.said.fix, known) : only.said.fix;
    const std::string above = said_above(*work.front(), only);
    line("- **{}** ({}): {} {}", title, markdown::all_locations(only), issue_of(only),
         markdown::item_text(
             with_remedy_of_others(above.empty() ? fix : above, only.remedy_of_others)));
    return;
  }
  line("- **{}**:", title);
  std::string_view told, issue;  // the remedy and the message that were written last
  ToldFixes fixes;
  const std::string ending = told_once(fixes_of(entries));
  for (const Entry& entry : entries) {
    const std::string others = markdown::others_of(entry);
    std::string text = others.empty() ? behind(issue, entry.said.message) : entry.said.message;
    if (!text.empty()) text = markdown_line(sentence(text + others));
    issue = entry.said.message;
    if (!is_part_of(told, entry.said.fix)) {
      told = entry.said.fix;
      const std::string above = said_above(*work.front(), entry);
      text += text.empty() ? "" : " ";
      const std::string own = above.empty() ? fixes.next(without_ending(told, ending)) : above;
      text += markdown::item_text(with_remedy_of_others(own, entry.remedy_of_others));
    }
    line("  - {}{}{}", markdown::all_locations(entry), text.empty() ? "" : ": ", text);
  }
  if (!ending.empty() && ending != known) {
    line("  - {}", markdown::item_text(for_each_of_them(ending)));
  }
}

// The specification has no place for what is critical but uncertain; its own section follows
// behind, and the critical issues say so.
void ReviewWriter::write_pointer_to_reviews() {
  if (const std::size_t number = assess::reviews_to_decide(*report_.assessment); number > 0) {
    line("\n{} for review: see \"Critical, Review Requested\" below.",
         counted(number, "more critical finding"));
  }
}

void ReviewWriter::write_section(Severity severity, std::string_view heading) {
  line("\n### {}", heading);
  std::set<std::string_view> told;
  PolicyOnAnnotations policy;
  for (const Cluster& cluster : report_.assessment->clusters) {
    if (cluster.severity != severity || cluster.review_requested || cluster.is_told_elsewhere() ||
        !told.insert(cluster.rule).second) {
      continue;
    }
    const std::string why = policy.before(cluster);
    if (!why.empty()) {
      write_pointer_to_reviews();
      line("\n{}", why);
    }
    const Work work = assess::work_with(cluster, report_.assessment->clusters);
    if (severity == Severity::Suggestion) {
      write_suggestion(work);
    } else {
      write_work(work);
    }
  }
  if (told.empty()) {
    line("- None.");
  }
  if (severity == Severity::Critical && !policy.is_told()) {
    write_pointer_to_reviews();
  }
}

std::string ReviewWriter::write() {
  markdown::append_lead(out_, report_, redactor_, {});
  write_passed();
  write_section(Severity::Critical, "❌ Critical Issues (Must Fix)");
  write_section(Severity::Warning, "⚠️ Warnings (Should Fix)");
  write_section(Severity::Suggestion, "💡 Suggestions (Nice to Have)");
  line("\n### 📋 Deployment Checklist");
  markdown::append_checklist(out_, report_.assessment->deployment_checklist);
  markdown::append_closing_sections(out_, report_, redactor_, "###", "review");
  return std::move(out_);
}

}  // namespace

std::string write_review(const Report& report) { return ReviewWriter(report).write(); }

}  // namespace fastidious::report
