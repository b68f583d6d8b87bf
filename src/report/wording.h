#pragma once
// Phrases that the formats for people share.

#include <cstdint>
#include <string>
#include <string_view>

#include "report/redaction.h"
#include "report/report.h"
#include "text/counted.h"

namespace fastidious::report {

// "2 critical, 1 critical for review, 14 warnings, 3 suggestions"; "no findings".
std::string counts_text(const assess::Counts& counts);
// " (of all these, 3 are mended along with others, and named there)": findings of one cause, listed
// once.
std::string told_together(const assess::Assessment& assessment);

// "app/db.py:12:5"; "the repository" for what stands in none of its files.
std::string place_text(const Place& place);

// The same for Markdown: a code span, but for the repository.
std::string place_code(const Place& place);

// "Security", "Reliability", "Maintainability".
std::string_view risk_title(findings::RiskKind kind);

// `text` with a full stop, where it has no end of its own: something else follows.
std::string sentence(std::string_view text);

// What a finding says, without secrets; where a rule's finding has no risk or fix of its own, the
// rule's.
struct Said {
  std::string message;
  std::string risk;
  std::string fix;
  friend bool operator==(const Said&, const Said&) = default;
};
Said said_by(const Report& report, const Redactor& redactor, const findings::Finding& finding);

// The first places of a cluster: "a.py:3:1, :9:5, b.py:2:1 and 14 more"; each may be a code span.
// Several findings at one place are named once.
std::string places_of(const Report& report, const assess::Cluster& cluster, std::size_t at_most,
                      bool as_code, bool say_more = true);

// Text that may come from the audited code, safe to print on a terminal: control characters, among
// them those that start escape sequences or turn the writing direction, become U+FFFD; tabs a
// blank.
void append_printable(std::string& out, std::string_view text);

// The same text as one line of Markdown: code spans are kept, what else would be markup is escaped.
std::string markdown_line(std::string_view text);

// `code` as a code span, whatever it holds.
std::string code_span(std::string_view code);

// The words of a text, without what stands in backticks.
std::string without_code(std::string_view text);

// The first sentence of Markdown; what stands in code spans ends none.
std::string_view first_sentence(std::string_view text);

// What a fix begins with, up to the first colon, semicolon or full stop outside of code and without
// it; empty where that is long.
std::string_view first_clause(std::string_view fix);

// The most urgent findings to mend, at most three: where, what is wrong, and what to do, each a
// sentence.
struct FirstStep {
  // Where another rule has found the same, elsewhere.
  struct Also {
    std::string_view rule;
    Place place;
  };
  Place place;
  std::string_view rule;
  std::string message;
  std::string fix;
  std::vector<Also> also;
  std::string decide;  // " Decide, too, who may call it: …", what is for review; mostly empty
  bool comes_after_reviews = false;
};
// In the order of the next actions, of which they are the first that name a rule.
std::vector<FirstStep> do_first(const Report& report, const Redactor& redactor);

// "DEP019 health-endpoint-missing": the rules to mend behind these and before any question is
// answered, where they are begun in phase 1; empty without any.
std::string do_next(const Report& report);

// "Decide about the 3 critical findings for review: 2 × SEC050 …, 1 × DEP032 …"; empty without any.
std::string reviews_to_decide(const Report& report);

// "Owner: @org/team. Due: 2027-02-01."
std::string owner_and_day(const assess::NextAction& action);

// ": Declare it."; "." where the advice is long, which stands as a whole elsewhere.
std::string in_few_words(const std::string& advice);

// Why the type hints that are told next are among what is critical, once; empty for other findings.
class PolicyOnAnnotations {
 public:
  std::string before(const assess::Cluster& cluster);
  bool is_told() const { return is_told_; }

 private:
  bool is_told_ = false;
};

// "243 files", "5 reviewed files".
std::string files_looked_at(const assess::Coverage& coverage);

// The lines of the coverage section, without marks: "Files: 42, of these 40 Python", ….
std::vector<std::string> coverage_lines(const Report& report);

}  // namespace fastidious::report
