#pragma once
// How an application can be watched: where its logs, errors and measures go.

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/values/value.h"
#include "knowledge/instrumentation.h"

namespace fastidious::app {

class Application;

class Instrumentation {
 public:
  // Looks at the files that run with the application (app/instrumentation/running_files.h).
  explicit Instrumentation(const Application& application);

  // Where it is set up first, by file and position, in application code before scripts; null if it
  // is not.
  const Placed& find(knowledge::Instrument what) const {
    return first_[static_cast<std::size_t>(what)];
  }
  bool has(knowledge::Instrument what) const { return static_cast<bool>(find(what)); }
  // The first call that writes a record of the standard library's logging; null if there is none.
  const Placed& first_record() const { return first_record_; }
  std::size_t record_count() const { return record_count_; }
  // Calls that make a formatter of python-json-logger.
  const std::vector<Placed>& json_formatters() const { return json_formatters_; }

 private:
  void look_at(const FileModel& file);
  void look_at_call(const FileModel& file, const syntax::Call& call);
  void look_at_target(const FileModel& file, const syntax::Call& call, std::string_view target);
  void look_at_choice(const FileModel& file, const syntax::IfExp& choice);
  void look_at_text(const FileModel& file, const syntax::Constant& text);
  void look_at_class(const FileModel& file, const syntax::ClassDef& cls);
  void note(knowledge::Instrument what, const FileModel& file, const syntax::Expr& at);
  bool tells(Identifier name, const FileModel& file);
  void note_record(const FileModel& file, const syntax::Expr& at);
  void note_name(Identifier name, const FileModel& file, const syntax::Expr& at);

  std::array<Placed, knowledge::kInstrumentCount> first_;
  // Of the names seen so far: whether they say anything, by Identifier; and of those that do, what
  // they set up (looked up only).
  enum class Tells : std::uint8_t { Unasked, Nothing, Something };
  std::vector<Tells> tells_;
  std::unordered_map<Identifier, std::vector<knowledge::Instrument>> set_up_by_;
  std::vector<Placed> json_formatters_;
  Placed first_record_;
  std::size_t record_count_ = 0;
};

}  // namespace fastidious::app
