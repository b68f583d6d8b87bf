#pragma once
// What is known about a value while a function is gone through: which parts of it somebody else
// may have written, and where they came from.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/identifier.h"
#include "knowledge/dangers.h"
#include "syntax/ast.h"

namespace fastidious::flow {

using knowledge::Danger;
using knowledge::Dangers;

// One step into a value: an attribute or a constant key by its name, a position, any element.
struct Step {
  std::uint32_t value = 0;  // 0: none

  static constexpr std::uint32_t kHashed = 0x8000'0000u;  // a key that is nobody's name
  static constexpr std::uint32_t kFirstPosition = 0xFFFF'0000u;
  static constexpr std::uint32_t kElement = 0xFFFF'FFFFu;  // of a list, of an iterator; any key
  static constexpr std::uint32_t kValues = 0xFFFF'FFFEu;  // any attribute or key, but no key's name
  static constexpr std::uint32_t kKeys = 0xFFFF'FFFDu;    // what keys() of it gives, one by one
  static constexpr std::uint32_t kItems = 0xFFFF'FFFCu;   // of what is known to be no mapping
  static constexpr Step element() { return {kElement}; }
  static constexpr Step values() { return {kValues}; }
  static constexpr Step keys() { return {kKeys}; }
  static constexpr Step items() { return {kItems}; }
  static constexpr Step named(Identifier name) { return {name.value}; }
  static constexpr Step position(std::size_t at) {
    return {kFirstPosition + static_cast<std::uint32_t>(at < 0xFF ? at : 0xFF)};
  }
  constexpr explicit operator bool() const { return value != 0; }
  constexpr bool is_position() const {
    return value >= kFirstPosition && value <= kFirstPosition + 0xFF;
  }
  // Whether it is an attribute, or a key that is some name of the repository's.
  constexpr bool is_name() const { return value != 0 && value < kHashed; }
  friend constexpr bool operator==(Step, Step) = default;
};

// Steps from a value to a part of it; what is deeper than three is taken for the third.
struct Path {
  static constexpr std::size_t kMaxSteps = 3;
  std::array<Step, kMaxSteps> steps{};

  constexpr bool empty() const { return !steps[0]; }
  constexpr Step first() const { return steps[0]; }
  constexpr Step last() const { return steps[2] ? steps[2] : steps[1] ? steps[1] : steps[0]; }
  Path without_first() const { return {{steps[1], steps[2], Step{}}}; }
  Path with(Step last) const;
  Path with_first(Step first) const;
  Path with(const Path& more) const;
  bool starts_with(const Path& prefix) const {
    for (std::size_t i = 0; i < kMaxSteps && prefix.steps[i]; ++i) {
      if (steps[i] != prefix.steps[i]) return false;
    }
    return true;
  }
  friend constexpr bool operator==(const Path& a, const Path& b) {
    return a.steps[0] == b.steps[0] && a.steps[1] == b.steps[1] && a.steps[2] == b.steps[2];
  }
};

// Where a part of a value comes from.
struct Label {
  enum class Kind : std::uint8_t {
    Parameter,  // what the function is given for its parameter number `index`
    Captured,   // a variable of a function around it: symbol `index`
    Source,     // a source: node `index` of file `file`
  };
  Kind kind = Kind::Parameter;
  std::uint32_t file = 0;
  std::uint32_t index = 0;
  Path path;  // of the source, or of the parameter

  bool same_origin(const Label& other) const {
    return index == other.index && kind == other.kind && file == other.file;
  }
  // Whether what is known of `other` holds for this too: it is that, or part of it.
  bool is_within(const Label& other) const {
    return same_origin(other) && path.starts_with(other.path);
  }
  friend bool operator==(const Label& a, const Label& b) {
    return a.same_origin(b) && a.path == b.path;
  }
};

// Dangers, and what tells whether a test of a path means something.
using Alive = std::uint32_t;
inline constexpr Alive kUnresolved = 1u << 30;  // `..` in it has not been worked out
inline constexpr Alive kUnasked = 1u << 29;     // nobody is known to have looked at it
inline constexpr Alive kPlain = 1u << 28;       // it may be text, and not only an object of a class
inline constexpr Alive kAlive = knowledge::kAllDangers | kUnresolved | kUnasked | kPlain;

// Where a value passed; an index into its function's hops, 0 is none.
using HopId = std::uint32_t;

// One part of a value that has a source.
struct Mark {
  Path at;  // the part; empty: the value itself, and all parts of it
  Label label;
  Alive alive = kAlive;  // where it is still dangerous
  HopId hop = 0;

  bool is_dead() const { return (alive & knowledge::kAllDangers) == 0; }
};

// Marks in the order in which they were found, never two of one part and label.
class Taint {
 public:
  static constexpr std::size_t kMaxMarks = 24;

  bool empty() const { return marks_.empty(); }
  std::size_t size() const { return marks_.size(); }
  const Mark* begin() const { return marks_.data(); }
  const Mark* end() const { return marks_.data() + marks_.size(); }
  Mark* begin() { return marks_.data(); }
  Mark* end() { return marks_.data() + marks_.size(); }

  // Beyond kMaxMarks, marks are left out.
  void add(const Mark& mark);
  void add(const Taint& other);
  // Each of `other` as the part `step`.
  void add_at(Step step, const Taint& other);
  // What is made of the whole of `other`: its parts become the value itself.
  void add_flat(const Taint& other);
  // Without the part `step`.
  void erase_at(Step step);
  // Takes away what a value that is made of this cannot do.
  void keep(Alive alive);
  // Takes away what the parts of it that `label` names cannot do.
  void clean(const Label& label, Dangers dangers);

  // The part `step`. `extend` says whether the labels of the value itself become those of the part.
  Taint part(Step step, bool extend = true) const;
  Taint part(const Path& path) const;
  // What iterating over it gives: elements, but not the values of named parts.
  Taint items() const;
  // What keys() gives, one by one: nothing of what is known to be no mapping.
  Taint keys() const;
  // The same where the value is known to be a list or a tuple.
  Taint as_sequence() const;
  // What os.path.splitext() gives: an extension has no separator in it and is no `..`.
  Taint name_and_extension() const;

 private:
  std::vector<Mark> marks_;
};

}  // namespace fastidious::flow
