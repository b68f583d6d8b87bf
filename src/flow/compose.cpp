// Evaluator: calls of the repository's functions, by their summaries.
#include <algorithm>

#include "base/known_names.h"
#include "flow/evaluator.h"
#include "text/one_of.h"

namespace fastidious::flow {

using namespace syntax;

namespace {

bool is_super(const semantic::FileModel& file, const Expr* expr) {
  const auto* call = as<Call>(expr);
  return call != nullptr && file.resolve(*call->func) == "builtins.super";
}

// "validate_redirect", "_check_path": it may refuse what it is given, by what we do not understand.
bool is_named_like_check(std::string_view name) {
  constexpr std::string_view kWords[] = {"validate", "check",      "verify", "ensure", "sanitize",
                                         "is_safe",  "is_allowed", "assert", "require"};
  name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return name.starts_with(word); });
}

// "check_permission", "ensure_unique": about who asks, or what there is, not about what it says.
bool asks_something_else(std::string_view name) {
  constexpr std::string_view kWords[] = {"perm",   "access", "auth",   "owner",  "role",  "quota",
                                         "limit",  "unique", "exist",  "duplic", "avail", "login",
                                         "signed", "user",   "member", "right",  "admin", "free"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return name.find(word) != name.npos; });
}

}  // namespace

// `object.method(…)` passes the object, `Class.method(object, …)` does not.
bool Evaluator::passes_receiver(const Function& callee, const Arguments& given) const {
  if (!callee.takes_receiver || given.receiver_expr == nullptr) return false;
  const Identifier named = file_.fact(*given.receiver_expr).target;
  const Target* owner = named ? program_.targets().find(named) : nullptr;
  if (owner == nullptr || owner->cls == nullptr || file_.fact(*given.receiver_expr).type)
    return true;
  return callee.file->has_decorator(*callee.node, "builtins.classmethod");
}

namespace {

bool is_named_in(const Call& call, Identifier parameter) {
  return std::any_of(call.keywords.begin(), call.keywords.end(),
                     [&](const Keyword* one) { return one->arg == parameter; });
}

}  // namespace

// What `expr` is as an argument: a list has no keys.
Taint Evaluator::given_as(const Expr& expr, const Taint& taint) const {
  constexpr std::string_view kSequences[] = {"builtins.list", "builtins.tuple", "builtins.set"};
  const bool is_sequence = !taint.empty() && is_one_of(file_.type_of(expr), kSequences);
  return is_sequence ? taint.as_sequence() : taint;
}

// What each parameter of the callee is given. `**more` has no part in what is given by name.
std::vector<Taint> Evaluator::bind(const Function& callee, const Arguments& given,
                                   bool with_receiver) const {
  const List<Arg*>& parameters = callee.node->args->all;
  std::vector<Taint> bound(parameters.size());
  const bool is_constructor = callee.node->name == names::__init__ && !with_receiver;
  std::size_t next = 0;
  if (with_receiver && !bound.empty()) bound[next] = given.receiver;
  if (with_receiver || is_constructor) ++next;
  std::size_t rest = parameters.size(), extra = parameters.size();
  for (std::uint32_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i]->passing == Passing::VarPositional) rest = i;
    if (parameters[i]->passing == Passing::VarKeyword) extra = i;
  }
  for (std::size_t i = 0; i < given.positional.size(); ++i) {
    const Expr* expr = given.call->args[static_cast<std::uint32_t>(i + given.skip)];
    if (expr->is(Kind::Starred)) {
      const Taint items = given.positional[i].items();
      for (std::size_t at = next; at < std::min(rest, bound.size()); ++at) bound[at].add(items);
      if (rest < bound.size()) bound[rest].add(given.positional[i]);
    } else if (next < std::min(rest, bound.size())) {
      bound[next++].add(given_as(*expr, given.positional[i]));
    } else if (rest < bound.size()) {
      bound[rest].add_at(Step::element(), given.positional[i]);
    }
  }
  for (std::uint32_t i = 0; i < given.keywords.size(); ++i) {
    const Identifier name = given.call->keywords[i]->arg;
    bool is_taken = false;
    for (std::uint32_t at = 0; at < parameters.size(); ++at) {
      const bool takes = parameters[at]->passing == Passing::Plain ||
                         parameters[at]->passing == Passing::KeywordOnly;
      if (!takes) continue;
      if (name && parameters[at]->name == name) {
        bound[at].add(given_as(*given.call->keywords[i]->value, given.keywords[i]));
        is_taken = true;
      } else if (!name && at >= next && !is_named_in(*given.call, parameters[at]->name)) {
        bound[at].add(given.keywords[i].part(Step::named(parameters[at]->name)));
      }
    }
    if (extra >= bound.size() || is_taken) continue;
    if (name) {
      bound[extra].add_at(Step::named(name), given.keywords[i]);
    } else {
      bound[extra].add(given.keywords[i]);
    }
  }
  return bound;
}

// What the caller has for a label of the callee's.
Taint Evaluator::behind(const Label& label, const std::vector<Taint>& given) const {
  Taint taint;
  if (label.kind == Label::Kind::Parameter) {
    if (label.index >= given.size()) return taint;
    taint = given[label.index].part(label.path);
  } else if (label.kind == Label::Kind::Captured && label.file == file_.file().id.value) {
    if (const Taint* known = variable(label.index)) {
      taint = known->part(label.path);
    } else if (function_.outer != kNoFunction && is_captured(semantic::SymbolId{label.index})) {
      Mark mark;
      mark.label = label;
      taint.add(mark);
    }
  }
  state_.apply(taint);
  return taint;
}

Taint Evaluator::translate(const Mark& mark, FunctionId callee, const std::vector<Taint>& given,
                           Hop::Kind kind, const Node& node) {
  Taint taint;
  if (mark.label.kind == Label::Kind::Source) {
    Mark own = mark;
    own.hop = add_hop({kind, 0, &node, callee, mark.hop});
    taint.add(own);
    return taint;
  }
  for (const Mark& one : behind(mark.label, given)) {
    Mark own = one;
    own.at = mark.at.with(one.at);
    own.alive &= mark.alive;
    own.hop = add_hop({kind, one.hop, &node, callee, mark.hop});
    taint.add(own);
  }
  taint.keep(kAlive);
  return taint;
}

void Evaluator::apply_hits(FunctionId id, const std::vector<Taint>& given, const Node& node) {
  for (const Hit& inner : summaries_[id].hits) {
    const bool takes_parts = inner.danger == Danger::Header || inner.danger == Danger::Csv;
    for (const Mark& mark : behind(inner.label, given)) {
      if ((mark.alive & knowledge::bit(inner.danger)) == 0) continue;
      if (!takes_parts && !mark.at.empty()) continue;
      Hit own = inner;
      own.label = mark.label;
      own.is_unasked = own.is_unasked && (mark.alive & kUnasked) != 0;
      own.may_be_plain = own.may_be_plain && (mark.alive & kPlain) != 0;
      std::vector<Hit>& all =
          mark.label.kind == Label::Kind::Source ? summary_.flows : summary_.hits;
      const std::size_t before = all.size();
      Summary::add(all, own);
      if (all.size() > before) {
        all.back().hop = add_hop({Hop::Kind::Passed, mark.hop, &node, id, inner.hop});
      }
    }
  }
}

void Evaluator::apply_writes(FunctionId id, const std::vector<Taint>& given,
                             const Arguments& arguments, bool with_receiver, Taint& made) {
  const bool is_constructor = program_.function(id).node->name == names::__init__ && !with_receiver;
  const Node& node = arguments.call != nullptr ? *arguments.call : *arguments.receiver_expr;
  for (const auto& [index, mark] : summaries_[id].writes) {
    const Taint written = translate(mark, id, given, Hop::Kind::Returned, node);
    if (written.empty()) continue;
    if (is_constructor && index == 0) {
      made.add(written);
      continue;
    }
    const std::size_t offset = with_receiver || is_constructor ? 1 : 0;
    const Expr* target = nullptr;
    if (with_receiver && index == 0) {
      target = arguments.receiver_expr;
    } else if (arguments.call != nullptr && index >= offset &&
               index - offset + arguments.skip < arguments.call->args.size()) {
      target = arguments.call->args[static_cast<std::uint32_t>(index - offset + arguments.skip)];
    }
    if (target == nullptr) continue;
    if (is_super(file_, target) && !parameters_.empty()) {
      write({parameters_[0], {}}, written, false);
    } else {
      write(place_of(*target), written, false);
    }
  }
}

void Evaluator::clean_all(const std::vector<Cleaned>& cleaned, const std::vector<Taint>& given) {
  for (const Cleaned& one : cleaned) {
    for (const Mark& mark : behind(one.label, given)) {
      state_.clean(mark.label, one.dangers, one.is_asked);
    }
  }
}

Taint Evaluator::compose(FunctionId id, const Arguments& given, bool with_receiver) {
  const Function& callee = program_.function(id);
  if (!callee.is_looked_at) return {};
  const Summary& summary = summaries_[id];
  const Node& node = given.call != nullptr ? static_cast<const Node&>(*given.call)
                                           : static_cast<const Node&>(*given.receiver_expr);
  const std::vector<Taint> bound = bind(callee, given, with_receiver);
  apply_hits(id, bound, node);
  Taint result;
  for (const Mark& mark : summary.returns) {
    result.add(translate(mark, id, bound, Hop::Kind::Returned, node));
  }
  apply_writes(id, bound, given, with_receiver, result);
  clean_all(summary.checked, bound);
  if (!summary.comes_back) summary_.raises = true;
  if (is_named_like_check(callee.file->text(callee.node->name))) {
    for (const Taint& one : bound) {
      for (const Mark& mark : one) state_.clean(mark.label, kUnasked, true);
    }
    // It raises by what it found out about the value.
    if (!asks_something_else(callee.file->text(callee.node->name))) {
      std::vector<Cleaned> tested = summary.tested;
      for (Cleaned& one : tested) one.is_asked = true;
      clean_all(tested, bound);
      state_.apply(result);
    }
  }
  if (!summary.comes_back) state_.reachable = false;
  return result;
}

// What functions inside this one do with its variables, wherever they are called.
void Evaluator::settle_nested() {
  for (const FunctionDef* nested : nested_) {
    const FunctionId id = program_.find(file_, *nested);
    if (id != kNoFunction && program_.function(id).is_looked_at) apply_hits(id, {}, *nested);
  }
}

}  // namespace fastidious::flow
