// Expressions and patterns, as ast.dump writes them.

#include "syntax/ast_dumper.h"

namespace fastidious::syntax {

void AstDumper::fields(const BoolOp& node) {
  word("op", kBoolOperators[static_cast<std::size_t>(node.op)]);
  list("values", node.values);
}

void AstDumper::fields(const NamedExpr& node) {
  one("target", node.target);
  one("value", node.value);
}

void AstDumper::fields(const BinOp& node) {
  one("left", node.left);
  word("op", kOperators[static_cast<std::size_t>(node.op)]);
  one("right", node.right);
}

void AstDumper::fields(const UnaryOp& node) {
  word("op", kUnaryOperators[static_cast<std::size_t>(node.op)]);
  one("operand", node.operand);
}

void AstDumper::fields(const Lambda& node) {
  one("args", node.args);
  one("body", node.body);
}

void AstDumper::fields(const IfExp& node) {
  one("test", node.test);
  one("body", node.body);
  one("orelse", node.orelse);
}

void AstDumper::fields(const Dict& node) {
  list("keys", node.keys);
  list("values", node.values);
}

void AstDumper::fields(const ElementComp& node) {
  one("elt", node.elt);
  list("generators", node.generators);
}

void AstDumper::fields(const DictComp& node) {
  one("key", node.key);
  one("value", node.value);
  list("generators", node.generators);
}

void AstDumper::write(const Comprehension& node) {
  open("comprehension");
  loop_target(*node.target);
  one("iter", node.iter);
  list("ifs", node.ifs);
  number("is_async", node.is_async ? 1 : 0);
  close();
}

void AstDumper::fields(const Compare& node) {
  one("left", node.left);
  items("ops", node.ops.size(), [&](std::size_t i) {
    out_ += kComparators[static_cast<std::size_t>(node.ops[i])];
    out_ += "()";
  });
  list("comparators", node.comparators);
}

void AstDumper::fields(const Call& node) {
  one("func", node.func);
  arguments("args", node.args);
  list("keywords", node.keywords);
}

// In 3.8 a starred argument ends where its value does, and not behind that one's parentheses.
void AstDumper::arguments(std::string_view name, const ExprList& arguments) {
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

void AstDumper::write(const Keyword& node) {
  open("keyword");
  optional("arg", node.arg);
  one("value", node.value);
  if (version_.places_keywords()) {
    place(node.span());
  }
  close();
}

void AstDumper::fields(const Attribute& node) {
  one("value", node.value);
  identifier("attr", node.attr);
  context(node);
}

void AstDumper::fields(const Subscript& node) {
  one("value", node.value);
  field("slice");
  version_.has_index_nodes() ? index(*node.slice) : this->node(*node.slice);
  context(node);
}

// A slice as 3.8 has it: Slice, Index, or ExtSlice where a tuple holds a Slice.
void AstDumper::index(const Expr& slice) {
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

void AstDumper::extended_slice(const Tuple& slice) {
  open("ExtSlice");
  items("dims", slice.elts.size(), [&](std::size_t i) { index(*slice.elts[i]); });
  close();
}

void AstDumper::write(const Slice& node) {
  open("Slice");
  optional("lower", node.lower);
  optional("upper", node.upper);
  optional("step", node.step);
  if (!version_.has_index_nodes()) {
    place(node.span());
  }
  close();
}

void AstDumper::fields(const Starred& node) {
  one("value", node.value);
  context(node);
}

void AstDumper::fields(const syntax::Name& node) {
  identifier("id", node.name);
  context(node);
}

void AstDumper::fields(const ListExpr& node) {
  list("elts", node.elts);
  context(node);
}

void AstDumper::write(const Tuple& node) {
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

// ---- patterns
// --------------------------------------------------------------------------------------

void AstDumper::fields(const MatchSingleton& node) {
  field("value");
  out_ += node.value == ConstantKind::None   ? "None"
          : node.value == ConstantKind::True ? "True"
                                             : "False";
}

void AstDumper::fields(const MatchMapping& node) {
  list("keys", node.keys);
  list("patterns", node.patterns);
  optional("rest", node.rest);
}

void AstDumper::fields(const MatchClass& node) {
  one("cls", node.cls);
  list("patterns", node.patterns);
  identifiers("kwd_attrs", node.kwd_attrs);
  list("kwd_patterns", node.kwd_patterns);
}

void AstDumper::fields(const MatchAs& node) {
  optional("pattern", node.pattern);
  optional("name", node.name);
}

}  // namespace fastidious::syntax
