#pragma once
// Writes JSON (RFC 8259) straight into text that is passed on in pieces: reports have tens of
// thousands of findings, and a document tree of them would cost more than the audit.

#include <cstdint>
#include <string>
#include <string_view>

#include "report/piece_buffer.h"
#include "report/report.h"

namespace fastidious::report {

class JsonWriter {
 public:
  // Indents by two blanks down to `indented_levels` of nesting; what is deeper stays on one line.
  JsonWriter(int indented_levels, Sink sink)
      : out_(std::move(sink)), indented_levels_(indented_levels) {}

  JsonWriter& begin_object() { return begin('{'); }
  JsonWriter& end_object() { return end('}'); }
  JsonWriter& begin_array() { return begin('['); }
  JsonWriter& end_array() { return end(']'); }
  // `name` must be plain ASCII without quotes.
  JsonWriter& key(std::string_view name);
  // Bytes that are not UTF-8 become U+FFFD.
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(std::uint64_t number);
  JsonWriter& value(std::uint32_t number) { return value(std::uint64_t{number}); }
  JsonWriter& value(bool truth);
  JsonWriter& null();

  template <class T>
  JsonWriter& field(std::string_view name, const T& what) {
    return key(name).value(what);
  }

  // Members of the object that is being written, as they stand between the brackets of another.
  JsonWriter& members(std::string_view written);

  // Passes on what is left.
  void finish() { out_.pass_on(); }

 private:
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  void before_value();
  void break_line(int levels);

  PieceBuffer out_;
  int indented_levels_;
  int depth_ = 0;
  bool first_ = true;  // nothing stands yet inside the innermost bracket
  bool after_key_ = false;
};

// Appends `text` with JSON's escapes, without quotes.
void append_escaped(PieceBuffer& out, std::string_view text);

}  // namespace fastidious::report
