#include "syntax/dump_ast.h"

#include <utility>

#include "base/limits.h"
#include "syntax/ast_dumper.h"

namespace fastidious::syntax {

std::string AstDumper::run() {
  open("Module");
  list("body", tree_.root().body);
  items("type_ignores", 0, [](std::size_t) {});
  close();
  return std::move(out_);
}

void AstDumper::node(const Node& node) {
  switch (node.kind) {
#define NODE(kind, type) \
  case Kind::kind: return write(static_cast<const type&>(node));
#include "syntax/nodes.def"
#undef NODE
  }
}

Offset AstDumper::end_of(const Node& node) const {
  if (!version_.ends_blocks_before_semicolon() || text_.slice(node.span()).back() != ';') {
    return node.end;
  }
  const Node* last = &tree_.node(node.last);
  while (!Stmt::covers(last->kind)) {
    last = tree_.parent(*last);
  }
  return last->end;
}

// ---- definitions
// -----------------------------------------------------------------------------------

void AstDumper::write(const Arguments& node) {
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

// A name is not longer than what stands before the colon; identifiers may be written in other
// forms.
Span AstDumper::name_span(const Arg& node) const {
  const std::string_view text = text_.slice(node.span());
  const std::size_t length = text.find_first_of(": \t\f\r\n\\#");
  return {node.begin,
          length == std::string_view::npos ? node.end : node.begin + static_cast<Offset>(length)};
}

void AstDumper::parameters(std::string_view name, const Arguments& node, Passing passing) {
  std::vector<const Arg*> found;
  for (const Arg* arg : node.all) {
    if (arg->passing == passing) {
      found.push_back(arg);
    }
  }
  items(name, found.size(), [&](std::size_t i) { write(*found[i]); });
}

void AstDumper::only_parameter(std::string_view name, const Arguments& node, Passing passing) {
  const Arg* found = nullptr;
  for (const Arg* arg : node.all) {
    found = arg->passing == passing ? arg : found;
  }
  optional(name, found);
}

void AstDumper::keyword_defaults(const Arguments& node) {
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

void AstDumper::defaults(const Arguments& node) {
  std::vector<const Expr*> found;
  for (const Arg* arg : node.all) {
    if (arg->passing <= Passing::Plain && arg->default_value != nullptr) {
      found.push_back(arg->default_value);
    }
  }
  items("defaults", found.size(), [&](std::size_t i) { this->node(*found[i]); });
}

void AstDumper::write(const Arg& node) {
  open("arg");
  identifier("arg", node.name);
  optional("annotation", node.annotation);
  none("type_comment");
  const bool ends_at_name =
      version_.ends_keyword_only_at_name() && node.passing == Passing::KeywordOnly;
  place(ends_at_name ? name_span(node) : node.span());
  close();
}

void AstDumper::fields(const FunctionDef& node) {
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

void AstDumper::fields(const ClassDef& node) {
  identifier("name", node.name);
  arguments("bases", node.bases);
  list("keywords", node.keywords);
  list("body", node.body);
  list("decorator_list", node.decorator_list);
  if (version_.has_type_parameters()) {
    list("type_params", node.type_params);
  }
}

void AstDumper::write(const TypeParam& node) {
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

// ---- statements
// ------------------------------------------------------------------------------------

void AstDumper::fields(const syntax::Assign& node) {
  list("targets", node.targets);
  one("value", node.value);
  none("type_comment");
}

void AstDumper::fields(const TypeAlias& node) {
  one("name", node.name);
  list("type_params", node.type_params);
  one("value", node.value);
}

void AstDumper::fields(const AugAssign& node) {
  one("target", node.target);
  word("op", kOperators[static_cast<std::size_t>(node.op)]);
  one("value", node.value);
}

void AstDumper::fields(const AnnAssign& node) {
  one("target", node.target);
  one("annotation", node.annotation);
  optional("value", node.value);
  number("simple", node.simple ? 1 : 0);
}

void AstDumper::loop_target(const Expr& target) {
  const auto* tuple = target.as<Tuple>();
  const bool bare = version_.minor == 8 && tuple != nullptr && !tuple->parenthesized;
  bare_target_ = bare ? tuple : nullptr;
  one("target", &target);
}

void AstDumper::fields(const For& node) {
  loop_target(*node.target);
  one("iter", node.iter);
  list("body", node.body);
  list("orelse", node.orelse);
  none("type_comment");
}

void AstDumper::fields(const While& node) {
  one("test", node.test);
  list("body", node.body);
  list("orelse", node.orelse);
}

void AstDumper::fields(const If& node) {
  one("test", node.test);
  list("body", node.body);
  list("orelse", node.orelse);
}

void AstDumper::fields(const With& node) {
  list("items", node.items);
  list("body", node.body);
  none("type_comment");
}

void AstDumper::write(const WithItem& node) {
  open("withitem");
  one("context_expr", node.context_expr);
  optional("optional_vars", node.optional_vars);
  close();
}

void AstDumper::fields(const Match& node) {
  one("subject", node.subject);
  list("cases", node.cases);
}

void AstDumper::write(const MatchCase& node) {
  open("match_case");
  one("pattern", node.pattern);
  optional("guard", node.guard);
  list("body", node.body);
  close();
}

void AstDumper::fields(const Raise& node) {
  optional("exc", node.exc);
  optional("cause", node.cause);
}

void AstDumper::fields(const Try& node) {
  list("body", node.body);
  list("handlers", node.handlers);
  list("orelse", node.orelse);
  list("finalbody", node.finalbody);
}

void AstDumper::fields(const ExceptHandler& node) {
  optional("type", node.type);
  optional("name", node.name);
  list("body", node.body);
}

void AstDumper::fields(const Assert& node) {
  one("test", node.test);
  optional("msg", node.msg);
}

void AstDumper::write(const Alias& node) {
  open("alias");
  string("name", node.name);
  optional("asname", node.asname);
  if (version_.places_aliases()) {
    place(node.span());
  }
  close();
}

void AstDumper::fields(const ImportFrom& node) {
  node.module.empty() ? none("module") : string("module", node.module);
  list("names", node.names);
  number("level", node.level);
}

// ---- the whole
// -------------------------------------------------------------------------------------

std::string dump_ast(const Tree& tree, const SourceText& text, IdentifierCache& names, int minor) {
  const TokenStream stream = lex(text, names);
  return AstDumper(tree, text, names.table(), stream.tokens, VersionFacts{minor}).run();
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
