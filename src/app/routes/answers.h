#pragma once
// What the body of an endpoint gives back.

#include <string>
#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

struct Answer {
  enum class Kind : std::uint8_t {
    Nothing,   // `return`, `return None`
    Response,  // an instance of a response class: sent as it is; also what a function of the
               // repository gives that may make one for what it is called with
    Value,     // anything else that is there for sure: displays, literals, instances
    Unknown,   // a call or name of which nothing is known
  } kind = Kind::Unknown;
  const syntax::Return* statement = nullptr;
  std::string_view cls;  // of a Response or an instance: the qualified name of the class
};

// One for each `return` of the function's own body, in the order of the text.
std::vector<Answer> answers_of(const FileModel& file, const syntax::FunctionDef& function);

// Whether they are the same few words every time, `{"ok": True}`, or what a platform's probe reads
// at this path: nothing that grows or that clients work with.
bool say_little(std::string_view path, const std::vector<Answer>& answers);

// What to annotate where all are texts, numbers, truth values or nothing, and there is no field to
// add to them: `bool`, `str | None`. Empty where one of them is anything else.
std::string plain_annotation(const FileModel& file, const std::vector<Answer>& answers);

}  // namespace fastidious::app
