#include "rules/dispatch.h"

namespace fastidious::rules {

void CallTargets::add(std::string_view pattern, const ActiveRule& rule) {
  if (pattern.ends_with(".*")) {
    prefixes_[pattern.substr(0, pattern.size() - 2)].push_back(&rule);
    beginnings_.set(beginning_of(pattern));
  } else if (const Identifier target = names_.find(pattern)) {
    exact_[target].push_back(&rule);
    may_be_.set(target.value % may_be_.size());
  }
}

Dispatch::Dispatch(std::span<const ActiveRule* const> rules, const IdentifierTable& names)
    : calls_(names) {
  for (const ActiveRule* rule : rules) {
    add(*rule);
  }
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    wanted_[kind] = !by_kind_[kind].empty();
  }
  wanted_[index_of(syntax::Kind::Call)] |= !calls_.empty();
  wanted_[index_of(syntax::Kind::ClassDef)] |= !class_rules_.empty();
  wanted_[index_of(syntax::Kind::FunctionDef)] |= !function_rules_.empty();
  wanted_[index_of(syntax::Kind::AsyncFunctionDef)] |= !function_rules_.empty();
}

void Dispatch::add(const ActiveRule& active) {
  const Rule& rule = *active.rule;
  if (rule.on_file != nullptr) file_rules_.push_back(&active);
  if (rule.on_comment != nullptr) comment_rules_.push_back(&active);
  if (rule.on_function != nullptr) function_rules_.push_back(&active);
  if (rule.on_class != nullptr) class_rules_.push_back(&active);
  if (rule.on_node != nullptr) {
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      if (rule.kinds.contains(static_cast<syntax::Kind>(kind))) by_kind_[kind].push_back(&active);
    }
  }
  if (rule.on_call == nullptr) return;
  if (rule.calls.empty()) calls_.add_for_every_call(active);
  for (std::string_view pattern : rule.calls) calls_.add(pattern, active);
}

}  // namespace fastidious::rules
