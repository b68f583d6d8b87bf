#include "style/violation.h"

#include <initializer_list>

namespace fastidious::style {
namespace {

constexpr std::array<std::string_view, kCodeCount> kNames = {
#define STYLE_CODE(code, text) #code,
#include "style/codes.def"
#undef STYLE_CODE
};

constexpr std::array<std::string_view, kCodeCount> kMessages = {
#define STYLE_CODE(code, text) text,
#include "style/codes.def"
#undef STYLE_CODE
};

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments) {
  std::string filled;
  filled.reserve(pattern.size() + 16);
  for (const std::string_view argument : arguments) {
    const std::size_t hole = pattern.find("{}");
    filled += pattern.substr(0, hole);
    filled += argument;
    pattern.remove_prefix(hole + 2);
  }
  return filled += pattern;
}

// The value of E711 and E712 (text_checks.cpp): which singleton, and whether it is compared with
// !=.
std::string compared_to_singleton(std::string_view pattern, std::uint32_t value) {
  const bool negated = (value & 4) != 0;
  const std::string_view not_word = negated ? "not " : "";
  const std::uint32_t singleton = value & 3;
  if (singleton == 0) {
    return fill(pattern, {not_word});
  }
  const bool truth = singleton == 1;
  const std::string_view word = truth ? "True" : "False";
  return fill(pattern, {word, not_word, word, truth != negated ? "" : "not "});
}

}  // namespace

std::string_view name_of(Code code) { return kNames[static_cast<std::size_t>(code)]; }

CodeSet CodeSet::all() {
  CodeSet codes;
  codes.bits_.set();
  return codes;
}

CodeSet CodeSet::defaults() {
  static const CodeSet kDefaults = [] {
    CodeSet codes = all();
    for (std::string_view prefix :
         {"E121", "E123", "E126", "E226", "E24", "E704", "W503", "W504"}) {
      codes.set(prefix, false);
    }
    return codes;
  }();
  return kDefaults;
}

void CodeSet::set(std::string_view prefix, bool in) {
  for (std::size_t i = 0; i < kCodeCount; ++i) {
    if (kNames[i].substr(0, prefix.size()) == prefix) {
      bits_[i] = in;
    }
  }
}

std::string message_of(const Violation& violation, const SourceText& text, const Options& options) {
  const std::string_view pattern = kMessages[static_cast<std::size_t>(violation.code)];
  const std::string number = std::to_string(violation.value);
  const char byte = static_cast<char>(violation.value);
  const std::string_view character(&byte, 1);
  switch (violation.code) {
    case Code::E111:
    case Code::E114: return fill(pattern, {std::to_string(options.indent_size)});
    case Code::E117: return std::string(pattern) + (violation.value != 0 ? " (comment)" : "");
    case Code::E201:
    case Code::E202:
    case Code::E203:
    case Code::E211:
    case Code::E231:
    case Code::E241:
    case Code::E242:
    case Code::E741:
    case Code::E742:
    case Code::E743: return fill(pattern, {character});
    case Code::E301:
    case Code::E306:
    case Code::E302:
    case Code::E303:
    case Code::E305: return fill(pattern, {number});
    case Code::E501: return fill(pattern, {number, std::to_string(options.max_line_length)});
    case Code::W505: return fill(pattern, {number, std::to_string(options.max_doc_length)});
    case Code::E711:
    case Code::E712: return compared_to_singleton(pattern, violation.value);
    case Code::W605: return fill(pattern, {text.slice(violation.span).substr(1)});
    default: return std::string(pattern);
  }
}

}  // namespace fastidious::style
