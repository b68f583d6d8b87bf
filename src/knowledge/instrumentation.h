#pragma once
// Which names of libraries set up logging, error tracking, metrics, request ids.

#include <array>
#include <cstdint>
#include <string_view>

namespace fastidious::knowledge {

enum class Instrument : std::uint8_t {
  LogConfiguration,  // records go somewhere
  StructuredLogs,    // as JSON or logfmt
  ErrorTracking,
  Metrics,        // or tracing
  CorrelationId,  // something that all records of one request have in common
  LogContext,     // something else that adds fields to all records
  SecurityHeaders,
  BodyLimit,    // requests that send too much are refused
  CsrfDefence,  // requests that another site makes are told by a token or by their origin
  GoogleCloud,  // not an instrument: the program runs there
};
inline constexpr std::size_t kInstrumentCount = 10;

struct InstrumentName {
  std::string_view name;
  Instrument what;
};

inline constexpr InstrumentName kInstrumentNames[] = {
#define INSTRUMENTS(name, what) {name, Instrument::what},
#include "knowledge/instrumentation.def"
#undef INSTRUMENTS
};

// Whether `target` is `pattern`, or below it where that ends in ".*".
constexpr bool matches_name(std::string_view pattern, std::string_view target) {
  if (!pattern.ends_with(".*")) return pattern == target;
  const std::string_view package = pattern.substr(0, pattern.size() - 2);
  return target.starts_with(package) &&
         (target.size() == package.size() || target[package.size()] == '.');
}

}  // namespace fastidious::knowledge
