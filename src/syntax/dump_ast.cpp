#include "syntax/dump_ast.h"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "syntax/dump_places.h"
#include "syntax/python_repr.h"

namespace fastidious::syntax {
namespace {

constexpr std::array<std::string_view, 13> kOperators = {
    "Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow",
    "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"};
constexpr std::array<std::string_view, 10> kComparators = {"Eq", "NotEq", "Lt", "LtE", "Gt",
                                                           "GtE", "Is", "IsNot", "In", "NotIn"};
constexpr std::array<std::string_view, 4> kUnaryOperators = {"Invert", "Not", "UAdd", "USub"};
constexpr std::array<std::string_view, 2> kBoolOperators = {"And", "Or"};
constexpr std::array<std::string_view, 3> kContexts = {"Load", "Store", "Del"};

// What the versions' trees and their ast.dump() have and have not.
struct VersionFacts {
  int minor;
  bool writes_none() const { return minor == 8; }          // None in optional fields
  bool writes_empty_lists() const { return minor < 13; }
  bool has_index_nodes() const { return minor == 8; }      // Index, ExtSlice; Slice has no place
  bool ends_keyword_only_at_name() const { return minor == 8; }  // and not at the annotation
  bool ends_blocks_before_semicolon() const { return minor == 8; }
  bool places_keywords() const { return minor >= 9; }
  bool places_aliases() const { return minor >= 10; }
  bool has_type_parameters() const { return minor >= 12; }
  bool has_type_defaults() const { return minor >= 13; }
  bool has_empty_text_in_specs() const { return minor == 12; }
  bool places_string_parts() const { return minor >= 12; }  // PEP 701
};

class Dumper {
 public:
  Dumper(const Tree& tree, const SourceText& text, const IdentifierTable& names,
         const std::vector<Token>& tokens, VersionFacts version)
      : tree_(tree),
        text_(text),
        names_(names),
        version_(version),
        places_(text, tokens, version.minor) {}

  std::string run() {
    open("Module");
    list("body", tree_.root().body);
    items("type_ignores", 0, [](std::size_t) {});
    close();
    return std::move(out_);
  }

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
  void context(const Node& node) {
    word("ctx", kContexts[static_cast<std::size_t>(node.context)]);
  }
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
  void node(const Node& node) {
    switch (node.kind) {
#define NODE(kind, type) \
  case Kind::kind: return write(static_cast<const type&>(node));
#include "syntax/nodes.def"
#undef NODE
    }
  }
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
  // In 3.8, a tuple without parentheses that is the target of a `for`: it begins where its first element
  // does, and not before that one's parentheses.
  const Tuple* bare_target_ = nullptr;
};

Offset Dumper::end_of(const Node& node) const {
  if (!version_.ends_blocks_before_semicolon() || text_.slice(node.span()).back() != ';') {
    return node.end;
  }
  const Node* last = &tree_.node(node.last);
  while (!Stmt::covers(last->kind)) {
    last = tree_.parent(*last);
  }
  return last->end;
}

// ---- definitions -----------------------------------------------------------------------------------

void Dumper::write(const Arguments& node) {
  open("arguments");
  parameters("posonlyargs", node, Passing::PositionalOnly);
  parameters("args", node, Passing::Plain);
  only_parameter("vararg", node, Passing::VarPositional);
  parameters("kwonlyargs", node, Passing::KeywordOnly);
  keyword_defaults(node);
  only_parameter("kwarg", node, Passing::VarKeyword);
  defaults(node);
  close();
}

// A name is not longer than what stands before the colon; identifiers may be written in other forms.
Span Dumper::name_span(const Arg& node) const {
  const std::string_view text = text_.slice(node.span());
  const std::size_t length = text.find_first_of(": \t\f\r\n\\#");
  return {node.begin, length == std::string_view::npos
                          ? node.end
                          : node.begin + static_cast<Offset>(length)};
}

void Dumper::parameters(std::string_view name, const Arguments& node, Passing passing) {
  std::vector<const Arg*> found;
  for (const Arg* arg : node.all) {
    if (arg->passing == passing) {
      found.push_back(arg);
    }
  }
  items(name, found.size(), [&](std::size_t i) { write(*found[i]); });
}

void Dumper::only_parameter(std::string_view name, const Arguments& node, Passing passing) {
  const Arg* found = nullptr;
  for (const Arg* arg : node.all) {
    found = arg->passing == passing ? arg : found;
  }
  optional(name, found);
}

void Dumper::keyword_defaults(const Arguments& node) {
  std::vector<const Expr*> found;
  for (const Arg* arg : node.all) {
    if (arg->passing == Passing::KeywordOnly) {
      found.push_back(arg->default_value);
    }
  }
  items("kw_defaults", found.size(), [&](std::size_t i) {
    found[i] == nullptr ? static_cast<void>(out_ += "None") : this->node(*found[i]);
  });
}

void Dumper::defaults(const Arguments& node) {
  std::vector<const Expr*> found;
  for (const Arg* arg : node.all) {
    if (arg->passing <= Passing::Plain && arg->default_value != nullptr) {
      found.push_back(arg->default_value);
    }
  }
  items("defaults", found.size(), [&](std::size_t i) { this->node(*found[i]); });
}

void Dumper::write(const Arg& node) {
  open("arg");
  identifier("arg", node.name);
  optional("annotation", node.annotation);
  none("type_comment");
  const bool ends_at_name =
      version_.ends_keyword_only_at_name() && node.passing == Passing::KeywordOnly;
  place(ends_at_name ? name_span(node) : node.span());
  close();
}

void Dumper::fields(const FunctionDef& node) {
  identifier("name", node.name);
  one("args", node.args);
  list("body", node.body);
  list("decorator_list", node.decorator_list);
  optional("returns", node.returns);
  none("type_comment");
  if (version_.has_type_parameters()) {
    list("type_params", node.type_params);
  }
}

void Dumper::fields(const ClassDef& node) {
  identifier("name", node.name);
  arguments("bases", node.bases);
  list("keywords", node.keywords);
  list("body", node.body);
  list("decorator_list", node.decorator_list);
  if (version_.has_type_parameters()) {
    list("type_params", node.type_params);
  }
}

void Dumper::write(const TypeParam& node) {
  open(name_of(node.kind));
  identifier("name", node.name);
  if (node.kind == Kind::TypeVar) {
    optional("bound", node.bound);
  }
  if (version_.has_type_defaults()) {
    optional("default_value", node.default_value);
  }
  place(node.span());
  close();
}

// ---- statements ------------------------------------------------------------------------------------

void Dumper::fields(const syntax::Assign& node) {
  list("targets", node.targets);
  one("value", node.value);
  none("type_comment");
}

void Dumper::fields(const TypeAlias& node) {
  one("name", node.name);
  list("type_params", node.type_params);
  one("value", node.value);
}

void Dumper::fields(const AugAssign& node) {
  one("target", node.target);
  word("op", kOperators[static_cast<std::size_t>(node.op)]);
  one("value", node.value);
}

void Dumper::fields(const AnnAssign& node) {
  one("target", node.target);
  one("annotation", node.annotation);
  optional("value", node.value);
  number("simple", node.simple ? 1 : 0);
}

void Dumper::loop_target(const Expr& target) {
  const auto* tuple = target.as<Tuple>();
  const bool bare = version_.minor == 8 && tuple != nullptr && !tuple->parenthesized;
  bare_target_ = bare ? tuple : nullptr;
  one("target", &target);
}

void Dumper::fields(const For& node) {
  loop_target(*node.target);
  one("iter", node.iter);
  list("body", node.body);
  list("orelse", node.orelse);
  none("type_comment");
}

void Dumper::fields(const While& node) {
  one("test", node.test);
  list("body", node.body);
  list("orelse", node.orelse);
}

void Dumper::fields(const If& node) {
  one("test", node.test);
  list("body", node.body);
  list("orelse", node.orelse);
}

void Dumper::fields(const With& node) {
  list("items", node.items);
  list("body", node.body);
  none("type_comment");
}

void Dumper::write(const WithItem& node) {
  open("withitem");
  one("context_expr", node.context_expr);
  optional("optional_vars", node.optional_vars);
  close();
}

void Dumper::fields(const Match& node) {
  one("subject", node.subject);
  list("cases", node.cases);
}

void Dumper::write(const MatchCase& node) {
  open("match_case");
  one("pattern", node.pattern);
  optional("guard", node.guard);
  list("body", node.body);
  close();
}

void Dumper::fields(const Raise& node) {
  optional("exc", node.exc);
  optional("cause", node.cause);
}

void Dumper::fields(const Try& node) {
  list("body", node.body);
  list("handlers", node.handlers);
  list("orelse", node.orelse);
  list("finalbody", node.finalbody);
}

void Dumper::fields(const ExceptHandler& node) {
  optional("type", node.type);
  optional("name", node.name);
  list("body", node.body);
}

void Dumper::fields(const Assert& node) {
  one("test", node.test);
  optional("msg", node.msg);
}

void Dumper::write(const Alias& node) {
  open("alias");
  string("name", node.name);
  optional("asname", node.asname);
  if (version_.places_aliases()) {
    place(node.span());
  }
  close();
}

void Dumper::fields(const ImportFrom& node) {
  node.module.empty() ? none("module") : string("module", node.module);
  list("names", node.names);
  number("level", node.level);
}

// ---- expressions -----------------------------------------------------------------------------------

void Dumper::fields(const BoolOp& node) {
  word("op", kBoolOperators[static_cast<std::size_t>(node.op)]);
  list("values", node.values);
}

void Dumper::fields(const NamedExpr& node) {
  one("target", node.target);
  one("value", node.value);
}

void Dumper::fields(const BinOp& node) {
  one("left", node.left);
  word("op", kOperators[static_cast<std::size_t>(node.op)]);
  one("right", node.right);
}

void Dumper::fields(const UnaryOp& node) {
  word("op", kUnaryOperators[static_cast<std::size_t>(node.op)]);
  one("operand", node.operand);
}

void Dumper::fields(const Lambda& node) {
  one("args", node.args);
  one("body", node.body);
}

void Dumper::fields(const IfExp& node) {
  one("test", node.test);
  one("body", node.body);
  one("orelse", node.orelse);
}

void Dumper::fields(const Dict& node) {
  list("keys", node.keys);
  list("values", node.values);
}

void Dumper::fields(const ElementComp& node) {
  one("elt", node.elt);
  list("generators", node.generators);
}

void Dumper::fields(const DictComp& node) {
  one("key", node.key);
  one("value", node.value);
  list("generators", node.generators);
}

void Dumper::write(const Comprehension& node) {
  open("comprehension");
  loop_target(*node.target);
  one("iter", node.iter);
  list("ifs", node.ifs);
  number("is_async", node.is_async ? 1 : 0);
  close();
}

void Dumper::fields(const Compare& node) {
  one("left", node.left);
  items("ops", node.ops.size(), [&](std::size_t i) {
    out_ += kComparators[static_cast<std::size_t>(node.ops[i])];
    out_ += "()";
  });
  list("comparators", node.comparators);
}

void Dumper::fields(const Call& node) {
  one("func", node.func);
  arguments("args", node.args);
  list("keywords", node.keywords);
}

// In 3.8 a starred argument ends where its value does, and not behind that one's parentheses.
void Dumper::arguments(std::string_view name, const ExprList& arguments) {
  items(name, arguments.size(), [&](std::size_t i) {
    const auto* starred = arguments[i]->as<Starred>();
    if (starred == nullptr || version_.minor != 8) {
      return node(*arguments[i]);
    }
    open("Starred");
    fields(*starred);
    place(Span{starred->begin, starred->value->end});
    close();
  });
}

void Dumper::write(const Keyword& node) {
  open("keyword");
  optional("arg", node.arg);
  one("value", node.value);
  if (version_.places_keywords()) {
    place(node.span());
  }
  close();
}

void Dumper::fields(const Attribute& node) {
  one("value", node.value);
  identifier("attr", node.attr);
  context(node);
}

void Dumper::fields(const Subscript& node) {
  one("value", node.value);
  field("slice");
  version_.has_index_nodes() ? index(*node.slice) : this->node(*node.slice);
  context(node);
}

// A slice as 3.8 has it: Slice, Index, or ExtSlice where a tuple holds a Slice.
void Dumper::index(const Expr& slice) {
  if (slice.is(Kind::Slice)) {
    return node(slice);
  }
  if (const auto* tuple = slice.as<Tuple>(); tuple != nullptr && !tuple->parenthesized) {
    for (const Expr* element : tuple->elts) {
      if (element->is(Kind::Slice)) {
        return extended_slice(*tuple);
      }
    }
  }
  open("Index");
  one("value", &slice);
  close();
}

void Dumper::extended_slice(const Tuple& slice) {
  open("ExtSlice");
  items("dims", slice.elts.size(), [&](std::size_t i) { index(*slice.elts[i]); });
  close();
}

void Dumper::write(const Slice& node) {
  open("Slice");
  optional("lower", node.lower);
  optional("upper", node.upper);
  optional("step", node.step);
  if (!version_.has_index_nodes()) {
    place(node.span());
  }
  close();
}

void Dumper::fields(const Starred& node) {
  one("value", node.value);
  context(node);
}

void Dumper::fields(const syntax::Name& node) {
  identifier("id", node.name);
  context(node);
}

void Dumper::fields(const ListExpr& node) {
  list("elts", node.elts);
  context(node);
}

void Dumper::write(const Tuple& node) {
  Span span = &node == bare_tuple_ ? places_.parenthesized_field() : node.span();
  if (&node == bare_target_) {
    span.begin = node.elts.front()->begin;
  }
  open("Tuple");
  list("elts", node.elts);
  context(node);
  place(places_.of(node, span));
  close();
}

// ---- constants and strings -------------------------------------------------------------------------

void Dumper::write(const Constant& node) {
  open("Constant");
  field("value");
  constant_value(node);
  if (has_u_kind(node)) {
    string("kind", "u");
  } else {
    none("kind");
  }
  place(strings_.empty() ? places_.of(node) : places_.of(part_span(node)));
  close();
}

// Whether `kind` is 'u': the prefix is a small letter. Of literals side by side the first decides, and
// of text in an f-string, since 3.12, the one in which the text begins.
bool Dumper::has_u_kind(const Constant& node) const {
  const bool by_part = !strings_.empty() && version_.places_string_parts();
  const Offset begin = strings_.empty() || by_part ? node.begin : strings_.back().begin;
  return node.is_str() && text_.data()[begin] == 'u' && places_.is_plain_literal(begin);
}

void Dumper::constant_value(const Constant& node) {
  switch (node.type) {
    case ConstantKind::None: out_ += "None"; return;
    case ConstantKind::True: out_ += "True"; return;
    case ConstantKind::False: out_ += "False"; return;
    case ConstantKind::Ellipsis: out_ += "Ellipsis"; return;
    case ConstantKind::Int: return append_repr_of_int(node.value, &out_);
    case ConstantKind::Float: return append_repr_of_float(node.value, &out_);
    case ConstantKind::Complex: return append_repr_of_imaginary(node.value, &out_);
    case ConstantKind::Str: return append_repr_of_str(node.value, &out_);
    case ConstantKind::Bytes: return append_repr_of_bytes(node.value, &out_);
  }
}

// The place of literal text of an f-string.
Span Dumper::part_span(const Constant& part) const {
  if (version_.places_string_parts()) {
    return part.span();
  }
  return &part == last_of_spec_ ? spec_literal_ : strings_.back();
}

void Dumper::write(const JoinedStr& node) {
  strings_.push_back(node.span());
  open("JoinedStr");
  list("values", node.values);
  place(node.span());
  close();
  strings_.pop_back();
}

// Before 3.12 the parts of a format stand where the whole string does, but for the format itself and
// for text at its end, which from 3.9 on stand where the literal does that holds them.
void Dumper::format_spec(const Expr* spec) {
  const auto* joined = as<JoinedStr>(spec);
  if (joined == nullptr) {
    return none("format_spec");
  }
  field("format_spec");
  if (version_.places_string_parts()) {
    return format_spec_with_places(*joined);
  }
  const Span outer_literal = spec_literal_;
  const Node* outer_last = last_of_spec_;
  spec_literal_ = version_.minor == 8 ? strings_.back()
                                      : places_.literal_with(strings_.back(), joined->begin);
  last_of_spec_ = joined->values.empty() ? nullptr : joined->values.back();
  open("JoinedStr");
  list("values", joined->values);
  place(spec_literal_);
  close();
  spec_literal_ = outer_literal;
  last_of_spec_ = outer_last;
}

void Dumper::format_spec_with_places(const JoinedStr& spec) {
  const bool adds_empty = version_.has_empty_text_in_specs();
  const ExprList& values = spec.values;
  const std::vector<Offset> empty = adds_empty ? empty_texts(values, spec.end) : std::vector<Offset>{};
  auto next_empty = empty.begin();
  strings_.push_back(spec.span());
  open("JoinedStr");
  std::size_t next = 0;
  items("values", values.size() + empty.size(), [&](std::size_t) {
    const bool is_empty = next_empty != empty.end() &&
                          (next == values.size() || values[next]->begin == *next_empty);
    is_empty ? empty_text(*next_empty++) : node(*values[next++]);
  });
  place(spec.span());
  close();
  strings_.pop_back();
}

// Where 3.12 has empty text: behind a field at the end of a format, and before one that opens with two
// braces unless text stands there.
std::vector<Offset> Dumper::empty_texts(const ExprList& values, Offset end) const {
  std::vector<Offset> found;
  const Expr* before = nullptr;
  for (const Expr* value : values) {
    const bool after_text = before != nullptr && before->is(Kind::Constant);
    if (!after_text && text_.slice(value->span()).starts_with("{{")) {
      found.push_back(value->begin);
    }
    before = value;
  }
  if (before != nullptr && before->is(Kind::FormattedValue)) {
    found.push_back(end);
  }
  return found;
}

void Dumper::empty_text(Offset at) {
  open("Constant");
  string("value", "");
  none("kind");
  place(Span{at, at});
  close();
}

void Dumper::write(const TemplateStr& node) {
  strings_.push_back(node.span());
  open("TemplateStr");
  list("values", node.values);
  place(node.span());
  close();
  strings_.pop_back();
}

void Dumper::write(const FormattedValue& node) {
  open("FormattedValue");
  version_.places_string_parts() ? field_value(*node.value) : cut_field_value(node);
  conversion(node.conversion);
  format_spec(node.format_spec);
  place(version_.places_string_parts() ? node.span() : strings_.back());
  close();
}

// A string in the expression of a field is not part of the string around the field.
void Dumper::field_value(const Expr& value) {
  std::vector<Span> around;
  around.swap(strings_);
  one("value", &value);
  around.swap(strings_);
}

void Dumper::cut_field_value(const FormattedValue& node) {
  places_.enter_field(strings_.back(), node.begin);
  const auto* tuple = node.value->as<Tuple>();
  // The parentheses put around the expression make it a tuple's own.
  bare_tuple_ = tuple != nullptr && !tuple->parenthesized ? tuple : nullptr;
  field_value(*node.value);
  places_.leave_field();
}

void Dumper::fields(const Interpolation& node) {
  field_value(*node.value);
  string("str", node.str);
  conversion(node.conversion);
  format_spec(node.format_spec);
}

// ---- patterns --------------------------------------------------------------------------------------

void Dumper::fields(const MatchSingleton& node) {
  field("value");
  out_ += node.value == ConstantKind::None ? "None"
          : node.value == ConstantKind::True ? "True" : "False";
}

void Dumper::fields(const MatchMapping& node) {
  list("keys", node.keys);
  list("patterns", node.patterns);
  optional("rest", node.rest);
}

void Dumper::fields(const MatchClass& node) {
  one("cls", node.cls);
  list("patterns", node.patterns);
  identifiers("kwd_attrs", node.kwd_attrs);
  list("kwd_patterns", node.kwd_patterns);
}

void Dumper::fields(const MatchAs& node) {
  optional("pattern", node.pattern);
  optional("name", node.name);
}

}  // namespace

std::string dump_ast(const Tree& tree, const SourceText& text, IdentifierCache& names, int minor) {
  const TokenStream stream = lex(text, names);
  return Dumper(tree, text, names.table(), stream.tokens, VersionFacts{minor}).run();
}

bool nested_too_deeply(const Tree& tree) {
  std::vector<int> depths(tree.nodes().size(), 0);
  for (const Node* node : tree.nodes()) {
    if (const Node* parent = tree.parent(*node)) {
      depths[node->id.value] = depths[parent->id.value] + 1;
      if (depths[node->id.value] > limits::kMaxDumpDepth) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace fastidious::syntax
