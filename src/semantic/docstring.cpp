#include "semantic/docstring.h"

#include <algorithm>
#include <optional>

#include "base/limits.h"
#include "semantic/docstring_titles.h"
#include "syntax/string_literal.h"
#include "text/words.h"

namespace fastidious::semantic {
namespace {

bool names_parameters(SectionKind kind) {
  return kind == SectionKind::Parameters || kind == SectionKind::OtherParameters ||
         kind == SectionKind::Attributes;
}

struct Line {
  std::string_view whole;  // without its end
  std::string_view text;   // trimmed
  std::size_t indent = 0;  // in columns; tabs go to the next multiple of 8
};

std::size_t width_of_indent(std::string_view line) {
  std::size_t width = 0;
  for (char c : line) {
    if (c == ' ') {
      ++width;
    } else if (c == '\t') {
      width += 8 - width % 8;
    } else {
      break;
    }
  }
  return width;
}

std::vector<Line> split_lines(std::string_view body) {
  std::vector<Line> lines;
  const auto ends = static_cast<std::size_t>(std::count(body.begin(), body.end(), '\n'));
  lines.reserve(std::min(ends + 1, limits::kMaxDocstringParts));
  std::size_t lowest = std::string_view::npos;
  for (std::size_t at = 0; at <= body.size() && lines.size() < limits::kMaxDocstringParts;) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    Line line{body.substr(at, end - at), {}, 0};
    line.text = trimmed(line.whole);
    line.indent = width_of_indent(line.whole);
    if (at > 0 && !line.text.empty()) lowest = std::min(lowest, line.indent);
    lines.push_back(line);
    at = end + 1;
  }
  lines.front().indent = lowest == std::string_view::npos ? 0 : lowest;
  return lines;
}

// Where the bracket closes that `text` begins with; its size if it does not.
std::size_t closing_bracket(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    depth += c == '(' || c == '[' || c == '{';
    depth -= c == ')' || c == ']' || c == '}';
    if (depth == 0) return i;
  }
  return text.size();
}

// The first `:` outside of brackets.
std::size_t find_colon(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':') return i;
    if (c == '(' || c == '[' || c == '{') {
      const std::size_t end = closing_bracket(text.substr(i));
      if (i + end >= text.size()) return std::string_view::npos;
      i += end;
    }
  }
  return std::string_view::npos;
}

// Takes what decorates a name from the front: bullets, stars, backquotes, backslashes.
std::string_view skip_decoration(std::string_view text) {
  const std::size_t at = text.find_first_not_of("*`\\");
  return at == std::string_view::npos ? std::string_view{} : text.substr(at);
}

std::string_view skip_bullet(std::string_view text) {
  const bool bullet = text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ");
  return bullet ? trimmed(text.substr(2)) : text;
}

std::string_view word_at_front(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word_byte(text[end])) ++end;
  return text.substr(0, end);
}

// `requests.exceptions.HTTPError`; the dot that ends a sentence is no part of it.
std::string_view dotted_at_front(std::string_view text) {
  std::size_t end = word_at_front(text).size();
  while (end > 0 && end + 1 < text.size() && text[end] == '.' && is_word_byte(text[end + 1])) {
    end += 1 + word_at_front(text.substr(end + 1)).size();
  }
  return text.substr(0, end);
}

// `name (type): text`, `name : type`, `a, b: text`; one entry for each name. Nothing if the line
// begins with no name.
void add_entries(std::string_view line, SectionKind kind, bool is_numpy,
                 std::vector<DocstringEntry>& entries) {
  const std::size_t first = entries.size();
  const auto name_at_front = kind == SectionKind::Raises ? dotted_at_front : word_at_front;
  std::string_view rest = skip_decoration(skip_bullet(line));
  for (std::string_view name = name_at_front(rest);
       !name.empty() && entries.size() < limits::kMaxDocstringParts; name = name_at_front(rest)) {
    entries.push_back({name, {}, {}, false});
    rest.remove_prefix(name.size());
    rest.remove_prefix(std::min(rest.find_first_not_of("*`"), rest.size()));
    if (!rest.starts_with(", ")) break;
    rest = skip_decoration(trimmed(rest.substr(1)));
  }
  DocstringEntry shared;
  rest = trimmed(rest);
  if (rest.starts_with('(')) {
    const std::size_t close = closing_bracket(rest);
    shared.type = trimmed(rest.substr(1, close - 1));
    rest = trimmed(rest.substr(std::min(close + 1, rest.size())));
  }
  shared.is_definite = rest.starts_with(':') || (is_numpy && rest.empty());
  if (shared.is_definite && !rest.empty()) {
    (is_numpy ? shared.type : shared.text) = trimmed(rest.substr(1));
  } else {
    shared.text = rest;
  }
  const bool is_prose = !shared.is_definite && entries.size() > first + 1;
  if (is_prose) entries.resize(first + 1);  // "a, b and c do …"
  for (std::size_t i = first; i < entries.size(); ++i) {
    entries[i].type = shared.type;
    entries[i].text = shared.text;
    entries[i].is_definite = shared.is_definite;
  }
}

class Parser {
 public:
  explicit Parser(std::string_view body) : body_(body), lines_(split_lines(body)) {}

  void run(Docstring& out) {
    out_ = &out;
    for (std::size_t i = 0; i < lines_.size();) {
      i = at_numpy_title(i) ? numpy_section(i) : other(i);
    }
  }

 private:
  struct Header {
    SectionKind kind = SectionKind::Other;
    bool found = false;
    bool is_flat = false;   // Markdown: its content is not indented
    std::string_view rest;  // what stands on the header's line
  };

  std::size_t other(std::size_t i) {
    const Header header = google_header(lines_[i]);
    if (header.found) return google_section(i, header);
    return is_field(lines_[i].text) ? sphinx_field(i) : i + 1;
  }

  bool at_numpy_title(std::size_t i) const {
    if (i + 1 >= lines_.size()) return false;
    const std::string_view rule = lines_[i + 1].text;
    const bool is_rule =
        rule.size() >= 3 && (rule.find_first_not_of('-') == std::string_view::npos ||
                             rule.find_first_not_of('=') == std::string_view::npos);
    return is_rule && kind_of_title(lines_[i].text).has_value();
  }

  // `Args:`, `**Returns:**`, `### Raises`, and on one line `Returns: the user`.
  static Header google_header(const Line& line) {
    Header header;
    std::string_view text = line.text;
    const bool is_heading = text.starts_with('#');
    const bool is_marked = is_heading || text.starts_with("**");
    if (is_marked) {
      text.remove_prefix(std::min(text.find_first_not_of("#* "), text.size()));
      while (text.ends_with('*')) text.remove_suffix(1);
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos && !is_marked) return header;
    const auto kind = kind_of_title(text.substr(0, colon));
    if (!kind) return header;
    header.kind = *kind;
    header.is_flat = is_marked;
    header.rest =
        colon == std::string_view::npos ? std::string_view{} : trimmed(text.substr(colon + 1));
    const bool may_go_on = *kind == SectionKind::Returns || *kind == SectionKind::Yields ||
                           *kind == SectionKind::Raises;
    header.found = header.rest.find_first_not_of("* ") == std::string_view::npos || may_go_on;
    return header;
  }

  static bool is_field(std::string_view text) {
    if (!text.starts_with(':') && !text.starts_with('@')) return false;
    const std::string_view word = word_at_front(text.substr(1));
    return kind_of_field(word).has_value() && text.find(':', 1) != std::string_view::npos;
  }

  bool begins_section(std::size_t i) const {
    return at_numpy_title(i) || google_header(lines_[i]).found || is_field(lines_[i].text);
  }

  // How many `#` stand before it: 3 of "### Raises".
  static std::size_t level_of(std::string_view text) {
    return std::min(text.find_first_not_of('#'), text.size());
  }

  // Under a heading of Markdown the next one that is no lower ends the section, whatever its title
  // is: "### Example usage".
  bool ends_heading(std::size_t i, std::size_t level) const {
    const std::size_t own = level_of(lines_[i].text);
    return own > 1 && own <= level;  // `# …` may be a comment of code
  }

  // One past the last line of what begins at `first` and is indented more than `indent`.
  std::size_t end_of_indented(std::size_t first, std::size_t indent) const {
    std::size_t end = first;
    for (std::size_t i = first; i < lines_.size(); ++i) {
      if (lines_[i].text.empty()) continue;
      if (lines_[i].indent <= indent) break;
      end = i + 1;
    }
    return end;
  }

  std::size_t end_of_flat(std::size_t first, std::size_t indent, bool stops_at_blank,
                          std::size_t level = 0) const {
    std::size_t end = first;
    for (std::size_t i = first; i < lines_.size(); ++i) {
      if (lines_[i].text.empty()) {
        if (stops_at_blank && i > first) break;
        continue;
      }
      const bool is_next = begins_section(i) || ends_heading(i, level);
      if (lines_[i].indent < indent || (lines_[i].indent == indent && is_next)) break;
      end = i + 1;
    }
    return end;
  }

  std::size_t google_section(std::size_t i, const Header& header) {
    const std::size_t indent = lines_[i].indent;
    std::size_t end = end_of_indented(i + 1, indent);
    if (end == i + 1 && header.rest.empty()) {
      const bool is_flat = header.is_flat || has_unindented_entry(i + 1, header.kind);
      const std::size_t level = level_of(lines_[i].text);
      if (is_flat) end = end_of_flat(i + 1, indent, !header.is_flat, level);
    }
    DocstringSection& section = open(DocstringStyle::Google, header.kind, i, i + 1, end);
    if (!header.rest.empty() && header.rest.find_first_not_of('*') != std::string_view::npos) {
      section.content = header.rest;
      add_result(header.rest, false, section);
    } else {
      fill(section, i + 1, end, false);
    }
    return end;
  }

  bool has_unindented_entry(std::size_t i, SectionKind kind) const {
    if (i >= lines_.size()) return false;
    std::vector<DocstringEntry> entries;
    add_entries(lines_[i].text, kind, false, entries);
    return !entries.empty() && entries.front().is_definite;
  }

  std::size_t numpy_section(std::size_t i) {
    const SectionKind kind = *kind_of_title(lines_[i].text);
    const std::size_t end = end_of_numpy(i + 2, lines_[i].indent);
    DocstringSection& section = open(DocstringStyle::Numpy, kind, i, i + 2, end);
    fill(section, i + 2, end, true);
    return std::max(end, i + 2);
  }

  std::size_t end_of_numpy(std::size_t first, std::size_t indent) const {
    std::size_t end = first;
    for (std::size_t i = first; i < lines_.size(); ++i) {
      if (lines_[i].text.empty()) continue;
      if (lines_[i].indent < indent || at_numpy_title(i)) break;
      end = i + 1;
    }
    return end;
  }

  DocstringSection& open(DocstringStyle style, SectionKind kind, std::size_t header,
                         std::size_t first, std::size_t end) {
    if (out_->style == DocstringStyle::Plain) out_->style = style;
    DocstringSection section;
    section.kind = kind;
    section.lines = slice(header, end);
    section.content = slice(std::min(first, end), end);
    out_->sections.push_back(section);
    return out_->sections.back();
  }

  // Lines [first, end) with their ends.
  std::string_view slice(std::size_t first, std::size_t end) const {
    const std::size_t begin = first < lines_.size() ? offset(first) : body_.size();
    const std::size_t after = end < lines_.size() ? offset(end) : body_.size();
    return body_.substr(begin, after > begin ? after - begin : 0);
  }
  std::size_t offset(std::size_t line) const {
    return static_cast<std::size_t>(lines_[line].whole.data() - body_.data());
  }

  void fill(DocstringSection& section, std::size_t first, std::size_t end, bool is_numpy) {
    std::size_t indent = std::string_view::npos;
    std::size_t count = 0;
    for (std::size_t i = first; i < end; ++i) {
      if (lines_[i].text.empty() || lines_[i].indent > indent) continue;
      indent = lines_[i].indent;
      if (names_parameters(section.kind) || section.kind == SectionKind::Raises) {
        add_entries(lines_[i].text, section.kind, is_numpy, section.entries);
      } else if (count++ == 0) {
        add_result(lines_[i].text, is_numpy, section);
      } else if (!section.entries.empty()) {
        section.entries.front().type = {};  // several results, or prose of several lines
      }
    }
  }

  // `type: text` of a result; NumPy has `type` or `name : type`.
  static void add_result(std::string_view line, bool is_numpy, DocstringSection& section) {
    DocstringEntry entry;
    const std::size_t colon = find_colon(line);
    if (is_numpy) {
      entry.type = colon == std::string_view::npos ? line : trimmed(line.substr(colon + 1));
    } else if (colon != std::string_view::npos) {
      entry.type = trimmed(line.substr(0, colon));
      entry.text = trimmed(line.substr(colon + 1));
    } else {
      entry.text = line;
    }
    entry.is_definite = !entry.type.empty();
    section.entries.push_back(entry);
  }

  std::size_t sphinx_field(std::size_t i) {
    const std::string_view text = lines_[i].text;
    const std::string_view word = word_at_front(text.substr(1));
    const std::size_t colon = text.find(':', 1);
    const std::string_view subject = trimmed(text.substr(1 + word.size(), colon - 1 - word.size()));
    const std::string_view rest = trimmed(text.substr(colon + 1));
    const std::size_t end = std::max(i + 1, end_of_flat(i + 1, lines_[i].indent, true));
    if (word == "type") {
      set_type(subject, rest);
    } else if (word == "rtype" && out_->section(SectionKind::Returns) != nullptr) {
      for (DocstringSection& section : out_->sections) {
        if (section.kind == SectionKind::Returns) section.entries.front().type = rest;
      }
    } else {
      add_field(word, subject, rest, i, end);
    }
    return end;
  }

  void set_type(std::string_view name, std::string_view type) {
    for (DocstringSection& section : out_->sections) {
      for (DocstringEntry& entry : section.entries) {
        if (entry.name == name && section.kind == SectionKind::Parameters) entry.type = type;
      }
    }
  }

  void add_field(std::string_view word, std::string_view subject, std::string_view rest,
                 std::size_t i, std::size_t end) {
    DocstringSection& section = open(DocstringStyle::Sphinx, *kind_of_field(word), i, i, end);
    section.content = rest;
    DocstringEntry entry{{}, {}, rest, true};
    if (word == "rtype") {
      entry = {{}, rest, {}, true};
    } else if (section.kind != SectionKind::Returns && section.kind != SectionKind::Yields) {
      const std::size_t blank = subject.find_last_of(" \t");
      const bool typed = blank != std::string_view::npos;
      entry.name = skip_decoration(typed ? subject.substr(blank + 1) : subject);
      entry.type = typed ? trimmed(subject.substr(0, blank)) : std::string_view{};
    }
    section.entries.push_back(entry);
  }

  std::string_view body_;
  std::vector<Line> lines_;
  Docstring* out_ = nullptr;
};

// What every header, field and heading has, or the rule below a title; most prose has none of it.
bool may_have_sections(std::string_view body) {
  const auto has = [body](std::string_view mark) { return body.find(mark) != body.npos; };
  return has(":") || has("---") || has("===") || has("#") || has("**");
}

}  // namespace

const DocstringSection* Docstring::section(SectionKind kind) const {
  const auto at = std::find_if(sections.begin(), sections.end(),
                               [&](const DocstringSection& one) { return one.kind == kind; });
  return at == sections.end() ? nullptr : &*at;
}

bool Docstring::describes_signature() const {
  return std::any_of(sections.begin(), sections.end(), [](const DocstringSection& one) {
    return one.kind != SectionKind::Other && one.kind != SectionKind::Attributes;
  });
}

const DocstringEntry* Docstring::parameter(std::string_view name) const {
  for (const DocstringSection& section : sections) {
    if (!names_parameters(section.kind) || section.kind == SectionKind::Attributes) continue;
    for (const DocstringEntry& entry : section.entries) {
      if (entry.name == name) return &entry;
    }
  }
  return nullptr;
}

Docstring parse_docstring(std::string_view literal) {
  Docstring docstring;
  docstring.body = syntax::split_literal(literal).body;
  const std::string_view text = trimmed(docstring.body);
  docstring.summary = trimmed(text.substr(0, text.find('\n')));
  docstring.has_one_line = docstring.summary.size() == text.size();
  if (!docstring.has_one_line && may_have_sections(docstring.body)) {
    Parser(docstring.body).run(docstring);
  }
  return docstring;
}

}  // namespace fastidious::semantic
