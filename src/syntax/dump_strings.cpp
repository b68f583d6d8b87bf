// Constants and strings, as ast.dump writes them.

#include "syntax/ast_dumper.h"

namespace fastidious::syntax {

void AstDumper::write(const Constant& node) {
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

// Whether `kind` is 'u': the prefix is a small letter. Of literals side by side the first decides,
// and of text in an f-string, since 3.12, the one in which the text begins.
bool AstDumper::has_u_kind(const Constant& node) const {
  const bool by_part = !strings_.empty() && version_.places_string_parts();
  const Offset begin = strings_.empty() || by_part ? node.begin : strings_.back().begin;
  return node.is_str() && text_.data()[begin] == 'u' && places_.is_plain_literal(begin);
}

void AstDumper::constant_value(const Constant& node) {
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
Span AstDumper::part_span(const Constant& part) const {
  if (version_.places_string_parts()) {
    return part.span();
  }
  return &part == last_of_spec_ ? spec_literal_ : strings_.back();
}

void AstDumper::write(const JoinedStr& node) {
  strings_.push_back(node.span());
  open("JoinedStr");
  list("values", node.values);
  place(node.span());
  close();
  strings_.pop_back();
}

// Before 3.12 the parts of a format stand where the whole string does, but for the format itself
// and for text at its end, which from 3.9 on stand where the literal does that holds them.
void AstDumper::format_spec(const Expr* spec) {
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
  spec_literal_ =
      version_.minor == 8 ? strings_.back() : places_.literal_with(strings_.back(), joined->begin);
  last_of_spec_ = joined->values.empty() ? nullptr : joined->values.back();
  open("JoinedStr");
  list("values", joined->values);
  place(spec_literal_);
  close();
  spec_literal_ = outer_literal;
  last_of_spec_ = outer_last;
}

void AstDumper::format_spec_with_places(const JoinedStr& spec) {
  const bool adds_empty = version_.has_empty_text_in_specs();
  const ExprList& values = spec.values;
  const std::vector<Offset> empty =
      adds_empty ? empty_texts(values, spec.end) : std::vector<Offset>{};
  auto next_empty = empty.begin();
  strings_.push_back(spec.span());
  open("JoinedStr");
  std::size_t next = 0;
  items("values", values.size() + empty.size(), [&](std::size_t) {
    const bool is_empty =
        next_empty != empty.end() && (next == values.size() || values[next]->begin == *next_empty);
    is_empty ? empty_text(*next_empty++) : node(*values[next++]);
  });
  place(spec.span());
  close();
  strings_.pop_back();
}

// Where 3.12 has empty text: behind a field at the end of a format, and before one that opens with
// two braces unless text stands there.
std::vector<Offset> AstDumper::empty_texts(const ExprList& values, Offset end) const {
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

void AstDumper::empty_text(Offset at) {
  open("Constant");
  string("value", "");
  none("kind");
  place(Span{at, at});
  close();
}

void AstDumper::write(const TemplateStr& node) {
  strings_.push_back(node.span());
  open("TemplateStr");
  list("values", node.values);
  place(node.span());
  close();
  strings_.pop_back();
}

void AstDumper::write(const FormattedValue& node) {
  open("FormattedValue");
  version_.places_string_parts() ? field_value(*node.value) : cut_field_value(node);
  conversion(node.conversion);
  format_spec(node.format_spec);
  place(version_.places_string_parts() ? node.span() : strings_.back());
  close();
}

// A string in the expression of a field is not part of the string around the field.
void AstDumper::field_value(const Expr& value) {
  std::vector<Span> around;
  around.swap(strings_);
  one("value", &value);
  around.swap(strings_);
}

void AstDumper::cut_field_value(const FormattedValue& node) {
  places_.enter_field(strings_.back(), node.begin);
  const auto* tuple = node.value->as<Tuple>();
  // The parentheses put around the expression make it a tuple's own.
  bare_tuple_ = tuple != nullptr && !tuple->parenthesized ? tuple : nullptr;
  field_value(*node.value);
  places_.leave_field();
}

void AstDumper::fields(const Interpolation& node) {
  field_value(*node.value);
  string("str", node.str);
  conversion(node.conversion);
  format_spec(node.format_spec);
}

}  // namespace fastidious::syntax
