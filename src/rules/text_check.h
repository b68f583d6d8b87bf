#pragma once
// What a rule about text files gets: one file that is not Python, and a way to report in it.

#include "project/text_file.h"
#include "rules/check.h"

namespace fastidious::rules {

class TextCheck {
 public:
  TextCheck(const project::TextFile& file, const ActiveRule& rule, FindingSink& sink)
      : file_(file), rule_(rule), sink_(sink) {}

  const project::TextFile& file() const { return file_; }
  std::string_view text() const { return file_.text.view(); }
  // Reports at `where`; `pattern` holds {} for each argument.
  Draft report(Span where, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments = {});
  // The same at `part`, a view of text().
  Draft report(std::string_view part, std::string_view pattern,
               std::initializer_list<MessageArgument> arguments = {}) {
    const auto begin = static_cast<Offset>(part.data() - text().data());
    return report(Span{begin, begin + static_cast<Offset>(part.size())}, pattern, arguments);
  }
  std::int64_t option(std::string_view key) const;

 private:
  const project::TextFile& file_;
  const ActiveRule& rule_;
  FindingSink& sink_;
};

}  // namespace fastidious::rules
