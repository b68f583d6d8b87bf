#pragma once
// Where in a text a secret may stand. Nearly all of any text is ruled out 64 bytes at a time, by
// what every secret has: a run of sixteen letters, digits, `_` and `-` with a digit among them, or
// one of four marks. It costs the same however many forms of secrets are known.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace fastidious::knowledge {

// The fewest letters, digits, `_` and `-` in a row that a secret with a form of its own has, one of
// them a digit; without a digit it has kLongRun.
inline constexpr std::size_t kShortRun = 16;
inline constexpr std::size_t kLongRun = 32;

struct Suspect {
  enum class Kind : std::uint8_t {
    Run,    // of letters, digits, `_` and `-`: `at` is in it, perhaps at "AKI" of AWS's keys
    Url,    // "://"
    Frame,  // "-BE" of "-----BEGIN"
    Tilde,  // "Q~" of Azure's client secrets
  } kind;
  std::size_t at;
};

// The suspicious places of a text, which are found once for all who ask.
class SuspectMap {
 public:
  // Of `text`, which is not copied.
  explicit SuspectMap(std::string_view text);
  SuspectMap(const SuspectMap&) = delete;
  SuspectMap& operator=(const SuspectMap&) = delete;

  std::string_view text() const { return text_; }
  // The first at or behind `from`.
  std::optional<Suspect> next(std::size_t from) const;

 private:
  static constexpr std::size_t kBlock = 64;
  static constexpr std::size_t kShortText = 32;  // blocks

  void mark_all();
  Suspect suspect_at(std::size_t at) const;

  std::string_view text_;
  std::size_t blocks_;
  std::array<std::uint64_t, kShortText> of_short_;
  std::unique_ptr<std::uint64_t[]> of_long_;
  std::uint64_t* hits_;  // one of these: bits of 64 bytes each
};

// A byte of a run.
constexpr bool is_run_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '-';
}

}  // namespace fastidious::knowledge
