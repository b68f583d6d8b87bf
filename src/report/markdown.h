#pragma once
// The two Markdown reports, and the sections that they share. Headings, order and marks are those
// of the specifications; what the specifications do not name follows behind.

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/redaction.h"
#include "report/report.h"
#include "report/wording.h"

namespace fastidious::report {

// "### ✅ Passed Checks" and its siblings.
std::string write_review(const Report& report);
// "## Audit Summary" and its siblings.
std::string write_audit(const Report& report);

namespace markdown {

// "SEC020 sql-string-built"
std::string title_of(const Report& report, std::string_view code);

// "SEC020 sql-string-built, also found by SEC021 sql-taint", where another rule's findings are
// mended with those of the cluster's.
std::string title_of(const Report& report, std::span<const assess::Cluster* const> work);
std::string title_of(const Report& report, const assess::Cluster& cluster);

// So many places are listed one by one: nobody has to run the tool again to know which they are.
inline constexpr std::size_t kPlacesListed = 12;

// The extent of a cluster: "`app/db.py:12:5`", or "34 findings in 12 files below `app/api`: first
// …".
std::string location_of(const Report& report, const assess::Cluster& cluster);

// What is told of a rule: where, and what is wrong there.
struct Entry {
  std::string location;
  Said said;
  std::size_t others = 0;    // findings that say it of something else, which are not told
  std::size_t findings = 1;  // with those
  // What the findings behind the first name in place of its first name, as they name it.
  std::vector<std::string> likewise{};
  std::string last_path{};                       // of the last place of `location`
  std::vector<std::string> further_locations{};  // of groups that say the same of other names
  std::string remedy_of_others{};              // said behind the fix, where that is the first's own
  const findings::Answers* answers = nullptr;  // that operations lack, by the first finding
};
// Few findings of a module one by one, those that say the same at one go; of many the first, and
// the first of each other remedy where these are few.
std::vector<Entry> entries_of(const Report& report, const Redactor& redactor,
                              std::span<const assess::Cluster* const> work);

// Those of one risk together, and as one what is said of several places, whatever mends it.
std::vector<std::vector<Entry>> by_risk(std::vector<Entry> entries);

// " (the first of 13)", " (likewise `b`, `c`)", or nothing.
std::string others_of(const Entry& entry);

// Its locations on one line.
std::string all_locations(const Entry& entry);

// Text that may have several lines, as the content of a list item: the lines behind the first are
// indented, so that code blocks stay in the item, whose mark is as wide.
std::string item_text(std::string_view text, std::size_t indent = 2);

std::string_view mark_of(assess::AreaStatus status);

// Text inside of a table may not hold a bare |, not even in code (GFM, "Tables").
std::string as_cell(std::string text);

// Where the whole of what mends a rule's findings stands: "recommendation 12".
using WhereTold = std::function<std::string(std::string_view rule)>;
// What was found in how many files, and what to do first: before the first heading.
void append_lead(std::string& out, const Report& report, const Redactor& redactor,
                 const WhereTold& where_told);

// The criteria that are met, whose id starts with `criteria`, each with what that rests on.
void append_passed(std::string& out, const Report& report, std::string_view criteria);

void append_checklist(std::string& out, const std::vector<assess::ChecklistItem>& items);

// "Critical, Review Requested", "Questions for a Human", "Failed Checks", "Not Evaluated" (criteria
// whose id starts with `criteria`), "Quality Assurance" and "Coverage", with headings that start
// with `heading` ("##" or "###").
void append_closing_sections(std::string& out, const Report& report, const Redactor& redactor,
                             std::string_view heading, std::string_view criteria);

}  // namespace markdown
}  // namespace fastidious::report
