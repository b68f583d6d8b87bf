#include "flow/state.h"

#include <algorithm>

namespace fastidious::flow {

void Summary::add(std::vector<Hit>& hits, const Hit& hit) {
  const bool known = std::any_of(hits.begin(), hits.end(), [&](const Hit& one) {
    return one.sink == hit.sink && one.danger == hit.danger && one.label == hit.label;
  });
  if (!known && hits.size() < kMaxHits) hits.push_back(hit);
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
  for (auto& [name, taint] : variables_) {
    for (Mark& mark : taint) {
      if (mark.label.is_within(label)) mark.alive &= ~dangers;
    }
    taint.keep(kAlive);
  }
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

void State::join(const State& other) {
  if (!other.reachable) return;
  if (!reachable) {
    *this = other;
    return;
  }
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
