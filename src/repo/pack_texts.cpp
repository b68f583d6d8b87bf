#include "repo/pack_texts.h"

#include <algorithm>
#include <utility>

namespace fastidious::repo {
namespace {

// Bytes at the beginning that tell whether an object is text.
constexpr std::size_t kLookedAt = 8000;
// Of a larger object its beginning is read first.
constexpr std::size_t kLarge = 65536;

// What is told of a part that is new: as much around it as anybody needs to see to judge it, to the
// ends of its lines unless these are far.
constexpr std::size_t kAround = 1024;
constexpr std::size_t kLongLine = 32768;
// A text with a frame in it (RFC 7468) has to be seen as a whole.
constexpr std::string_view kFrame = "-----BEGIN ";

// Of texts that others are still to be made from, for each thread.
constexpr std::size_t kMostHeld = 64u << 20;
constexpr std::size_t kMostSpare = 8;

std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t least = at > kLongLine ? at - kLongLine : 0;
  const std::size_t end = text.substr(least, at - least).rfind('\n');
  return end == text.npos ? least : least + end + 1;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kLongLine);
  return at + std::min(rest.find('\n'), rest.size());
}

// The changed parts with what is around them, in `wide`.
void widen(std::string_view text, const std::vector<Part>& changed,
           std::vector<std::string_view>& wide) {
  std::size_t begin = 0, end = 0;  // of the part that may still grow
  for (const Part& part : changed) {
    const std::size_t least = line_begin(text, part.begin - std::min(part.begin, kAround));
    const std::size_t most = line_end(text, std::min(part.end + kAround, text.size()));
    if (least > end) {
      if (end > begin) wide.push_back(text.substr(begin, end - begin));
      begin = least;
    }
    end = std::max(end, most);
  }
  if (end > begin) wide.push_back(text.substr(begin, end - begin));
}

}  // namespace

bool is_binary(std::string_view bytes) {
  return bytes.substr(0, kLookedAt).find('\0') != bytes.npos;
}

PackPlan::PackPlan(const Pack& pack, const ObjectMemory& memory)
    : pack_(pack), marks_(pack.entries().size()) {
  const auto entries = pack.entries();
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    if (entries[i].kind != Pack::Kind::File || memory.holds(entries[i].name)) continue;
    marks_[i] |= kWanted;
    for (std::uint32_t at = i; at != Pack::kNone && (marks_[at] & kOnTheWay) == 0;
         at = entries[at].base) {
      marks_[at] |= kOnTheWay;
    }
  }
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    if (entries[i].base == Pack::kNone && (marks_[i] & kOnTheWay) != 0) families_.push_back(i);
  }
}

std::uint32_t PackPlan::next(std::uint32_t number) const {
  while (number != Pack::kNone && (marks_[number] & kOnTheWay) == 0) {
    number = pack_.entries()[number].next_sibling;
  }
  return number;
}

bool PackPlan::is_settled(const ObjectName& name) const {
  const std::uint32_t number = pack_.find(name);
  if (number == Pack::kNone || pack_.entries()[number].kind == Pack::Kind::Unknown) return false;
  return (marks_[number] & (kWanted | kDone)) != kWanted;
}

void FamilyReader::read(PackPlan& plan, std::uint32_t root) {
  Text text = take_text();
  if (make_root(plan, root, text) && text.next != Pack::kNone) {
    held_ = text.size;
    stack_.push_back(std::move(text));
  } else {
    put_back(std::move(text));
  }
  while (!stack_.empty()) make_next(plan);
  held_ = 0;
}

bool FamilyReader::make_root(PackPlan& plan, std::uint32_t number, Text& text) {
  const Pack::Entry& entry = plan.pack().entries()[number];
  if (entry.size > max_bytes_) {
    set_too_large(plan, number);
    return false;
  }
  text.next = plan.next(entry.first_child);
  const std::string_view deflated = plan.pack().deflated(entry);
  if (text.next == Pack::kNone && entry.size > kLarge) {
    const auto beginning = inflater_.inflate(deflated, entry.size, kLookedAt, text.buffer);
    if (!beginning) return false;
    if (is_binary(*beginning)) {
      text.size = beginning->size();
      settle(plan, number, nullptr, text);
      return false;
    }
  }
  if (!inflater_.inflate(deflated, entry.size, entry.size, text.buffer)) return false;
  text.size = entry.size;
  settle(plan, number, nullptr, text);
  return true;
}

// The next text from the one on top, which is let go when it was the last.
void FamilyReader::make_next(PackPlan& plan) {
  const std::uint32_t number = stack_.back().next;
  stack_.back().next = plan.next(plan.pack().entries()[number].next_sibling);
  Text text = take_text();
  const bool is_made = make_child(plan, number, stack_.back(), text);
  if (stack_.back().next == Pack::kNone) {
    held_ -= stack_.back().size;
    put_back(std::move(stack_.back()));
    stack_.pop_back();
  }
  if (is_made && text.next != Pack::kNone) {
    held_ += text.size;
    stack_.push_back(std::move(text));
  } else {
    put_back(std::move(text));
  }
}

bool FamilyReader::make_child(PackPlan& plan, std::uint32_t number, const Text& base, Text& text) {
  const Pack::Entry& entry = plan.pack().entries()[number];
  if (entry.size > 2 * max_bytes_) return false;
  const auto delta = inflater_.inflate(plan.pack().deflated(entry), entry.size, entry.size, delta_);
  const auto size = delta ? delta_result_size(*delta, base.size) : std::nullopt;
  if (!size) return false;
  if (*size > max_bytes_) {
    set_too_large(plan, number);
    return false;
  }
  changed_.clear();
  if (held_ + *size > kMostHeld ||
      !apply_delta(*delta, base.view(), text.buffer.reserve(*size), changed_)) {
    return false;
  }
  text.size = *size;
  text.next = plan.next(entry.first_child);
  settle(plan, number, &base, text);
  return true;
}

void FamilyReader::set_too_large(PackPlan& plan, std::uint32_t number) {
  if (!plan.is_wanted(number)) return;
  ++too_large_;
  plan.set_done(number);
}

// Judges a text if it is wanted. `changed_` says where it differs from its base, if it has one.
void FamilyReader::settle(PackPlan& plan, std::uint32_t number, const Text* base, Text& text) {
  const ObjectName& name = plan.pack().entries()[number].name;
  const bool is_wanted = plan.is_wanted(number);
  Interest interest = Interest::Excluded;
  if (!is_binary(text.view())) {
    choose_parts(base, text);
    if (!is_wanted) parts_.clear();  // it is remembered to be of none
    interest = judge_(text.view(), parts_);
  }
  text.is_clean = interest == Interest::None;
  if (!is_wanted) return;
  ++read_;
  plan.set_done(number);
  if (interest == Interest::Some) {
    found_.push_back(name);
  } else {
    memory_.add(name);
  }
}

void FamilyReader::choose_parts(const Text* base, Text& text) {
  parts_.clear();
  const auto has_frame = [](std::string_view part) { return part.find(kFrame) != part.npos; };
  if (base != nullptr && base->is_clean) {
    widen(text.view(), changed_, parts_);
    text.has_frame = base->has_frame || std::any_of(parts_.begin(), parts_.end(), has_frame);
    if (!text.has_frame) return;
  } else {
    text.has_frame = has_frame(text.view());
  }
  parts_.assign({text.view()});
}

FamilyReader::Text FamilyReader::take_text() {
  Text text;
  if (!spare_.empty()) {
    text.buffer = std::move(spare_.back());
    spare_.pop_back();
  }
  return text;
}

void FamilyReader::put_back(Text text) {
  if (spare_.size() < kMostSpare) spare_.push_back(std::move(text.buffer));
}

}  // namespace fastidious::repo
