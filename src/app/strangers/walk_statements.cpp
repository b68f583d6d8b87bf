#include <algorithm>

#include "app/dependencies/error_status.h"
#include "app/strangers/walk.h"
#include "semantic/exception_handlers.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kUnauthorized = 401, kForbidden = 403;

// `if token == "let-me-in": return …`
bool is_magic(const If& choice) {
  const auto* comparison = choice.test->as<Compare>();
  if (comparison == nullptr || comparison->ops.size() != 1 || choice.body.empty()) return false;
  const auto* literal = comparison->comparators.front()->as<Constant>();
  const auto* leaves = choice.body.back()->as<Return>();
  return comparison->ops.front() == Comparator::Eq && literal != nullptr && literal->is_str() &&
         leaves != nullptr && leaves->value != nullptr;
}

bool is_falsy(Trace value) {
  return value == Trace::Nothing || value == Trace::Falsy || value == Trace::Missing ||
         value == Trace::Blank || value == Trace::Doubtful;
}

}  // namespace

const Trace* Knowledge::find(std::string_view name) const {
  for (const auto& [known, value] : values) {
    if (known == name) return &value;
  }
  return nullptr;
}

void Knowledge::set(std::string_view name, Trace value) {
  for (auto& [known, old] : values) {
    if (known == name) {
      old = value;
      return;
    }
  }
  if (values.size() < kMostNames) values.emplace_back(name, value);
}

void Knowledge::join(const Knowledge& other) {
  decided = decided && other.decided;
  for (auto& [name, value] : values) {
    const Trace* theirs = other.find(name);
    if (theirs == nullptr || *theirs == value) continue;
    const bool nothing_good = is_falsy(value) && is_falsy(*theirs);
    const bool tainted =
        (value == Trace::Bad || is_falsy(value)) && (*theirs == Trace::Bad || is_falsy(*theirs));
    value = nothing_good ? Trace::Doubtful : tainted ? Trace::Bad : Trace::Unknown;
  }
  for (const auto& [name, value] : other.values) {
    if (find(name) == nullptr) values.emplace_back(name, value);
  }
}

void Walk::Flow::add(const Flow& other) {
  falls = falls || other.falls;
  raised = raised || other.raised;
  by_credential = by_credential || other.by_credential;
  refuses_strangers = refuses_strangers || other.refuses_strangers;
  if (!at || (other.by_credential && other.at)) at = other.at ? other.at : at;
}

Fate Walk::run(const FunctionDef& function, Knowledge knowledge) {
  function_ = &function;
  const Flow flow = block(function.body, knowledge);
  settle(flow);
  if (flow.falls) let_pass(Trace::Nothing, {});
  // Too much to follow: it is not known that strangers pass.
  if (memory_.steps > kMaxSteps) fate_.may_be_refused = true;
  return fate_;
}

Fate Walk::run(const Lambda& lambda, Knowledge knowledge) {
  const Trace result = value(lambda.body, knowledge);
  const Flow flow = after_expression();
  settle(flow);
  if (flow.falls) let_pass(result, {&file_, lambda.body});
  return fate_;
}

// What leaves the function by a raise.
void Walk::settle(const Flow& flow) {
  fate_.may_be_refused = fate_.may_be_refused || may_refuse_;
  if (!flow.raised) return;
  if (flow.by_credential) fate_.refused = true;
  if (flow.refuses_strangers) fate_.may_be_refused = true;
  if (!fate_.refused_at && (flow.by_credential || flow.refuses_strangers)) {
    fate_.refused_at = flow.at;
  }
}

void Walk::let_pass(Trace value, Placed at) {
  if (!fate_.passes) {
    fate_.value = value;
    fate_.passes_at = at;
  } else if (fate_.value != value) {
    const bool falsy = is_falsy(fate_.value) && is_falsy(value);
    fate_.value = falsy ? Trace::Doubtful : Trace::Unknown;
  }
  fate_.passes = true;
}

Walk::Flow Walk::block(const StmtList& statements, Knowledge& knowledge) {
  Flow result;
  for (const Stmt* one : statements) {
    if (++memory_.steps > kMaxSteps) break;
    const Flow flow = statement(*one, knowledge);
    const bool falls = flow.falls;
    result.add(flow);
    result.falls = falls;
    if (!falls) break;
  }
  return result;
}

Walk::Flow Walk::stopped() {
  Flow flow;
  flow.falls = false;
  return flow;
}

Walk::Flow Walk::after_expression() {
  if (!raising_) return {};
  raising_ = false;
  Flow flow = stopped();
  flow.raised = true;
  flow.by_credential = true;
  flow.at = raised_at_;
  return flow;
}

Walk::Flow Walk::statement(const Stmt& one, Knowledge& knowledge) {
  switch (one.kind) {
    case Kind::If: return choice(*one.as<If>(), knowledge);
    case Kind::Return: return leave(one.as<Return>()->value, knowledge);
    case Kind::Raise: return raise(*one.as<Raise>(), knowledge);
    case Kind::Try:
    case Kind::TryStar: return tried(*one.as<Try>(), knowledge);
    case Kind::With:
    case Kind::AsyncWith: return with(*one.as<With>(), knowledge);
    case Kind::Continue:
    case Kind::Break: return stopped();
    default: break;
  }
  if (const auto* plain = one.as<Assign>()) {
    const Trace given = value(plain->value, knowledge);
    const Flow flow = after_expression();
    for (const Expr* target : plain->targets) {
      if (flow.falls) assign(*target, given, knowledge);
    }
    return flow;
  }
  if (const auto* annotated = one.as<AnnAssign>()) {
    if (annotated->value == nullptr) return {};
    const Trace given = value(annotated->value, knowledge);
    const Flow flow = after_expression();
    if (flow.falls) assign(*annotated->target, given, knowledge);
    return flow;
  }
  if (const auto* expression = one.as<ExprStmt>()) {
    if (const auto* yield = expression->value->as<Yield>()) return leave(yield->value, knowledge);
    value(expression->value, knowledge);
    return after_expression();
  }
  if (const auto* check = one.as<Assert>()) {
    touched_ = false;
    const Truth held = truth(*check->test, knowledge);
    if (raising_) return after_expression();
    if (held != Truth::False) return {};
    raise_here({&file_, check->test});
    return after_expression();
  }
  if (const auto* each = one.as<For>()) {
    const Trace items = value(each->iter, knowledge);
    if (raising_) return after_expression();
    assign(*each->target, items == Trace::Bad ? Trace::Bad : Trace::Unknown, knowledge);
    return loop(each->body, knowledge);
  }
  if (const auto* repeated = one.as<While>()) return loop(repeated->body, knowledge);
  if (const auto* match = one.as<Match>()) {
    Flow result;
    ++uncertain_;
    for (const MatchCase* each : match->cases) {
      Knowledge inner = knowledge;
      result.add(block(each->body, inner));
      knowledge.join(inner);
    }
    --uncertain_;
    result.falls = true;
    return result;
  }
  return {};
}

void Walk::assign(const Expr& target, Trace given, Knowledge& knowledge) {
  if (target.is(Kind::Name) || target.is(Kind::Attribute)) {
    knowledge.set(file_.text(target), given);
    return;
  }
  const auto* tuple = target.as<Tuple>();
  if (tuple == nullptr) return;
  const bool spreads = given == Trace::Bad || given == Trace::Doubtful || given == Trace::Blank;
  for (const Expr* one : tuple->elts) assign(*one, spreads ? given : Trace::Unknown, knowledge);
}

Walk::Flow Walk::leave(const Expr* expr, Knowledge& knowledge) {
  const Trace given = expr == nullptr ? Trace::Nothing : value(expr, knowledge);
  Flow flow = after_expression();
  if (!flow.falls) return flow;
  flow.falls = false;
  if (given == Trace::Refusal) {
    flow.raised = true;
    flow.by_credential = knowledge.decided;
    flow.refuses_strangers = uncertain_ > 0;
    flow.at = {&file_, expr};
  } else {
    let_pass(given, {&file_, expr});
  }
  return flow;
}

Walk::Flow Walk::raise(const Raise& raise, const Knowledge& knowledge) {
  Flow flow = stopped();
  flow.raised = true;
  flow.by_credential = knowledge.decided;
  flow.at = {&file_, raise.exc};
  const int status = raise.exc != nullptr ? status_of(file_, raise) : 0;
  if (says_too_often(file_, raise)) flow.by_credential = false;
  flow.refuses_strangers = !knowledge.decided && (status == kUnauthorized || status == kForbidden);
  if (uncertain_ > 0 && (status == kUnauthorized || status == kForbidden)) {
    flow.refuses_strangers = true;
    flow.by_credential = false;
  }
  return flow;
}

Walk::Flow Walk::choice(const If& choice, Knowledge& knowledge) {
  touched_ = false;
  Truth held = truth(*choice.test, knowledge);
  if (raising_) return after_expression();
  // How often somebody has asked says nothing of who it is.
  const auto* raise = as<Raise>(choice.body.front());
  if (raise != nullptr && says_too_often(file_, *raise)) held = Truth::Unknown;
  switch (held) {
    case Truth::True:
    case Truth::False:
      if (held == Truth::False && is_magic(choice)) fate_.bypasses.push_back({&file_, choice.test});
      knowledge.decided = knowledge.decided || touched_;
      return block(held == Truth::True ? choice.body : choice.orelse, knowledge);
    case Truth::Configured: return configured(choice, knowledge, false);
    case Truth::Exempt: return configured(choice, knowledge, true);
    case Truth::Unknown: break;
  }
  ++uncertain_;
  const Flow flow = both(choice.body, choice.orelse, knowledge);
  --uncertain_;
  return flow;
}

Walk::Flow Walk::both(const StmtList& one, const StmtList& other, Knowledge& knowledge) {
  Knowledge second = knowledge;
  Flow flow = block(one, knowledge);
  const Flow rest = block(other, second);
  if (flow.falls && rest.falls) {
    knowledge.join(second);
  } else if (rest.falls) {
    knowledge = std::move(second);
  }
  flow.add(rest);
  return flow;
}

// A setting that switches the check off, or a path that is left out of it, does not make it none:
// the way past it is noted.
Walk::Flow Walk::configured(const If& choice, Knowledge& knowledge, bool exempt) {
  const Fate before = fate_;
  Knowledge second = knowledge;
  fate_ = {};
  Flow first_flow = block(choice.body, knowledge);
  const Fate first = std::exchange(fate_, {});
  Flow second_flow = block(choice.orelse, second);
  const Fate rest = std::exchange(fate_, before);
  fate_.reads_credential =
      fate_.reads_credential || first.reads_credential || rest.reads_credential;
  fate_.asks_elsewhere = fate_.asks_elsewhere || first.asks_elsewhere || rest.asks_elsewhere;
  const auto refuses = [](const Flow& flow, const Fate& fate) {
    return flow.raised && flow.by_credential && !flow.falls && !fate.passes;
  };
  const bool first_refuses = refuses(first_flow, first);
  const bool second_refuses = refuses(second_flow, rest);
  const bool first_leaves = first.passes && !first_flow.falls;
  const bool second_leaves = rest.passes && !second_flow.falls;
  const bool drop_first = (second_refuses && !first_refuses) || (first_leaves && second_flow.falls);
  const bool drop_second =
      !drop_first && ((first_refuses && !second_refuses) || (second_leaves && first_flow.falls));
  const auto keep = [&](const Fate& fate) {
    if (fate.passes) let_pass(fate.value, fate.passes_at);
    fate_.may_be_refused = fate_.may_be_refused || fate.may_be_refused;
    fate_.bypasses.insert(fate_.bypasses.end(), fate.bypasses.begin(), fate.bypasses.end());
    fate_.exemptions.insert(fate_.exemptions.end(), fate.exemptions.begin(), fate.exemptions.end());
  };
  // A helper that finds nothing has not let anybody pass.
  const Fate& dropped = drop_first ? first : rest;
  const bool finds_nothing =
      depth_ > 0 && (dropped.value == Trace::Nothing || dropped.value == Trace::Falsy);
  if ((drop_first || drop_second) && !finds_nothing) {
    (exempt ? fate_.exemptions : fate_.bypasses).push_back({&file_, choice.test});
  }
  if (!drop_first) keep(first);
  if (!drop_second) keep(rest);
  if (drop_first) {
    knowledge = std::move(second);
    return second_flow;
  }
  if (drop_second) return first_flow;
  if (first_flow.falls && second_flow.falls) knowledge.join(second);
  if (!first_flow.falls) knowledge = std::move(second);
  first_flow.add(second_flow);
  return first_flow;
}

// Whether a `continue` or `break` ends a round.
bool Walk::leaves_early(const StmtList& body) const {
  return std::any_of(body.begin(), body.end(), [&](const Stmt* one) {
    const auto nodes = file_.tree().subtree(*one);
    return std::any_of(nodes.begin(), nodes.end(), [](const Node* node) {
      return node->is(Kind::Continue) || node->is(Kind::Break);
    });
  });
}

Walk::Flow Walk::loop(const StmtList& body, Knowledge& knowledge) {
  Knowledge inner = knowledge;
  ++uncertain_;
  Flow flow = block(body, inner);
  --uncertain_;
  // `for one in known: if matches(one, headers): return one`: whoever is still here matched
  // nothing.
  const bool decided = knowledge.decided || inner.decided;
  knowledge.join(inner);
  knowledge.decided = decided;
  // `for one in permissions: if not one.allows(request): raise …` refuses: there is one, at least.
  const bool refuses = !flow.falls && flow.by_credential && !leaves_early(body);
  flow.falls = !refuses;
  return flow;
}

Walk::Flow Walk::with(const With& with, Knowledge& knowledge) {
  bool suppresses = false;
  for (const WithItem* item : with.items) {
    const Trace given = value(item->context_expr, knowledge);
    if (raising_) return after_expression();
    if (item->optional_vars != nullptr) assign(*item->optional_vars, given, knowledge);
    const auto* made = as<Call>(item->context_expr);
    suppresses =
        suppresses || (made != nullptr && file_.resolve(*made->func) == "contextlib.suppress");
  }
  Flow flow = block(with.body, knowledge);
  if (suppresses) flow.falls = true;
  return flow;
}

bool Walk::may_catch(const ExceptHandler& handler, const Flow& raised) const {
  if (semantic::catches_everything(file_, handler)) return true;
  const bool is_response = semantic::any_caught(file_, handler, [&](std::string_view name) {
    return name == "fastapi.HTTPException" || name == "starlette.exceptions.HTTPException";
  });
  return is_response ==
         (raised.at.expr != nullptr && raised.at.expr->is(Kind::Call) && raised.refuses_strangers);
}

Walk::Flow Walk::tried(const Try& tried, Knowledge& knowledge) {
  const Knowledge before = knowledge;
  const bool outer = std::exchange(may_raise_, false);
  const bool refused_before = may_refuse_;
  Flow flow = block(tried.body, knowledge);
  for (const ExceptHandler* one : tried.handlers) {
    if (semantic::catches_everything(file_, *one)) may_refuse_ = refused_before;
  }
  const bool may_raise = may_raise_;
  may_raise_ = may_raise_ || outer;
  const bool falls = flow.falls;
  if (falls) {
    const Flow rest = block(tried.orelse, knowledge);
    flow.add(rest);
    flow.falls = rest.falls;
  }
  // Whatever the credentials went to, its error is answered with 401 or 403.
  if (may_raise && refuses_strangers(tried)) may_refuse_ = true;
  if (flow.raised || may_raise) {
    Knowledge after = before;
    after.decided = true;
    for (const auto& [name, given] : knowledge.values) {
      if (before.find(name) == nullptr) after.set(name, Trace::Unknown);
    }
    const Flow caught = handlers(tried, after, after);
    const bool any = std::any_of(tried.handlers.begin(), tried.handlers.end(),
                                 [&](const ExceptHandler* one) { return may_catch(*one, flow); });
    if (any && flow.raised) flow.raised = flow.by_credential = flow.refuses_strangers = false;
    if (flow.falls && caught.falls) knowledge.join(after);
    if (!flow.falls && caught.falls) knowledge = after;
    flow.add(caught);
  }
  const Flow last = block(tried.finalbody, knowledge);
  if (!last.falls) flow.falls = false;
  flow.raised = flow.raised || last.raised;
  return flow;
}

// Whether a handler raises or returns a 401 or 403.
bool Walk::refuses_strangers(const Try& tried) const {
  const auto means_no = [](int status) { return status == kUnauthorized || status == kForbidden; };
  return std::any_of(tried.handlers.begin(), tried.handlers.end(), [&](const ExceptHandler* one) {
    const auto nodes = file_.tree().subtree(*one);
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
      const auto* raise = node->as<Raise>();
      if (raise != nullptr) return raise->exc != nullptr && means_no(status_of(file_, *raise));
      const auto* call = node->as<Call>();
      const Expr* status = call != nullptr && file_.resolve(*call->func).ends_with("Response")
                               ? semantic::argument(file_, *call, 1, "status_code")
                               : nullptr;
      return status != nullptr && means_no(status_code_of(file_, *status));
    });
  });
}

Walk::Flow Walk::handlers(const Try& tried, const Knowledge& before, Knowledge& after) {
  Flow result = stopped();
  const Knowledge start = before;
  bool first = true;
  for (const ExceptHandler* one : tried.handlers) {
    Knowledge inner = start;
    const bool response = semantic::any_caught(file_, *one, [](std::string_view name) {
      return name == "fastapi.HTTPException" || name == "starlette.exceptions.HTTPException";
    });
    // `except HTTPException: raise` hands on what was refused already.
    if (response && semantic::raises(file_, *one)) {
      Flow handed_on = stopped();
      handed_on.raised = handed_on.by_credential = true;
      result.add(handed_on);
      continue;
    }
    const Flow flow = block(one->body, inner);
    result.add(flow);
    if (!flow.falls) continue;
    if (first) {
      after = inner;
    } else {
      after.join(inner);
    }
    first = false;
  }
  return result;
}

}  // namespace fastidious::app
