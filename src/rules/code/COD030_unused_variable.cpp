#include <algorithm>

#include "base/known_names.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using semantic::Binding;
using semantic::BindingId;
using semantic::BindingKind;
using semantic::FileModel;
using semantic::ScopeKind;
using semantic::Symbol;

bool is_dummy(std::string_view name) {
  return name.find_first_not_of('_') == std::string_view::npos || name.starts_with("_") ||
         name == "__tracebackhide__" || name.starts_with("unused") || name.starts_with("dummy");
}

// Whether the binding alone keeps a value that nobody reads. Names in tuples, loops and parameters
// have to be there for others' sake.
bool keeps_a_value(const Binding& binding) {
  switch (binding.kind) {
    case BindingKind::Assignment:
    case BindingKind::Walrus:
    case BindingKind::WithTarget: return true;
    case BindingKind::Annotation: return binding.value != nullptr;
    default: return false;
  }
}

bool only_keeps_values(const Symbol& symbol, const FileModel& file) {
  for (BindingId at = symbol.last_binding; at.valid(); at = file.scopes().binding(at).previous) {
    if (!keeps_a_value(file.scopes().binding(at))) return false;
  }
  return true;
}

// `locals()` reads every variable of its function.
bool calls_locals(const Node& function, const FileModel& file) {
  const auto nodes = file.tree().subtree(function);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node* node) {
    const auto* call = node->as<Call>();
    const auto* callee = call == nullptr ? nullptr : as<Name>(call->func);
    return callee != nullptr && file.text(callee->name) == "locals";
  });
}

// What the handler raises without saying that the caught exception is its cause; null if nothing.
const Raise* raised_without_cause(const ExceptHandler& handler, const FileModel& file) {
  for (const Node* inner : file.tree().subtree(handler)) {
    const auto* raise = inner->as<Raise>();
    if (raise != nullptr && raise->exc != nullptr && raise->cause == nullptr) return raise;
  }
  return nullptr;
}

// A caught exception has its name until the end of its handler only.
void check_handler(const Node& node, Check& check) {
  const FileModel& file = check.file();
  const auto& handler = *node.as<ExceptHandler>();
  if (!handler.name || is_dummy(file.text(handler.name))) {
    return;
  }
  for (const Node* inner : file.tree().subtree(handler)) {
    const auto* name = inner->as<Name>();
    if (name != nullptr && name->name == handler.name && name->context != Context::Store) {
      return;
    }
  }
  const std::string_view name = file.text(handler.name);
  Draft draft =
      check.report(handler.name_span, "The exception `{}` is caught and never used", {name});
  if (const Raise* raise = raised_without_cause(handler, file)) {
    draft.fix("Say that it is the cause: `raise … from {}`.", {name})
        .step(file, raise->span(), "raised here, without saying that it is the cause");
    return;
  }
  draft.fix("Log it by a logger's `exception(…)`, or write `except {}:`.",
            {handler.type == nullptr ? "Exception" : file.text(*handler.type)});
}

void check(Check& check) {
  const FileModel& file = check.file();
  for (const Symbol& symbol : file.scopes().symbols()) {
    const semantic::Scope& scope = file.scopes().scope(symbol.scope);
    const bool candidate =
        scope.kind == ScopeKind::Function && symbol.reference_count == 0 &&
        symbol.binding_count > 0 && symbol.last_binding.valid() &&
        (symbol.flags &
         (semantic::kDeclaredGlobal | semantic::kDeclaredNonlocal | semantic::kParameter)) == 0;
    if (candidate && !is_dummy(file.text(symbol.name)) && only_keeps_values(symbol, file) &&
        !calls_locals(*scope.node, file)) {
      check.report(*file.scopes().binding(symbol.last_binding).node,
                   "`{}` is assigned and never used", {file.text(symbol.name)});
    }
  }
}

}  // namespace

extern constinit const Rule COD030 = {
    .code = "COD030",
    .name = "unused-variable",
    .family = Family::Code,
    .tier = Tier::P1,
    .severity = Severity::Warning,
    .risk_kind = RiskKind::Maintainability,
    .where = Where::ApplicationScripts,
    .references = {"CWE-563"},
    .risk =
        "Either the value was meant to be used, and a step is missing, or the line is left over "
        "and misleads readers.",
    .advice = "Use the value, or remove the name and keep the call if it is there for its effect.",
    .docs = R"md(
A local variable that is assigned and never read. Names in tuple targets and loops do not count, nor do names that begin
with an underscore, `global` and `nonlocal` names, or functions that call `locals()`.

```python bad
def create(repository, order) -> None:
    saved = repository.add(order)
```

```python good
def create(repository, order) -> None:
    repository.add(order)
```
)md",
    .on_file = check,
    .kinds = {Kind::ExceptHandler},
    .on_node = check_handler,
};

}  // namespace fastidious::rules
