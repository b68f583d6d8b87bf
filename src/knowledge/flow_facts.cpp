#include "knowledge/flow_facts.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "knowledge/sql_sinks.h"

namespace fastidious::knowledge {
namespace {

using Verb = FlowFact::Verb;
using Place = FlowFact::Place;

constexpr std::pair<std::string_view, Verb> kVerbs[] = {
    {"sink", Verb::Sink},   {"source", Verb::Source}, {"clean", Verb::Clean}, {"pass", Verb::Pass},
    {"write", Verb::Write}, {"run", Verb::Run},       {"check", Verb::Check}};

constexpr std::string_view kTexts[] = {
#include "knowledge/flow/files.flow"
    ,
#include "knowledge/flow/language.flow"
    ,
#include "knowledge/flow/processes.flow"
    ,
#include "knowledge/flow/web.flow"
    ,
};

// Takes the first word off `text`.
std::string_view next_word(std::string_view& text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
  const std::string_view word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

// "sql,orm" or "all"; nothing if one is unknown.
std::optional<Dangers> dangers_in(std::string_view list) {
  if (list == "all") return kAllDangers;
  Dangers dangers = 0;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const auto danger = danger_named(list.substr(0, comma));
    if (!danger) return std::nullopt;
    dangers |= bit(*danger);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return dangers;
}

Place place_in(std::string_view word) {
  Place place;
  if (word == "self") place.what = Place::What::Receiver;
  if (word == "*") place.what = Place::What::All;
  if (place.what != Place::What::Argument) return place;
  const std::size_t colon = word.find(':');
  const std::string_view number = word.substr(0, colon);
  const auto read = std::from_chars(number.data(), number.data() + number.size(), place.index);
  if (read.ec != std::errc{}) {
    place.index = -1;
    place.name = word;
  } else if (colon != word.npos) {
    place.name = word.substr(colon + 1);
  }
  return place;
}

// What is wrong with the line; empty if nothing is.
std::string read_line(std::string_view line, FlowFact& fact) {
  const std::string_view verb = next_word(line);
  const auto* known = std::find_if(std::begin(kVerbs), std::end(kVerbs),
                                   [&](const auto& one) { return one.first == verb; });
  if (known == std::end(kVerbs)) return "`" + std::string(verb) + "` is no verb";
  fact.verb = known->second;
  if (fact.verb == Verb::Sink || fact.verb == Verb::Clean || fact.verb == Verb::Check) {
    const std::string_view list = next_word(line);
    const auto dangers = dangers_in(list);
    if (!dangers) return "`" + std::string(list) + "` names no danger";
    fact.dangers = *dangers;
  }
  fact.target = next_word(line);
  if (fact.target.empty()) return "the name of a function is missing";
  for (std::string_view word = next_word(line); !word.empty(); word = next_word(line)) {
    if (word.starts_with("if:")) {
      const std::size_t equals = std::min(word.find('='), word.size());
      fact.only_if = word.substr(3, equals - 3);
      fact.only_text = word.substr(std::min(equals + 1, word.size()));
    } else if (word.starts_with("unless:")) {
      fact.unless = word.substr(7);
    } else if (word == "slow") {
      fact.only_slow = true;
    } else if (word.starts_with("class:")) {
      fact.class_at = place_in(word.substr(6)).index;
    } else {
      fact.places.push_back(place_in(word));
    }
  }
  const bool needs_place = fact.verb != Verb::Source && fact.verb != Verb::Clean;
  return needs_place && fact.places.empty() ? "it names no argument" : "";
}

void add_sql_sinks(std::vector<FlowFact>& facts) {
  for (const SqlSink& sink : kSqlSinks) {
    FlowFact& fact = facts.emplace_back();
    fact.dangers = bit(Danger::Sql);
    fact.target = sink.target;
    fact.places = {{Place::What::Argument, sink.index, std::string(sink.parameter)}};
  }
}

}  // namespace

FlowFacts parse_flow_facts(std::string_view text) {
  FlowFacts result;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == line.npos || line[begin] == '#') continue;
    FlowFact fact;
    const std::string error = read_line(line, fact);
    if (error.empty()) {
      result.facts.push_back(std::move(fact));
    } else {
      result.errors.push_back("line " + std::to_string(number) + ": " + error);
    }
  }
  return result;
}

const std::vector<FlowFact>& flow_facts() {
  static const std::vector<FlowFact> all = [] {
    std::vector<FlowFact> facts;
    add_sql_sinks(facts);
    for (const std::string_view text : kTexts) {
      FlowFacts read = parse_flow_facts(text);
      facts.insert(facts.end(), read.facts.begin(), read.facts.end());
    }
    return facts;
  }();
  return all;
}

}  // namespace fastidious::knowledge
