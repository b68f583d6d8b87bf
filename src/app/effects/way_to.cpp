#include "app/effects/way_to.h"
#include "app/effects/catching.h"

#include <algorithm>

namespace fastidious::app {

using namespace syntax;

namespace {

// `while True:` runs once at least.
bool is_endless(const While& loop) {
  const auto* constant = loop.test->as<Constant>();
  return constant != nullptr && constant->type == ConstantKind::True;
}

}  // namespace

bool WayTo::ends_in(const Node& node) const { return place_ != nullptr && node.encloses(*place_); }

bool WayTo::is_left_by(const StmtList& body) const {
  if (body.empty()) return false;
  const Stmt& last = *body.back();
  return last.is(Kind::Raise) || (place_ != nullptr && last.is(Kind::Return));
}

bool WayTo::passes(const Node& node) const {
  if (place_ != nullptr && node.end > place_->begin) return false;
  const Node* below = &node;
  for (const Node* above = file_.parent(node); above != &function_;
       below = above, above = file_.parent(*above)) {
    if (above == nullptr || above->as<FunctionDef>() != nullptr || above->is(Kind::Lambda) ||
        !passes_part(*above, *below)) {
      return false;
    }
  }
  return true;
}

bool WayTo::passes_part(const Node& above, const Node& below) const {
  if (const auto* choice = above.as<If>()) {
    if (choice->test == &below) return true;
    return ends_in(above) && holds(choice->body, below) == holds(choice->body, *place_);
  }
  if (const auto* attempt = above.as<Try>()) return passes_try(*attempt, below);
  if (const auto* loop = above.as<While>()) return ends_in(above) || is_endless(*loop);
  if (above.as<For>() != nullptr || above.is(Kind::ExceptHandler)) return ends_in(above);
  if (above.is(Kind::IfExp) || above.is(Kind::BoolOp) || above.is(Kind::MatchCase)) {
    return ends_in(below);
  }
  return above.as<ElementComp>() == nullptr && !above.is(Kind::DictComp);
}

bool WayTo::passes_try(const Try& attempt, const Node& below) const {
  if (!holds(attempt.body, below)) return ends_in(attempt);
  if (ends_in(attempt)) return holds(attempt.body, *place_) || holds(attempt.orelse, *place_);
  return std::all_of(attempt.handlers.begin(), attempt.handlers.end(),
                     [this](const ExceptHandler* one) { return is_left_by(one->body); });
}

bool WayTo::is_refused_by(const If& choice) const {
  if (choice.body.empty() || ends_in(choice)) return false;
  const bool skips = choice.body.back()->is(Kind::Continue) && is_in_round_of(choice);
  return (skips || is_left_by(choice.body)) && passes(choice);
}

// Whether the place is in the same round of a loop.
bool WayTo::is_in_round_of(const Node& node) const {
  const Node* above = file_.parent(node);
  while (above != &function_ && above->as<For>() == nullptr && !above->is(Kind::While)) {
    above = file_.parent(*above);
  }
  return above != &function_ && ends_in(*above);
}

}  // namespace fastidious::app
