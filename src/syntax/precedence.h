#pragma once
// How tightly operators bind, loosest first (reference, 6.17). Unary operators, await and ** bind
// more tightly than all of these.

#include <cstdint>

namespace fastidious::syntax {

enum Precedence : std::uint8_t {
  kNoOperator = 0,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kSum,
  kProduct,
};

}  // namespace fastidious::syntax
