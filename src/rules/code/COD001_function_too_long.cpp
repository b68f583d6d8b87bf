#include <algorithm>
#include <vector>

#include "rules/rule.h"

namespace fastidious::rules {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\r' || c == '\n'; }

bool holds_code(std::string_view line) {
  const auto first = std::find_if_not(line.begin(), line.end(), is_space);
  return first != line.end() && *first != '#';
}

// Lines of one function, by number from its first line; those that hold code are counted.
class Lines {
 public:
  Lines(const FunctionDef& function, const project::SourceFile& file)
      : file_(file), first_(line_of(function.begin)) {
    counts_.assign(line_of(function.end) - first_ + 1, true);
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const Span line = file.lines.line_span(first_ + static_cast<std::uint32_t>(i));
      counts_[i] = holds_code(file.slice(line));
    }
  }

  // The lines of `span` count as one, or as none. Where the syntax is wrong it may reach beyond the
  // function.
  void fold(Span span, bool keep_first) {
    if (keep_first && span.begin >= last_folded_.begin && span.end < last_folded_.end) {
      return;  // it does not leave the line that was looked at last
    }
    const std::uint32_t first = line_of(span.begin);
    last_folded_ = file_.lines.line_span(first);
    const std::uint32_t begin = first + (keep_first ? 1 : 0);
    const std::uint32_t last = line_of(span.end);
    const std::uint32_t end = first_ + static_cast<std::uint32_t>(counts_.size());
    for (std::uint32_t line = std::max(begin, first_); line < end && line <= last; ++line) {
      counts_[line - first_] = false;
    }
  }

  std::size_t count() const {
    return static_cast<std::size_t>(std::count(counts_.begin(), counts_.end(), true));
  }

 private:
  std::uint32_t line_of(Offset at) const { return file_.lines.line_of(at); }

  const project::SourceFile& file_;
  std::uint32_t first_;
  std::vector<bool> counts_;
  Span last_folded_;  // the line on which the span that was folded last begins
};

bool is_display(Kind kind) {
  return kind == Kind::Dict || kind == Kind::ListExpr || kind == Kind::Tuple || kind == Kind::Set;
}

// A table: a display that holds literals and names only, at whatever depth.
bool is_data(const Node& node, const Tree& tree) {
  const auto nodes = tree.subtree(node);
  return std::all_of(nodes.begin(), nodes.end(), [](const Node* part) {
    return is_display(part->kind) || part->is(Kind::Constant) || part->is(Kind::Name) ||
           part->is(Kind::Attribute) || part->is(Kind::UnaryOp);
  });
}

// Text and tables are as long as what they hold; only the code around them is the function's
// length.
void fold_data(const FunctionDef& function, const Tree& tree, Lines& lines) {
  NodeId skip_to = function.id;
  for (const Node* node : tree.subtree(function)) {
    const bool in_decorator = node->end <= function.begin;
    if (node->id < skip_to || in_decorator) {
      continue;
    }
    const bool text = node->is(Kind::Constant) || node->is(Kind::JoinedStr);
    if (text || (is_display(node->kind) && is_data(*node, tree))) {
      lines.fold(node->span(), true);
      skip_to = NodeId{node->last.value + 1};
    }
  }
}

// A flat `match` is a table of cases: its length is that of its longest case.
bool is_dispatch(const FunctionDef& function, const semantic::FileModel& file) {
  const std::size_t statements =
      function.body.size() - (file.docstring(function) != nullptr ? 1 : 0);
  const auto* match = statements > 0 ? function.body.back()->as<Match>() : nullptr;
  if (match == nullptr || statements > 3) {
    return false;
  }
  return std::all_of(match->cases.begin(), match->cases.end(),
                     [](const MatchCase* one) { return one->body.size() <= 2; });
}

void check(const FunctionDef& function, Check& check) {
  const semantic::FileModel& file = check.file();
  const project::SourceFile& source = file.file();
  const auto limit = static_cast<std::size_t>(check.option("max-lines"));
  const std::size_t physical =
      source.lines.line_of(function.end) - source.lines.line_of(function.begin) + 1;
  if (physical <= limit) {
    return;
  }
  std::size_t length = physical;
  if (check.option("physical") == 0) {
    Lines lines(function, source);
    if (const Constant* docstring = file.docstring(function)) {
      lines.fold(docstring->span(), false);
    }
    length = lines.count();
    if (length > limit) {
      fold_data(function, file.tree(), lines);
      length = lines.count();
    }
  }
  if (length > limit && !is_dispatch(function, file)) {
    check.report(function.name_span, "`{}` has {} lines of code, the limit is {}",
                 {file.text(function.name), length, limit});
  }
}

}  // namespace

extern constinit const Rule COD001 = {
    .code = "COD001",
    .name = "function-too-long",
    .family = Family::Code,
    .tier = Tier::P0,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-1080"},
    .about_whole_definition = true,
    .options = {number_option("max-lines", 50, "lines of code a function may have"),
                flag_option("physical", false,
                            "count every line, also blank ones, comments and text")},
    .risk =
        "Nobody holds a function of this length in their head: changes miss cases, and tests "
        "cannot reach its parts one by one.",
    .advice =
        "Move each step (validate, load, compute, store, answer) into a function of its own, and "
        "let this one read as the list of steps.",
    .docs = R"md(
A function has at most 50 lines of code (`max-lines`), its header included. Blank lines, comments and the
docstring do not count; a string or a table of literals counts as one line however long it is, and a function
that is nothing but a flat `match` is not reported. `physical = true` counts every line.

```python bad
def report(rows):
    first = rows[0]
    a01 = first.a
    a02 = first.b
    a03 = first.c
    a04 = first.d
    a05 = first.e
    a06 = first.f
    a07 = first.g
    a08 = first.h
    a09 = first.i
    a10 = first.j
    b01 = a01 + a02
    b02 = a02 + a03
    b03 = a03 + a04
    b04 = a04 + a05
    b05 = a05 + a06
    b06 = a06 + a07
    b07 = a07 + a08
    b08 = a08 + a09
    b09 = a09 + a10
    b10 = a10 + a01
    c01 = b01 * 2
    c02 = b02 * 2
    c03 = b03 * 2
    c04 = b04 * 2
    c05 = b05 * 2
    c06 = b06 * 2
    c07 = b07 * 2
    c08 = b08 * 2
    c09 = b09 * 2
    c10 = b10 * 2
    d01 = c01 - 1
    d02 = c02 - 1
    d03 = c03 - 1
    d04 = c04 - 1
    d05 = c05 - 1
    d06 = c06 - 1
    d07 = c07 - 1
    d08 = c08 - 1
    d09 = c09 - 1
    d10 = c10 - 1
    e01 = d01 + d02
    e02 = d03 + d04
    e03 = d05 + d06
    e04 = d07 + d08
    e05 = d09 + d10
    f01 = e01 + e02
    f02 = e03 + e04
    print(f01)
    return f01 + f02 + e05
```

```python good
def report(rows):
    """Sum up what the first row says."""
    values = load(rows)
    return total(doubled(values))
```
)md",
    .on_function = check,
};

}  // namespace fastidious::rules
