#pragma once
// Versions of Python packages and ranges of them, by PEP 440
// (https://packaging.python.org/en/latest/specifications/version-specifiers/).

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fastidious::project {

class Version {
 public:
  // "1.2.3", "2!1.0rc1.post2.dev3+local", with or without a leading v; nothing for another text.
  // The local part is left out: it says who built it, not what it is.
  static std::optional<Version> parse(std::string_view text);

  // Numbers of the release, without zeros at the end: {1, 2} for 1.2.0.
  const std::vector<std::uint32_t>& release() const { return release_; }
  std::uint32_t major() const { return part(0); }
  std::uint32_t minor() const { return part(1); }
  bool is_prerelease() const { return pre_ < kFinal || dev_ != kNoDev; }
  // Normalised: "1.2" for 1.2.0.
  std::string text() const;

  // The first version that does not start with the first `parts` numbers of this one: of 1.4.2 and
  // 2 it is 1.5 (before its own pre-releases).
  Version next(std::size_t parts) const;

  std::strong_ordering operator<=>(const Version& other) const;
  bool operator==(const Version& other) const { return (*this <=> other) == 0; }

 private:
  static constexpr std::uint32_t kFinal = 3;  // behind a, b and rc
  static constexpr std::uint32_t kNoDev = 0xFFFFFFFF;
  std::uint32_t part(std::size_t i) const { return i < release_.size() ? release_[i] : 0; }
  // How far along in its release it is: a dev release of the final comes before every a.
  std::uint32_t stage() const;

  std::uint32_t epoch_ = 0;
  std::vector<std::uint32_t> release_;
  std::uint32_t pre_ = kFinal;  // 0 a, 1 b, 2 rc
  std::uint32_t pre_number_ = 0;
  std::uint32_t post_ = 0;  // one more than the number; 0: none
  std::uint32_t dev_ = kNoDev;
};

// From `lower` to `upper`, each of which may be open.
struct VersionRange {
  std::optional<Version> lower;
  std::optional<Version> upper;
  bool lower_included = true;
  bool upper_included = false;

  static VersionRange exactly(const Version& version) { return {version, version, true, true}; }
  bool is_exact() const { return lower && upper && *lower == *upper; }
  bool contains(const Version& version) const;
  // What both allow.
  void intersect(const VersionRange& other);
  // The least range that holds both.
  void widen(const VersionRange& other);
};

// ">=1.2,<2", "==1.*", "~=1.4"; also Poetry's "^1.2", "~1.2" and "1.2"
// (https://python-poetry.org/docs/dependency-specification/). What says nothing about an end of the
// range ("!=1.3", "a || b", "*") leaves it open.
VersionRange parse_specifiers(std::string_view text);

enum class Answer : std::uint8_t { No, Yes, Unknown };

// Whether every version in the range is `version` or later: Yes; none is: No.
Answer is_at_least(const VersionRange& range, const Version& version);

}  // namespace fastidious::project
