#pragma once
// How what clients send reaches places where it is dangerous, through the whole application.
//
// Functions that are given something by a client and lead to such a place are gone through once
// each, callees first and side by side, and summed up (summary.h); what a summary says holds for
// all calls. Nothing is done for functions on no such way, so a repository without an application
// costs nothing. The result is the same for any number of threads.
//
// Bounds: what is looked at of one function (Evaluator::kMaxSteps), marks of one value
// (Taint::kMaxMarks), hits of one function (Summary::kMaxHits), rounds over functions that call
// each other: beyond them flows are missed. Beyond Summary::kMaxCleaned it is forgotten that
// something was made harmless. Functions that reach one are named in the report's coverage.

#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/application.h"
#include "base/shared_lazy.h"
#include "flow/program.h"
#include "flow/summary.h"
#include "knowledge/flow_facts.h"

namespace fastidious::flow {

// One step on the way.
struct Stop {
  const semantic::FileModel* file = nullptr;
  const syntax::Node* node = nullptr;
  std::string what;
};

struct Flow {
  Danger danger = Danger::Sql;
  const Source* source = nullptr;
  Path part;                                  // of the source: `body.name`
  const semantic::FileModel* file = nullptr;  // of the sink
  const syntax::Node* sink = nullptr;         // the call, or the assignment's target
  const syntax::Expr* value = nullptr;        // its argument
  bool is_sure = true;                        // the call is known to be what it looks like
  // Nothing on the way is known to have been looked at, and each step of it is certain.
  bool is_certain = true;
  bool crosses_functions = false;
  bool is_long = false;     // so many steps that one of them is likely to be wrong
  bool is_segment = false;  // of an address's path: there is no `/` in it
  std::vector<Stop> stops;  // from the source to the call
};

class Flows {
 public:
  explicit Flows(const app::Application& application,
                 std::span<const knowledge::FlowFact> more = {});
  Flows(const Flows&) = delete;
  Flows& operator=(const Flows&) = delete;

  // By file and position of the sink; each sink and source once.
  const std::vector<Flow>& of(Danger danger) const {
    return all_[static_cast<std::size_t>(danger)];
  }
  std::size_t functions_looked_at() const { return looked_at_; }
  // How long it took to find them.
  std::chrono::nanoseconds duration() const { return duration_; }
  // Functions of which not everything was looked at, in the order of files and text.
  const std::vector<const Function*>& functions_bounded() const { return bounded_; }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::vector<knowledge::FlowFact> more_;
  Program program_;
  std::deque<Source> library_sources_;
  std::array<std::vector<Flow>, knowledge::kDangerCount> all_;
  std::size_t looked_at_ = 0;
  std::chrono::nanoseconds duration_{};
  std::vector<const Function*> bounded_;
};

// The flows of an application, found when somebody first asks for them. Safe to ask from several
// threads at once.
class FlowsOnDemand {
 public:
  explicit FlowsOnDemand(const app::Application& application,
                         std::span<const knowledge::FlowFact> more = {})
      : application_(application), more_(more) {}
  const Flows& get() const;
  // Null if nobody has asked yet.
  const Flows* known() const { return known_.load(std::memory_order_acquire); }

 private:
  const app::Application& application_;
  std::span<const knowledge::FlowFact> more_;
  SharedLazy<std::unique_ptr<const Flows>> flows_;
  mutable std::atomic<const Flows*> known_ = nullptr;
};

// "query parameter `sort`": what to call a source in a message.
std::string describe(const Flow& flow);

}  // namespace fastidious::flow
