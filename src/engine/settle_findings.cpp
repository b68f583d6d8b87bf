#include "engine/settle_findings.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>

#include "engine/dead_code_advice.h"
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

// Findings are large: they stay where they are, and what is sorted is pointers.
template <class Before>
std::vector<Finding*> in_order(std::vector<Finding>& found, Before before) {
  std::vector<Finding*> order(found.size());
  std::transform(found.begin(), found.end(), order.begin(), [](Finding& one) { return &one; });
  std::stable_sort(order.begin(), order.end(),
                   [before](const Finding* a, const Finding* b) { return before(*a, *b); });
  return order;
}

void silence(findings::Suppressions& comments, SettledFile& settled) {
  std::erase_if(settled.reported, [&](Finding* finding) {
    const auto* comment = comments.silence(finding->rule, finding->span);
    if (comment == nullptr) return false;
    settled.silenced.push_back({std::move(*finding), std::string(comment->reason)});
    return true;
  });
}

// AUD004. A review walks only a part of the rules' places, so that "unused" would say nothing.
template <class File>
std::vector<Finding> problems_of(const rules::Driver& driver, const AuditOptions& options,
                                 const File& file, const findings::Suppressions& comments) {
  const rules::ActiveRule* rule = driver.find("AUD004");
  if (rule == nullptr || options.change || !driver.runs_on(*rule, file)) return {};
  std::vector<Finding> problems = comments.problems([&](std::string_view code) {
    const rules::ActiveRule* other = driver.find(code);
    return other != nullptr && driver.is_evaluated(*other, file);
  });
  std::sort(problems.begin(), problems.end(), before_in_file);
  return problems;
}

class Gathering {
 public:
  Gathering(const rules::Driver& driver, const AuditOptions& options, AuditResult& result)
      : driver_(driver), options_(options), result_(result) {}

  void run(std::vector<SettledFile> settled, std::vector<SettledFile> texts) {
    std::vector<SettledFile*> files = in_order_of_paths(settled);
    std::transform(texts.begin(), texts.end(), std::back_inserter(files),
                   [](SettledFile& text) { return &text; });
    for (SettledFile* file : files) {
      std::move(file->silenced.begin(), file->silenced.end(), std::back_inserter(result_.silenced));
    }
    take(std::move(files));
    report_files_not_analysed();
    if (options_.baseline != nullptr) compare_with_baseline();
    sort_by_path();
    advise_to_delete_dead_code(driver_, result_.findings);
  }

 private:
  std::vector<SettledFile*> in_order_of_paths(std::vector<SettledFile>& settled) const {
    const auto& files = result_.model->files();
    std::vector<std::size_t> order(files.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&files](std::size_t a, std::size_t b) {
      return files[a].file().path < files[b].file().path;
    });
    std::vector<SettledFile*> sorted(order.size());
    std::transform(order.begin(), order.end(), sorted.begin(),
                   [&](std::size_t i) { return &settled[i]; });
    return sorted;
  }

  // Findings are large: taken in the order of their files' paths, most need no sorting afterwards.
  void take(std::vector<SettledFile*> files) {
    std::erase_if(files, [](const SettledFile* file) {
      return file->reported.empty() && file->problems.empty();
    });
    std::stable_sort(
        files.begin(), files.end(),
        [this](const SettledFile* a, const SettledFile* b) { return path_of(*a) < path_of(*b); });
    reserve(files);
    for (SettledFile* file : files) take(*file);
  }

  // Of one with findings.
  std::string_view path_of(const SettledFile& file) const {
    const Finding& first = file.reported.empty() ? file.problems.front() : *file.reported.front();
    return result_.path_of(first.file);
  }

  void reserve(const std::vector<SettledFile*>& files) {
    std::size_t count = result_.findings.size() + result_.not_analysed.size();
    for (const SettledFile* file : files) count += file->reported.size() + file->problems.size();
    result_.findings.reserve(count);
  }

  void take(SettledFile& file) {
    for (Finding* finding : file.reported) result_.findings.push_back(std::move(*finding));
    std::move(file.problems.begin(), file.problems.end(), std::back_inserter(result_.findings));
  }

  void report_files_not_analysed() {
    const rules::ActiveRule* rule = driver_.find(kNotAnalysed);
    if (rule == nullptr) return;
    for (std::size_t i = 0; i < result_.not_analysed.size(); ++i) {
      const project::TextFile& file = result_.not_analysed[i];
      if (options_.change && options_.change->find(file.path) == nullptr) continue;
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
    const auto evaluated = [&](std::string_view code) { return driver_.find(code) != nullptr; };
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
    if (std::is_sorted(all.begin(), all.end(), before)) return;
    std::vector<Finding> sorted;
    sorted.reserve(all.size());
    for (Finding* one : in_order(all, before)) sorted.push_back(std::move(*one));
    all = std::move(sorted);
  }

  const rules::Driver& driver_;
  const AuditOptions& options_;
  AuditResult& result_;
};

}  // namespace

Settling::Settling(const rules::Driver& driver, const AuditOptions& options,
                   const AuditResult& result)
    : driver_(driver), options_(options), model_(*result.model), settled_(model_.files().size()) {}

void Settling::settle(findings::FileId id, std::vector<Finding> found) {
  const project::SourceFile& file = model_.file(id).file();
  SettledFile& settled = settled_[id.value];
  settled.found = std::move(found);
  settled.reported = in_order(settled.found, before_in_file);
  findings::set_fingerprints(file, settled.reported);
  findings::Suppressions comments(file, options_.today);
  if (comments.empty()) return;
  silence(comments, settled);
  settled.problems = problems_of(driver_, options_, file, comments);
  findings::set_fingerprints(file, settled.problems);
}

SettledFile settle_text(const rules::Driver& driver, const AuditOptions& options,
                        const project::TextFile& file, std::vector<Finding> found) {
  SettledFile settled;
  settled.found = std::move(found);
  std::sort(settled.found.begin(), settled.found.end(), before_in_file);
  findings::set_fingerprints(file.text.view(), settled.found);
  settled.reported = in_order(settled.found, before_in_file);
  findings::Suppressions comments(file, options.today);
  if (comments.empty()) return settled;
  silence(comments, settled);
  settled.problems = problems_of(driver, options, file, comments);
  findings::set_fingerprints(file.text.view(), settled.problems);
  return settled;
}

void Settling::add(std::vector<Finding> about_repository) {
  std::move(about_repository.begin(), about_repository.end(),
            std::back_inserter(about_repository_));
}

void Settling::finish(RulesRun run, AuditResult& result) {
  result.findings = std::move(about_repository_);
  Gathering(driver_, options_, result).run(std::move(settled_), std::move(settled_texts_));
  result.internal_errors = std::move(run.errors);
  result.left_out = std::move(run.left_out);
  result.rule_times = run.times.slowest_first();
}

}  // namespace fastidious::engine
