#include "app/effects/kept_value.h"

#include <algorithm>

#include "semantic/expressions.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"
#include "text/one_of.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr int kMaxRounds = 4;  // variables that take the value one from the other

// Methods of a text that give it, or what is left of it.
constexpr std::string_view kTextMethods[] = {
    "lower",  "upper",        "strip",        "lstrip",  "rstrip", "casefold", "title",
    "encode", "removeprefix", "removesuffix", "replace", "format", "decode",   "capitalize"};
constexpr std::string_view kCopies[] = {"builtins.str", "builtins.int", "builtins.max",
                                        "builtins.abs", "typing.cast",  "urllib.parse.unquote"};

// `q` of `q.strip()`
const Expr* text_of_method(const FileModel& file, const Call& call) {
  const auto* method = call.func->as<Attribute>();
  return method != nullptr && is_one_of(file.text(method->attr), kTextMethods) ? method->value
                                                                               : nullptr;
}

bool is_copy(const FileModel& file, const Call& call) {
  return !call.args.empty() && is_one_of(file.resolve(*call.func), kCopies);
}

// `q.split("-")`, of which one part is taken.
const Expr* text_of_parts(const FileModel& file, const Expr& expr) {
  constexpr std::string_view kSplits[] = {"split", "rsplit", "partition", "rpartition"};
  const auto* call = expr.as<Call>();
  const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
  return method != nullptr && is_one_of(file.text(method->attr), kSplits) ? method->value : nullptr;
}

const Slice* slice_of(const Subscript& item) { return as<Slice>(item.slice); }

}  // namespace

KeptValue::KeptValue(const Definition& function, const Arg& parameter, Parts parts)
    : file_(*function.file),
      function_(*function.node),
      parts_(parts),
      names_{parameter.name.value},
      holders_{&parameter} {
  find_variables();
}

void KeptValue::find_variables() {
  for (int round = 0; round <= kMaxRounds; ++round) {
    bool found = false;
    for (const auto* assign : file_.tree().nodes_of<Assign>(function_)) {
      const auto* target =
          assign->targets.size() == 1 ? as<Name>(assign->targets.front()) : nullptr;
      if (target != nullptr) found = take_variable(*target, assign->value) || found;
    }
    for (const auto* assign : file_.tree().nodes_of<AnnAssign>(function_)) {
      const auto* target = as<Name>(assign->target);
      if (target != nullptr) found = take_variable(*target, assign->value) || found;
    }
    for (const auto* named : file_.tree().nodes_of<NamedExpr>(function_)) {
      const auto* target = as<Name>(named->target);
      if (target != nullptr) found = take_variable(*target, named->value) || found;
    }
    if (!found) return;
  }
  lost_ = true;
}

bool KeptValue::take_variable(const Name& target, const Expr* value) {
  if (value == nullptr || holders_.contains(&target) || !is(*value)) return false;
  holders_.insert(&target);
  names_.insert(target.name.value);
  return true;
}

bool KeptValue::is(const Expr& expr) const {
  if (const auto* name = expr.as<Name>()) {
    if (!names_.contains(name->name.value)) return false;
    const auto bindings = semantic::reaching_bindings(file_, *name);
    return std::any_of(bindings.begin(), bindings.end(), [this](const semantic::Binding* one) {
      return holders_.contains(one->node);
    });
  }
  if (const auto* call = expr.as<Call>()) {
    const Expr* text = text_of_method(file_, *call);
    if (text != nullptr) return is(*text);
    return is_copy(file_, *call) && std::any_of(call->args.begin(), call->args.end(),
                                                [this](const Expr* one) { return is(*one); });
  }
  if (const auto* item = expr.as<Subscript>()) {
    if (slice_of(*item) != nullptr) return is(*item->value);
    const Expr* text = parts_ == Parts::Too ? text_of_parts(file_, *item->value) : nullptr;
    return text != nullptr && is(*text);
  }
  if (const auto* choice = expr.as<IfExp>()) return is(*choice->body) || is(*choice->orelse);
  if (const auto* named = expr.as<NamedExpr>()) return is(*named->value);
  const auto* either = expr.as<BoolOp>();
  return either != nullptr && std::any_of(either->values.begin(), either->values.end(),
                                          [this](const Expr* one) { return is(*one); });
}

bool KeptValue::is_part(const Expr& expr, int depth) const {
  if (depth == kMaxRounds) return false;
  if (const auto* call = expr.as<Call>()) {
    const Expr* text = text_of_method(file_, *call);
    return text != nullptr && is_part(*text, depth + 1);
  }
  const auto* name = expr.as<Name>();
  if (name == nullptr) return false;
  const auto bindings = semantic::reaching_bindings(file_, *name);
  return std::any_of(bindings.begin(), bindings.end(), [&](const semantic::Binding* one) {
    const auto* split = as<Call>(semantic::iterable_of(file_, *one));
    const auto* method = split != nullptr ? split->func->as<Attribute>() : nullptr;
    if (method != nullptr) return file_.text(method->attr) == "split" && is(*method->value);
    return one->kind == semantic::BindingKind::Assignment && one->value != nullptr &&
           is_part(*one->value, depth + 1);
  });
}

// The expression around it that is it still; null if there is none.
const Expr* KeptValue::holder(const Expr& expr) const {
  const Node* around = file_.parent(expr);
  if (around == nullptr) return nullptr;
  if (const auto* method = around->as<Attribute>()) {
    const auto* call = as<Call>(file_.parent(*method));
    if (call == nullptr || call->func != method) return nullptr;
    if (text_of_method(file_, *call) != nullptr) return call;
    const auto* item = as<Subscript>(file_.parent(*call));
    return parts_ == Parts::Too && item != nullptr && item->value == call &&
                   text_of_parts(file_, *call) != nullptr
               ? item
               : nullptr;
  }
  if (const auto* call = around->as<Call>()) {
    return call->func != &expr && is_copy(file_, *call) ? call : nullptr;
  }
  if (const auto* item = around->as<Subscript>()) {
    return item->value == &expr && slice_of(*item) != nullptr ? item : nullptr;
  }
  if (const auto* choice = around->as<IfExp>()) return choice->test != &expr ? choice : nullptr;
  if (const auto* named = around->as<NamedExpr>()) return named;
  return around->as<BoolOp>();
}

const Expr& KeptValue::outermost(const Expr& expr) const {
  const Expr* at = &expr;
  while (const Expr* around = holder(*at)) at = around;
  return *at;
}

bool KeptValue::is_taken(const Expr& expr) const {
  const Node* around = file_.parent(expr);
  const auto* plain = as<Assign>(around);
  const auto* annotated = as<AnnAssign>(around);
  const Node* target = plain != nullptr && plain->targets.size() == 1 ? plain->targets.front()
                       : annotated != nullptr                         ? annotated->target
                                                                      : nullptr;
  return target != nullptr && holders_.contains(target);
}

std::vector<const Expr*> KeptValue::uses() const {
  std::vector<const Expr*> found;
  for (const auto* name : file_.tree().nodes_of<Name>(function_)) {
    if (name->context != Context::Load || !is(*name)) continue;
    const Expr& use = outermost(*name);
    const bool known = !found.empty() && found.back() == &use;
    if (!known && !is_taken(use)) found.push_back(&use);
  }
  return found;
}

}  // namespace fastidious::app
