#pragma once
// Runs the rules: one linear walk over each file's nodes, calling only the rules that asked for
// what is found there; then the rules about the whole repository.

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "project/source_file.h"
#include "rules/dispatch.h"
#include "rules/files_evaluated.h"
#include "rules/finding_sink.h"
#include "rules/selection.h"
#include "semantic/file_model.h"

namespace fastidious::app {
class Application;  // app/application.h
}
namespace fastidious::deploy {
class Delivery;  // deploy/delivery.h
}
namespace fastidious::flow {
class FlowsOnDemand;  // flow/flow.h
}

namespace fastidious::rules {

struct HistorySecret;  // rules/history_check.h

// A choice that holds only for files whose path matches `pattern` (text/glob.h).
struct PathChoice {
  std::string pattern;
  Choice choice;
};

// What the configuration says about rules.
struct DriverOptions {
  Choice choice{};
  std::vector<PathChoice> per_path{};
  std::map<std::string, RuleSettings, std::less<>> settings{};  // by code
  bool measure = false;                                         // time each rule
};

// Time spent in one rule, over all files. Zero unless DriverOptions::measure is set.
struct RuleTime {
  std::string_view rule;
  std::uint64_t nanoseconds = 0;
  std::uint64_t calls = 0;
};

// What one walk adds up; one for each thread, merged at the end.
class RuleTimes {
 public:
  RuleTimes() = default;
  explicit RuleTimes(std::size_t rules) : times_(rules) {}
  void add(const ActiveRule& rule, std::uint64_t nanoseconds);
  void merge(const RuleTimes& other);
  // Slowest first.
  std::vector<RuleTime> slowest_first() const;

 private:
  std::vector<RuleTime> times_;  // by ActiveRule::index
};

class Driver {
 public:
  Driver(std::span<const Rule* const> rules, DriverOptions options);

  std::span<const ActiveRule> active_rules() const { return active_; }
  // The rule with this code if it is active, else null.
  const ActiveRule* find(std::string_view code) const;
  bool measures() const { return options_.measure; }
  // Whether a rule looks at a file: by the file's role and path.
  bool runs_on(const ActiveRule& rule, const project::TextFile& file) const;
  // The same of Python: and whether that file is evaluated by it.
  bool runs_on(const ActiveRule& rule, const project::SourceFile& file) const;
  // Whether a file can be looked at by a rule that is for such files: POLICY.md, "not evaluated".
  bool is_evaluated(const ActiveRule& rule, const project::SourceFile& file) const {
    return evaluated_.allows(*rule.rule, file.id);
  }
  static bool is_evaluated(const ActiveRule&, const project::TextFile&) { return true; }
  // To be told before dispatch_for(): until then all files are evaluated.
  void set_evaluated(FilesEvaluated evaluated) { evaluated_ = std::move(evaluated); }

  // The tables for a file: by its role and its path. To be asked from one thread, before the walks.
  const Dispatch& dispatch_for(const semantic::FileModel& file);

  // Calls the rules for one file. Safe to call for several files at once. `times` may be null.
  static void check_file(const semantic::FileModel& file, const Dispatch& dispatch,
                         FindingSink& sink, RuleTimes* times);

  // Calls the rules that look at text and are for this file, which is not Python. Safe to call for
  // several files at once. `times` may be null.
  void check_text(const project::TextFile& file, FindingSink& sink, RuleTimes* times) const;

  // Calls the rules that look at the history.
  void check_history(std::span<const HistorySecret> secrets, FindingSink& sink,
                     RuleTimes* times) const;

  // Calls one rule that has on_project.
  static void check_project(const semantic::Model& model, const ActiveRule& rule, FindingSink& sink,
                            RuleTimes* times);

  // Calls one rule that has on_application.
  static void check_application(const app::Application& application,
                                const flow::FlowsOnDemand& flows, const ActiveRule& rule,
                                FindingSink& sink, RuleTimes* times);

  // Calls one rule that has on_delivery.
  static void check_delivery(const deploy::Delivery& delivery, const ActiveRule& rule,
                             FindingSink& sink, RuleTimes* times);

 private:
  DriverOptions options_;
  FilesEvaluated evaluated_;
  std::vector<ActiveRule> active_;
  const Dispatch& dispatch_of(const semantic::FileModel& file);

  std::map<std::vector<bool>, std::unique_ptr<Dispatch>> dispatches_;  // by the set of rules
  // By role and FilesEvaluated::kind_of(): the tables of files whose paths do not matter.
  std::map<std::pair<project::Role, unsigned>, const Dispatch*> without_path_;
};

}  // namespace fastidious::rules
