#pragma once
// What is known of a function's variables at one point of it.

#include <cstdint>
#include <utility>
#include <vector>

#include "flow/summary.h"
#include "flow/taint.h"

namespace fastidious::flow {

class State {
 public:
  bool reachable = true;

  // Null if nothing is known of the variable.
  const Taint* find(std::uint32_t symbol) const;
  Taint& of(std::uint32_t symbol);
  void set(std::uint32_t symbol, Taint taint);

  // From here on what `label` names cannot do `dangers`.
  void clean(const Label& label, Dangers dangers, bool is_asked = false);
  // Takes that away from a value that is read again.
  void apply(Taint& taint) const;
  const std::vector<std::pair<std::uint32_t, Taint>>& variables() const { return variables_; }
  const std::vector<Cleaned>& cleaned() const { return cleaned_; }

  // What is harmless where a variable is true: `row = look_up(name)`, `if not row: raise`.
  struct Evidence {
    std::uint32_t symbol = 0;
    bool is_never = false;      // it cannot be true: None, []
    bool is_container = false;  // others may put something into it
    std::vector<Cleaned> cleaned;
  };
  const Evidence* evidence(std::uint32_t symbol) const;
  void set_evidence(Evidence evidence);
  void forget_evidence(std::uint32_t symbol);
  // Of a variable that holds what two hold: true where either is.
  static Evidence either(const Evidence& a, const Evidence& b);
  // What is known of a variable that is true, whatever says so.
  Evidence evidence_now(std::uint32_t symbol) const;

  // What holds on both of two ways.
  void join(const State& other);

 private:
  void join_evidence(const State& other);

  std::vector<std::pair<std::uint32_t, Taint>> variables_;
  std::vector<Cleaned> cleaned_;
  std::vector<Evidence> evidence_;
};

// What both of two lists say.
std::vector<Cleaned> common(const std::vector<Cleaned>& a, const std::vector<Cleaned>& b);

}  // namespace fastidious::flow
