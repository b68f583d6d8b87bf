#pragma once
// Writes one tree as ast.dump does. What the versions differ in is asked of VersionFacts; where
// nodes stand, of Places. Definitions and statements are written in dump_ast.cpp, expressions and
// patterns in dump_expressions.cpp, constants and strings in dump_strings.cpp.

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/dump_places.h"
#include "syntax/python_repr.h"
#include "syntax/tree.h"

namespace fastidious::syntax {

inline constexpr std::array<std::string_view, 13> kOperators = {
    "Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
    "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
inline constexpr std::array<std::string_view, 10> kComparators = {
    "Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
inline constexpr std::array<std::string_view, 4> kUnaryOperators = {"Invert", "Not", "UAdd",
                                                                    "USub"};
inline constexpr std::array<std::string_view, 2> kBoolOperators = {"And", "Or"};
inline constexpr std::array<std::string_view, 3> kContexts = {"Load", "Store", "Del"};

// What the versions' trees and their ast.dump() have and have not.
struct VersionFacts {
  int minor;
  bool writes_none() const { return minor == 8; }  // None in optional fields
  bool writes_empty_lists() const { return minor < 13; }
  bool has_index_nodes() const { return minor == 8; }  // Index, ExtSlice; Slice has no place
  bool ends_keyword_only_at_name() const { return minor == 8; }  // and not at the annotation
  bool ends_blocks_before_semicolon() const { return minor == 8; }
  bool places_keywords() const { return minor >= 9; }
  bool places_aliases() const { return minor >= 10; }
  bool has_type_parameters() const { return minor >= 12; }
  bool has_type_defaults() const { return minor >= 13; }
  bool has_empty_text_in_specs() const { return minor == 12; }
  bool places_string_parts() const { return minor >= 12; }  // PEP 701
};

class AstDumper {
 public:
  AstDumper(const Tree& tree, const SourceText& text, const IdentifierTable& names,
            const TokenList& tokens, VersionFacts version)
      : tree_(tree),
        text_(text),
        names_(names),
        version_(version),
        places_(text, tokens, version.minor) {}

  // The dump of the whole tree.
  std::string run();

 private:
  // ---- writing
  void open(std::string_view name) {
    out_ += name;
    out_ += '(';
    first_ = true;
  }
  void close() {
    out_ += ')';
    first_ = false;
  }
  void field(std::string_view name) {
    out_ += first_ ? "" : ", ";
    first_ = false;
    out_ += name;
    out_ += '=';
  }
  void number(std::string_view name, std::int64_t value) {
    field(name);
    fmt::format_to(std::back_inserter(out_), "{}", value);
  }
  void none(std::string_view name) {
    if (version_.writes_none()) {
      field(name);
      out_ += "None";
    }
  }
  void word(std::string_view name, std::string_view word) {
    field(name);
    out_ += word;
    out_ += "()";
  }
  void context(const Node& node) { word("ctx", kContexts[static_cast<std::size_t>(node.context)]); }
  void string(std::string_view name, std::string_view value) {
    field(name);
    append_repr_of_str(value, &out_);
  }
  void identifier(std::string_view name, Identifier value) { string(name, names_.text(value)); }
  void optional(std::string_view name, Identifier value) {
    value.empty() ? none(name) : identifier(name, value);
  }
  void one(std::string_view name, const Node* child) {
    field(name);
    node(*child);
  }
  void optional(std::string_view name, const Node* child) {
    child == nullptr ? none(name) : one(name, child);
  }
  // A list of `count` items, each written by write(i).
  template <class Write>
  void items(std::string_view name, std::size_t count, Write&& write) {
    if (count == 0 && !version_.writes_empty_lists()) {
      return;
    }
    field(name);
    out_ += '[';
    for (std::size_t i = 0; i < count; ++i) {
      out_ += i == 0 ? "" : ", ";
      write(i);
    }
    out_ += ']';
    first_ = false;
  }
  template <class T>
  void list(std::string_view name, const List<T*>& nodes) {
    items(name, nodes.size(), [&](std::size_t i) {
      nodes[i] == nullptr ? static_cast<void>(out_ += "None") : node(*nodes[i]);
    });
  }
  void identifiers(std::string_view name, const List<Identifier>& values) {
    items(name, values.size(),
          [&](std::size_t i) { append_repr_of_str(names_.text(values[i]), &out_); });
  }
  void place(PlaceRange range) {
    number("lineno", range.begin.line);
    number("col_offset", range.begin.column);
    number("end_lineno", range.end.line);
    number("end_col_offset", range.end.column);
  }
  void place(Span span) { place(places_.of(span)); }

  // The node's end. In 3.8 a semicolon at the end of a block is not part of it.
  Offset end_of(const Node& node) const;

  // ---- nodes
  void node(const Node& node);
  // Most nodes: name, fields, place.
  template <class T>
  void write(const T& node) {
    open(name_of(node.kind));
    fields(node);
    place(places_.of(node, {node.begin, end_of(node)}));
    close();
  }
  void write(const Module&) {}
  void write(const Arguments& node);
  void write(const Arg& node);
  void write(const Keyword& node);
  void write(const Alias& node);
  void write(const WithItem& node);
  void write(const Comprehension& node);
  void write(const MatchCase& node);
  void write(const Tuple& node);
  void write(const Slice& node);
  void write(const Constant& node);
  void write(const JoinedStr& node);
  void write(const TemplateStr& node);
  void write(const FormattedValue& node);
  void write(const TypeParam& node);

  void fields(const ExceptHandler& node);
  void fields(const FunctionDef& node);
  void fields(const ClassDef& node);
  void fields(const Return& node) { optional("value", node.value); }
  void fields(const Delete& node) { list("targets", node.targets); }
  void fields(const syntax::Assign& node);
  void fields(const TypeAlias& node);
  void fields(const AugAssign& node);
  void fields(const AnnAssign& node);
  void fields(const For& node);
  void fields(const While& node);
  void fields(const If& node);
  void fields(const With& node);
  void fields(const Match& node);
  void fields(const Raise& node);
  void fields(const Try& node);
  void fields(const Assert& node);
  void fields(const Import& node) { list("names", node.names); }
  void fields(const ImportFrom& node);
  void fields(const NameList& node) { identifiers("names", node.names); }
  void fields(const ExprStmt& node) { one("value", node.value); }
  void fields(const Pass&) {}
  void fields(const Break&) {}
  void fields(const Continue&) {}
  void fields(const ErrorStmt&) {}
  void fields(const BoolOp& node);
  void fields(const NamedExpr& node);
  void fields(const BinOp& node);
  void fields(const UnaryOp& node);
  void fields(const Lambda& node);
  void fields(const IfExp& node);
  void fields(const Dict& node);
  void fields(const Set& node) { list("elts", node.elts); }
  void fields(const ElementComp& node);
  void fields(const DictComp& node);
  void fields(const Await& node) { one("value", node.value); }
  void fields(const Yield& node) { optional("value", node.value); }
  void fields(const YieldFrom& node) { one("value", node.value); }
  void fields(const Compare& node);
  void fields(const Call& node);
  void fields(const Interpolation& node);
  void fields(const Attribute& node);
  void fields(const Subscript& node);
  void fields(const Starred& node);
  void fields(const syntax::Name& node);
  void fields(const ListExpr& node);
  void fields(const ErrorExpr&) {}
  void fields(const MatchValue& node) { one("value", node.value); }
  void fields(const MatchSingleton& node);
  void fields(const MatchSequence& node) { list("patterns", node.patterns); }
  void fields(const MatchMapping& node);
  void fields(const MatchClass& node);
  void fields(const MatchStar& node) { optional("name", node.name); }
  void fields(const MatchAs& node);
  void fields(const MatchOr& node) { list("patterns", node.patterns); }

  void loop_target(const Expr& target);
  void parameters(std::string_view name, const Arguments& node, Passing passing);
  void defaults(const Arguments& node);
  void keyword_defaults(const Arguments& node);
  Span name_span(const Arg& node) const;
  void only_parameter(std::string_view name, const Arguments& node, Passing passing);
  void arguments(std::string_view name, const ExprList& arguments);
  void conversion(int value) { number("conversion", value); }
  void index(const Expr& slice);
  void extended_slice(const Tuple& slice);
  bool has_u_kind(const Constant& node) const;
  void constant_value(const Constant& node);
  Span part_span(const Constant& part) const;
  void field_value(const Expr& value);
  void cut_field_value(const FormattedValue& node);
  void format_spec(const Expr* spec);
  void format_spec_with_places(const JoinedStr& spec);
  std::vector<Offset> empty_texts(const ExprList& values, Offset end) const;
  void empty_text(Offset at);

  const Tree& tree_;
  const SourceText& text_;
  const IdentifierTable& names_;
  VersionFacts version_;
  Places places_;
  std::string out_;
  bool first_ = true;
  // The literals around what is being written, all of them: before 3.12 the place of every part.
  std::vector<Span> strings_;
  // Before 3.12, of the format that is being written: its last part, and the literal that holds it.
  const Node* last_of_spec_ = nullptr;
  Span spec_literal_;
  // Before 3.12, a tuple without parentheses that is the whole expression of a field.
  const Tuple* bare_tuple_ = nullptr;
  // In 3.8, a tuple without parentheses that is the target of a `for`: it begins where its first
  // element does, and not before that one's parentheses.
  const Tuple* bare_target_ = nullptr;
};

}  // namespace fastidious::syntax
