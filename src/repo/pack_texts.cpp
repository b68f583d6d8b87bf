#include "repo/pack_texts.h"

#include <algorithm>
#include <cstring>

namespace fastidious::repo {
namespace {

// Bytes at the beginning that tell whether an object is text.
constexpr std::size_t kLookedAt = 8000;

// What is told of a part that is new: as much around it as anybody needs to see to judge it, to the
// ends of its lines unless these are far. Names count that stand within two hundred bytes of a
// value.
constexpr std::size_t kAround = 256;
constexpr std::size_t kLongLine = 32768;
// A text with a frame in it (RFC 7468) has to be seen as a whole.
constexpr std::string_view kFrame = "-----BEGIN ";

// Where the line around `at` begins, or `least`, or kLongLine in front of it.
std::size_t line_begin(std::string_view text, std::size_t at, std::size_t least) {
  least = std::max(least, at - std::min(at, kLongLine));
  const void* end = ::memrchr(text.data() + least, '\n', at - least);
  return end == nullptr ? least
                        : static_cast<std::size_t>(static_cast<const char*>(end) - text.data()) + 1;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kLongLine);
  return at + std::min(rest.find('\n'), rest.size());
}

// The changed parts with what is around them, in `wide`. Linear in the text, however many there
// are and however long its lines.
void widen(std::string_view text, const std::vector<Part>& changed,
           std::vector<std::string_view>& wide) {
  std::size_t begin = 0, end = 0;  // of the part that may still grow
  for (const Part& part : changed) {
    const std::size_t from = part.begin - std::min(part.begin, kAround);
    const std::size_t to = std::min(part.end + kAround, text.size());
    if (from > end) {
      const std::size_t least = line_begin(text, from, end);
      if (least > end) {
        if (end > begin) wide.push_back(text.substr(begin, end - begin));
        begin = least;
      }
    }
    if (to >= end) end = line_end(text, to);
  }
  if (end > begin) wide.push_back(text.substr(begin, end - begin));
}

}  // namespace

bool is_binary(std::string_view bytes) {
  return bytes.substr(0, kLookedAt).find('\0') != bytes.npos;
}

// Judges a text if it is wanted.
void TextWalk::settle(PackPlan& plan, std::uint32_t number, const Object* base, Object& object,
                      const std::vector<Part>& changed) {
  const ObjectName& name = plan.pack().entries()[number].name;
  const bool is_wanted = plan.is_wanted(number);
  Interest interest = Interest::Excluded;
  if (is_text(base, object, changed)) {
    object.notes |= kText;
    choose_parts(base, object, changed);
    if (!is_wanted && memory_.holds(name)) parts_.clear();  // it is remembered to be of none
    interest = judge_(object.view(), parts_);
  }
  if (interest == Interest::None) object.notes |= kClean;
  if (!is_wanted) return;
  ++read_;
  plan.set_done(number);
  if (interest == Interest::Some) {
    found_.push_back(name);
  } else {
    memory_.add(name);
  }
}

// What is made from text is text if nothing that is new at its beginning says otherwise.
bool TextWalk::is_text(const Object* base, const Object& object, const std::vector<Part>& changed) {
  if (base == nullptr || (base->notes & kText) == 0) return !is_binary(object.view());
  return std::none_of(changed.begin(), changed.end(), [&object](const Part& part) {
    return part.begin < kLookedAt &&
           is_binary(object.view().substr(part.begin, part.end - part.begin));
  });
}

void TextWalk::choose_parts(const Object* base, Object& object, const std::vector<Part>& changed) {
  parts_.clear();
  const auto has_frame = [](std::string_view part) {
    return !part.empty() &&
           ::memmem(part.data(), part.size(), kFrame.data(), kFrame.size()) != nullptr;
  };
  bool frame = false;
  if (base != nullptr && (base->notes & kClean) != 0) {
    widen(object.view(), changed, parts_);
    frame = (base->notes & kHasFrame) != 0 || std::any_of(parts_.begin(), parts_.end(), has_frame);
    if (!frame) return;
  } else {
    frame = has_frame(object.view());
  }
  if (frame) object.notes |= kHasFrame;
  parts_.assign({object.view()});
}

}  // namespace fastidious::repo
