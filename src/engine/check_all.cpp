#include "engine/check_all.h"

#include <tbb/enumerable_thread_specific.h>
#include <xxhash.h>

#include <iterator>

#include "base/parallel_for.h"
#include "deploy/delivery.h"
#include "engine/facts_asked.h"
#include "engine/gather_facts.h"
#include "engine/review_filter.h"
#include "flow/flow.h"
#include "rules/registry.h"

namespace fastidious::engine {
namespace {

using rules::ActiveRule;
using rules::FindingSink;
using rules::RuleTimes;

class Checking {
 public:
  Checking(const semantic::Model& model, const app::ApplicationOptions& options,
           const repo::Inventory& inventory, std::span<const project::TextFile> texts,
           rules::Driver& driver, const GivenFacts& given, const ReviewFilter* filter,
           const FileChecked& done)
      : model_(model),
        options_(options),
        inventory_(inventory),
        texts_(texts),
        driver_(driver),
        given_(given),
        filter_(filter),
        done_(done),
        of_project_(model.files().size()),
        times_([&] { return RuleTimes(driver.active_rules().size()); }) {}

  RulesRun run() {
    driver_.set_evaluated(rules::FilesEvaluated(model_));
    check_repository();
    check_files();
    keep(std::move(project_errors_));
    for (const RuleTimes& times : times_) result_.times.merge(times);
    return std::move(result_);
  }

 private:
  RuleTimes* times() { return driver_.measures() ? &times_.local() : nullptr; }

  void check_files() {
    std::vector<const rules::Dispatch*> dispatches;
    for (const semantic::FileModel& file : model_.files()) {
      dispatches.push_back(&driver_.dispatch_for(file));
    }
    std::vector<std::vector<rules::InternalError>> errors(dispatches.size());
    std::vector<std::vector<rules::FindingsLeftOut>> left_out(dispatches.size());
    parallel_for(dispatches.size(), [&](std::size_t i) {
      const semantic::FileModel& file = model_.files()[i];
      FindingSink sink(filter_);
      if (filter_ == nullptr || filter_->touches(file.file().id)) {
        rules::Driver::check_file(file, *dispatches[i], sink, times());
      }
      std::vector<findings::Finding> found = sink.take();
      std::move(of_project_[i].begin(), of_project_[i].end(), std::back_inserter(found));
      errors[i] = sink.take_errors();
      left_out[i] = sink.left_out();
      done_(file.file().id, std::move(found));
    });
    for (auto& of_file : errors) keep(std::move(of_file));
    for (const auto& of_file : left_out) keep(of_file);
  }

  using Rules = std::vector<const ActiveRule*>;

  // The application model is built beside the rules that do without it.
  void check_repository() {
    const Rules of_project = rules_with(&rules::Rule::on_project);
    const Rules of_application = rules_with(&rules::Rule::on_application);
    const Rules of_delivery = rules_with(&rules::Rule::on_delivery);
    std::optional<app::Application> application;
    std::optional<rules::InternalError> failure;
    const auto build_model = [&] {
      if (!of_application.empty() || !of_delivery.empty()) failure = build(application);
    };
    deploy::Manifests manifests;
    const auto read_manifests = [&] {
      if (!of_delivery.empty()) manifests = manifests_of(texts_);
    };
    const auto check_project = [&] {
      call_each(of_project, [&](const ActiveRule& rule, FindingSink& sink) {
        rules::Driver::check_project(model_, rule, sink, times());
      });
    };
    parallel_for(3, [&](std::size_t i) {
      i == 0 ? build_model() : i == 1 ? check_project() : read_manifests();
    });
    if (failure) project_errors_.push_back(*failure);
    if (!application) return;
    const flow::FlowsOnDemand flows(*application, given_.flow);
    call_each(of_application, [&](const ActiveRule& rule, FindingSink& sink) {
      rules::Driver::check_application(*application, flows, rule, sink, times());
    });
    if (const flow::Flows* known = flows.known()) {
      result_.data_flow = summed_up(*known);
      result_.flow_analysis = known->duration();
    }
    const deploy::Delivery delivery(*application, manifests, inventory_, given_.advisories,
                                    given_.evidence);
    call_each(of_delivery, [&](const ActiveRule& rule, FindingSink& sink) {
      rules::Driver::check_delivery(delivery, rule, sink, times());
    });
    if (!of_delivery.empty() || facts_are_asked(driver_)) {
      result_.facts = gather_facts(delivery, filter_, !of_delivery.empty());
    }
    for (const deploy::ManifestProblem& one : manifests.problems) {
      const bool matters = one.file->role == project::Role::Application;
      result_.manifests_skipped.push_back({one.file->path, one.reason, matters});
    }
  }

  static assess::DataFlow summed_up(const flow::Flows& flows) {
    assess::DataFlow sum;
    sum.functions = static_cast<std::uint32_t>(flows.functions_looked_at());
    for (const flow::Function* function : flows.functions_bounded()) {
      const semantic::FileModel& file = *function->file;
      sum.cut.push_back({file.file().path, std::string(file.text(function->node->name))});
    }
    return sum;
  }

  static deploy::Manifests manifests_of(std::span<const project::TextFile> texts) {
    std::vector<const project::TextFile*> files;
    for (const project::TextFile& file : texts) files.push_back(&file);
    return deploy::read_manifests(files);
  }

  // What went wrong, if the model could not be built: that costs the rules that ask for it only.
  std::optional<rules::InternalError> build(std::optional<app::Application>& application) {
    const auto begin = std::chrono::steady_clock::now();
    try {
      application.emplace(model_, options_);
      result_.application_model = std::chrono::steady_clock::now() - begin;
    } catch (const std::exception& error) {
      return rules::InternalError{"application model", "", error.what()};
    }
    return std::nullopt;
  }

  template <class Hook>
  Rules rules_with(Hook rules::Rule::* hook) const {
    Rules rules;
    for (const ActiveRule& rule : driver_.active_rules()) {
      if (rule.rule->*hook != nullptr) rules.push_back(&rule);
    }
    return rules;
  }

  template <class Call>
  void call_each(const Rules& rules, Call&& call) {
    std::vector<FindingSink> sinks;
    for (std::size_t i = 0; i < rules.size(); ++i) sinks.emplace_back(filter_);
    parallel_for(rules.size(), [&](std::size_t i) { call(*rules[i], sinks[i]); });
    for (std::size_t i = 0; i < rules.size(); ++i) {
      std::vector<rules::InternalError> errors = sinks[i].take_errors();
      std::move(errors.begin(), errors.end(), std::back_inserter(project_errors_));
      keep_concerned(*rules[i], sinks[i].left_out());
      distribute(*rules[i], sinks[i].take());
    }
  }

  // A rule about the repository reports wherever it likes: files and paths that it is not for, or
  // that the change did not touch, are sorted out here.
  void distribute(const ActiveRule& rule, std::vector<findings::Finding> found) {
    for (findings::Finding& finding : found) {
      if (!finding.file || finding.file.value >= model_.files().size()) {
        keep_outside_python(rule, std::move(finding));
        continue;
      }
      const project::SourceFile& file = model_.file(finding.file).file();
      const bool caused = filter_ == nullptr || filter_->caused(*rule.rule, finding);
      if (caused && driver_.runs_on(rule, file)) {
        of_project_[finding.file.value].push_back(std::move(finding));
      }
    }
  }

  // Whether the change concerns a manifest is settled with the other findings in texts. What stands
  // nowhere no change has caused.
  void keep_outside_python(const ActiveRule& rule, findings::Finding finding) {
    if (!finding.file) {
      if (filter_ != nullptr) return;
      finding.fingerprint = XXH3_64bits(finding.message.data(), finding.message.size());
      result_.about_repository.push_back(std::move(finding));
    } else if (driver_.runs_on(rule, text_of(finding.file))) {
      result_.in_texts.push_back(std::move(finding));
    }
  }

  const project::TextFile& text_of(findings::FileId id) const {
    return texts_[id.value - texts_.front().id.value];
  }

  void keep_concerned(const ActiveRule& rule, std::vector<rules::FindingsLeftOut> left_out) {
    std::erase_if(left_out, [&](const rules::FindingsLeftOut& one) {
      return one.file && one.file.value < model_.files().size() &&
             !driver_.runs_on(rule, model_.file(one.file).file());
    });
    keep(left_out);
  }

  void keep(const std::vector<rules::FindingsLeftOut>& left_out) {
    result_.left_out.insert(result_.left_out.end(), left_out.begin(), left_out.end());
  }

  void keep(std::vector<rules::InternalError> errors) {
    std::move(errors.begin(), errors.end(), std::back_inserter(result_.errors));
  }

  const semantic::Model& model_;
  const app::ApplicationOptions& options_;
  const repo::Inventory& inventory_;
  std::span<const project::TextFile> texts_;
  rules::Driver& driver_;
  const GivenFacts& given_;
  const ReviewFilter* filter_;
  const FileChecked& done_;
  std::vector<std::vector<findings::Finding>> of_project_;  // of rules about all of it, by FileId
  std::vector<rules::InternalError> project_errors_;
  tbb::enumerable_thread_specific<RuleTimes> times_;
  RulesRun result_;
};

}  // namespace

RulesRun check_all(const semantic::Model& model, const app::ApplicationOptions& application,
                   const repo::Inventory& inventory, std::span<const project::TextFile> texts,
                   rules::Driver& driver, const GivenFacts& given,
                   const std::optional<repo::ChangeSet>& change, const FileChecked& done) {
  std::optional<ReviewFilter> filter;
  if (change) filter.emplace(*change, model);
  return Checking(model, application, inventory, texts, driver, given, filter ? &*filter : nullptr,
                  done)
      .run();
}

}  // namespace fastidious::engine
