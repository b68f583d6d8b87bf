#pragma once
// What a function does with what it is given: computed once, used by all that call it.

#include <cstdint>
#include <vector>

#include "flow/taint.h"

namespace fastidious::flow {

using FunctionId = std::uint32_t;
inline constexpr FunctionId kNoFunction = 0xFFFF'FFFFu;

// A place that a value passed.
struct Hop {
  enum class Kind : std::uint8_t {
    Source,    // it comes into being here
    Assigned,  // it gets a name
    Passed,    // it is given to a function; `inner` goes on there
    Returned,  // a function gave it; `inner` says how it got there
  };
  Kind kind = Kind::Assigned;
  HopId previous = 0;
  const syntax::Node* node = nullptr;
  FunctionId function = kNoFunction;  // of Passed and Returned
  HopId inner = 0;                    // in that function's hops
};

// A value reaches a place where it is dangerous.
struct Hit {
  Label label;
  Danger danger = Danger::Sql;
  bool is_sure = true;                  // the call is known to be what it looks like
  bool is_unasked = true;               // no function that checks something was given the value
  bool may_be_plain = true;             // it is not known to be an object of a class
  std::uint32_t file = 0;               // of the call
  const syntax::Node* sink = nullptr;   // the call, or an assignment to a header
  const syntax::Expr* value = nullptr;  // its argument
  HopId hop = 0;                        // in the function whose summary this is
};

struct Cleaned {
  Label label;
  Dangers dangers = 0;
  bool is_asked = false;  // it was looked at, which stays so where other ways did without
};

struct Summary {
  Taint returns;  // for generators what they yield, as elements
  // What is put into parameters' parts: `at` begins with the parameter's position.
  std::vector<std::pair<std::uint32_t, Mark>> writes;
  std::vector<Hit> hits;            // of parameters and captured variables
  std::vector<Hit> flows;           // of sources: complete
  std::vector<Cleaned> checked;     // what is harmless when the function has returned
  std::vector<Cleaned> when_true;   // and when it has returned something that is true
  std::vector<Cleaned> when_false;  // or something that is not
  std::vector<Cleaned> tested;      // what tests look at in ways that we do not understand
  std::vector<Hop> hops{1};         // [0] is none
  bool comes_back = true;           // false: it only raises
  bool raises = false;              // it may
  bool is_bounded = false;          // there was more than was looked at

  static constexpr std::size_t kMaxHits = 48;
  // Of one list: what is beyond is taken for dangerous still.
  static constexpr std::size_t kMaxCleaned = 64;
  // Adds it unless it is there already.
  static void add(std::vector<Hit>& hits, const Hit& hit);
  static void add(std::vector<Cleaned>& all, const Cleaned& one);
};

}  // namespace fastidious::flow
