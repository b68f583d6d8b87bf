#pragma once
// Where CPython 3.8 to 3.14 say that a node stands. The versions agree but for f-strings: before
// PEP 701 (3.12) an expression in one was cut out, put into parentheses and parsed on its own, and
// its positions were then moved to where its text was found by a search. What that search gives is
// repeated here.

#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/tree.h"
#include "text/line_index.h"

namespace fastidious::syntax {

// lineno (from 1) and col_offset (in bytes, from 0).
struct Place {
  std::int64_t line = 1;
  std::int64_t column = 0;
};

struct PlaceRange {
  Place begin;
  Place end;
};

class Places {
 public:
  // `tokens` are those of `text`; both must outlive this.
  Places(const SourceText& text, const TokenList& tokens, int minor);

  PlaceRange of(const Node& node) const { return of(node, node.span()); }
  // The same for a node that is said to stand at `span`.
  PlaceRange of(const Node& node, Span span) const;
  PlaceRange of(Span span) const { return {begin_at(span.begin), at(span.end)}; }

  // Whether a string literal that is not interpolated begins at `offset`.
  bool is_plain_literal(Offset offset) const;

  // While the expression of one replacement field of an f-string is written, before 3.12. `strings`
  // is the span of all literals that make the f-string, `brace` where the field begins.
  void enter_field(Span strings, Offset brace);
  void leave_field();
  // The field's expression and the parentheses put around it.
  Span parenthesized_field() const;

  // The one of the literals side by side in `strings` that holds `offset`.
  Span literal_with(Span strings, Offset offset) const;

 private:
  // An expression that was parsed on its own.
  struct Cut {
    Span text;                // between the braces
    std::int64_t line = 1;    // of its first line
    std::int64_t column = 0;  // added to columns of its first line
  };
  struct Search {
    std::int64_t lines = 0;    // line ends of the literal before what was found
    std::int64_t columns = 0;  // bytes from the last of them, or from the literal's start
  };

  Place at(Offset offset) const;
  Place begin_at(Offset offset) const;
  bool is_broken_literal(Offset offset) const;
  std::vector<Span> literals_in(Span strings) const;
  std::size_t token_at(Offset offset) const;
  Span field_text(Offset brace) const;
  Search search(Span literal, Span field) const;
  Search measure(Span literal, Offset brace) const;
  Cut cut_3_8(Span strings, Span field) const;
  Cut cut_3_9(Span strings, Span field) const;

  const SourceText& text_;
  const TokenList& tokens_;
  LineIndex lines_;
  int minor_;
  std::vector<Cut> cuts_;
};

}  // namespace fastidious::syntax
