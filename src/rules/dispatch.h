#pragma once
// Which rules look at what: the tables by which the driver finds, for a node, the rules to call.

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/identifier.h"
#include "rules/rule.h"
#include "rules/selection.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// Rules by the qualified names of the calls they want. Names are compared as the integers they are
// interned as; only those that begin like a pattern "pkg.mod.*" are looked at as text.
class CallTargets {
 public:
  // `names` are all names of the run: what is not among them is never called.
  explicit CallTargets(const IdentifierTable& names) : names_(names) {}
  void add(std::string_view pattern, const ActiveRule& rule);
  void add_for_every_call(const ActiveRule& rule) { every_.push_back(&rule); }
  bool empty() const { return every_.empty() && exact_.empty() && prefixes_.empty(); }

  // Calls visit(const ActiveRule&) for each rule that wants calls of `target`.
  template <class Visit>
  void for_each(Identifier target, Visit&& visit) const {
    for (const ActiveRule* rule : every_) visit(*rule);
    if (!target) return;
    if (may_be_[target.value % may_be_.size()]) for_each_in(exact_, target, visit);
    if (prefixes_.empty()) return;
    const std::string_view name = names_.text(target);
    if (!beginnings_[beginning_of(name)]) return;
    for (std::size_t dot = name.find('.'); dot != std::string_view::npos;
         dot = name.find('.', dot + 1)) {
      for_each_in(prefixes_, name.substr(0, dot), visit);
    }
  }

 private:
  using Rules = std::vector<const ActiveRule*>;

  template <class Table, class Name, class Visit>
  static void for_each_in(const Table& table, const Name& name, Visit&& visit) {
    const auto at = table.find(name);
    if (at == table.end()) return;
    for (const ActiveRule* rule : at->second) visit(*rule);
  }

  // The first two bytes tell most packages apart; a name with a dot has them.
  static std::size_t beginning_of(std::string_view name) {
    const auto byte = [name](std::size_t i) { return static_cast<unsigned char>(name[i]); };
    return name.size() < 2 ? 0 : byte(0) * 256u + byte(1);
  }

  const IdentifierTable& names_;
  Rules every_;
  std::unordered_map<Identifier, Rules> exact_;
  std::bitset<4096> may_be_;                              // of exact_, by the last bits of the name
  std::unordered_map<std::string_view, Rules> prefixes_;  // "pkg.mod" for the pattern "pkg.mod.*"
  std::bitset<65536> beginnings_;                         // of prefixes_
};

// The tables for one set of rules; made once for each set that a run needs, shared by all threads.
class Dispatch {
 public:
  static constexpr std::size_t kKinds = static_cast<std::size_t>(syntax::Kind::TypeVarTuple) + 1;
  using Rules = std::vector<const ActiveRule*>;

  // The rules must outlive the tables.
  Dispatch(std::span<const ActiveRule* const> rules, const IdentifierTable& names);

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
