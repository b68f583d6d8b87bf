// The review: specification 1's "Output Format".

#include <fmt/format.h>

#include <iterator>

#include "report/markdown.h"
#include "report/wording.h"

namespace fastidious::report {
namespace {

using assess::Cluster;
using findings::Finding;
using findings::Severity;

// So many findings of a rule in a module are told one by one.
constexpr std::size_t kToldOneByOne = 3;

class ReviewWriter {
 public:
  explicit ReviewWriter(const Report& report) : report_(report), redactor_(report) {}
  std::string write();

 private:
  void write_passed();
  void write_section(Severity severity, std::string_view heading);
  void write_cluster(const Cluster& cluster);
  void write_item(const Cluster& cluster, const Finding& finding, const std::string& location);
  void write_suggestion(const Cluster& cluster);
  void write_pointer_to_reviews();

  template <class... Args>
  void line(fmt::format_string<Args...> pattern, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), pattern, std::forward<Args>(args)...);
    out_.push_back('\n');
  }

  const Report& report_;
  Redactor redactor_;
  std::string out_;
};

void ReviewWriter::write_passed() {
  line("### ✅ Passed Checks");
  markdown::append_passed(out_, report_, "review");
}

void ReviewWriter::write_item(const Cluster& cluster, const Finding& finding,
                              const std::string& location) {
  const rules::Rule& rule = rule_of(report_, finding.rule);
  const Said said = said_by(report_, redactor_, finding);
  const std::size_t others = cluster.findings.size() - 1;
  const bool is_group = location.find(" findings") != std::string::npos;
  line("\n#### {}", markdown::title_of(report_, finding.rule));
  line("- **Location**: {}", location);
  line("- **Issue**: {}{}", markdown_line(said.message),
       is_group
           ? fmt::format(" (the first of them; {} are of the same kind)", counted(others, "other"))
           : "");
  if (finding.severity == Severity::Critical) {
    line("- **Risk**: {}. {}", risk_title(rule.risk_kind), markdown_line(said.risk));
    line("- **Fix**: {}", markdown::item_text(said.fix));
  } else {
    line("- **Recommendation**: {}", markdown::item_text(said.fix));
  }
}

void ReviewWriter::write_cluster(const Cluster& cluster) {
  if (cluster.findings.size() > kToldOneByOne) {
    write_item(cluster, report_.findings[cluster.findings.front()],
               markdown::location_of(report_, cluster));
    return;
  }
  for (const std::uint32_t index : cluster.findings) {
    const Finding& finding = report_.findings[index];
    write_item(cluster, finding, code_span(place_text(place_of(report_, finding))));
  }
}

void ReviewWriter::write_suggestion(const Cluster& cluster) {
  const Said said = said_by(report_, redactor_, report_.findings[cluster.findings.front()]);
  line("- **{}** ({}): {} {}", markdown::title_of(report_, cluster.rule),
       markdown::location_of(report_, cluster), markdown_line(sentence(said.message)),
       markdown::item_text(said.fix));
}

// The specification has no place for what is critical but uncertain; its own section follows
// behind, and the critical issues say so.
void ReviewWriter::write_pointer_to_reviews() {
  if (const std::uint32_t number = report_.assessment->counts.review_requested; number > 0) {
    line("\n{} for review: see \"Critical, Review Requested\" below.",
         counted(number, "more critical finding"));
  }
}

void ReviewWriter::write_section(Severity severity, std::string_view heading) {
  line("\n### {}", heading);
  bool any = false;
  for (const Cluster& cluster : report_.assessment->clusters) {
    if (cluster.severity != severity || cluster.review_requested) {
      continue;
    }
    any = true;
    if (severity == Severity::Suggestion) {
      write_suggestion(cluster);
    } else {
      write_cluster(cluster);
    }
  }
  if (!any) {
    line("- None.");
  }
  if (severity == Severity::Critical) {
    write_pointer_to_reviews();
  }
}

std::string ReviewWriter::write() {
  markdown::append_lead(out_, report_, redactor_);
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
