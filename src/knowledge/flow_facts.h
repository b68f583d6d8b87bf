#pragma once
// What calls of libraries do to data that passes through them. Data: one line a fact, in files of
// knowledge/flow/ and, in the same form, in the configuration.
//
//   sink sql,orm sqlalchemy.text 0:text        argument 0, or `text`, is executed
//   sink shell subprocess.run 0:args if:shell  only where keyword `shell` is given and not False
//   sink html fastapi.Response 0:content if:media_type=text/html   where it begins with that text
//   sink orm builtins.getattr 1 class:0        only where argument 0 is a class of the repository
//   sink match re.match 1:string slow          only where the pattern takes exponential time
//   source flask.request.args                  what a client sent: an attribute, or a call's result
//   clean path,header os.path.basename         what it gives is harmless there
//   pass json.loads 0                          what it gives is made of its argument
//   write .append 0                            puts its argument into the object it is called on
//   run asyncio.to_thread 0                    calls its argument with the ones behind it
//   check all str.isdigit self                 where it is true, what it was asked about is
//   harmless
//
// A name that begins with a dot is a method of an object whose class is not known. `self` is that
// object, `*` all arguments. Lines that begin with # are remarks.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/dangers.h"

namespace fastidious::knowledge {

struct FlowFact {
  enum class Verb : std::uint8_t { Sink, Source, Clean, Pass, Write, Run, Check };
  struct Place {
    enum class What : std::uint8_t { Argument, Receiver, All } what = What::Argument;
    int index = -1;    // -1: only by name
    std::string name;  // empty: only by position
  };
  Verb verb = Verb::Sink;
  Dangers dangers = kAllDangers;  // of Sink, Clean and Check
  std::string target;             // qualified name, or ".method"
  std::vector<Place> places;
  std::string only_if;     // the keyword of `if:`
  std::string only_text;   // the text behind `=`, if there is one
  std::string unless;      // the keyword of `unless:`: not where it is given and not False
  bool only_slow = false;  // `slow`: of a call of `re`, only where its pattern is
  int class_at = -1;       // the position of an argument that has to be a class; -1: none
};

struct FlowFacts {
  std::vector<FlowFact> facts;
  std::vector<std::string> errors;  // "line 3: …"; only of what users wrote
};

// Reads facts, one a line.
FlowFacts parse_flow_facts(std::string_view text);

// What is known about libraries; knowledge/sql_sinks.def is among it.
const std::vector<FlowFact>& flow_facts();

}  // namespace fastidious::knowledge
