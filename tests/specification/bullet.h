#pragma once
// Every bullet of the two specifications, and what evaluates it.

#include <span>
#include <string_view>

namespace fastidious::specification {

struct Bullet {
  std::string_view heading;   // below which it stands
  std::string_view text;      // as the specification words it
  std::string_view criteria;  // ids, separated by spaces: their rules evaluate it
  std::string_view rules;     // codes of rules that do besides these
  std::string_view answer;    // the command or part of a report that does; empty: rules alone
  // Where the answer is tested, "path#words that stand in the file"; empty: the rules' fixtures.
  std::string_view failing;
  std::string_view passing;
};

// A bullet that rules evaluate.
constexpr Bullet checked(std::string_view heading, std::string_view text, std::string_view criteria,
                         std::string_view rules = "") {
  return {heading, text, criteria, rules, "", "", ""};
}

// One that a command or a part of a report answers.
constexpr Bullet reported(std::string_view heading, std::string_view text, std::string_view answer,
                          std::string_view failing, std::string_view passing,
                          std::string_view criteria = "", std::string_view rules = "") {
  return {heading, text, criteria, rules, answer, failing, passing};
}

// In the order of the specifications.
std::span<const Bullet> review_bullets();
std::span<const Bullet> audit_bullets();

}  // namespace fastidious::specification
