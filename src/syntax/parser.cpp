#include "syntax/parser.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/limits.h"
#include "syntax/number_nodes.h"

namespace fastidious::syntax {
namespace {

// What the cursor points at after an error: no rule of the grammar accepts it.
constexpr std::array<Token, 3> kSentinel = {Token{0, 0, {}, TokenKind::Error},
                                            Token{0, 0, {}, TokenKind::Error},
                                            Token{0, 0, {}, TokenKind::Error}};

}  // namespace

Tree parse(const SourceText& text, TokenStream& tokens, IdentifierCache& names,
           std::shared_ptr<Arena> arena) {
  return TreeBuilder(text, tokens, names, std::move(arena)).run();
}

Tree parse(const SourceText& text, IdentifierCache& names) {
  TokenStream tokens = lex(text, names);
  return parse(text, tokens, names, std::make_shared<Arena>());
}

TreeBuilder::TreeBuilder(const SourceText& text, TokenStream& tokens, IdentifierCache& names,
                         std::shared_ptr<Arena> arena)
    : text_(text),
      names_(names),
      arena_(*arena),
      tokens_(tokens.tokens),
      t_(tokens_.data()),
      scratch_(64),
      nodes_(tokens_.size() * 5 / 8 + 16) {
  tree_.arena_ = std::move(arena);
  tree_.comments_ = std::move(tokens.comments);
  tree_.errors_ = std::move(tokens.errors);
}

Tree TreeBuilder::run() {
  auto* module = start<Module>(here());
  const Mark body = mark();
  statements_until(TokenKind::EndOfFile);
  module->body = take_list<Stmt>(body);
  module->begin = text_.start();
  module->end = text_.size();
  kept(module);
  tree_.root_ = module;
  number_all();
  std::sort(tree_.errors_.begin(), tree_.errors_.end(),
            [](const SyntaxError& a, const SyntaxError& b) { return a.span.begin < b.span.begin; });
  return std::move(tree_);
}

// ---- cursor and errors --------------------------------------------------------------------------

void TreeBuilder::fail(std::string_view message) { fail_in(t_->span(), message); }

void TreeBuilder::fail_at(const Node& node, std::string_view message) {
  fail_in(node.span(), message);
}

void TreeBuilder::fail_in(Span span, std::string_view message) {
  if (failed()) {
    return;
  }
  failed_at_ = t_;
  t_ = &kSentinel[1];
  const bool told_by_lexer =
      tokens_[static_cast<std::size_t>(failed_at_ - tokens_.data())].kind == TokenKind::Error;
  if (speculating_ == 0 && !told_by_lexer &&
      tree_.errors_.size() < static_cast<std::size_t>(limits::kMaxSyntaxErrors)) {
    tree_.errors_.push_back({span, message});
  }
}

void TreeBuilder::needs(std::uint8_t minor, Span span, std::string_view what) {
  tree_.versioned_.push_back({span, minor, what});
}

Expr* TreeBuilder::error_expr() {
  const Span span = failed() ? failed_at_->span() : t_->span();
  auto* node = start<ErrorExpr>(here());
  node->begin = span.begin;
  node->end = span.end;
  return kept(node);
}

Expr* TreeBuilder::error_at_token(std::string_view message) {
  fail(message);
  return error_expr();
}

Offset TreeBuilder::block_end() const {
  const Token* last = t_ - 1;
  while (last->kind == TokenKind::Dedent || last->kind == TokenKind::Newline) {
    --last;
  }
  return last->end;
}

void TreeBuilder::forget_nodes(std::uint32_t count) {
  nodes_.shrink(count);
  auto& imports = tree_.imports_;
  while (!imports.empty() && imports.back()->id.value >= count) {
    imports.pop_back();
  }
}

void TreeBuilder::keep_leaf(Node* leaf, std::uint32_t place) {
  leaf->id = NodeId{place};
  nodes_.insert(place, leaf);
  for (std::size_t at = place + 1; at < nodes_.size(); ++at) {
    ++nodes_[at]->id.value;
  }
}

// ---- ids ----------------------------------------------------------------------------------------

void TreeBuilder::number_all() {
  tree_.node_count_ = nodes_.size();
  tree_.nodes_ = arena().make_array<Node*>(tree_.node_count_);
  tree_.parents_ = arena().make_array<NodeId>(tree_.node_count_);
  tree_.kinds_ = arena().make_array<Kind>(tree_.node_count_ + kKindsPadding);
  std::memset(tree_.kinds_ + tree_.node_count_, 0, kKindsPadding);
  number_nodes(nodes_.view(), {tree_.nodes_, tree_.parents_, tree_.kinds_});
}

}  // namespace fastidious::syntax
