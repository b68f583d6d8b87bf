#include "engine/settle_findings.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>

#include "findings/fingerprint.h"
#include "findings/suppression.h"

namespace fastidious::engine {
namespace {

using findings::Finding;

constexpr std::string_view kNotAnalysed = "AUD001";

bool before_in_file(const Finding& a, const Finding& b) {
  return std::tie(a.span.begin, a.span.end, a.rule, a.message) <
         std::tie(b.span.begin, b.span.end, b.rule, b.message);
}

// The findings of one file, after its comments had their say.
struct SettledFile {
  std::vector<Finding> reported;
  std::vector<SilencedFinding> silenced;
};

class Settling {
 public:
  Settling(const rules::Driver& driver, const AuditOptions& options, AuditResult& result)
      : driver_(driver), options_(options), result_(result) {}

  void run(CheckedFiles checked) {
    std::vector<SettledFile> settled(checked.by_file.size());
    tbb::parallel_for(std::size_t{0}, settled.size(), [&](std::size_t i) {
      settled[i] = settle(result_.model->files()[i].file(), std::move(checked.by_file[i]));
    });
    for (const std::size_t i : files_by_path()) take(std::move(settled[i]));
    report_files_not_analysed();
    if (options_.baseline != nullptr) compare_with_baseline();
    sort_by_path();
    result_.internal_errors = std::move(checked.errors);
    result_.rule_times = checked.times.slowest_first();
  }

 private:
  bool was_evaluated(std::string_view code) const { return driver_.find(code) != nullptr; }

  SettledFile settle(const project::SourceFile& file, std::vector<Finding> found) const {
    findings::Suppressions comments(file, options_.today);
    std::sort(found.begin(), found.end(), before_in_file);
    findings::set_fingerprints(file, found);
    SettledFile settled;
    for (Finding& finding : found) {
      const auto* comment = comments.silence(finding.rule, finding.span);
      if (comment == nullptr) {
        settled.reported.push_back(std::move(finding));
      } else {
        settled.silenced.push_back({std::move(finding), std::string(comment->reason)});
      }
    }
    add_problems(file, comments, settled.reported);
    return settled;
  }

  // AUD004. A review walks only a part of the rules' places, so that "unused" would say nothing.
  void add_problems(const project::SourceFile& file, const findings::Suppressions& comments,
                    std::vector<Finding>& reported) const {
    const rules::ActiveRule* rule = driver_.find("AUD004");
    if (comments.empty() || rule == nullptr || options_.change || !driver_.runs_on(*rule, file)) {
      return;
    }
    std::vector<Finding> problems =
        comments.problems([&](std::string_view code) { return was_evaluated(code); });
    std::sort(problems.begin(), problems.end(), before_in_file);
    findings::set_fingerprints(file, problems);
    std::move(problems.begin(), problems.end(), std::back_inserter(reported));
  }

  // Findings are large: taken in this order, most need no sorting afterwards.
  std::vector<std::size_t> files_by_path() const {
    const auto& files = result_.model->files();
    std::vector<std::size_t> order(files.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&files](std::size_t a, std::size_t b) {
      return files[a].file().path < files[b].file().path;
    });
    return order;
  }

  void take(SettledFile file) {
    std::move(file.reported.begin(), file.reported.end(), std::back_inserter(result_.findings));
    std::move(file.silenced.begin(), file.silenced.end(), std::back_inserter(result_.silenced));
  }

  void report_files_not_analysed() {
    const rules::ActiveRule* rule = driver_.find(kNotAnalysed);
    if (rule == nullptr) return;
    for (std::size_t i = 0; i < result_.not_analysed.size(); ++i) {
      const project::SourceFile& file = result_.not_analysed[i];
      std::vector<Finding> found(1);
      found[0].rule = rule->rule->code;
      found[0].severity = rule->severity();
      found[0].file = file.id;
      found[0].message = "This file was not analysed: " + result_.inventory.not_analysed[i].reason;
      findings::set_fingerprints(file.path, found);
      result_.findings.push_back(std::move(found[0]));
    }
  }

  void compare_with_baseline() {
    const auto evaluated = [&](std::string_view code) { return was_evaluated(code); };
    findings::BaselineMatch match = options_.baseline->match(result_.findings, evaluated);
    std::vector<Finding> fresh;
    for (std::size_t i = 0; i < result_.findings.size(); ++i) {
      auto& to = match.known[i] ? result_.baselined : fresh;
      to.push_back(std::move(result_.findings[i]));
    }
    result_.findings = std::move(fresh);
    const bool whole = !options_.change && options_.discovery.paths.empty();
    const rules::ActiveRule* rule = driver_.find("AUD003");
    if (!whole || rule == nullptr) return;
    std::vector<Finding> stale;
    for (const findings::BaselineEntry& entry : match.stale) {
      stale.push_back(findings::stale_finding(entry));
      stale.back().severity = rule->severity();
    }
    std::move(stale.begin(), stale.end(), std::back_inserter(result_.findings));
  }

  void sort_by_path() {
    const auto before = [&](const Finding& a, const Finding& b) {
      if (a.file == b.file) return before_in_file(a, b);
      return result_.path_of(a.file) < result_.path_of(b.file);
    };
    std::vector<Finding>& all = result_.findings;
    if (!std::is_sorted(all.begin(), all.end(), before)) {
      std::stable_sort(all.begin(), all.end(), before);
    }
  }

  const rules::Driver& driver_;
  const AuditOptions& options_;
  AuditResult& result_;
};

}  // namespace

void settle_findings(CheckedFiles checked, const rules::Driver& driver, const AuditOptions& options,
                     AuditResult& result) {
  Settling(driver, options, result).run(std::move(checked));
}

}  // namespace fastidious::engine
