#include "app/tokens/way.h"

#include <algorithm>

#include "semantic/function_bodies.h"
#include "semantic/model.h"
#include "semantic/reaching_values.h"

namespace fastidious::app {

using namespace syntax;
using semantic::CallSite;

namespace {

constexpr std::size_t kMostCalls = 4;  // on a way
constexpr std::size_t kMostWays = 32;  // from one call
constexpr int kMostHops = 16;

bool is_test(const FileModel& file) { return file.file().role == project::Role::Test; }

// `str(token)`, `await token`, `token.decode()`: the token.
const Expr* unwrapped(const FileModel& file, const Expr* value) {
  for (int i = 0; i < kMostHops && value != nullptr; ++i) {
    const auto* call = value->as<Call>();
    const auto* method = call != nullptr ? call->func->as<Attribute>() : nullptr;
    if (const auto* awaited = value->as<Await>()) {
      value = awaited->value;
    } else if (call != nullptr && call->args.size() == 1 &&
               file.resolve(*call->func) == "builtins.str") {
      value = call->args[0];
    } else if (method != nullptr && file.text(method->attr) == "decode" &&
               file.resolve(*call->func).find("jwt") == std::string_view::npos) {
      value = method->value;
    } else {
      break;
    }
  }
  return value;
}

// Whether calls that cannot be told may mean the function.
bool may_be_called(const FileModel& file, const FunctionDef& function) {
  if (file.is_route_handler(function)) return true;
  const semantic::Model& model = file.project();
  const auto mentions = model.mentions().of(function.name);
  return std::any_of(mentions.begin(), mentions.end(), [&](const semantic::Mention& one) {
    const auto* attribute = model.node(one).as<Attribute>();
    const FileModel& at = model.file(one.file);
    if (attribute == nullptr || is_test(at) || function.encloses(*attribute)) return false;
    const Definition meant = at.definition_of(*attribute);
    const auto* called = as<FunctionDef>(meant.node);
    return called == nullptr || called == &function || meant.file->is_abstract(*called) ||
           semantic::is_stub_body(*meant.file, *called);
  });
}

// Whether anything but tests has the function run, as far as that is seen.
bool is_live(const FileModel& file, const FunctionDef& function) {
  if (!function.decorator_list.empty() || may_be_called(file, function)) return true;
  const semantic::Model& model = file.project();
  const auto calls = model.calls_of(file.qualified_name(function));
  if (std::any_of(calls.begin(), calls.end(),
                  [](const CallSite& one) { return !is_test(*one.file); })) {
    return true;
  }
  const semantic::FileScopes& scopes = file.scopes();
  const auto symbol = scopes.lookup_here(scopes.scope_of(function), function.name);
  if (symbol.valid() && scopes.symbol(symbol).reference_count > 0) return true;
  const auto mentions = model.mentions().of(function.name);
  return std::any_of(mentions.begin(), mentions.end(), [&](const semantic::Mention& one) {
    return model.node(one).is(Kind::Alias) && !is_test(model.file(one.file));
  });
}

void extend(Way way, std::vector<Way>& found) {
  if (found.size() >= kMostWays) return;
  const std::size_t level = way.calls.size() - 1;
  const Definition around = way.function(level);
  const auto* function = as<FunctionDef>(around.node);
  if (function == nullptr || way.calls.size() >= kMostCalls || !way.is_returned(level)) {
    if (function == nullptr || is_live(*around.file, *function)) found.push_back(std::move(way));
    return;
  }
  bool is_called = false;
  for (const CallSite& site :
       around.file->project().calls_of(around.file->qualified_name(*function))) {
    if (is_test(*site.file) || site.file->enclosing_function(*site.call) == function) continue;
    is_called = true;
    Way longer = way;
    longer.calls.push_back(site);
    extend(std::move(longer), found);
    if (found.size() >= kMostWays) return;
  }
  if (!is_called && may_be_called(*around.file, *function)) found.push_back(std::move(way));
}

}  // namespace

Definition Way::function(std::size_t level) const {
  const FunctionDef* function = calls[level].file->enclosing_function(*calls[level].call);
  return function != nullptr ? Definition{calls[level].file, function} : Definition{};
}

bool Way::is_returned(std::size_t level) const {
  const Definition around = function(level);
  if (!around) return false;
  const FileModel& file = *around.file;
  const Name* taken = taking_name(calls[level]);
  const auto is_it = [&](const Expr* value) {
    value = unwrapped(file, value);
    const auto* name = as<Name>(value);
    return value == calls[level].call ||
           (name != nullptr && taken != nullptr && name->name == taken->name);
  };
  const auto returns = file.tree().nodes_of<Return>(*around.node);
  return std::any_of(returns.begin(), returns.end(), [&](const Return* one) {
    if (one->value == nullptr) return false;
    const auto* several = one->value->as<Tuple>();
    if (several == nullptr) return is_it(one->value);
    return level == 0 && std::any_of(several->elts.begin(), several->elts.end(), is_it);
  });
}

const Name* taking_name(const CallSite& call) {
  const Node* parent = call.file->parent(*call.call);
  if (parent != nullptr && parent->is(Kind::Await)) parent = call.file->parent(*parent);
  if (const auto* plain = as<Assign>(parent)) return as<Name>(plain->targets.front());
  const auto* annotated = as<AnnAssign>(parent);
  return annotated != nullptr ? as<Name>(annotated->target) : nullptr;
}

std::vector<Way> ways_from(const CallSite& call) {
  std::vector<Way> found;
  extend({{call}}, found);
  return found;
}

Placed passed_for(const CallSite& call, const Definition& function, const Arg& parameter) {
  const auto& definition = *function.node->as<FunctionDef>();
  const Arg* owner = semantic::owner_parameter(*function.file, definition);
  int index = 0;
  for (const Arg* one : definition.args->all) {
    if (one == &parameter) break;
    if (one != owner) ++index;
  }
  if (&parameter == owner || parameter.passing == Passing::VarPositional ||
      parameter.passing == Passing::VarKeyword) {
    return {};
  }
  if (parameter.passing == Passing::KeywordOnly) index = -1;
  const Expr* given = semantic::argument(*call.call, index, parameter.name);
  if (given != nullptr) return {call.file, given};
  if (semantic::passes_unpacked_mapping(*call.call)) return {};
  return {function.file, parameter.default_value};
}

Held argument_on(const Way& way, const Held& held) {
  const auto* name = as<Name>(held.value.expr);
  const Definition function = way.function(held.level);
  if (name == nullptr || !function || function.file != held.value.file) return {};
  const auto bindings = semantic::reaching_bindings(*held.value.file, *name);
  if (bindings.size() != 1 || bindings.front()->kind != semantic::BindingKind::Parameter) return {};
  const auto* parameter = bindings.front()->node->as<Arg>();
  const auto& all = function.node->as<FunctionDef>()->args->all;
  if (parameter == nullptr || std::find(all.begin(), all.end(), parameter) == all.end()) return {};
  if (held.level + 1 >= way.calls.size()) return {};
  const CallSite& above = way.calls[held.level + 1];
  return {passed_for(above, function, *parameter), held.level + 1};
}

Held origin_of(Held held, const Way& way) {
  for (int i = 0; i < kMostHops && held.value; ++i) {
    if (const auto* awaited = held.value.expr->as<Await>()) held.value.expr = awaited->value;
    const auto* name = held.value.expr->as<Name>();
    if (name == nullptr) break;
    if (const Held above = argument_on(way, held); above.value) {
      held = above;
      continue;
    }
    const auto bindings = semantic::reaching_bindings(*held.value.file, *name);
    if (bindings.size() != 1 || bindings.front()->value == nullptr) break;
    held.value.expr = bindings.front()->value;
  }
  return held;
}

}  // namespace fastidious::app
