#pragma once
// Writes JSON (RFC 8259) straight into a string: reports have tens of thousands of findings, and a
// document tree of them would cost more than the audit.

#include <cstdint>
#include <string>
#include <string_view>

namespace fastidious::report {

class JsonWriter {
 public:
  // Indents by two blanks down to `indented_levels` of nesting; what is deeper stays on one line.
  explicit JsonWriter(int indented_levels) : indented_levels_(indented_levels) {}

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

  std::string take() { return std::move(out_); }
  std::string& buffer() { return out_; }

 private:
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  void before_value();
  void break_line(int levels);

  std::string out_;
  int indented_levels_;
  int depth_ = 0;
  bool first_ = true;  // nothing stands yet inside the innermost bracket
  bool after_key_ = false;
};

// Appends `text` with JSON's escapes, without quotes.
void append_escaped(std::string& out, std::string_view text);

}  // namespace fastidious::report
