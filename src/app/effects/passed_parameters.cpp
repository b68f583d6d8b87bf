#include "app/effects/passed_parameters.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/dependencies/behaviour.h"
#include "app/effects/kept_value.h"
#include "semantic/model.h"

namespace fastidious::app {

using namespace syntax;

namespace {

constexpr std::size_t kMaxFunctions = 12;

// The function that a call runs, generators and decorated ones too.
Definition callee_of(const FileModel& file, const Call& call) {
  const Definition callee = file.definition_of(*call.func);
  if (as<ClassDef>(callee.node) == nullptr) return callee;
  Value cls;
  cls.kind = Value::Kind::Class;
  cls.definition = callee;
  return function_of(cls);
}

class Follower {
 public:
  explicit Follower(bool kept) : kept_(kept) {}

  PassedParameters run(const Definition& function, const Arg& parameter) {
    result_.all.push_back({function, &parameter, {}});
    for (std::size_t i = 0; i < result_.all.size(); ++i) look_into(result_.all[i]);
    return std::move(result_);
  }

 private:
  // By value: what it was taken from grows.
  void look_into(PassedParameter one) {
    const FileModel& file = *one.function.file;
    const Arg& parameter = *one.parameter;
    const std::optional<KeptValue> value =
        kept_ ? std::optional<KeptValue>(std::in_place, one.function, parameter) : std::nullopt;
    const auto means_it = [&](const Expr& expr) {
      return value ? value->is(expr) : is_parameter(file, expr, parameter);
    };
    for (const auto* call : file.tree().nodes_of<Call>(*one.function.node)) {
      look_at(file, *call, means_it);
    }
  }

  template <class MeansIt>
  void look_at(const FileModel& file, const Call& call, const MeansIt& means_it) {
    for (std::uint32_t i = 0; i < call.args.size(); ++i) {
      if (means_it(*call.args[i])) pass(file, call, static_cast<int>(i), {});
    }
    for (const Keyword* keyword : call.keywords) {
      if (means_it(*keyword->value)) pass(file, call, -1, keyword->arg);
    }
  }

  void pass(const FileModel& file, const Call& call, int index, Identifier keyword) {
    const Definition callee = callee_of(file, call);
    const auto* function = as<FunctionDef>(callee.node);
    const Arg* taken = function != nullptr ? taking(file, call, callee, index, keyword) : nullptr;
    if (taken == nullptr) {
      result_.escapes = result_.escapes || !is_harmless(file, call);
      return;
    }
    if (result_.all.size() >= kMaxFunctions) {
      result_.escapes = true;
      return;
    }
    const bool known =
        std::any_of(result_.all.begin(), result_.all.end(),
                    [&](const PassedParameter& one) { return one.parameter == taken; });
    if (!known) result_.all.push_back({callee, taken, {&file, &call}});
  }

  static bool is_harmless(const FileModel& file, const Call& call) {
    const std::string_view target = file.resolve(*call.func);
    return target == "builtins.print" || target == "builtins.len" || target == "builtins.str" ||
           target == "builtins.isinstance" || target.starts_with("logging.");
  }

  static const Arg* taking(const FileModel& file, const Call& call, const Definition& callee,
                           int index, Identifier keyword) {
    const auto& function = static_cast<const FunctionDef&>(*callee.node);
    if (index < 0) {
      for (const Arg* one : function.args->all) {
        if (one->name == keyword && one->passing != Passing::VarKeyword) return one;
      }
      return nullptr;
    }
    const bool bound = callee.file->is_method(function) && !callee.file->is_static_method(function);
    const bool by_class = bound && file.resolve(*call.func).ends_with(".__init__");
    std::size_t at = static_cast<std::size_t>(index) + (bound && !by_class ? 1 : 0);
    if (at >= function.args->all.size()) return nullptr;
    const Arg* found = function.args->all[at];
    const bool plain =
        found->passing == Passing::Plain || found->passing == Passing::PositionalOnly;
    return plain ? found : nullptr;
  }

  bool kept_;
  PassedParameters result_;
};

}  // namespace

bool is_parameter(const FileModel& file, const Expr& expr, const Arg& parameter) {
  const auto* name = expr.as<Name>();
  if (name == nullptr || name->name != parameter.name) return false;
  const semantic::SymbolId meant = file.scopes().symbol_of(*name);
  if (!meant.valid()) return false;
  for (semantic::BindingId id = file.scopes().symbol(meant).last_binding; id.valid();
       id = file.scopes().binding(id).previous) {
    if (file.scopes().binding(id).node == &parameter) return true;
  }
  return false;
}

PassedParameters passed_parameters(const Definition& function, const Arg& parameter) {
  return Follower(false).run(function, parameter);
}

PassedParameters kept_parameters(const Definition& function, const Arg& parameter) {
  return Follower(true).run(function, parameter);
}

}  // namespace fastidious::app
