#pragma once
// Which rules look at what: the tables by which the driver finds, for a node, the rules to call.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/rule.h"
#include "rules/selection.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Rules by the qualified names of the calls they want.
class CallTargets {
 public:
  void add(std::string_view pattern, const ActiveRule& rule);
  void add_for_every_call(const ActiveRule& rule) { every_.push_back(&rule); }
  bool empty() const { return every_.empty() && exact_.empty() && prefixes_.empty(); }

  // Calls visit(const ActiveRule&) for each rule that wants calls of `target`.
  template <class Visit>
  void for_each(std::string_view target, Visit&& visit) const {
    for (const ActiveRule* rule : every_) visit(*rule);
    if (target.empty()) return;
    for_each_in(exact_, target, visit);
    if (prefixes_.empty()) return;
    for (std::size_t dot = target.find('.'); dot != std::string_view::npos;
         dot = target.find('.', dot + 1)) {
      for_each_in(prefixes_, target.substr(0, dot), visit);
    }
  }

 private:
  using Table = std::unordered_map<std::string_view, std::vector<const ActiveRule*>>;

  template <class Visit>
  static void for_each_in(const Table& table, std::string_view name, Visit&& visit) {
    const auto at = table.find(name);
    if (at == table.end()) return;
    for (const ActiveRule* rule : at->second) visit(*rule);
  }

  std::vector<const ActiveRule*> every_;
  Table exact_;
  Table prefixes_;  // "pkg.mod" for the pattern "pkg.mod.*"
};

// The tables for one set of rules; made once for each set that a run needs, shared by all threads.
class Dispatch {
 public:
  static constexpr std::size_t kKinds = static_cast<std::size_t>(syntax::Kind::TypeVarTuple) + 1;
  using Rules = std::vector<const ActiveRule*>;

  // The rules must outlive the tables.
  explicit Dispatch(std::span<const ActiveRule* const> rules);

  const Rules& file_rules() const { return file_rules_; }
  const Rules& comment_rules() const { return comment_rules_; }
  const Rules& function_rules() const { return function_rules_; }
  const Rules& class_rules() const { return class_rules_; }
  const Rules& node_rules(syntax::Kind kind) const { return by_kind_[index_of(kind)]; }
  const CallTargets& calls() const { return calls_; }
  // Whether any rule is called for nodes of this kind.
  bool wants(syntax::Kind kind) const { return wanted_[index_of(kind)]; }

 private:
  static std::size_t index_of(syntax::Kind kind) { return static_cast<std::size_t>(kind); }
  void add(const ActiveRule& rule);

  Rules file_rules_;
  Rules comment_rules_;
  Rules function_rules_;
  Rules class_rules_;
  std::array<Rules, kKinds> by_kind_;
  std::array<bool, kKinds> wanted_{};
  CallTargets calls_;
};

}  // namespace fastidious::rules
