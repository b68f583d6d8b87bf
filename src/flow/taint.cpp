#include "flow/taint.h"

#include <algorithm>

namespace fastidious::flow {

Path Path::with(Step last) const {
  Path longer = *this;
  for (Step& step : longer.steps) {
    if (!step) {
      step = last;
      break;
    }
  }
  return longer;
}

Path Path::with_first(Step first) const { return {{first, steps[0], steps[1]}}; }

Path Path::with(const Path& more) const {
  Path longer = *this;
  for (const Step step : more.steps) {
    if (step) longer = longer.with(step);
  }
  return longer;
}

void Taint::add(const Mark& mark) {
  for (Mark& one : marks_) {
    if (one.label == mark.label && one.at == mark.at) {
      one.alive |= mark.alive;
      return;
    }
  }
  if (marks_.size() < kMaxMarks) marks_.push_back(mark);
}

void Taint::add(const Taint& other) {
  if (marks_.empty()) {
    marks_ = other.marks_;
    return;
  }
  for (const Mark& mark : other.marks_) add(mark);
}

void Taint::add_at(Step step, const Taint& other) {
  for (Mark mark : other.marks_) {
    mark.at = mark.at.with_first(step);
    add(mark);
  }
}

void Taint::add_flat(const Taint& other) {
  for (Mark mark : other.marks_) {
    mark.at = {};
    add(mark);
  }
}

void Taint::erase_at(Step step) {
  std::erase_if(marks_, [&](const Mark& mark) { return mark.at.first() == step; });
}

void Taint::keep(Alive alive) {
  bool has_dead = false;
  for (Mark& mark : marks_) {
    mark.alive &= alive;
    has_dead |= mark.is_dead();
  }
  if (has_dead) std::erase_if(marks_, [](const Mark& mark) { return mark.is_dead(); });
}

void Taint::clean(const Label& label, Dangers dangers) {
  bool has_dead = false;
  for (Mark& mark : marks_) {
    if (mark.label.is_within(label)) mark.alive &= ~dangers;
    has_dead |= mark.is_dead();
  }
  if (has_dead) std::erase_if(marks_, [](const Mark& mark) { return mark.is_dead(); });
}

Taint Taint::part(Step step, bool extend) const {
  Taint result;
  for (Mark mark : marks_) {
    const Step first = mark.at.first();
    if (!first) {
      if (extend) mark.label.path = mark.label.path.with(step);
    } else if (step == Step::keys()
                   ? first == Step::element() || first == Step::keys()
                   : first == step || first == Step::element() || step == Step::element() ||
                         (first == Step::items() && step.is_position()) ||
                         (first == Step::values() && step.value < Step::kFirstPosition)) {
      mark.at = mark.at.without_first();
    } else {
      continue;
    }
    result.add(mark);
  }
  return result;
}

Taint Taint::part(const Path& path) const {
  Taint result = *this;
  for (const Step step : path.steps) {
    if (step) result = result.part(step);
  }
  return result;
}

Taint Taint::items() const {
  Taint result;
  for (Mark mark : marks_) {
    const Step first = mark.at.first();
    const bool is_item = !first || first == Step::element() ||
                         (first.value >= Step::kFirstPosition && first != Step::values());
    if (!is_item) continue;
    if (first) {
      mark.at = mark.at.without_first();
    } else {
      mark.label.path = mark.label.path.with(Step::element());
    }
    result.add(mark);
  }
  return result;
}

Taint Taint::keys() const { return part(Step::keys()); }

Taint Taint::as_sequence() const {
  Taint result;
  for (Mark mark : marks_) {
    if (mark.at.first() == Step::element()) mark.at.steps[0] = Step::items();
    result.add(mark);
  }
  return result;
}

Taint Taint::name_and_extension() const {
  Taint extension = *this;
  extension.keep(~(knowledge::bit(Danger::Path) | knowledge::bit(Danger::Firestore)));
  Taint both;
  both.add_at(Step::position(0), *this);
  both.add_at(Step::position(1), extension);
  return both;
}

}  // namespace fastidious::flow
