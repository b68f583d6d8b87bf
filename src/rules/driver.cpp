#include "rules/driver.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "rules/application_check.h"
#include "rules/delivery_check.h"
#include "rules/flow_check.h"
#include "rules/history_check.h"
#include "rules/text_check.h"
#include "semantic/model.h"
#include "text/glob.h"

namespace fastidious::rules {
namespace {

using Clock = std::chrono::steady_clock;

// Calls one rule, so that an exception costs this rule on this file and nothing else.
class Caller {
 public:
  Caller(std::string_view path, FindingSink& sink, RuleTimes* times)
      : path_(path), sink_(sink), times_(times) {}

  template <class Function>
  void call(const ActiveRule& rule, Function&& function) {
    if ((!failed_.empty() && has_failed(rule)) ||
        (!sink_.left_out().empty() && sink_.has_enough_of(rule))) {
      return;
    }
    try {
      if (times_ == nullptr) {
        function();
      } else {
        call_and_measure(rule, function);
      }
    } catch (const std::exception& error) {
      fail(rule, error.what());
    } catch (...) {
      fail(rule, "an exception of unknown type");
    }
  }

 private:
  template <class Function>
  void call_and_measure(const ActiveRule& rule, Function&& function) {
    const auto begin = Clock::now();
    function();
    const auto spent = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin);
    times_->add(rule, static_cast<std::uint64_t>(spent.count()));
  }
  bool has_failed(const ActiveRule& rule) const {
    return std::find(failed_.begin(), failed_.end(), &rule) != failed_.end();
  }
  void fail(const ActiveRule& rule, std::string_view what) {
    failed_.push_back(&rule);
    sink_.add(InternalError{rule.rule->code, std::string(path_), std::string(what)});
  }

  std::string_view path_;
  FindingSink& sink_;
  RuleTimes* times_;
  std::vector<const ActiveRule*> failed_;
};

class FileWalk {
 public:
  FileWalk(const semantic::FileModel& file, const Dispatch& dispatch, FindingSink& sink,
           RuleTimes* times)
      : file_(file),
        dispatch_(dispatch),
        check_(file, sink),
        caller_(file.file().path, sink, times) {}

  void run() {
    call_each(dispatch_.file_rules(), [&](const Rule& rule) { rule.on_file(check_); });
    if (!dispatch_.comment_rules().empty()) {
      for (Span comment : file_.tree().comments()) {
        call_each(dispatch_.comment_rules(),
                  [&](const Rule& rule) { rule.on_comment(comment, check_); });
      }
    }
    const auto kinds = file_.tree().kinds();
    const auto nodes = file_.tree().nodes();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      // What was parsed a while ago is far away by now: it is fetched before it is needed.
      if (i + kAhead < nodes.size()) __builtin_prefetch(nodes[i + kAhead]);
      if (dispatch_.wants(kinds[i])) visit(*nodes[i]);
    }
  }

 private:
  static constexpr std::size_t kAhead = 16;

  template <class Function>
  void call(const ActiveRule& active, Function&& function) {
    check_.set_rule(active);
    caller_.call(active, [&] { function(*active.rule); });
  }
  template <class Function>
  void call_each(const Dispatch::Rules& rules, Function&& function) {
    for (const ActiveRule* active : rules) {
      call(*active, function);
    }
  }

  void visit(const Node& node) {
    call_each(dispatch_.node_rules(node.kind),
              [&](const Rule& rule) { rule.on_node(node, check_); });
    if (const auto* function = node.as<FunctionDef>()) {
      call_each(dispatch_.function_rules(),
                [&](const Rule& rule) { rule.on_function(*function, check_); });
    } else if (const auto* cls = node.as<ClassDef>()) {
      call_each(dispatch_.class_rules(), [&](const Rule& rule) { rule.on_class(*cls, check_); });
    } else if (const auto* called = node.as<Call>();
               called != nullptr && !dispatch_.calls().empty()) {
      visit_call(*called);
    }
  }

  void visit_call(const Call& node) {
    const Identifier target = file_.fact(*node.func).target;
    check_.set_target(file_.text(target));
    dispatch_.calls().for_each(target, [&](const ActiveRule& active) {
      call(active, [&](const Rule& rule) { rule.on_call(node, check_); });
    });
    check_.set_target({});
  }

  const semantic::FileModel& file_;
  const Dispatch& dispatch_;
  Check check_;
  Caller caller_;
};

}  // namespace

void RuleTimes::add(const ActiveRule& rule, std::uint64_t nanoseconds) {
  RuleTime& time = times_.at(rule.index);
  time.rule = rule.rule->code;
  time.nanoseconds += nanoseconds;
  ++time.calls;
}

void RuleTimes::merge(const RuleTimes& other) {
  times_.resize(std::max(times_.size(), other.times_.size()));
  for (std::size_t i = 0; i < other.times_.size(); ++i) {
    const RuleTime& from = other.times_[i];
    if (from.calls == 0) continue;
    times_[i].rule = from.rule;
    times_[i].nanoseconds += from.nanoseconds;
    times_[i].calls += from.calls;
  }
}

std::vector<RuleTime> RuleTimes::slowest_first() const {
  std::vector<RuleTime> times;
  std::copy_if(times_.begin(), times_.end(), std::back_inserter(times),
               [](const RuleTime& time) { return time.calls > 0; });
  std::stable_sort(times.begin(), times.end(), [](const RuleTime& a, const RuleTime& b) {
    return a.nanoseconds > b.nanoseconds;
  });
  return times;
}

Driver::Driver(std::span<const Rule* const> rules, DriverOptions options)
    : options_(std::move(options)), active_(activate(rules, options_.choice, options_.settings)) {}

const ActiveRule* Driver::find(std::string_view code) const {
  const auto at = std::lower_bound(
      active_.begin(), active_.end(), code,
      [](const ActiveRule& active, std::string_view wanted) { return active.rule->code < wanted; });
  return at != active_.end() && at->rule->code == code ? &*at : nullptr;
}

bool Driver::runs_on(const ActiveRule& rule, const project::TextFile& file) const {
  if (!concerns(rule.rule->where, file.role)) {
    return false;
  }
  return std::all_of(
      options_.per_path.begin(), options_.per_path.end(), [&](const PathChoice& choice) {
        return choice.choice.allows(*rule.rule) || !matches_path(choice.pattern, file.path);
      });
}

bool Driver::runs_on(const ActiveRule& rule, const project::SourceFile& file) const {
  const project::TextFile& text = file;
  return is_evaluated(rule, file) && runs_on(rule, text);
}

const Dispatch& Driver::dispatch_for(const semantic::FileModel& model) {
  if (!options_.per_path.empty()) return dispatch_of(model);
  const project::SourceFile& file = model.file();
  const Dispatch*& known = without_path_[{file.role, evaluated_.kind_of(file.id)}];
  if (known == nullptr) known = &dispatch_of(model);
  return *known;
}

const Dispatch& Driver::dispatch_of(const semantic::FileModel& model) {
  const project::SourceFile& file = model.file();
  std::vector<bool> set(active_.size());
  std::vector<const ActiveRule*> rules;
  for (const ActiveRule& rule : active_) {
    if (runs_on(rule, file)) {
      set[rule.index] = true;
      rules.push_back(&rule);
    }
  }
  std::unique_ptr<Dispatch>& dispatch = dispatches_[set];
  if (dispatch == nullptr) {
    dispatch = std::make_unique<Dispatch>(rules, model.project().names());
  }
  return *dispatch;
}

void Driver::check_file(const semantic::FileModel& file, const Dispatch& dispatch,
                        FindingSink& sink, RuleTimes* times) {
  FileWalk(file, dispatch, sink, times).run();
}

void Driver::check_text(const project::TextFile& file, FindingSink& sink, RuleTimes* times) const {
  Caller caller(file.path, sink, times);
  for (const ActiveRule& active : active_) {
    if (active.rule->on_text == nullptr || !runs_on(active, file)) continue;
    caller.call(active, [&] {
      TextCheck check(file, active, sink);
      active.rule->on_text(check);
    });
  }
}

void Driver::check_history(std::span<const HistorySecret> secrets, FindingSink& sink,
                           RuleTimes* times) const {
  Caller caller("", sink, times);
  for (const ActiveRule& active : active_) {
    if (active.rule->on_history == nullptr) continue;
    caller.call(active, [&] {
      HistoryCheck check(secrets, active, sink);
      active.rule->on_history(check);
    });
  }
}

void Driver::check_project(const semantic::Model& model, const ActiveRule& rule, FindingSink& sink,
                           RuleTimes* times) {
  Caller("", sink, times).call(rule, [&] {
    ProjectCheck check(model, rule, sink);
    rule.rule->on_project(check);
  });
}

void Driver::check_application(const app::Application& application,
                               const flow::FlowsOnDemand& flows, const ActiveRule& rule,
                               FindingSink& sink, RuleTimes* times) {
  Caller("", sink, times).call(rule, [&] {
    FlowCheck check(application, flows, rule, sink);
    rule.rule->on_application(check);
  });
}

void Driver::check_delivery(const deploy::Delivery& delivery, const ActiveRule& rule,
                            FindingSink& sink, RuleTimes* times) {
  Caller("", sink, times).call(rule, [&] {
    DeliveryCheck check(delivery, rule, sink);
    rule.rule->on_delivery(check);
  });
}

}  // namespace fastidious::rules
