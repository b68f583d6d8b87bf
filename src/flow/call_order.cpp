#include "flow/call_order.h"

#include <algorithm>

namespace fastidious::flow {
namespace {

constexpr std::uint32_t kNoGroup = 0xFFFF'FFFFu;

// Tarjan's algorithm without recursion; groups come out callees first, and with each function its
// level in its group: one more than that of the highest callee that was left before it.
class Walk {
 public:
  explicit Walk(const std::vector<Function>& functions)
      : functions_(functions),
        index_(functions.size()),
        low_(functions.size()),
        group_(functions.size(), kNoGroup),
        level_(functions.size(), kEntered) {}

  void run() {
    for (FunctionId id = 0; id < functions_.size(); ++id) {
      if (functions_[id].is_looked_at && index_[id] == 0) visit(id);
    }
  }

  const std::vector<std::vector<FunctionId>>& groups() const { return groups_; }
  std::uint32_t group(FunctionId id) const { return group_[id]; }
  std::uint32_t level(FunctionId id) const { return level_[id]; }

 private:
  static constexpr std::uint32_t kEntered = 0xFFFF'FFFFu;  // its callees are being visited
  struct Frame {
    FunctionId function;
    std::size_t next = 0;
  };

  void enter(FunctionId id, std::vector<Frame>& frames) {
    index_[id] = low_[id] = ++count_;
    stack_.push_back(id);
    frames.push_back({id});
  }

  void visit(FunctionId root) {
    std::vector<Frame> frames;
    enter(root, frames);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const std::vector<FunctionId>& callees = functions_[frame.function].callees;
      if (frame.next < callees.size()) {
        look_at(frame.function, callees[frame.next++], frames);
        continue;
      }
      const FunctionId done = frame.function;
      frames.pop_back();
      if (!frames.empty()) {
        std::uint32_t& caller = low_[frames.back().function];
        caller = std::min(caller, low_[done]);
      }
      level_[done] = level_above_callees(done);
      if (low_[done] == index_[done]) take(done);
    }
  }

  void look_at(FunctionId caller, FunctionId callee, std::vector<Frame>& frames) {
    if (!functions_[callee].is_looked_at) return;
    if (index_[callee] == 0) {
      enter(callee, frames);
    } else if (group_[callee] == kNoGroup) {
      low_[caller] = std::min(low_[caller], index_[callee]);
    }
  }

  std::uint32_t level_above_callees(FunctionId id) const {
    std::uint32_t level = 0;
    for (const FunctionId callee : functions_[id].callees) {
      const bool is_left = index_[callee] != 0 && level_[callee] != kEntered;
      if (is_left && group_[callee] == kNoGroup) level = std::max(level, level_[callee] + 1);
    }
    return level;
  }

  void take(FunctionId root) {
    std::vector<FunctionId>& group = groups_.emplace_back();
    FunctionId id = kNoFunction;
    do {
      id = stack_.back();
      stack_.pop_back();
      group_[id] = static_cast<std::uint32_t>(groups_.size() - 1);
      group.push_back(id);
    } while (id != root);
    std::sort(group.begin(), group.end());
  }

  const std::vector<Function>& functions_;
  std::vector<std::uint32_t> index_, low_, group_, level_;
  std::vector<FunctionId> stack_;
  std::uint32_t count_ = 0;
  std::vector<std::vector<FunctionId>> groups_;
};

CallGroup by_level(const std::vector<FunctionId>& group, const Walk& walk) {
  CallGroup result;
  for (const FunctionId id : group) {
    const std::size_t level = walk.level(id);
    if (result.levels.size() <= level) result.levels.resize(level + 1);
    result.levels[level].push_back(id);
  }
  return result;
}

}  // namespace

std::vector<std::vector<CallGroup>> call_order(const std::vector<Function>& functions) {
  Walk walk(functions);
  walk.run();
  std::vector<std::vector<CallGroup>> rounds;
  std::vector<std::uint32_t> round(walk.groups().size());
  for (std::uint32_t at = 0; at < walk.groups().size(); ++at) {
    for (const FunctionId id : walk.groups()[at]) {
      for (const FunctionId callee : functions[id].callees) {
        const std::uint32_t below = walk.group(callee);
        if (below != kNoGroup && below != at) round[at] = std::max(round[at], round[below] + 1);
      }
    }
    if (rounds.size() <= round[at]) rounds.resize(round[at] + 1);
    rounds[round[at]].push_back(by_level(walk.groups()[at], walk));
  }
  return rounds;
}

}  // namespace fastidious::flow
