#pragma once
// What a docstring (PEP 257) says about parameters, results and exceptions, in any of three styles:
// Google (https://google.github.io/styleguide/pyguide.html#383-functions-and-methods),
// NumPy (https://numpydoc.readthedocs.io/en/latest/format.html) and
// Sphinx (https://www.sphinx-doc.org/en/master/usage/domains/python.html#info-field-lists).

#include <cstdint>
#include <string_view>
#include <vector>

namespace fastidious::semantic {

enum class DocstringStyle : std::uint8_t { Plain, Google, Numpy, Sphinx };

enum class SectionKind : std::uint8_t {
  Parameters,
  OtherParameters,  // keyword arguments: what **kwargs takes
  Returns,
  Yields,
  Raises,
  Attributes,
  Other,  // Examples, Notes, …
};

// All views are parts of the text that was parsed, as it is written there (escapes are not
// replaced).
struct DocstringEntry {
  std::string_view name;     // of a parameter or exception, without stars; empty for a result
  std::string_view type;     // empty if none is given
  std::string_view text;     // what is said on the entry's first line
  bool is_definite = false;  // written as an entry (`name: …`), not a line that begins with a name
};

struct DocstringSection {
  SectionKind kind = SectionKind::Other;
  std::string_view lines;    // whole lines, header included
  std::string_view content;  // what follows the header
  std::vector<DocstringEntry> entries;
};

struct Docstring {
  DocstringStyle style = DocstringStyle::Plain;
  std::string_view body;     // between the quotes; empty if there is no docstring
  std::string_view summary;  // the first line that is not blank
  bool has_one_line = true;  // at most one line is not blank
  std::vector<DocstringSection> sections;

  const DocstringSection* section(SectionKind kind) const;
  // Whether it has a section about parameters, results or exceptions: its author documents by
  // sections.
  bool describes_signature() const;
  // The entry of the parameter so named in any section about parameters; null if there is none.
  const DocstringEntry* parameter(std::string_view name) const;
};

// Takes a docstring's literal apart, quotes and prefix included. Linear in its length. Never fails:
// what is no section is prose.
Docstring parse_docstring(std::string_view literal);

// Stands in the docstrings that a fix writes, for a person to replace.
inline constexpr std::string_view kToBeWritten = "fastidious: to be written";

}  // namespace fastidious::semantic
