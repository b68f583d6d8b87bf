#pragma once
// Where a file departs from PEP 8 (https://peps.python.org/pep-0008/), in the codes and words of
// pycodestyle 2.15 (https://pycodestyle.pycqa.org).

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/span.h"
#include "text/source_text.h"

namespace fastidious::style {

enum class Code : std::uint8_t {
#define STYLE_CODE(code, text) code,
#include "style/codes.def"
#undef STYLE_CODE
};

inline constexpr std::size_t kCodeCount = 0
#define STYLE_CODE(code, text) +1
#include "style/codes.def"
#undef STYLE_CODE
    ;

std::string_view name_of(Code code);

class CodeSet {
 public:
  static CodeSet all();
  // All but what pycodestyle and flake8 leave out by default: E121, E123, E126, E226, E24, E704,
  // W503 and W504, which contradict each other or PEP 8's own latitude.
  static CodeSet defaults();

  bool contains(Code code) const { return bits_[static_cast<std::size_t>(code)]; }
  bool empty() const { return bits_.none(); }
  // Puts in, or takes out, every code that starts with `prefix` ("E", "E24", "W605").
  void set(std::string_view prefix, bool in);

 private:
  std::bitset<kCodeCount> bits_;
};

struct Options {
  CodeSet codes = CodeSet::defaults();
  std::uint32_t max_line_length = 79;  // code points
  std::uint32_t max_doc_length = 0;    // of comments and docstrings (W505); 0: not checked
  std::int32_t indent_size = 4;        // spaces
  bool hang_closing = false;           // E133 instead of E123
  // Whether `# noqa` silences what it silences in pycodestyle: a few checks, whatever codes it
  // names.
  bool honour_noqa = true;
};

struct Violation {
  std::uint32_t line = 1;    // from 1
  std::uint32_t column = 0;  // code points, from 0
  Code code = Code::E101;
  std::uint32_t value = 0;  // what the message holds: a count, a length, a character
  Span span;                // what is wrong, for carets and edits; empty where something is missing

  friend bool operator==(const Violation& a, const Violation& b) {
    return a.line == b.line && a.column == b.column && a.code == b.code;
  }
};

// pycodestyle's words, without the code.
std::string message_of(const Violation& violation, const SourceText& text, const Options& options);

}  // namespace fastidious::style
