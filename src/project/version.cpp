#include "project/version.h"

#include <algorithm>
#include <array>

#include "text/words.h"

namespace fastidious::project {
namespace {

constexpr std::size_t kMaxLength = 128;

// Reads a version from left to right; the text is lower case.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool take(std::string_view word) {
    const bool there = rest_.starts_with(word);
    rest_.remove_prefix(there ? word.size() : 0);
    return there;
  }
  // A separator that may stand before and behind the words of a version.
  void skip_separator() {
    if (!rest_.empty() && (rest_[0] == '.' || rest_[0] == '-' || rest_[0] == '_')) {
      rest_.remove_prefix(1);
    }
  }
  std::optional<std::uint32_t> number() {
    std::size_t length = 0;
    std::uint64_t value = 0;
    while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9') {
      value = std::min<std::uint64_t>(value * 10 + static_cast<unsigned>(rest_[length] - '0'),
                                      0xFFFFFFF0u);
      ++length;
    }
    rest_.remove_prefix(length);
    return length == 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(value));
  }
  // One of the words, with separators around it, and the number behind it (0 if it has none).
  std::optional<std::uint32_t> part(std::initializer_list<std::string_view> words) {
    const std::string_view before = rest_;
    skip_separator();
    for (std::string_view word : words) {
      if (take(word)) {
        const std::string_view behind = rest_;
        skip_separator();
        const std::optional<std::uint32_t> value = number();
        rest_ = value ? rest_ : behind;
        return value.value_or(0);
      }
    }
    rest_ = before;
    return std::nullopt;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\"'()");
  const std::size_t end = text.find_last_not_of(" \t\r\n\"'()");
  return begin == text.npos ? std::string_view{} : text.substr(begin, end - begin + 1);
}

VersionRange at_least(const Version& version) { return {version, std::nullopt, true, false}; }

// "1.4.*" and "1.4" of a prefix match: from it to the next of as many parts as were written.
VersionRange prefix_range(std::string_view text) {
  const std::optional<Version> version = Version::parse(text);
  if (!version) {
    return {};
  }
  const auto dots = static_cast<std::size_t>(std::count(text.begin(), text.end(), '.'));
  return {version, version->next(dots + 1), true, false};
}

// ^1.2.3 allows what keeps the first number that is not zero; ^0.0 and the like keep all they have.
VersionRange caret_range(std::string_view text) {
  const std::optional<Version> version = Version::parse(text);
  if (!version) {
    return {};
  }
  const auto dots = static_cast<std::size_t>(std::count(text.begin(), text.end(), '.'));
  std::size_t keep = 1;
  while (keep <= dots && keep <= version->release().size() && version->release()[keep - 1] == 0) {
    ++keep;
  }
  return {version, version->next(keep), true, false};
}

// ~=1.4.2 keeps all but the last number; Poetry's ~1.4.2 keeps two, ~1 keeps one.
VersionRange tilde_range(std::string_view text, bool compatible) {
  const std::optional<Version> version = Version::parse(text);
  if (!version) {
    return {};
  }
  const auto dots = static_cast<std::size_t>(std::count(text.begin(), text.end(), '.'));
  const std::size_t keep =
      compatible ? std::max<std::size_t>(dots, 1) : std::min<std::size_t>(dots + 1, 2);
  return {version, version->next(keep), true, false};
}

VersionRange equal_range(std::string_view text) {
  if (text.ends_with(".*")) {
    return prefix_range(text.substr(0, text.size() - 2));
  }
  const std::optional<Version> version = Version::parse(text);
  return version ? VersionRange::exactly(*version) : VersionRange{};
}

VersionRange parse_specifier(std::string_view text) {
  const std::size_t split = std::min(text.find_first_not_of("<>=!~^"), text.size());
  const std::string_view op = text.substr(0, split);
  const std::string_view operand = trimmed(text.substr(split));
  const std::optional<Version> version = Version::parse(operand);
  if (op == "==" || op == "===" || op.empty() || op == "=") {
    return equal_range(operand);
  }
  if (op == "~=" || op == "~") {
    return tilde_range(operand, op == "~=");
  }
  if (op == "^") {
    return caret_range(operand);
  }
  if (!version || op == "!=") {
    return {};
  }
  if (op == ">=" || op == ">") {
    VersionRange range = at_least(*version);
    range.lower_included = op == ">=";
    return range;
  }
  return {std::nullopt, version, true, op == "<="};
}

}  // namespace

std::optional<Version> Version::parse(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > kMaxLength) {
    return std::nullopt;
  }
  const std::string lower = lower_case(text.substr(0, text.find('+')));
  Scanner scan(lower);
  scan.take("v");
  Version version;
  std::optional<std::uint32_t> number = scan.number();
  if (number && scan.take("!")) {
    version.epoch_ = *number;
    number = scan.number();
  }
  for (; number; number = scan.take(".") ? scan.number() : std::nullopt) {
    version.release_.push_back(*number);
    if (scan.rest().size() < 2 || scan.rest()[0] != '.' || scan.rest()[1] < '0' ||
        scan.rest()[1] > '9') {
      break;
    }
  }
  if (version.release_.empty()) {
    return std::nullopt;
  }
  while (version.release_.size() > 1 && version.release_.back() == 0) {
    version.release_.pop_back();
  }
  if (const auto pre = scan.part({"alpha", "a"})) {
    version.pre_ = 0, version.pre_number_ = *pre;
  } else if (const auto beta = scan.part({"beta", "b"})) {
    version.pre_ = 1, version.pre_number_ = *beta;
  } else if (const auto candidate = scan.part({"rc", "preview", "pre", "c"})) {
    version.pre_ = 2, version.pre_number_ = *candidate;
  }
  if (const auto post = scan.part({"post", "rev", "r"})) {
    version.post_ = *post + 1;
  } else if (scan.take("-")) {
    version.post_ = scan.number().value_or(0) + 1;
  }
  if (const auto dev = scan.part({"dev"})) {
    version.dev_ = *dev;
  }
  return scan.done() ? std::optional(version) : std::nullopt;
}

std::uint32_t Version::stage() const {
  const bool dev_of_final = pre_ == kFinal && post_ == 0 && dev_ != kNoDev;
  return dev_of_final ? 0 : pre_ + 1;
}

std::strong_ordering Version::operator<=>(const Version& other) const {
  if (const auto order = epoch_ <=> other.epoch_; order != 0) {
    return order;
  }
  for (std::size_t i = 0; i < std::max(release_.size(), other.release_.size()); ++i) {
    if (const auto order = part(i) <=> other.part(i); order != 0) {
      return order;
    }
  }
  const auto key = [](const Version& v) {
    return std::array{v.stage(), v.pre_number_, v.post_, v.dev_};
  };
  return key(*this) <=> key(other);
}

Version Version::next(std::size_t parts) const {
  Version result;
  result.epoch_ = epoch_;
  for (std::size_t i = 0; i < std::max<std::size_t>(parts, 1); ++i) {
    result.release_.push_back(part(i));
  }
  ++result.release_.back();
  result.dev_ = 0;
  return result;
}

std::string Version::text() const {
  static constexpr std::array<std::string_view, 3> kPre = {"a", "b", "rc"};
  std::string text = epoch_ == 0 ? "" : std::to_string(epoch_) + "!";
  for (std::size_t i = 0; i < release_.size(); ++i) {
    text += (i == 0 ? "" : ".") + std::to_string(release_[i]);
  }
  if (pre_ < kFinal) {
    text += std::string(kPre[pre_]) + std::to_string(pre_number_);
  }
  if (post_ != 0) {
    text += ".post" + std::to_string(post_ - 1);
  }
  return dev_ == kNoDev ? text : text + ".dev" + std::to_string(dev_);
}

bool VersionRange::contains(const Version& version) const {
  const bool above = !lower || *lower < version || (lower_included && *lower == version);
  const bool below = !upper || version < *upper || (upper_included && *upper == version);
  return above && below;
}

void VersionRange::intersect(const VersionRange& other) {
  if (other.lower && (!lower || *lower < *other.lower)) {
    lower = other.lower;
    lower_included = other.lower_included;
  }
  if (other.upper && (!upper || *other.upper < *upper)) {
    upper = other.upper;
    upper_included = other.upper_included;
  }
}

void VersionRange::widen(const VersionRange& other) {
  if (!other.lower || (lower && *other.lower < *lower)) {
    lower = other.lower;
    lower_included = other.lower_included;
  }
  if (!other.upper || (upper && *upper < *other.upper)) {
    upper = other.upper;
    upper_included = other.upper_included;
  }
}

VersionRange parse_specifiers(std::string_view text) {
  VersionRange range;
  if (text.find("||") != text.npos) {
    return range;
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view specifier = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!specifier.empty()) {
      range.intersect(parse_specifier(specifier));
    }
  }
  return range;
}

Answer is_at_least(const VersionRange& range, const Version& version) {
  if (range.lower && *range.lower >= version) {
    return Answer::Yes;
  }
  const bool below =
      range.upper && (*range.upper < version || (*range.upper == version && !range.upper_included));
  // "<2" ends before the pre-releases of 2, which is where next() puts its end.
  const bool before_next = range.upper && !range.upper_included && range.upper->is_prerelease() &&
                           range.upper->release() == version.release();
  return below || before_next ? Answer::No : Answer::Unknown;
}

}  // namespace fastidious::project
