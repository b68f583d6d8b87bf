#include "app/instrumentation/log_configuration.h"

#include <algorithm>
#include <array>

#include "knowledge/instrumentation.h"
#include "knowledge/library_facts.h"
#include "text/name_words.h"

namespace fastidious::app {

namespace {

bool configures_logging(std::string_view target) {
  return std::any_of(std::begin(knowledge::kInstrumentNames), std::end(knowledge::kInstrumentNames),
                     [&](const knowledge::InstrumentName& one) {
                       return one.what == knowledge::Instrument::LogConfiguration &&
                              knowledge::matches_name(one.name, target);
                     });
}

}  // namespace

bool may_configure_logging(std::string_view target) {
  constexpr std::array<std::string_view, 4> kVerbs = {"setup", "configure", "init", "config"};
  constexpr std::array<std::string_view, 4> kWords = {"log", "logs", "logging", "logger"};
  const std::string_view name = target.substr(target.rfind('.') + 1);
  const bool is_verb = std::any_of(kVerbs.begin(), kVerbs.end(),
                                   [&](std::string_view one) { return name.starts_with(one); });
  return configures_logging(target) || (is_verb && names_any_of(target, kWords));
}

}  // namespace fastidious::app
