#include "engine/check_all.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <iterator>

#include "engine/review_filter.h"
#include "rules/registry.h"

namespace fastidious::engine {
namespace {

using rules::ActiveRule;
using rules::FindingSink;
using rules::RuleTimes;

class Checking {
 public:
  Checking(const semantic::Model& model, rules::Driver& driver, const ReviewFilter* filter)
      : model_(model),
        driver_(driver),
        filter_(filter),
        times_([&] { return RuleTimes(driver.active_rules().size()); }) {}

  CheckedFiles run() {
    result_.by_file.resize(model_.files().size());
    check_files();
    check_project();
    for (const RuleTimes& times : times_) result_.times.merge(times);
    return std::move(result_);
  }

 private:
  RuleTimes* times() { return driver_.measures() ? &times_.local() : nullptr; }

  void check_files() {
    std::vector<const rules::Dispatch*> dispatches;
    for (const semantic::FileModel& file : model_.files()) {
      dispatches.push_back(&driver_.dispatch_for(file.file()));
    }
    std::vector<std::vector<rules::InternalError>> errors(dispatches.size());
    tbb::parallel_for(std::size_t{0}, dispatches.size(), [&](std::size_t i) {
      const semantic::FileModel& file = model_.files()[i];
      if (filter_ != nullptr && !filter_->touches(file.file().id)) return;
      FindingSink sink(filter_);
      rules::Driver::check_file(file, *dispatches[i], sink, times());
      result_.by_file[i] = sink.take();
      errors[i] = sink.take_errors();
    });
    for (auto& of_file : errors) keep(std::move(of_file));
  }

  void check_project() {
    std::vector<const ActiveRule*> rules;
    for (const ActiveRule& rule : driver_.active_rules()) {
      if (rule.rule->on_project != nullptr) rules.push_back(&rule);
    }
    std::vector<FindingSink> sinks;
    for (std::size_t i = 0; i < rules.size(); ++i) sinks.emplace_back(filter_);
    tbb::parallel_for(std::size_t{0}, rules.size(), [&](std::size_t i) {
      rules::Driver::check_project(model_, *rules[i], sinks[i], times());
    });
    for (std::size_t i = 0; i < rules.size(); ++i) {
      keep(sinks[i].take_errors());
      distribute(*rules[i], sinks[i].take());
    }
  }

  // A rule about the repository reports wherever it likes: files and paths that it is not for, or
  // that the change did not touch, are sorted out here.
  void distribute(const ActiveRule& rule, std::vector<findings::Finding> found) {
    for (findings::Finding& finding : found) {
      const project::SourceFile& file = model_.file(finding.file).file();
      const bool caused = filter_ == nullptr || filter_->caused(*rule.rule, finding);
      if (caused && driver_.runs_on(rule, file)) {
        result_.by_file[finding.file.value].push_back(std::move(finding));
      }
    }
  }

  void keep(std::vector<rules::InternalError> errors) {
    std::move(errors.begin(), errors.end(), std::back_inserter(result_.errors));
  }

  const semantic::Model& model_;
  rules::Driver& driver_;
  const ReviewFilter* filter_;
  tbb::enumerable_thread_specific<RuleTimes> times_;
  CheckedFiles result_;
};

}  // namespace

CheckedFiles check_all(const semantic::Model& model, rules::Driver& driver,
                       const std::optional<repo::ChangeSet>& change) {
  std::optional<ReviewFilter> filter;
  if (change) filter.emplace(*change, model);
  return Checking(model, driver, filter ? &*filter : nullptr).run();
}

}  // namespace fastidious::engine
