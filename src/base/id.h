#pragma once
// Typed 32-bit indices: a ScopeId cannot be passed where a NodeId is wanted.

#include <compare>
#include <cstdint>
#include <functional>

namespace fastidious {

template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  std::uint32_t value = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t v) : value(v) {}
  constexpr bool valid() const { return value != kNone; }
  constexpr explicit operator bool() const { return valid(); }
  friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace fastidious

template <class Tag>
struct std::hash<fastidious::Id<Tag>> {
  std::size_t operator()(fastidious::Id<Tag> id) const noexcept { return id.value; }
};
