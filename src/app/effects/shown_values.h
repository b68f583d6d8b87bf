#pragma once
// What can be read in a text that values are put into: of a log record, of a printed line.
//
// Names are judged by knowledge/logged_names.h, objects by what their classes print. What a
// function that is not known makes of a value (its length, its hash, a mask) shows nothing of it.

#include <cstdint>
#include <string>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct ShownValue {
  enum class What : std::uint8_t {
    Secret,
    Personal,  // of a person
    Headers,   // all headers of a request
    Body,      // what a client sent, as it came
    Given,     // what the function is given for `parameter`, which alone says nothing
  };
  What what = What::Secret;
  Placed at;         // the value
  std::string name;  // for a message: "`user.password`", "`UserCreate.password`"
  const syntax::Arg* parameter = nullptr;
  // The name means nothing else, and the value is known to be a text.
  bool is_certain = false;
  bool is_part = false;  // `body[:100]`: of headers and bodies
};

// Of an expression that becomes part of the text. Bounded work.
std::vector<ShownValue> shown_values(const FileModel& file, const syntax::Expr& expr);

// Of what a call of a logger, as knowledge::log_call() knows it, writes: its message, the values
// for it, `extra`, and keywords of structlog and loguru.
std::vector<ShownValue> shown_by_log_call(const FileModel& file, const syntax::Call& call);

// Of all that another call is given: of print(), or what error tracking records.
std::vector<ShownValue> shown_by_call(const FileModel& file, const syntax::Call& call);

}  // namespace fastidious::app
