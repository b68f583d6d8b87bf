#include "repo/pack_walk.h"

#include <utility>

namespace fastidious::repo {
namespace {

// Of a larger object its beginning is read first.
constexpr std::size_t kLarge = 16384;
constexpr std::size_t kBeginning = 8000;

// Of objects that others are still to be made from, for each thread.
constexpr std::size_t kMostHeld = 64u << 20;
constexpr std::size_t kMostSpare = 8;

}  // namespace

void PackPlan::want(std::uint32_t number) {
  marks_[number] |= kWanted;
  const auto entries = pack_->entries();
  for (std::uint32_t at = number; at != Pack::kNone && (marks_[at] & kOnTheWay) == 0;
       at = entries[at].base) {
    marks_[at] |= kOnTheWay;
  }
}

void PackPlan::begin() {
  const auto entries = pack_->entries();
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    if (entries[i].base == Pack::kNone && (marks_[i] & kOnTheWay) != 0) families_.push_back(i);
  }
}

std::uint32_t PackPlan::next(std::uint32_t number) const {
  while (number != Pack::kNone && (marks_[number] & kOnTheWay) == 0) {
    number = pack_->entries()[number].next_sibling;
  }
  return number;
}

bool PackPlan::is_settled(std::uint32_t number) const {
  if (pack_->entries()[number].kind == Pack::Kind::Unknown) return false;
  return (marks_[number] & (kWanted | kDone)) != kWanted;
}

void PackWalk::read(PackPlan& plan, std::uint32_t root) {
  Object object = take_object();
  if (make_root(plan, root, object) && object.next != Pack::kNone) {
    held_ = object.size;
    stack_.push_back(std::move(object));
  } else {
    put_back(std::move(object));
  }
  while (!stack_.empty()) make_next(plan);
  held_ = 0;
}

bool PackWalk::make_root(PackPlan& plan, std::uint32_t number, Object& object) {
  const Pack::Entry& entry = plan.pack().entries()[number];
  if (entry.size > max_bytes_) {
    leave(plan, number);
    return false;
  }
  object.next = plan.next(entry.first_child);
  const std::string_view deflated = plan.pack().deflated(entry);
  if (object.next == Pack::kNone && entry.size > kLarge) {
    const auto beginning = inflater_.inflate(deflated, entry.size, kBeginning, object.buffer);
    if (!beginning) return false;
    if (is_beginning_enough(*beginning)) {
      object.size = beginning->size();
      settle(plan, number, nullptr, object, {});
      return false;
    }
  }
  if (!inflater_.inflate(deflated, entry.size, entry.size, object.buffer)) return false;
  object.size = entry.size;
  settle(plan, number, nullptr, object, {});
  return true;
}

// The next object from the one on top, which is let go when it was the last.
void PackWalk::make_next(PackPlan& plan) {
  const std::uint32_t number = stack_.back().next;
  stack_.back().next = plan.next(plan.pack().entries()[number].next_sibling);
  Object object = take_object();
  const bool is_made = make_child(plan, number, stack_.back(), object);
  if (stack_.back().next == Pack::kNone) {
    held_ -= stack_.back().size;
    put_back(std::move(stack_.back()));
    stack_.pop_back();
  }
  if (is_made && object.next != Pack::kNone) {
    held_ += object.size;
    stack_.push_back(std::move(object));
  } else {
    put_back(std::move(object));
  }
}

bool PackWalk::make_child(PackPlan& plan, std::uint32_t number, const Object& base,
                          Object& object) {
  const Pack::Entry& entry = plan.pack().entries()[number];
  if (entry.size > 2 * max_bytes_) return false;
  const auto delta = inflater_.inflate(plan.pack().deflated(entry), entry.size, entry.size, delta_);
  const auto size = delta ? delta_result_size(*delta, base.size) : std::nullopt;
  if (!size) return false;
  if (*size > max_bytes_) {
    leave(plan, number);
    return false;
  }
  changed_.clear();
  if (held_ + *size > kMostHeld ||
      !apply_delta(*delta, base.view(), object.buffer.reserve(*size), changed_)) {
    return false;
  }
  object.size = *size;
  object.next = plan.next(entry.first_child);
  settle(plan, number, &base, object, changed_);
  return true;
}

void PackWalk::leave(PackPlan& plan, std::uint32_t number) {
  if (!plan.is_wanted(number)) return;
  set_too_large(plan, number);
  plan.set_done(number);
}

PackWalk::Object PackWalk::take_object() {
  Object object;
  if (!spare_.empty()) {
    object.buffer = std::move(spare_.back());
    spare_.pop_back();
  }
  return object;
}

void PackWalk::put_back(Object object) {
  if (spare_.size() < kMostSpare) spare_.push_back(std::move(object.buffer));
}

}  // namespace fastidious::repo
