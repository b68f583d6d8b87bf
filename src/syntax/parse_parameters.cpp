// Parameters of functions and lambdas (reference, 8.7).

#include "syntax/parser.h"

namespace fastidious::syntax {
namespace {

using enum TokenKind;

}  // namespace

Expr* TreeBuilder::lambda() {
  auto* node = start<Lambda>(t_++);
  node->args = parameters(Colon, false);
  expect(Colon, "expected ':' in lambda");
  node->body = expression();
  return close(node);
}

// The parameters of a def (annotated) or lambda, up to but without `end`.
Arguments* TreeBuilder::parameters(TokenKind end, bool annotated) {
  auto* node = start<Arguments>(t_);
  const Mark all = mark();
  Passing passing = Passing::Plain;
  bool seen_default = false;
  bool bare_star = false;
  while (!at(end) && !failed()) {
    if (at(Slash)) {
      positional_only_marker(all, passing);
    } else if (accept(Star)) {
      if (passing == Passing::KeywordOnly) {
        fail("* argument may appear only once");
      }
      passing = Passing::KeywordOnly;
      bare_star = at(Comma);
      if (!bare_star) {
        push(parameter(Passing::VarPositional, annotated));
      }
    } else if (accept(DoubleStar)) {
      if (bare_star) {
        fail("named arguments must follow bare *");
      }
      push(parameter(Passing::VarKeyword, annotated));
      accept(Comma);
      if (!at(end)) {
        fail("arguments cannot follow var-keyword argument");
      }
      break;
    } else {
      Arg* arg = parameter(passing, annotated);
      bare_star = false;
      if (passing == Passing::Plain && arg->default_value == nullptr && seen_default) {
        fail_at(*arg, "parameter without a default follows parameter with a default");
      }
      seen_default |= arg->default_value != nullptr;
      push(arg);
    }
    if (!accept(Comma)) {
      break;
    }
  }
  if (bare_star) {
    fail("named arguments must follow bare *");
  }
  node->all = take_list<Arg>(all);
  if (node->all.empty()) {
    node->end = node->begin;
    return kept(node);
  }
  return close(node);
}

// `/`: what stands before it is positional-only (PEP 570).
void TreeBuilder::positional_only_marker(Mark all, Passing passing) {
  const bool first = scratch_.size() == all;
  if (first || passing != Passing::Plain ||
      static_cast<Arg*>(scratch_[all])->passing == Passing::PositionalOnly) {
    fail("at least one argument must precede / and it may appear only once");
    return;
  }
  for (std::size_t i = all; i < scratch_.size(); ++i) {
    static_cast<Arg*>(scratch_[i])->passing = Passing::PositionalOnly;
  }
  ++t_;
}

Arg* TreeBuilder::parameter(Passing passing, bool annotated) {
  auto* arg = start<Arg>(t_);
  arg->passing = passing;
  arg->name = t_->name;
  expect(TokenKind::Name, "expected a parameter name");
  if (annotated && accept(Colon)) {
    const bool starred = passing == Passing::VarPositional && at(Star);
    if (starred) {
      needs(11, t_->span(), "a starred annotation of *args");
    }
    arg->annotation = starred ? star_expression() : expression();
  }
  arg->end = previous_end();
  if (at(TokenKind::Assign)) {
    if (passing == Passing::VarPositional || passing == Passing::VarKeyword) {
      fail("var-positional and var-keyword arguments cannot have a default value");
    }
    ++t_;
    arg->default_value = expression();
  }
  return kept(arg);
}

}  // namespace fastidious::syntax
