#include "rules/switched_by.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "semantic/function_bodies.h"

namespace fastidious::rules {

using namespace syntax;
using semantic::CallSite;
using semantic::FileModel;

namespace {

constexpr int kMostCalls = 3;           // that hand it on
constexpr std::size_t kMostSeen = 100;  // calls of one function, those of tests among them

struct Switch {
  const FileModel* file = nullptr;
  const FunctionDef* function = nullptr;
  std::string_view parameter;
  explicit operator bool() const { return function != nullptr; }
};

// The parameter that the name stands for, of whichever function around it.
Switch switch_named(const FileModel& file, const Name& name) {
  const FunctionDef* function = file.enclosing_function(name);
  while (function != nullptr && semantic::parameter_named(*function, name.name) == nullptr) {
    function = file.enclosing_function(*function);
  }
  return {&file, function, file.text(name)};
}

// The only call by the application; nothing where there are several, or too many to look at.
std::optional<CallSite> call_in_application(const Switch& one) {
  const auto all = one.file->project().calls_of(one.file->qualified_name(*one.function));
  std::optional<CallSite> found;
  if (all.size() > kMostSeen) return found;
  for (const CallSite& site : all) {
    if (site.file->file().role != repo::Role::Application) continue;
    if (found) return std::nullopt;
    found = site;
  }
  return found;
}

// As keyword, or in its place; nothing of methods, whose first parameter calls do not write.
const Expr* given_by(const CallSite& site, const Switch& one) {
  const auto& all = one.function->args->all;
  const auto at = std::find_if(all.begin(), all.end(), [&](const Arg* parameter) {
    return one.file->text(parameter->name) == one.parameter;
  });
  const bool by_place =
      one.file->enclosing_class(*one.function) == nullptr && (*at)->passing != Passing::KeywordOnly;
  return semantic::argument(*site.file, *site.call,
                            by_place ? static_cast<int>(at - all.begin()) : -1, one.parameter);
}

// `create_app(**options)` may give it.
bool has_unknown_arguments(const Call& call) {
  return std::any_of(call.keywords.begin(), call.keywords.end(),
                     [](const Keyword* one) { return !one->arg; }) ||
         std::any_of(call.args.begin(), call.args.end(),
                     [](const Expr* one) { return one->is(Kind::Starred); });
}

// The call that decides: of what `one` is, and what it gives for that.
struct Decision {
  CallSite site;
  Switch one;
  const Expr* given = nullptr;  // null: the parameter's default holds
  bool off = false;             // true switches it off
};

std::optional<Decision> decision_on(const FileModel& file, const Expr& test) {
  const auto* negation = test.as<UnaryOp>();
  const bool off = negation != nullptr && negation->op == UnaryOperator::Not;
  const auto* name = off ? negation->operand->as<Name>() : test.as<Name>();
  if (name == nullptr) return {};
  Switch one = switch_named(file, *name);
  for (int i = 0; one && i < kMostCalls; ++i) {
    const std::optional<CallSite> site = call_in_application(one);
    if (!site || has_unknown_arguments(*site->call)) return {};
    const Expr* given = given_by(*site, one);
    const auto* handed_on = as<Name>(given);
    const Switch next = handed_on != nullptr ? switch_named(*site->file, *handed_on) : Switch{};
    if (!next) return Decision{*site, one, given, off};
    one = next;
  }
  return {};
}

const Expr* default_of(const Switch& one) {
  const auto& all = one.function->args->all;
  const auto at = std::find_if(all.begin(), all.end(), [&](const Arg* parameter) {
    return one.file->text(parameter->name) == one.parameter;
  });
  return at == all.end() ? nullptr : (*at)->default_value;
}

}  // namespace

std::string how_to_switch_off(const FileModel& file, const Expr& test) {
  const auto found = decision_on(file, test);
  if (!found) return {};
  const auto& [site, one, given, off] = *found;
  const project::SourceFile& source = site.file->file();
  const std::string place =
      fmt::format("{}:{}", source.path, source.lines.line_of(site.call->begin));
  if (given != nullptr && !given->is(Kind::Constant)) {
    return fmt::format("let `{}`, which `{}` passes, be {}", site.file->text(*given), place,
                       off ? "true" : "false");
  }
  return fmt::format("pass `{}={}` to `{}(…)` at `{}`", one.parameter, off ? "True" : "False",
                     site.file->text(*site.call->func), place);
}

bool is_switched_off(const FileModel& file, const Expr& test) {
  const auto found = decision_on(file, test);
  if (!found) return false;
  const auto* value = as<Constant>(found->given != nullptr ? found->given : default_of(found->one));
  const FileModel& where = found->given != nullptr ? *found->site.file : *found->one.file;
  return value != nullptr && where.text(*value) == (found->off ? "True" : "False");
}

}  // namespace fastidious::rules
