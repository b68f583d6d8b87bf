#include "report/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "base/limits.h"
#include "text/in_words.h"

namespace fastidious::report {
namespace {

using findings::Finding;

constexpr std::size_t kSkippedShown = 50;
constexpr std::size_t kDoFirst = 3;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Length of a control character at `at`: C0 and DEL, C1 (U+0080 to U+009F), and the marks and
// overrides of the writing direction (U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069); 0 for
// any other.
std::size_t control_at(std::string_view text, std::size_t at) {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const unsigned lead = byte(at);
  if (lead < 0x20 || lead == 0x7F) {
    return 1;
  }
  if (lead == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) <= 0x9F) {
    return 2;
  }
  if (lead == 0xE2 && byte(at + 1) == 0x80) {
    const unsigned last = byte(at + 2);
    return (last >= 0xAA && last <= 0xAE) || last == 0x8E || last == 0x8F ? 3 : 0;
  }
  if (lead == 0xE2 && byte(at + 1) == 0x81) {
    const unsigned last = byte(at + 2);
    return last >= 0xA6 && last <= 0xA9 ? 3 : 0;
  }
  return 0;
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Whether the character would be read as markup; an underscore inside a word is not.
bool is_markup(std::string_view text, std::size_t at) {
  constexpr std::string_view kMarkup = "\\`*[]<";
  if (text[at] != '_') {
    return kMarkup.find(text[at]) != std::string_view::npos;
  }
  const bool inside_word = at > 0 && is_alphanumeric(text[at - 1]) && at + 1 < text.size() &&
                           is_alphanumeric(text[at + 1]);
  return !inside_word;
}

// Where the code span that opens at `at` (a run of backticks) ends; `at` if it is not closed.
std::size_t end_of_code_span(std::string_view text, std::size_t at) {
  const std::size_t after = std::min(text.find_first_not_of('`', at), text.size());
  const std::size_t length = after - at;
  for (std::size_t open = text.find('`', after); open != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_not_of('`', open), text.size());
    if (end - open == length) {
      return end;
    }
    open = text.find('`', end);
  }
  return at;
}

void add_data_flow(const assess::Coverage& coverage, std::vector<std::string>& lines) {
  if (!coverage.data_flow) return;
  constexpr std::size_t kNamed = 3;
  const auto& cut = coverage.data_flow->cut;
  std::string line = fmt::format(
      "Data flow: what clients send was followed through {} towards places where it does harm",
      counted(coverage.data_flow->functions, "function"));
  if (!cut.empty()) line += fmt::format("; in {} of them a bound was reached:", cut.size());
  for (std::size_t i = 0; i < std::min(cut.size(), kNamed); ++i) {
    line += fmt::format("{} `{}` of `{}`", i == 0 ? "" : ",", cut[i].function, cut[i].path);
  }
  if (cut.size() > kNamed) line += " and others, which the JSON report names";
  lines.push_back(line);
}

void add_skipped(const assess::Coverage& coverage, std::vector<std::string>& lines) {
  const std::size_t shown = std::min(coverage.files_skipped.size(), kSkippedShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const assess::SkippedFile& file = coverage.files_skipped[i];
    lines.push_back(fmt::format("Not analysed: `{}` ({})", file.path, file.reason));
  }
  if (const std::size_t more = coverage.files_skipped.size() - shown; more > 0) {
    lines.push_back(fmt::format("Not analysed: {} more; the JSON report has all", more));
  }
  const auto& left_out = coverage.findings_left_out;
  for (std::size_t i = 0; i < std::min(left_out.size(), kSkippedShown); ++i) {
    lines.push_back(fmt::format("Cut short: {} has more than {} findings in `{}`", left_out[i].rule,
                                limits::kMaxFindingsPerRule, left_out[i].path));
  }
  if (left_out.size() > kSkippedShown) {
    lines.push_back(fmt::format("Cut short: {} more; the JSON report has all",
                                left_out.size() - kSkippedShown));
  }
  std::string off, waiting;
  for (const assess::SkippedRule& rule : coverage.rules_off) {
    std::string& list = rule.lacks_evidence ? waiting : off;
    fmt::format_to(std::back_inserter(list), "{}{}", list.empty() ? "" : ", ", rule.code);
    const bool is_said = rule.reason == "switched off";  // so the line begins
    if (!is_said) fmt::format_to(std::back_inserter(list), " ({})", rule.reason);
  }
  if (!waiting.empty()) lines.push_back(fmt::format("Rules that could not look: {}", waiting));
  if (!off.empty()) lines.push_back(fmt::format("Rules switched off: {}", off));
}

}  // namespace

std::string told_together(const assess::Assessment& assessment) {
  std::size_t told = 0;
  for (const assess::Cluster& cluster : assessment.clusters) {
    if (cluster.is_told_elsewhere()) told += cluster.findings.size();
  }
  if (told == 0) return "";
  return fmt::format(" (of all these, {} {} mended along with others, and named there)", told,
                     told == 1 ? "is" : "are");
}

std::string counts_text(const assess::Counts& counts) {
  std::vector<std::string> parts;
  if (counts.critical > 0) {
    parts.push_back(fmt::format("{} critical", counts.critical));
  }
  if (counts.review_requested > 0) {
    parts.push_back(fmt::format("{} critical for review", counts.review_requested));
  }
  if (counts.warnings > 0) {
    parts.push_back(counted(counts.warnings, "warning"));
  }
  if (counts.suggestions > 0) {
    parts.push_back(counted(counts.suggestions, "suggestion"));
  }
  return parts.empty() ? "no findings" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string place_text(const Place& place) {
  if (place.path == ".") return "the repository";
  std::string text;
  append_printable(text, place.path);
  return text.append(fmt::format(":{}:{}", place.begin.line, place.begin.column));
}

std::string place_code(const Place& place) {
  return place.path == "." ? place_text(place) : code_span(place_text(place));
}

std::string_view risk_title(findings::RiskKind kind) {
  constexpr std::array<std::string_view, 3> kTitles = {"Security", "Reliability",
                                                       "Maintainability"};
  return kTitles[static_cast<std::size_t>(kind)];
}

std::string sentence(std::string_view text) {
  constexpr std::string_view kEnds = ".!?:";
  const bool ended = text.empty() || kEnds.find(text.back()) != std::string_view::npos;
  return std::string(text) + (ended ? "" : ".");
}

Said said_by(const Report& report, const Redactor& redactor, const Finding& finding) {
  const rules::Rule& rule = rule_of(report, finding.rule);
  const auto cleaned = [&](std::string_view own, std::string_view general) {
    std::string buffer;
    return std::string(own.empty() ? general : redactor.clean(finding.file, own, buffer));
  };
  std::string message = cleaned(finding.message, rule.name);
  // "query parameter `name` becomes …": what flows there is told of with its steps.
  const bool begins_small = !message.empty() && message.front() >= 'a' && message.front() <= 'z';
  if (begins_small && !finding.trace.empty()) message.front() += 'A' - 'a';
  return {std::move(message), cleaned(finding.risk, rule.risk), cleaned(finding.fix, rule.advice)};
}

std::string places_of(const Report& report, const assess::Cluster& cluster, std::size_t at_most,
                      bool as_code, bool say_more) {
  std::string out;
  Place last;
  std::size_t named = 0, told = 0;
  for (; told < cluster.findings.size(); ++told) {
    Place place = place_of(report, report.findings[cluster.findings[told]]);
    const bool same_file = told > 0 && place.path == last.path;
    if (same_file && place.begin == last.begin) continue;
    if (named++ == at_most) break;
    last = place;
    place.path = same_file ? std::string_view{} : place.path;
    out.append(told == 0 ? "" : ", ").append(as_code ? place_code(place) : place_text(place));
  }
  if (say_more && told < cluster.findings.size()) {
    fmt::format_to(std::back_inserter(out), " and {} more", cluster.findings.size() - told);
  }
  return out;
}

void append_printable(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t control = control_at(text, at);
    if (control == 0) {
      out.push_back(text[at++]);
      continue;
    }
    out.append(text[at] == '\t' ? std::string_view(" ") : kReplacement);
    at += control;
  }
}

std::string markdown_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const std::size_t end = c == '`' ? end_of_code_span(text, at) : at;
    if (end > at) {
      append_printable(out, text.substr(at, end - at));
      at = end;
      continue;
    }
    if (c == '\n') {
      out.push_back(' ');
    } else if (const std::size_t control = control_at(text, at); control != 0) {
      append_printable(out, text.substr(at, control));
      at += control;
      continue;
    } else {
      out.append(is_markup(text, at) ? "\\" : "").push_back(c);
    }
    ++at;
  }
  return out;
}

std::string code_span(std::string_view code) {
  std::string printable;
  append_printable(printable, code);
  if (printable.find('`') == std::string::npos) {
    return fmt::format("`{}`", printable);
  }
  return fmt::format("``` {} ```", printable);
}

std::string without_code(std::string_view text) {
  std::string words;
  bool in_code = false;
  for (const char c : text) {
    in_code ^= c == '`';
    if (!in_code) words += c;
  }
  return words;
}

std::string_view first_sentence(std::string_view text) {
  bool in_code = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') return text.substr(0, at);
    in_code ^= text[at] == '`';
    const bool ends = text[at] == '.' && (at + 1 == text.size() || text[at + 1] == ' ');
    if (ends && !in_code) return text.substr(0, at + 1);
  }
  return text;
}

std::string_view first_clause(std::string_view fix) {
  constexpr std::size_t kLongest = 100;
  std::string_view clause = first_sentence(fix);
  bool in_code = false;
  for (std::size_t at = 0; at < clause.size(); ++at) {
    in_code ^= clause[at] == '`';
    const bool ends = (clause[at] == ':' || clause[at] == ';') &&
                      (at + 1 == clause.size() || clause[at + 1] == ' ');
    if (ends && !in_code) clause = clause.substr(0, at);
  }
  if (clause.ends_with('.')) clause.remove_suffix(1);
  return clause.size() > kLongest ? std::string_view{} : clause;
}

namespace {

// " (the first of 3)", where the rule has more findings that are as certain and as severe.
std::string first_of(const Report& report, std::uint32_t index) {
  const Finding& first = report.findings[index];
  std::size_t number = 0;
  for (const assess::Cluster& cluster : report.assessment->clusters) {
    const bool is_like_it = cluster.rule == first.rule && cluster.severity == first.severity &&
                            !cluster.review_requested && !cluster.is_told_elsewhere();
    if (is_like_it) number += cluster.findings.size();
  }
  return number > 1 ? fmt::format(" (the first of {})", number) : std::string();
}

// What is told with a single finding and stands in another file.
std::vector<FirstStep::Also> found_elsewhere(const Report& report, const Finding& finding) {
  std::vector<FirstStep::Also> also;
  const auto& clusters = report.assessment->clusters;
  const auto of_it = std::find_if(clusters.begin(), clusters.end(), [&](const auto& one) {
    return one.findings.size() == 1 && &report.findings[one.findings.front()] == &finding;
  });
  if (of_it == clusters.end()) return also;
  for (const assess::Cluster& other : clusters) {
    if (!of_it->tells_of(other) || other.findings.size() != 1) continue;
    const Finding& told = report.findings[other.findings.front()];
    if (told.file && told.file != finding.file) {
      also.push_back({told.rule, place_of(report, told)});
    }
  }
  return also;
}

// " Decide, too, who may call it: SEC050 at `app/jobs.py:9:2`, for review.": of what strangers
// reach by an endpoint that asks nobody who they are.
std::string who_may_call(const Report& report, const Finding& finding) {
  if (!finding.is_open_to_strangers) return {};
  for (const Finding& other : report.findings) {
    if (other.rule != "SEC050" || !findings::review_requested(other)) continue;
    const auto is_taken_there = [&](const findings::TraceStep& endpoint) {
      return finding.message.find("`" + std::string(endpoint.message) + "`") != std::string::npos;
    };
    if (std::any_of(other.trace.begin(), other.trace.end(), is_taken_there)) {
      return fmt::format(" Decide, too, who may call it: SEC050 at {}, for review.",
                         place_code(place_of(report, other)));
    }
  }
  return {};
}

}  // namespace

std::vector<FirstStep> do_first(const Report& report, const Redactor& redactor) {
  std::vector<FirstStep> steps;
  bool are_questions_answered = false;
  for (const assess::NextAction& action : report.assessment->next_actions) {
    are_questions_answered |= action.answers_questions;
    if (!action.finding || steps.size() == kDoFirst) continue;
    const Finding& finding = report.findings[*action.finding];
    const Said said = said_by(report, redactor, finding);
    std::string fix = sentence(first_sentence(said.fix));
    if (fix.ends_with(':')) fix.back() = '.';
    steps.push_back({place_of(report, finding), finding.rule,
                     sentence(said.message + first_of(report, *action.finding)), std::move(fix),
                     found_elsewhere(report, finding), who_may_call(report, finding),
                     are_questions_answered});
  }
  return steps;
}

std::string do_next(const Report& report) {
  std::vector<std::string> rules;
  std::size_t told = 0;
  bool are_all = true;
  for (const assess::NextAction& action : report.assessment->next_actions) {
    if (action.answers_questions || action.begins_in > 1) break;
    if (action.finding && told++ < kDoFirst) continue;
    are_all &= action.finding.has_value();
    if (!action.finding) continue;
    rules.push_back(fmt::format("{} {}", action.rule, rule_of(report, action.rule).name));
  }
  if (!are_all) rules.emplace_back("others");
  return in_words(rules, " and ");
}

namespace {

// " (2 more are told with others: SEC058 with SEC002)"
std::string told_with_others(const Report& report, std::size_t others) {
  if (others == 0) return {};
  std::set<std::string> pairs;
  for (const assess::Cluster& one : report.assessment->clusters) {
    if (!one.review_requested || !one.is_told_elsewhere()) continue;
    pairs.insert(fmt::format("{} with {}", one.rule, one.told_in.rule));
  }
  return fmt::format(" ({} more {} told with others: {})", others, others == 1 ? "is" : "are",
                     fmt::join(pairs, ", "));
}

}  // namespace

std::string PolicyOnAnnotations::before(const assess::Cluster& cluster) {
  if (!assess::is_about_annotations(cluster) || std::exchange(is_told_, true)) return {};
  return "By the policy of this audit missing type hints are critical, behind security, validation "
         "and what breaks the service; so is `Any` in their place where code goes on with the "
         "value, and a warning elsewhere:";
}

std::string reviews_to_decide(const Report& report) {
  constexpr std::size_t kNamed = 5;
  std::vector<std::pair<std::string_view, std::size_t>> rules;  // in the order of urgency
  for (const assess::Cluster& cluster : report.assessment->clusters) {
    if (!cluster.review_requested || cluster.is_told_elsewhere()) continue;
    auto it = std::find_if(rules.begin(), rules.end(),
                           [&](const auto& one) { return one.first == cluster.rule; });
    if (it == rules.end()) it = rules.insert(it, {cluster.rule, 0});
    it->second += cluster.findings.size();
  }
  if (rules.empty()) return {};
  const std::size_t all = report.assessment->counts.review_requested;
  const std::size_t decided = assess::reviews_to_decide(*report.assessment);
  std::string text =
      fmt::format("Decide about the {} for review{}: ", counted(decided, "critical finding"),
                  told_with_others(report, all - decided));
  for (std::size_t i = 0; i < std::min(rules.size(), kNamed); ++i) {
    fmt::format_to(std::back_inserter(text), "{}{} × {} {}", i == 0 ? "" : ", ", rules[i].second,
                   rules[i].first, rule_of(report, rules[i].first).name);
  }
  if (rules.size() > kNamed) text += " and " + counted(rules.size() - kNamed, "more rule");
  return text;
}

std::string owner_and_day(const assess::NextAction& action) {
  std::string text;
  if (!action.owner.empty()) text = fmt::format("Owner: {}. ", action.owner);
  const findings::Date day = action.due;
  return text + fmt::format("Due: {:04}-{:02}-{:02}.", int(day.year()), unsigned(day.month()),
                            unsigned(day.day()));
}

std::string files_looked_at(const assess::Coverage& coverage) {
  return coverage.files_reviewed ? counted(coverage.files_in_review, "reviewed file")
                                 : counted(coverage.files, "file");
}

std::vector<std::string> coverage_lines(const Report& report) {
  const assess::Coverage& coverage = *report.coverage;
  std::vector<std::string> lines;
  lines.push_back(fmt::format("Files: {}, of these {} Python ({} lines)", coverage.files,
                              coverage.python_files, coverage.python_lines));
  if (coverage.files_reviewed) {
    lines.push_back(!coverage.is_partial()
                        ? "Reviewed: all of them"
                        : fmt::format("Reviewed: {}{}, of these {} Python",
                                      coverage.reviews_whole_files ? "" : "what changed in ",
                                      counted(coverage.files_in_review, "file"),
                                      *coverage.files_reviewed));
  }
  lines.push_back(fmt::format("Rules run: {}", coverage.rules_run));
  lines.push_back(fmt::format("Findings silenced: {} by comments, {} by the baseline",
                              coverage.suppressed, coverage.baselined));
  add_data_flow(coverage, lines);
  add_skipped(coverage, lines);
  return lines;
}

std::string in_few_words(const std::string& advice) {
  constexpr std::size_t kLongest = 160;
  return advice.size() > kLongest ? "." : ": " + markdown_line(advice);
}

}  // namespace fastidious::report
