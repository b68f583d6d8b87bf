#pragma once
// What a text that somebody else wrote can do where it ends up.

#include <cstdint>
#include <optional>
#include <string_view>

namespace fastidious::knowledge {

enum class Danger : std::uint8_t {
  Sql,          // a statement
  Orm,          // a fragment of one, or the name of a model's attribute
  Shell,        // a command line
  Program,      // the program that is run
  Path,         // a file's name
  Host,         // the server that a request goes to
  Url,          // the rest of its address
  Redirect,     // where a browser is sent
  Html,         // a page
  Template,     // the text of a template
  Header,       // a header of the answer
  Deserialise,  // bytes that objects are made of
  Code,         // Python
  Xml,          // a document that may name entities
  Regex,        // a pattern
  Csv,          // a cell of a table
  Firestore,    // a document's or field's path
  Log,          // a line of a log
  Match,        // a text that a slow pattern is applied to
  Archive,      // a tar file that is unpacked
};
inline constexpr int kDangerCount = static_cast<int>(Danger::Archive) + 1;

// A set of them, one bit each.
using Dangers = std::uint32_t;
constexpr Dangers bit(Danger danger) { return Dangers{1} << static_cast<unsigned>(danger); }
inline constexpr Dangers kAllDangers = (Dangers{1} << kDangerCount) - 1;

// "sql", "shell", …, as the data files and the configuration spell it.
std::string_view name_of(Danger danger);
// The danger so spelled; "all" is not one.
std::optional<Danger> danger_named(std::string_view name);

}  // namespace fastidious::knowledge
