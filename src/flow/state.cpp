#include "flow/state.h"

#include <algorithm>

namespace fastidious::flow {

void Summary::add(std::vector<Hit>& hits, const Hit& hit) {
  const auto known = std::find_if(hits.begin(), hits.end(), [&](const Hit& one) {
    return one.sink == hit.sink && one.danger == hit.danger && one.label == hit.label;
  });
  if (known != hits.end()) {
    known->may_be_plain = known->may_be_plain || hit.may_be_plain;
  } else if (hits.size() < kMaxHits) {
    hits.push_back(hit);
  }
}

void Summary::add(std::vector<Cleaned>& all, const Cleaned& one) {
  for (Cleaned& known : all) {
    if (known.is_asked != one.is_asked || !one.label.same_origin(known.label)) continue;
    if (known.label.path == one.label.path) known.dangers |= one.dangers;
    const bool is_said = (one.dangers & ~known.dangers) == 0 && one.label.is_within(known.label);
    if (is_said) return;
  }
  if (all.size() < kMaxCleaned) all.push_back(one);
}

const Taint* State::find(std::uint32_t symbol) const {
  for (const auto& [name, taint] : variables_) {
    if (name == symbol) return &taint;
  }
  return nullptr;
}

Taint& State::of(std::uint32_t symbol) {
  for (auto& [name, taint] : variables_) {
    if (name == symbol) return taint;
  }
  return variables_.emplace_back(symbol, Taint{}).second;
}

void State::set(std::uint32_t symbol, Taint taint) {
  if (taint.empty() && find(symbol) == nullptr) {
    return;
  }
  of(symbol) = std::move(taint);
}

void State::clean(const Label& label, Dangers dangers, bool is_asked) {
  Summary::add(cleaned_, {label, dangers, is_asked});
  for (auto& [name, taint] : variables_) taint.clean(label, dangers);
}

void State::apply(Taint& taint) const {
  if (cleaned_.empty() || taint.empty()) return;
  for (Mark& mark : taint) {
    for (const Cleaned& one : cleaned_) {
      if (mark.label.is_within(one.label)) mark.alive &= ~one.dangers;
    }
  }
  taint.keep(kAlive);
}

const State::Evidence* State::evidence(std::uint32_t symbol) const {
  for (const Evidence& one : evidence_) {
    if (one.symbol == symbol) return &one;
  }
  return nullptr;
}

void State::forget_evidence(std::uint32_t symbol) {
  std::erase_if(evidence_, [&](const Evidence& one) { return one.symbol == symbol; });
}

void State::set_evidence(Evidence evidence) {
  constexpr std::size_t kMaxEvidence = 32;  // of variables; what is beyond proves nothing
  forget_evidence(evidence.symbol);
  std::erase_if(evidence.cleaned, [](const Cleaned& one) { return one.is_asked; });
  const bool says_something = evidence.is_never || !evidence.cleaned.empty();
  if (says_something && evidence_.size() < kMaxEvidence) evidence_.push_back(std::move(evidence));
}

State::Evidence State::evidence_now(std::uint32_t symbol) const {
  Evidence now;
  if (const Evidence* known = evidence(symbol)) now = *known;
  now.symbol = symbol;
  for (const Cleaned& one : cleaned_) {
    if (!one.is_asked) Summary::add(now.cleaned, one);
  }
  return now;
}

State::Evidence State::either(const Evidence& a, const Evidence& b) {
  Evidence both;
  both.symbol = a.symbol;
  both.is_never = a.is_never && b.is_never;
  both.is_container = a.is_container || b.is_container;
  if (both.is_never) return both;
  both.cleaned = a.is_never ? b.cleaned : b.is_never ? a.cleaned : common(a.cleaned, b.cleaned);
  return both;
}

void State::join_evidence(const State& other) {
  if (evidence_.empty() && other.evidence_.empty()) return;
  std::vector<Evidence> joined;
  const auto add = [&](const Evidence& one) {
    joined.push_back(either(evidence_now(one.symbol), other.evidence_now(one.symbol)));
  };
  for (const Evidence& one : evidence_) add(one);
  for (const Evidence& one : other.evidence_) {
    if (evidence(one.symbol) == nullptr) add(one);
  }
  evidence_.clear();
  for (Evidence& one : joined) set_evidence(std::move(one));
}

void State::join(const State& other) {
  if (!other.reachable) return;
  if (!reachable) {
    *this = other;
    return;
  }
  join_evidence(other);
  for (const auto& [symbol, taint] : other.variables_) of(symbol).add(taint);
  cleaned_ = common(cleaned_, other.cleaned_);
}

std::vector<Cleaned> common(const std::vector<Cleaned>& a, const std::vector<Cleaned>& b) {
  std::vector<Cleaned> both;
  for (const Cleaned& one : b) {
    if (one.is_asked) both.push_back(one);
  }
  for (const Cleaned& one : a) {
    if (one.is_asked) {
      Summary::add(both, one);
      continue;
    }
    Dangers dangers = 0;
    for (const Cleaned& other : b) {
      if (one.label.is_within(other.label)) dangers |= one.dangers & other.dangers;
    }
    if (dangers != 0) both.push_back({one.label, dangers});
  }
  return both;
}

}  // namespace fastidious::flow
