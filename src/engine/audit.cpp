#include "engine/audit.h"

#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "base/huge_pages.h"
#include "engine/check_all.h"
#include "engine/check_history.h"
#include "engine/check_texts.h"
#include "engine/measure_coverage.h"
#include "engine/parse_all.h"
#include "engine/settle_findings.h"
#include "knowledge/library_facts.h"
#include "project/dependencies.h"
#include "rules/registry.h"

namespace fastidious::engine {
namespace {

void add_what_was_covered(RulesRun& run, assess::Coverage& coverage) {
  std::move(run.manifests_skipped.begin(), run.manifests_skipped.end(),
            std::back_inserter(coverage.files_skipped));
  coverage.data_flow = std::move(run.data_flow);
  coverage.facts = std::move(run.facts);
}

void add_what_texts_took(TextsRun& texts, RulesRun& run) {
  run.times.merge(texts.times);
  std::move(texts.errors.begin(), texts.errors.end(), std::back_inserter(run.errors));
  std::move(texts.left_out.begin(), texts.left_out.end(), std::back_inserter(run.left_out));
}

void note_history(const HistoryRun& history, assess::Coverage& coverage) {
  if (!history.problem.empty()) {
    coverage.files_skipped.push_back({".git", "its history: " + history.problem, false});
  }
  coverage.commits_read = history.commits;
  coverage.has_shallow_history = history.is_shallow;
}

// Times the phases; the clock is read once for each.
class Phases {
 public:
  explicit Phases(std::vector<PhaseTime>& times) : times_(times) {}

  void done(std::string_view phase) {
    const auto now = std::chrono::steady_clock::now();
    const auto spent = std::chrono::duration_cast<std::chrono::nanoseconds>(now - begin_);
    times_.push_back({phase, static_cast<std::uint64_t>(spent.count())});
    begin_ = now;
  }
  // What a part of the phase that is done took; nothing if it was not needed.
  void part(std::string_view name, std::chrono::nanoseconds spent) {
    if (spent.count() > 0)
      times_.push_back({name, static_cast<std::uint64_t>(spent.count()), true});
  }

 private:
  std::vector<PhaseTime>& times_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// What other tools have said; nothing where no rule asks.
evidence::Evidence evidence_for(const rules::Driver& driver, const AuditOptions& options,
                                const repo::Inventory& inventory, const FileSystem& files) {
  static constexpr std::string_view kAsking[] = {"AUD005", "TST003", "TST008", "TYP009"};
  const bool asked =
      std::any_of(std::begin(kAsking), std::end(kAsking),
                  [&](std::string_view code) { return driver.find(code) != nullptr; });
  return asked ? evidence::collect(options.evidence, inventory, files) : evidence::Evidence();
}

// Whether the trees and what is known of them will take hundreds of megabytes.
bool is_large(const repo::Inventory& inventory) {
  constexpr std::ptrdiff_t kManyFiles = 1000;
  const auto is_python = [](const repo::RepositoryFile& file) {
    return repo::is_python(file.kind);
  };
  return std::count_if(inventory.files.begin(), inventory.files.end(), is_python) >= kManyFiles;
}

AuditResult run(const AuditOptions& options, const FileSystem& files) {
  AuditResult result;
  Phases phases(result.phase_times);
  result.names = std::make_unique<IdentifierTable>();

  result.inventory = repo::discover(files, options.discovery);
  if (is_large(result.inventory)) prefer_huge_pages();
  phases.done("discover");

  project::Dependencies dependencies = project::Dependencies::read(result.inventory, files);
  dependencies.set_target_python(options.target_python);
  for (const auto& one : dependencies.problems()) result.inventory.not_analysed.push_back(one);
  phases.done("dependencies");

  rules::Driver driver(rules::all_rules(), options.rules);
  result.evidence = evidence_for(driver, options, result.inventory, files);
  TextsRun texts = check_texts(result.inventory, options, driver, files);
  phases.done("texts");
  HistoryRun history = check_history(result.inventory, options, driver);
  phases.done("history");

  // Every file on its own, in parallel: bytes to text to tree to names. What cannot be read is
  // listed.
  const StylePlan style(driver, result.inventory, files);
  ParsedFiles parsed = parse_all(result.inventory, options.roles, style, files, *result.names);
  result.not_analysed = std::move(parsed.not_analysed);
  const std::size_t first_text = parsed.files.size() + result.not_analysed.size();
  texts.number(first_text);
  result.texts = std::move(texts.files);
  phases.done("parse");

  result.model =
      semantic::build_model(std::move(parsed.files), std::move(parsed.bound), *result.names,
                            knowledge::library_facts(), std::move(dependencies));
  phases.done("link");

  // From here on the model is const: every later phase only reads it.
  // Suppressions, fingerprints, order: what a finding goes through before it is reported.
  Settling settling(driver, options, result);
  std::vector<FileCounts> counts(result.model->files().size());
  RulesRun rules_run =
      check_all(*result.model, app::ApplicationOptions{options.public_routes, options.guards},
                result.inventory, result.texts, driver,
                GivenFacts{options.flow_facts, options.advisories, &result.evidence},
                options.change, [&](findings::FileId file, auto found) {
                  settling.settle(file, std::move(found));
                  counts[file.value] = count_in(result.model->file(file), options, driver);
                });
  phases.done("rules");
  phases.part("application model", rules_run.application_model);
  phases.part("data flow", rules_run.flow_analysis);

  add_to_texts(std::move(rules_run.in_texts), first_text, texts);
  for (SettledFile& settled : settle_texts(driver, options, result.texts, texts)) {
    settling.add(std::move(settled));
  }
  settling.add(std::move(rules_run.about_repository));
  add_what_texts_took(texts, rules_run);
  settling.add(std::move(history.findings));
  std::move(history.errors.begin(), history.errors.end(), std::back_inserter(rules_run.errors));
  note_history(history, result.coverage);
  result.coverage.files_scanned_for_secrets = texts.files_read;
  std::move(texts.skipped.begin(), texts.skipped.end(),
            std::back_inserter(result.coverage.files_skipped));
  add_what_was_covered(rules_run, result.coverage);
  settling.finish(std::move(rules_run), result);
  measure_coverage(options, driver, counts, result);
  phases.done("settle");
  return result;
}

}  // namespace

const project::TextFile& AuditResult::file(findings::FileId id) const {
  const std::size_t parsed = model->files().size();
  if (id.value < parsed) return model->file(id).file();
  const std::size_t other = id.value - parsed;
  return other < not_analysed.size() ? not_analysed[other] : texts[other - not_analysed.size()];
}

AuditResult audit(const AuditOptions& options, const FileSystem& files) {
  const int threads =
      options.threads == 0 ? tbb::task_arena::automatic : static_cast<int>(options.threads);
  tbb::task_arena arena(threads);
  return arena.execute([&] { return run(options, files); });
}

}  // namespace fastidious::engine
