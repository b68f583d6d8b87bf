#pragma once
// Where in a text a secret may stand. Nearly all of any text is ruled out 64 bytes at a time, by
// what every secret has: a run of sixteen letters, digits, `_` and `-` with a digit among them, or
// one of four marks. It costs the same however many forms of secrets are known.

#include <cstddef>
#include <cstdint>
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

// Gives the suspicious places of a text, in order.
class Suspects {
 public:
  explicit Suspects(std::string_view text);
  // The first at or behind both the last one and skip_to().
  std::optional<Suspect> next();
  void skip_to(std::size_t at) { from_ = at; }

 private:
  static constexpr std::size_t kBlock = 64;

  // Bits of 64 bytes.
  struct Block {
    std::uint64_t digits = 0;
    std::uint64_t marks = 0;
    std::uint64_t ends_of_runs = 0;       // bytes behind which kShortRun are in a row
    std::uint64_t ends_of_long_runs = 0;  // kLongRun
  };
  // Of the block before: bytes behind which 1, 2, 4, 8 and 16 are in a row.
  struct Carry {
    std::uint64_t one = 0, two = 0, four = 0, eight = 0, sixteen = 0;
  };

  Block read(std::size_t at);
  bool advance();
  Suspect suspect_at(std::size_t at) const;

  std::string_view text_;
  std::size_t block_at_ = 0;  // where `current_` begins
  std::size_t from_ = 0;
  Block current_;
  Block following_;
  Carry carry_;
  std::uint64_t hits_ = 0;  // of the block at block_at_
};

// A byte of a run.
constexpr bool is_run_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '-';
}

}  // namespace fastidious::knowledge
