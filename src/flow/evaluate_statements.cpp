// Evaluator: statements and assignments.
#include <algorithm>
#include <utility>

#include "flow/evaluator.h"

namespace fastidious::flow {

using namespace syntax;
using semantic::SymbolId;

Evaluator::Evaluator(const Program& program, const std::vector<Summary>& summaries, FunctionId id)
    : program_(program),
      summaries_(summaries),
      id_(id),
      function_(program.function(id)),
      file_(*function_.file),
      scopes_(file_.scopes()) {
  exits_.reachable = false;
  true_exits_.reachable = false;
  false_exits_.reachable = false;
}

Summary Evaluator::run() {
  enter();
  block(function_.node->body);
  if (state_.reachable) {
    exits_.join(state_);
    false_exits_.join(state_);
  }
  finish();
  return std::move(summary_);
}

// ---- the way in and out

void Evaluator::enter() {
  const semantic::ScopeId scope = scopes_.scope_opened_by(*function_.node);
  std::uint32_t index = 0;
  for (const Arg* parameter : function_.node->args->all) {
    const SymbolId symbol = scopes_.lookup_here(scope, parameter->name);
    parameters_.push_back(symbol.valid() ? symbol.value : kNoSymbol);
    if (symbol.valid()) state_.set(symbol.value, given_to(*parameter, index));
    ++index;
  }
}

namespace {

// Whether objects of a library's class may hold text that was given to them.
bool may_hold_text(const semantic::FileModel& file, std::string_view type) {
  constexpr std::string_view kCarriers[] = {
      "builtins.", "typing.",    "pathlib.", "collections.", "fastapi.", "pydantic.",
      "io.",       "starlette.", "flask.",   "werkzeug.",    "anyio.",   "firebase_functions."};
  if (type.empty() || file.project().definition(type)) return true;
  return std::any_of(std::begin(kCarriers), std::end(kCarriers),
                     [&](std::string_view prefix) { return type.starts_with(prefix); });
}

}  // namespace

Taint Evaluator::given_to(const Arg& parameter, std::uint32_t index) {
  Taint taint;
  Mark mark;
  if (program_.source(parameter) != nullptr) {
    mark.label = {Label::Kind::Source, file_.file().id.value, parameter.id.value, {}};
    mark.hop = add_hop({Hop::Kind::Source, 0, &parameter, kNoFunction, 0});
    taint.add(mark);
    return taint;
  }
  if (const FunctionId provider = program_.provider(parameter); provider != kNoFunction) {
    const Taint& returned = summaries_[provider].returns;
    const Taint given = program_.function(provider).yields ? returned.items() : returned;
    for (const Mark& one : given) {
      if (one.label.kind != Label::Kind::Source) continue;
      mark = one;
      mark.hop = add_hop({Hop::Kind::Returned, 0, &parameter, provider, one.hop});
      taint.add(mark);
    }
    return taint;
  }
  if (parameter.annotation != nullptr) {
    const std::string_view type = file_.type_of_annotation(*parameter.annotation);
    if (is_harmless_type(file_.project(), type) || !may_hold_text(file_, type)) return taint;
  }
  mark.label = {Label::Kind::Parameter, 0, index, {}};
  taint.add(mark);
  return taint;
}

// Whether something was left out because a table is full.
bool Evaluator::is_full() const {
  const bool has_full_value =
      std::any_of(exits_.variables().begin(), exits_.variables().end(),
                  [](const auto& one) { return one.second.size() >= Taint::kMaxMarks; });
  return has_full_value || summary_.returns.size() >= Taint::kMaxMarks ||
         summary_.hits.size() >= Summary::kMaxHits || summary_.flows.size() >= Summary::kMaxHits ||
         summary_.writes.size() >= kMaxWrites || exits_.cleaned().size() >= Summary::kMaxCleaned;
}

void Evaluator::finish() {
  summary_.is_bounded = summary_.is_bounded || is_full();
  state_ = exits_;
  state_.reachable = true;
  settle_nested();
  const auto keep = [](const std::vector<Cleaned>& all) {
    std::vector<Cleaned> own;
    for (const Cleaned& one : all) {
      if (one.label.kind == Label::Kind::Parameter) own.push_back(one);
    }
    return own;
  };
  summary_.comes_back = exits_.reachable || function_.yields;
  if (exits_.reachable) summary_.checked = keep(exits_.cleaned());
  if (true_exits_.reachable) summary_.when_true = keep(true_exits_.cleaned());
  if (false_exits_.reachable) summary_.when_false = keep(false_exits_.cleaned());
  if (!summary_.raises) summary_.tested.clear();
}

HopId Evaluator::add_hop(const Hop& hop) {
  constexpr std::size_t kMaxHops = 4096;
  if (summary_.hops.size() >= kMaxHops) {
    summary_.is_bounded = true;
    return hop.previous;
  }
  summary_.hops.push_back(hop);
  return static_cast<HopId>(summary_.hops.size() - 1);
}

// ---- statements

void Evaluator::block(const StmtList& statements) {
  for (const Stmt* one : statements) {
    if (!state_.reachable) return;
    statement(*one);
  }
}

void Evaluator::statement(const Stmt& statement) {
  switch (statement.kind) {
    case Kind::ExprStmt: value(static_cast<const ExprStmt&>(statement).value); break;
    case Kind::Assign: {
      const auto& one = static_cast<const Assign&>(statement);
      const Taint taint = value(one.value);
      for (const Expr* target : one.targets) {
        assign(*target, taint);
        note_evidence(*target, *one.value);
      }
      break;
    }
    case Kind::AnnAssign: {
      const auto& one = static_cast<const AnnAssign&>(statement);
      if (one.value == nullptr) break;
      assign(*one.target, value(one.value));
      note_evidence(*one.target, *one.value);
      break;
    }
    case Kind::AugAssign: {
      const auto& one = static_cast<const AugAssign&>(statement);
      extend(one);
      break;
    }
    case Kind::Return: leave(static_cast<const Return&>(statement).value); break;
    case Kind::Raise:
      value(static_cast<const Raise&>(statement).exc);
      summary_.raises = true;
      state_.reachable = false;
      break;
    case Kind::Break:
    case Kind::Continue:
      if (!loop_exits_.empty()) loop_exits_.back().join(state_);
      state_.reachable = false;
      break;
    case Kind::Assert: {
      const auto& one = static_cast<const Assert&>(statement);
      value(one.test);
      note_tested(*one.test);
      summary_.raises = true;
      assume(*one.test, true);
      break;
    }
    case Kind::If: choice(static_cast<const If&>(statement)); break;
    case Kind::For:
    case Kind::AsyncFor: loop(static_cast<const For&>(statement)); break;
    case Kind::While: loop(static_cast<const While&>(statement)); break;
    case Kind::Try:
    case Kind::TryStar: attempt(static_cast<const Try&>(statement)); break;
    case Kind::With:
    case Kind::AsyncWith: with(static_cast<const With&>(statement)); break;
    case Kind::Match: match(static_cast<const Match&>(statement)); break;
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
      nested_.push_back(static_cast<const FunctionDef*>(&statement));
      settle_nested();
      break;
    default: break;
  }
}

void Evaluator::choice(const If& choice) {
  value(choice.test);
  note_tested(*choice.test);
  State otherwise = state_;
  assume(*choice.test, true);
  block(choice.body);
  std::swap(state_, otherwise);
  assume(*choice.test, false);
  block(choice.orelse);
  state_.join(otherwise);
}

template <class Body>
void Evaluator::repeat(Body&& body) {
  loop_exits_.emplace_back();
  loop_exits_.back().reachable = false;
  for (int round = 0; round < 2; ++round) {
    const State before = state_;
    body();
    state_.join(before);
  }
  state_.join(loop_exits_.back());
  loop_exits_.pop_back();
}

void Evaluator::loop(const For& loop) {
  const Taint items = value(loop.iter).items();
  repeat([&] {
    assign(*loop.target, items);
    block(loop.body);
  });
  block(loop.orelse);
}

void Evaluator::loop(const While& loop) {
  repeat([&] {
    value(loop.test);
    assume(*loop.test, true);
    block(loop.body);
  });
  assume(*loop.test, false);
  block(loop.orelse);
}

void Evaluator::attempt(const Try& attempt) {
  State thrown = state_;
  block(attempt.body);
  thrown.join(state_);
  if (state_.reachable) block(attempt.orelse);
  State after = state_;
  for (const ExceptHandler* handler : attempt.handlers) {
    state_ = thrown;
    block(handler->body);
    after.join(state_);
  }
  state_ = std::move(after);
  if (attempt.finalbody.empty()) return;
  const bool falls = state_.reachable;
  if (!falls) state_ = thrown;
  block(attempt.finalbody);
  state_.reachable = state_.reachable && falls;
}

void Evaluator::with(const With& with) {
  for (const WithItem* item : with.items) {
    const Taint taint = value(item->context_expr);
    if (item->optional_vars != nullptr) assign(*item->optional_vars, taint);
  }
  block(with.body);
}

void Evaluator::match(const Match& match) {
  value(match.subject);
  const State before = state_;
  State after = state_;
  for (const MatchCase* one : match.cases) {
    state_ = before;
    const Pattern& pattern = *one->pattern;
    // `case "name":` and `case "a" | "b":` say what the subject is.
    if (pattern.is(Kind::MatchValue) || pattern.is(Kind::MatchOr)) {
      clean(*match.subject, knowledge::kAllDangers);
    }
    if (one->guard != nullptr) {
      value(one->guard);
      assume(*one->guard, true);
    }
    block(one->body);
    after.join(state_);
  }
  state_ = after;
}

void Evaluator::leave(const Expr* returned) {
  Taint taint = value(returned);
  if (!function_.yields) {
    summary_.returns.add(taint);
    if (function_.answers != 0 && returned != nullptr) answer(*returned, taint);
  }
  exits_.join(state_);
  if (returned == nullptr || is_never_true(*returned)) {
    false_exits_.join(state_);
  } else {
    const State before = state_;
    if (!is_always_true(*returned)) {
      assume(*returned, false);
      false_exits_.join(state_);
      state_ = before;
    }
    assume(*returned, true);
    true_exits_.join(state_);
  }
  state_.reachable = false;
}

void Evaluator::yield(const Taint& value) {
  if (function_.is_context_manager) {
    summary_.returns.add(value);
  } else {
    summary_.returns.add_at(Step::element(), value);
  }
}

// ---- assignments

void Evaluator::assign(const Expr& target, const Taint& value) {
  if (const auto* name = target.as<Name>()) return assign_name(*name, value);
  if (const auto* starred = target.as<Starred>()) {
    Taint rest;
    rest.add_at(Step::element(), value.items());
    return assign(*starred->value, rest);
  }
  const auto* tuple = target.as<Tuple>();
  const auto* list = target.as<ListExpr>();
  if (tuple == nullptr && list == nullptr) return assign_part(target, value);
  const ExprList& parts = tuple != nullptr ? tuple->elts : list->elts;
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    assign(*parts[i], parts[i]->is(Kind::Starred) ? value : value.part(Step::position(i)));
  }
}

void Evaluator::assign_name(const Name& name, Taint value) {
  const SymbolId symbol = scopes_.symbol_of(name);
  if (!symbol.valid()) return;
  for (Mark& mark : value) {
    mark.hop = add_hop({Hop::Kind::Assigned, mark.hop, &name, kNoFunction, 0});
  }
  state_.forget_evidence(symbol.value);
  state_.set(symbol.value, std::move(value));
}

void Evaluator::assign_part(const Expr& target, const Taint& value) {
  if (const auto* subscript = target.as<Subscript>()) {
    assign_item(*subscript, value);
    note_added(*subscript->value, nullptr);
  }
  write(place_of(target), value, true);
}

// `response.headers["X-Name"] = value`
void Evaluator::assign_item(const Subscript& target, const Taint& value) {
  const auto* headers = target.value->as<Attribute>();
  if (value.empty() || headers == nullptr || file_.text(headers->attr) != "headers") return;
  const std::string_view owner = file_.type_of(*headers->value);
  if (owner.empty() || !file_.project().is_subclass(owner, "fastapi.Response")) return;
  hit(Danger::Header, value, target, target, true);
  const auto* key = as<Constant>(target.slice);
  if (key != nullptr && (key->value == "Location" || key->value == "location")) {
    hit(Danger::Redirect, value, target, target, true);
  }
}

// Of a mapping whatever is written by a key that is not known is a value, no key.
Step Evaluator::written_key(const Subscript& target) const {
  const Step key = key_of(*target.slice);
  const bool is_mapping = file_.type_of(*target.value) == "builtins.dict";
  return key == Step::element() && is_mapping ? Step::values() : key;
}

Evaluator::Place Evaluator::place_of(const Expr& expr) const {
  std::vector<Step> steps;
  const Expr* at = &expr;
  for (;;) {
    if (const auto* attribute = at->as<Attribute>()) {
      steps.push_back(Step::named(attribute->attr));
      at = attribute->value;
    } else if (const auto* subscript = at->as<Subscript>()) {
      steps.push_back(written_key(*subscript));
      at = subscript->value;
    } else {
      break;
    }
  }
  Place place;
  const auto* name = at->as<Name>();
  const SymbolId symbol = name != nullptr ? scopes_.symbol_of(*name) : SymbolId{};
  if (!symbol.valid()) return place;
  place.symbol = symbol.value;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step)
    place.path = place.path.with(*step);
  return place;
}

void Evaluator::write(const Place& place, const Taint& value, bool replace) {
  const bool is_module = place.symbol != kNoSymbol &&
                         scopes_.scope(scopes_.symbol(SymbolId{place.symbol}).scope).kind ==
                             semantic::ScopeKind::Module;
  if (place.symbol == kNoSymbol || is_module) return;
  if (value.empty() && variable(place.symbol) == nullptr) return;
  Taint& known = state_.of(place.symbol);
  if (replace && place.path == Path{}.with(place.path.first())) known.erase_at(place.path.first());
  const auto parameter = std::find(parameters_.begin(), parameters_.end(), place.symbol);
  for (Mark mark : value) {
    mark.at = place.path.with(mark.at);
    known.add(mark);
    if (parameter != parameters_.end() && summary_.writes.size() < kMaxWrites) {
      summary_.writes.emplace_back(static_cast<std::uint32_t>(parameter - parameters_.begin()),
                                   mark);
    }
  }
}

}  // namespace fastidious::flow
