#include "app/values/text_methods.h"

#include <algorithm>
#include <cctype>

#include "app/text/docstring.h"

namespace fastidious::app {
namespace {

constexpr std::string_view kMethods[] = {"strip", "lstrip", "rstrip",       "replace",
                                         "lower", "upper",  "removeprefix", "removesuffix",
                                         "title", "join"};

std::string stripped_of(std::string_view text, std::string_view set, bool left, bool right) {
  const std::size_t first = left ? text.find_first_not_of(set) : 0;
  const std::size_t last = right ? text.find_last_not_of(set) : text.size() - 1;
  if (text.empty() || first == text.npos || last == text.npos) return {};
  return std::string(text.substr(first, last - first + 1));
}

std::string replaced_all(std::string text, const std::string& from, const std::string& to) {
  if (from.empty()) return text;
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string cased(std::string text, bool upper) {
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    c = static_cast<char>(upper ? std::toupper(byte) : std::tolower(byte));
  }
  return text;
}

}  // namespace

bool is_text_method(std::string_view name) {
  return std::find(std::begin(kMethods), std::end(kMethods), name) != std::end(kMethods);
}

Value apply_text_method(const std::string& text, std::string_view name,
                        const std::vector<Value>& arguments) {
  const bool known = std::all_of(arguments.begin(), arguments.end(),
                                 [](const Value& one) { return one.is(Value::Kind::Str); });
  if (!known) return {};
  if (name == "join") {
    std::string joined;
    for (const Value& one : arguments)
      joined += (&one == &arguments.front() ? "" : text) + one.text;
    return Value::string(std::move(joined));
  }
  if (name.ends_with("strip")) {
    if (arguments.empty() && name == "strip") return Value::string(stripped(text));
    const std::string set = arguments.empty() ? " \t\n\r\f\v" : arguments.front().text;
    return Value::string(stripped_of(text, set, name != "rstrip", name != "lstrip"));
  }
  if (name == "replace" && arguments.size() == 2) {
    return Value::string(replaced_all(text, arguments[0].text, arguments[1].text));
  }
  if (arguments.empty()) {
    if (name == "title") return Value::string(title_case(text));
    return name == "lower" || name == "upper" ? Value::string(cased(text, name == "upper"))
                                              : Value{};
  }
  const std::string& part = arguments.front().text;
  if (name == "removeprefix") {
    return Value::string(text.starts_with(part) ? text.substr(part.size()) : text);
  }
  if (name == "removesuffix") {
    return Value::string(text.ends_with(part) ? text.substr(0, text.size() - part.size()) : text);
  }
  return {};
}

}  // namespace fastidious::app
