#include "project/cvss.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "text/words.h"

namespace fastidious::project {
namespace {

struct Weight {
  std::string_view metric;
  char value;
  double weight;
  double changed;  // where the scope changes
};

constexpr std::array<Weight, 20> kWeights = {
    {{"AV", 'N', 0.85, 0.85}, {"AV", 'A', 0.62, 0.62}, {"AV", 'L', 0.55, 0.55},
     {"AV", 'P', 0.2, 0.2},   {"AC", 'L', 0.77, 0.77}, {"AC", 'H', 0.44, 0.44},
     {"PR", 'N', 0.85, 0.85}, {"PR", 'L', 0.62, 0.68}, {"PR", 'H', 0.27, 0.5},
     {"UI", 'N', 0.85, 0.85}, {"UI", 'R', 0.62, 0.62}, {"C", 'H', 0.56, 0.56},
     {"C", 'L', 0.22, 0.22},  {"C", 'N', 0, 0},        {"I", 'H', 0.56, 0.56},
     {"I", 'L', 0.22, 0.22},  {"I", 'N', 0, 0},        {"A", 'H', 0.56, 0.56},
     {"A", 'L', 0.22, 0.22},  {"A", 'N', 0, 0}}};

// The letter of a metric: 'N' of "AV" in ".../AV:N/..."; 0 if it is not there.
char letter_of(std::string_view vector, std::string_view metric) {
  const std::string key = "/" + std::string(metric) + ":";
  const std::size_t at = vector.find(key);
  return at == vector.npos || at + key.size() >= vector.size() ? '\0' : vector[at + key.size()];
}

std::optional<double> weight_of(std::string_view vector, std::string_view metric, bool changed) {
  const char letter = letter_of(vector, metric);
  for (const Weight& one : kWeights) {
    if (one.metric == metric && one.value == letter) return changed ? one.changed : one.weight;
  }
  return std::nullopt;
}

double impact_of(double missed, bool changed) {
  const double damage = 1 - missed;
  return changed ? 7.52 * (damage - 0.029) - 3.25 * std::pow(damage - 0.02, 15) : 6.42 * damage;
}

Rating rating_of(double score) {
  if (score <= 0) return Rating::Unknown;  // "none": nobody publishes these
  if (score < 4) return Rating::Low;
  if (score < 7) return Rating::Moderate;
  return score < 9 ? Rating::High : Rating::Critical;
}

}  // namespace

Rating rating_of_cvss(std::string_view vector) {
  if (!vector.starts_with("CVSS:3.")) return Rating::Unknown;
  const bool changed = letter_of(vector, "S") == 'C';
  double ease = 8.22;
  for (std::string_view metric : {"AV", "AC", "PR", "UI"}) {
    const auto weight = weight_of(vector, metric, changed);
    if (!weight) return Rating::Unknown;
    ease *= *weight;
  }
  double missed = 1;
  for (std::string_view metric : {"C", "I", "A"}) {
    const auto weight = weight_of(vector, metric, changed);
    if (!weight) return Rating::Unknown;
    missed *= 1 - *weight;
  }
  const double impact = impact_of(missed, changed);
  if (impact <= 0) return Rating::Unknown;
  const double score = std::min((changed ? 1.08 : 1.0) * (impact + ease), 10.0);
  // To the next tenth; the hundred thousandths keep 4.0000001 at 4.0, as the specification has it.
  return rating_of(std::ceil(std::round(score * 100'000) / 10'000) / 10);
}

Rating rating_of_word(std::string_view word) {
  const std::string upper = upper_case(word);
  if (upper == "LOW") return Rating::Low;
  if (upper == "MODERATE" || upper == "MEDIUM") return Rating::Moderate;
  if (upper == "HIGH") return Rating::High;
  return upper == "CRITICAL" ? Rating::Critical : Rating::Unknown;
}

}  // namespace fastidious::project
